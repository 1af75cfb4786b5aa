//! A base is a policy of the same block.
use cors_runtime::cors;

cors! {
    const APP = { origins: any };
    const REPORTS = { methods: [GET], ..APPP };
    const ELSEWHERE = { methods: [GET], ..OTHER };
}

fn main() {}
