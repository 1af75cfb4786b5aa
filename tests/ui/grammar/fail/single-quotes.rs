//! The compiler itself refuses several letters in single quotes, and says what to write. Whatever else is wrong is told.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: ['https', b'http'],
        methods: ['GET', 'POST'],
        max_age: '2h',
    };
    expect APP { allow 'GET' from "https://app.example.com"; }
}

cors! {
    const SUFFIX = { origins: ['x'_dev] };
    const PUBLIC = { origins: any, credentials: true, methods: [''] };
}

fn main() {}
