//! An expectation about something that no browser sends tests nothing.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [GET, "patch-it"], headers: ["x-a"] };
    expect APP {
        deny GET from "https://app.example.com/";
        deny GET from "app.example.com";
        deny GET from "https://APP.example.com";
        allow GET from "https://*.example.com";
        deny GET from "";
        deny GET from "*";
        deny GET from "https://app.example.com:443";
        deny get from "https://app.example.com";
        deny "GET POST" from "https://app.example.com";
        deny GET from "https://app.example.com" with ["x a"];
        deny PUT from "NULL";
        deny TRACE from "https://app.example.com";
        deny "Connect" from "https://app.example.com";
        deny GET from "https://app.example.com" with ["x-a", "Cookie", "sec-fetch-site"];
    }
    expect OPEN {
        allow TRACK from "https://app.example.com";
        allow GET from "https://app.example.com" with ["host"];
    }
    const OPEN = { origins: any, methods: any, headers: any };
}

fn main() {}
