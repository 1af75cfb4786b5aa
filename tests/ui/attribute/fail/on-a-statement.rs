use cors_runtime::{cors, cross_origin};

cors! {
    pub const APP = { origins: ["https://app.example.com"] };
}

fn main() {
    #[cross_origin(APP)]
    let _ = APP;
}
