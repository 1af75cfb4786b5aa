//! Policies of one block are compared by the macro, in every build.
use cors_runtime::cors;

cors! {
    const COMPANY = { origins: ["https://*.example.com"], methods: [GET] };
    const APP = { origins: ["https://app.example.com", "https://app.example.net"] };
    const PORT = { origins: ["https://app.example.com:8443"] };
    const METHOD = { origins: ["https://app.example.com"], methods: [GET, PUT] };
    const NOBODY_BUT_ONE = {
        origins: [#[cfg(any())] "https://app.example.com", "https://app.example.org"],
        methods: [GET],
    };

    const ADD_ONS = { origins: ["moz-extension://0a1b2c3d"], methods: [GET] };
    const ANY_ADD_ON = { origins: ["moz-extension://*"], methods: [GET] };

    expect ADD_ONS { within ANY_ADD_ON; }
    expect ANY_ADD_ON { within ADD_ONS; }
    expect APP { within COMPANY; }
    expect PORT { within COMPANY; }
    expect METHOD { within COMPANY; within APP; }
    expect NOBODY_BUT_ONE { within COMPANY; }
    expect APP {
        #[cfg(not(any()))]
        within COMPANY;
    }
}

cors! {
    within OUTER;

    const OUTER = { origins: ["https://*.example.com"] };
    const INSIDE = { origins: ["https://a.example.com"] };
    const OUTSIDE = { origins: ["https://example.com"] };
}

cors! {
    within PUBLISHED;

    const PUBLISHED = { origins: ["https://*.example.com"] };
    #[cfg(not(any()))]
    const CONDITIONAL = { origins: ["https://example.org"] };
    #[cfg(any())]
    const NOT_IN_THIS_BUILD = { origins: ["https://example.org"] };
}

fn main() {}
