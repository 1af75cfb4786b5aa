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
    #[doc(hidden)]
    within COMPANY;

    const OTHER = { origins: ["https://app.example.com"] };
}

fn main() {}
