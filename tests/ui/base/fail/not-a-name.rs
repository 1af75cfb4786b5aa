use cors_runtime::cors;

mod policies {
    cors_runtime::cors! {
        pub const BASE = { origins: ["https://app.example.com"] };
    }
}

cors! {
    const REPORTS = { methods: [GET], ..policies::BASE };
}

fn main() {
    let _ = policies::BASE;
}
