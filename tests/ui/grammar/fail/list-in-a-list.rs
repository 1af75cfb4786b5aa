use cors_runtime::cors;

cors! {
    const APP = { origins: [["https://app.example.com", "https://admin.example.com"]] };
    const METHODS = { origins: any, methods: [[GET, PUT,]] };
}

fn main() {}
