//! `include!` takes one file name.
use cors_runtime::cors;

cors! {
    const NONE = { origins: [include!()] };
    const NOT_QUOTED = { origins: [include!(origins.txt)] };
    const TWO = { origins: [include!("a.txt", "b.txt")] };
    const NO_BANG = { origins: [include("origins.txt")] };
    const OTHER = { origins: [include_str!("origins.txt")] };
    const WHOLE = { origins: include!("origins.txt") };
    const METHODS = { origins: any, methods: include_str!("methods.txt") };
}

fn main() {}
