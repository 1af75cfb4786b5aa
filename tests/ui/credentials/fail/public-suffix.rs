//! Strangers can register names below a public suffix, and read the responses to a logged-in user.
use cors_runtime::cors;

cors! {
    const IS_ONE = {
        origins: [
            "https://*.com",
            "https://*.co.uk",
            "https://*.github.io",
            "https://*.onion",
            "https://*.intranet",
        ],
        credentials: true,
    };
    const REACHES_ONE = {
        origins: [
            "https://*.amazonaws.com",
            "https://*.run.app",
            "https://*.core.windows.net",
            "https://*.kawasaki.jp",
        ],
        credentials: true,
    };
    const IN_LABEL = { origins: ["https://pr-*.vercel.app", "https://*-x.eu-west-1.elasticbeanstalk.com"], credentials: true };
    const CAN_SPELL_ONE = {
        origins: ["https://s3-*.amazonaws.com", "https://*-web.core.windows.net"],
        credentials: true,
    };
    const OTHER_WAIVER = {
        origins: [
            #[dangerously_allow(insecure_origins)]
            "http://*.netlify.app",
        ],
        credentials: true,
    };
}

fn main() {}
