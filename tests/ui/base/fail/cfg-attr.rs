//! Only `#[cfg]` can leave a policy out of a build.
use cors_runtime::cors;

cors! {
    #[cfg_attr(unix, cfg(debug_assertions))]
    const HIDDEN = { origins: any };
    #[cfg_attr(unix, doc = "x", cfg_attr(windows, cfg(debug_assertions)))]
    const DEEPER = { origins: any };
}

fn main() {}
