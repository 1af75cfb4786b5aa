//! A line is told once, however many policies include it, and so is a waiver in the file.
use cors_runtime::cors;

cors! {
    const APP = { origins: [include!("waived.txt")], credentials: true };
    const OTHER = { origins: [include!("waived.txt",)] };
    const SLASH = { origins: [include!("slash.txt")] };
    const SAME = { origins: [include!("slash.txt")] };
}

fn main() {}
