//! A policy with a mistake of its own is one error, wherever it is compared.
use cors_runtime::cors;
use cors_tests_facade::company::COMPANY;

cors! {
    within COMPANY;

    const APP = { origins: ["https://app.example.net/"] };
    const OTHER = { origins: ["https://app.example.com"] };

    expect OTHER { within APP; }
    expect APP { within OTHER; }
}

fn main() {}
