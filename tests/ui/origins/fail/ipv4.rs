//! An IPv4 address is four decimal numbers.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "http://0x7f.1",
            "http://127.1",
            "http://0127.0.0.1",
            "http://2130706434",
            "http://1.2.3.256",
            "http://host.123",
            "http://1.2.3.4.5",
        ],
    };
}

fn main() {}
