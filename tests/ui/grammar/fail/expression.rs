//! An expression with a mistake is one error, and still has its type.
use cors_runtime::cors;

fn main() {
    let policy: cors_runtime::Policy = cors! { origins: ["https://app.example.com/"] };
    takes(cors! { origins: any, credentials: true });
    takes(cors! { methods: [GET] });
    takes(cors! { origin: "https://app.example.com" });
    takes(cors! { origins: ["https://app.example.com"], , methods: [GET] });
    takes(cors! { origins => any });
    takes(policy);
}

fn takes(_: cors_runtime::Policy) {}
