//! Only a constant has a visibility.
use cors_runtime::cors;

cors! {
    pub const APP = { origins: any };
    pub expect APP { allow GET from "https://app.example.com"; }
    pub(crate) within APP;
}

fn main() {}
