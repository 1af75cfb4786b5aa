//! Without quotes, only a registered method is one.
use cors_runtime::cors;

cors! {
    const SLIPS = { origins: any, methods: [GET, DELTE, PTACH, propfnd] };
    const WORDS = { origins: any, methods: [_, all, none, true, runtime, r#match] };
    const CONSTANT = { origins: any, methods: [METHODS] };
    const PRIORITY = { origins: any, methods: [PRI] };
    const HYPHEN = { origins: any, methods: [VERSION_CONTROL] };
    const FILE = { origins: any, methods: [include!("slips.txt")] };
    const EVERY = { origins: any, methods: [include!("all.txt")] };

    expect SLIPS {
        deny DELTE from "https://a.example";
        deny any from "https://a.example";
        deny runtime from "https://a.example";
    }
}

fn main() {}
