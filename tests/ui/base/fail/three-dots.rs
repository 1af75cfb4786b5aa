use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"] };
    const REPORTS = { methods: [GET], ...APP };
    const LIST = { origins: [...APP, "https://partner.example"] };
}

fn main() {}
