//! Two policies cannot have the same name.
use cors_runtime::cors;

cors! {
    const APP = { origins: any };
    const OTHER = { origins: any };
    const APP = { origins: ["https://app.example.com"] };
}

fn main() {}
