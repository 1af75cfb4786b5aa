//! The compiler itself refuses several letters in single quotes, and says what to write.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: ['https'],
        methods: ['GET', 'POST'],
        max_age: '2h',
    };
    expect APP { allow 'GET' from "https://app.example.com"; }
}

fn main() {}
