//! A risk that a policy takes by itself is not told again of those that take it over; what only they make of it is.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["http://app.example.com"], credentials: true };
    const HEIR = { origins: [..APP], credentials: true };
    const SECOND = { origins: [..HEIR], credentials: true };
    const OPEN = { origins: ["http://open.example.com"] };
    const COOKIES = { origins: [..OPEN], credentials: true };
}

fn main() {}
