use cors_runtime::cors;

cors! {
    const APP = {
        origins: ["https://app.example.com"],
        methods: [GET],
        origins: ["https://admin.example.com", "https://app.example.com"],
    };
}

fn main() {}
