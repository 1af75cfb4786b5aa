//! The outer policy is of another crate: the compiler names the first grant beyond, with that crate's texts.
use cors_runtime::cors;
use cors_tests_facade::company::{self, COMPANY, PUBLIC};

cors! {
    const ORIGIN = { origins: ["https://app.example.com", "https://*.preview.example.net"] };
    expect ORIGIN { within COMPANY; }

    const EVERYBODY = { origins: any };
    expect EVERYBODY { within cors_tests_facade::company::COMPANY; }

    const RUN_TIME = { origins: [runtime] };
    expect RUN_TIME { within COMPANY; }

    const WAIVED = { origins: [#[dangerously_allow(insecure_origins)] runtime], credentials: true };
    expect WAIVED { within company::TENANTS; }

    const CONSTANT = { origins: ["https://tenant.example.net"] };
    expect CONSTANT { within company::TENANTS; }

    const METHOD = { origins: ["https://app.example.com"], methods: [GET, "M-SEARCH"] };
    expect METHOD { within COMPANY; }

    const METHODS = { origins: ["https://app.example.com"], methods: any };
    expect METHODS { within COMPANY; }

    const HEADER = { origins: ["https://app.example.com"], headers: ["Content-Type", "X-Other"] };
    expect HEADER { within COMPANY; }

    const HEADERS = { origins: ["https://app.example.com"], headers: any };
    expect HEADERS { within COMPANY; }

    const EXPOSED = { origins: ["https://app.example.com"], expose: ["etag"] };
    expect EXPOSED { within COMPANY; }

    const ALL_EXPOSED = { origins: ["https://app.example.com"], expose: any };
    expect ALL_EXPOSED { within COMPANY; }

    const COOKIES = { origins: ["https://app.example.com"], credentials: true };
    expect COOKIES { within PUBLIC; }

    // The other way round, and policies of which neither is of this block.
    expect COMPANY { within ORIGIN; }
    expect company::TENANTS { within COMPANY; }
}

fn main() {}
