use cors_runtime::cors;

cors! {
    pub const APP = {
        origins: ["https://app.example.com"],
        methods: [GET, POST],
    };

    expect APP {
        allow PUT from "https://app.example.com";
    }
}

fn main() {}
