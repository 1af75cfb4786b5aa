//! An attribute on `include!` applies to each of its lines.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            #[dangerously_allow(insecure_origins)]
            include!("good.txt"),
        ],
        credentials: true,
    };
}

fn main() {}
