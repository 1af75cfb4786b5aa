//! An attribute stands in front of the line.
use cors_runtime::cors;

cors! {
    const APP = { origins: any };
    const OTHER = { origins: any };
    within #[cfg(windows)] OTHER;
    expect APP { within #[cfg(windows)] OTHER; }
}

fn main() {}
