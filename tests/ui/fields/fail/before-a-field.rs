//! What stands before a field is one mistake, whatever it is.
use cors_runtime::cors;

cors! {
    const APP = {
        //! The app.
        origins: any,
        #![cfg(unix)]
        methods: [GET],
        pub headers: any,
        #[cfg(unix)]
        max_age: 1h,
    };
    const HEIR = { origins: any, #[cfg(unix)] ..APP };
    const NO_ORIGINS = { methods: GET };
    const NOR_HERE = { credentials: yes };
}

fn main() {
    let _ = cors! { #[cfg(unix)] origins: any };
}
