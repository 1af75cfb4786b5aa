//! A path that names no policy is one error, however many lines name it.
use cors_runtime::cors;

const NUMBER: u8 = 1;

cors! {
    within UNKNOWN;

    const APP = { origins: ["https://app.example.com"] };
    const OTHER = { origins: ["https://other.example.com"] };

    expect APP {
        within NUMBER;
    }
}

fn main() {}
