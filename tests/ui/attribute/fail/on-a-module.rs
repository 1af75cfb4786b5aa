use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

#[cross_origin(APP)]
mod api {
    pub fn still_here() {}
}

fn main() {
    api::still_here();
}
