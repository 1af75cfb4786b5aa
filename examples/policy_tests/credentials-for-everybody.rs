use cors_runtime::cors;

cors! {
    pub const OPEN = { origins: any, credentials: true };

    expect OPEN {
        allow GET from "https://anyone.example";
    }
}

fn main() {}
