//! What is written wrongly.
use cors_runtime::cors;

cors! {
    const COMPANY = { origins: ["https://*.example.com"] };
    const APP = { origins: ["https://app.example.com"] };

    expect APP {
        within;
    }
    expect APP {
        within "COMPANY";
    }
    expect APP {
        within "https://*.example.com";
    }
    expect APP {
        within [COMPANY];
    }
    expect APP {
        within COMPANY, APP;
    }
    expect APP {
        within COMPANY with ["x-a"];
    }
    expect APP {
        within COMPANY
    }
    expect APP {
        #[dangerously_allow(insecure_origins)]
        within COMPANY;
    }
}

cors! {
    within;
}

cors! {
    within ::nowhere::COMPANY;
}

cors! {
    within: nowhere::COMPANY;
    within nowhere::COMPANY
    const NO_SEMICOLON = { origins: ["https://app.example.com"] };
    within nowhere::COMPANY, #[doc(hidden)]
    const COMMA = { origins: ["https://app.example.com"] };
    const FIELD = { within: nowhere::COMPANY, origins: ["https://app.example.com"] };
    const LINE = { origins: ["https://app.example.com"], within ::nowhere::COMPANY; };
    const LIST = { origins: ["https://app.example.com"], within: ["https://*.example.com"] };
    expect FIELD {
        within nowhere::COMPANY
        allow GET from "https://app.example.com";
    }
}

cors! {
    #[doc(hidden)]
    within COMPANY;

    const OTHER = { origins: ["https://app.example.com"] };
}

fn main() {
    let _ = (NO_SEMICOLON, COMMA);
    let _: [cors_runtime::Policy; 2] = [
        cors! { within nowhere::COMPANY; origins: ["https://app.example.com"] },
        cors! { origins: ["https://app.example.com"], within: nowhere::COMPANY },
    ];
}
