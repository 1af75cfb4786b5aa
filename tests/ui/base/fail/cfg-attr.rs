//! Only `#[cfg]` can leave a policy out of a build.
use cors_runtime::cors;

cors! {
    #[cfg_attr(unix, cfg(debug_assertions))]
    const HIDDEN = { origins: any };
    #[cfg_attr(unix, doc = "x", cfg_attr(windows, cfg(debug_assertions)))]
    const DEEPER = { origins: any };
    #[cfg_attr(true, cfg(debug_assertions))]
    const ALWAYS = { origins: any };
    #[cfg_attr(unix, cfg_attr(true, cfg(debug_assertions)))]
    const ALWAYS_DEEPER = { origins: any };
    #[cfg_attr(unix, cfg(debug_assertions), cfg(feature = "dev"))]
    const TWICE = { origins: any };
    #[cfg_attr(unix)]
    const UNREADABLE = { origins: any };
    const APP = { origins: ["https://app.example.com"], ..ALWAYS };
}

fn main() {}
