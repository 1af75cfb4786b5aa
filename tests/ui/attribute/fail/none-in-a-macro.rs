use actix_web::{App, get};

mod facade {
    pub use cors_runtime::cross_origin;
}

macro_rules! internal {
    ($name:ident, $path:literal) => {
        #[$crate::facade::cross_origin(none)]
        #[get($path)]
        async fn $name() -> &'static str {
            stringify!($name)
        }
    };
}

internal!(handler, "/");

fn main() {
    let _ = App::new().service(handler);
}
