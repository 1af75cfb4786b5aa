//! To allow no origin, leave the policy out.
use cors_runtime::cors;

cors! {
    const NONE = { origins: [] };
    const MISSING = { methods: [GET] };
    const NOTHING = {};
}

fn main() {}
