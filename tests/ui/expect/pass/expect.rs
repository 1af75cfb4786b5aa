//! Expectations that hold.
#![deny(warnings)]

use cors_runtime::cors;

mod inner {
    cors_runtime::cors! {
        pub const APP = {
            origins: ["https://app.example.com", "https://*.preview.example.com"],
            methods: [GET, PUT, "M-SEARCH", "match"],
            headers: ["content-type"],
        };
    }
}

cors! {
    pub const TENANTS = { origins: ["https://app.example.com", runtime], credentials: true };
    pub const OPEN = { origins: any, methods: any, headers: any };

    expect inner::APP {
        allow PUT from "https://app.example.com" with ["Content-Type"];
        allow HEAD from "https://a.b.preview.example.com";
        allow "M-SEARCH" from "https://app.example.com" with [];
        allow "match" from "https://app.example.com";
        deny PUT from "https://app.example.com" with ["content-type", "x-a"];
        deny PATCH from "https://app.example.com";
        // Browsers send it as it is.
        deny "patch" from "https://app.example.com";
        deny GET from "https://preview.example.com";
        deny GET from "null";
        deny GET from "tauri://localhost";
        deny "DELTE" from "https://app.example.com";
        // Some pages send it, by mistake.
        deny GET from "https://app.example.com" with ["access-control-allow-origin"];
    }
    expect TENANTS {
        allow GET from "https://app.example.com";
        deny PUT from "https://tenant.example.com";
        deny GET from "https://tenant.example.com" with ["x-a"];
        deny GET from "null";
    }
    expect OPEN {
        allow GET from "https://app.example.com" with ["x-a", "x-b"];
        allow GET from "https://app.example.com" with ["Authorization"];
    }
    expect OPEN {}
}

fn main() {}
