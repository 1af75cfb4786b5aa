//! Where attributes follow their entry, its third dot is said once they are in front of it.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"] };
    const LIST = { origins: [...APP #[cfg(unix)]] };
}

fn main() {}
