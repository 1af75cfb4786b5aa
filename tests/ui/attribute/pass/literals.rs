//! A literal that a `macro_rules!` hands over stands for any argument of a route attribute, the last one included.
#![deny(warnings)]

use actix_web::middleware::{DefaultHeaders, NormalizePath};
use actix_web::{App, get, guard, route};
use cors_runtime::{cors, cross_origin};

cors! {
    pub const APP = { origins: ["https://app.example.com"], methods: [GET, PUT, OPTIONS] };
}

macro_rules! routes {
    ($path:literal, $name:literal, $guard:literal, $wrap:literal, $method:literal, $options:literal) => {
        #[cross_origin(APP)]
        #[get($path, name = $name)]
        async fn named() -> &'static str {
            $name
        }

        #[cross_origin(APP)]
        #[get($path, guard = $guard)]
        async fn guarded() -> &'static str {
            $guard
        }

        #[cross_origin(APP)]
        #[get($path, wrap = "NormalizePath::trim()", wrap = $wrap)]
        async fn wrapped() -> &'static str {
            $wrap
        }

        #[cross_origin(APP)]
        #[route($path, method = "GET", method = $method,)]
        async fn several() -> &'static str {
            $method
        }

        #[cross_origin(APP)]
        #[route($path, method = $options)]
        async fn options() -> &'static str {
            $options
        }

        #[cross_origin(none)]
        #[get($path)]
        async fn excluded() -> &'static str {
            $path
        }
    };
}

routes!("/x", "x", "is_local", "DefaultHeaders::new()", "PUT", "OPTIONS");

fn is_local(context: &guard::GuardContext<'_>) -> bool {
    context.head().peer_addr.is_none()
}

fn main() {
    let app = App::new().service(named).service(guarded).service(wrapped);
    let _ = app.service(several).service(options).service(excluded);
}
