//! What is offered for an unknown base is near to it, does not build on the policy, and can be taken over there.
use cors_runtime::cors;

cors! {
    const EU = { origins: ["https://eu.example.com"] };
    const X = { ..US };
    const A = { methods: [GET], ..B };
    const C = { ..A };
    const ANY = { origins: any };
    const LIST = { origins: [..ANYONE] };
    const TWICE = { origins: any };
    const TWICE = { origins: any };
    const HEIR = { ..TWICE };
}

fn main() {}
