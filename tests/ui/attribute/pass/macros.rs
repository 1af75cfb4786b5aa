//! Handlers that a `macro_rules!` writes, with paths through `$crate` and through its arguments.

#![deny(warnings)]

use actix_web::App;

pub mod policies {
    cors_runtime::cors! {
        pub const APP = { origins: ["https://app.example.com"] };
        pub const TENANTS = { origins: [runtime] };
    }

    pub struct Policies;

    impl Policies {
        pub const APP: cors_runtime::Policy = APP;
    }
}

pub mod facade {
    pub use cors_runtime::cross_origin;
}

macro_rules! handlers {
    ($($attribute:path, $policy:path, $path:literal, $name:ident;)+) => {
        $(
            #[$attribute($policy)]
            #[actix_web::get($path)]
            async fn $name() -> &'static str {
                $path
            }
        )+
    };
}

handlers! {
    facade::cross_origin, policies::APP, "/argument", argument;
    cors_runtime::cross_origin, policies::Policies::APP, "/associated-argument", associated_argument;
}

macro_rules! of_this_crate {
    () => {
        #[$crate::facade::cross_origin($crate::policies::APP)]
        #[actix_web::get("/path")]
        async fn path() -> &'static str {
            "path"
        }

        #[$crate::facade::cross_origin($crate::policies::Policies::APP)]
        #[actix_web::get("/associated")]
        async fn associated() -> &'static str {
            "associated"
        }

        #[$crate::facade::cross_origin($crate::policies::TENANTS, origins = ["https://tenant.example"])]
        #[actix_web::get("/live")]
        async fn live() -> &'static str {
            "live"
        }

        #[$crate::facade::cross_origin(none, crate = $crate::facade)]
        #[actix_web::get("/none")]
        async fn none() -> &'static str {
            "none"
        }
    };
}

of_this_crate!();

/// Paths that one macro passes to another.
macro_rules! inner {
    ($policy:path, $krate:path) => {
        #[$crate::facade::cross_origin($policy)]
        #[actix_web::get("/handed-on")]
        async fn handed_on() -> &'static str {
            "handed on"
        }

        #[$crate::facade::cross_origin(none, crate = $krate)]
        #[actix_web::get("/none-handed-on")]
        async fn none_handed_on() -> &'static str {
            "none handed on"
        }
    };
}

macro_rules! outer {
    () => {
        inner!($crate::policies::APP, $crate::facade);
    };
}

outer!();

fn main() {
    let app = App::new();
    let app = app.service(argument).service(associated_argument).service(path).service(associated).service(live);
    drop(app.service(none).service(handed_on).service(none_handed_on));
}
