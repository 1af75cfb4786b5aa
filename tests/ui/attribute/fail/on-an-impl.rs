use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

struct Handler;

#[cross_origin(APP)]
impl Handler {}

fn main() {}
