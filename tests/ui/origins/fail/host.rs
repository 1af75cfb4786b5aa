//! A host consists of labels that the name system can hold.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://a..example.com",
            "https://.b.example.com",
            "https://c.example.com.",
            "https://%64.example.com",
            "https://e~.example.com",
            "https://f.exa(mple.com",
            "https://abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd.example.com",
            "https://abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcdefghi.abcd",
            "https://",
            "https://:8443",
        ],
    };
}

fn main() {}
