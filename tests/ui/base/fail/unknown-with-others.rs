use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"] };
    const PUBLIC = { origins: any };
    const REPORTS = { methods: [GET], ..NOBODY };
    const THIRD = { origins: any };
    const FOURTH = { origins: any };
    const FIFTH = { origins: any };
    const SIXTH = { origins: any };
}

fn main() {}
