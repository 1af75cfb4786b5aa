//! An IPv6 address is in brackets, as the URL standard serialises it.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "http://::1",
            "http://::1:8080",
            "http://[fe80::1%25eth0]",
            "http://[2001:DB8::1]",
            "http://[2001:db8:0:0:0:0:0:2]",
            "http://[::ffff:1.2.3.4]",
            "http://[xyz]",
            "http://[::1",
        ],
    };
}

fn main() {}
