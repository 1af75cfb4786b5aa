use cors_runtime::cors;

cors! {
    const APP = {
        origins: ["https://app.example.com"],
        expect: [allow GET from "https://app.example.com"],
    };
    const OTHER = {
        origins: ["https://app.example.com"],
        expect OTHER { allow GET from "https://app.example.com"; },
    };
}

fn main() {}
