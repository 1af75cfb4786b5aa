//! `none` allows nobody, and any other field may stand beside it.

cors_runtime::cors! {
    const OFF = { origins: none };
    const ALL = {
        origins: none,
        methods: any,
        headers: any,
        expose: any,
        credentials: true,
        max_age: 1h,
        preflight_status: 200,
    };
    /// A base, and what replaces its origins.
    const LIKE_OFF = { methods: [GET], ..OFF };
    const APP = { origins: ["https://app.example.com"], ..ALL_LISTED };
    const ALL_LISTED = { methods: [PUT], ..OFF };
    /// Its methods can be listed, its origins not.
    const MORE = { origins: any, methods: [..LIKE_OFF, PUT] };

    expect ALL { deny GET from "https://app.example.com"; }
    expect APP { allow PUT from "https://app.example.com"; }
}

const WS: cors_runtime::AllowedOrigin =
    cors_runtime::AllowedOrigin::of(OFF).or_same_origin("https://api.example.com");

fn main() {
    let _ = (LIKE_OFF, MORE, WS);
}
