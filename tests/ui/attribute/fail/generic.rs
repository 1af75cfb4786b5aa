use actix_web::{App, get, web};
use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

trait Store {
    fn count(&self) -> usize;
}

#[cross_origin(APP)]
#[get("/")]
async fn handler<S: Store + 'static>(store: web::Data<S>) -> String {
    store.count().to_string()
}

fn main() {
    let _ = App::new().service(handler);
}
