use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"] };
    const PUBLIC = { origins: any };
    const REPORTS = { methods: [GET], ..NOBODY };
}

fn main() {}
