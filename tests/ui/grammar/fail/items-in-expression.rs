//! Policies with names are items.
use cors_runtime::cors;

fn main() {
    let _ = cors! { const APP = { origins: any }; };
}
