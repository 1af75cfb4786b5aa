//! Browsers never send these.
use cors_runtime::cors;

cors! {
    const APP = { origins: any, methods: [CONNECT, TRACE, "track", Trace] };
}

fn main() {}
