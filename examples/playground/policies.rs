//! The policies that the page tries.

use cors_runtime::{Policy, cors};

cors! {
    /// The single-page app and its preview deployments: the whole API, with cookies.
    pub(crate) const APP = {
        origins: [
            "http://app.localhost:*",
            "http://pr-*.app.localhost:*",
        ],
        methods: [GET, POST, PUT, DELETE],
        headers: ["content-type", "x-requested-by"],
        expose: ["x-request-id"],
        credentials: true,
        max_age: 10m,
    };

    /// Partners read and add, without cookies.
    pub(crate) const PARTNER = {
        origins: ["http://app.localhost:*", "http://partner.localhost:*"],
        methods: [GET, POST],
        headers: ["content-type"],
        expose: ["x-request-id"],
    };

    /// Anyone may read, without cookies.
    pub(crate) const PUBLIC = { origins: any };

    /// Anyone may do anything that needs no cookie.
    pub(crate) const OPEN = { origins: any, methods: any, headers: any, expose: any };

    expect APP {
        allow PUT from "http://app.localhost:7300" with ["content-type"];
        allow DELETE from "http://pr-7.app.localhost:7301";
        deny GET from "http://evil.localhost:7303";
        deny GET from "http://app.localhost.evil.localhost";
        deny GET from "null";
    }
}

/// Every policy and its purpose. The API has a scope for each, under its name.
pub(crate) const ALL: [(Policy, &str); 4] = [
    (APP, "The single-page app and its preview deployments: the whole API, with cookies."),
    (PARTNER, "Partners read and add, without cookies."),
    (PUBLIC, "Anyone may read, without cookies."),
    (OPEN, "Anyone may do anything that needs no cookie."),
];

#[cfg(test)]
mod tests {
    use cors_audit::{Weakness, audit};

    use super::{ALL, APP, PARTNER};

    #[test]
    fn hostile_origins_get_what_the_policies_declare() {
        for (policy, _) in ALL {
            let audit = audit(policy, "http://api.localhost:7304");
            if [APP, PARTNER].contains(&policy) {
                audit.assert_granted_only(&[Weakness::DeclaredWildcard]);
            } else {
                audit.assert_no_credentials_granted();
            }
        }
    }
}
