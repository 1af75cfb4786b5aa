use cors_runtime::{cors, cross_origin};

cors! {
    pub const APP = { origins: ["https://app.example.com"] };
}

fn main() {
    let _ = #[cross_origin(APP)]
    [1, 2];
}
