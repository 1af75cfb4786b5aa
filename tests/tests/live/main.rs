//! Origins that are known only at run time, as clients see them.
#![allow(clippy::unwrap_used)]

mod bounds;
mod entries;
mod load;
mod predicates;
mod routes;
mod rows;

use cors_runtime::cors;

cors! {
    /// A list beside origins that are known.
    pub const TENANTS = {
        origins: ["https://app.example.com", "https://*.preview.example.com", runtime],
        methods: [GET, PUT],
        headers: ["content-type"],
        credentials: true,
    };
    /// The same for a function.
    pub const ASKING = {
        origins: [
            "https://app.example.com",
            "https://*.preview.example.com",
            #[dangerously_allow(predicates)]
            runtime,
        ],
        ..TENANTS
    };
    /// Every risk is waived.
    pub const WAIVED = {
        origins: [#[dangerously_allow(insecure_origins, public_suffixes, any_host, predicates)] runtime],
        credentials: true,
    };
    /// Without credentials nothing is at stake.
    pub const ANONYMOUS = { origins: [runtime] };
}

#[test]
fn templates_and_live_policies_go_to_any_thread() {
    fn goes_anywhere<T: Clone + Send + Sync + 'static>(_: &T) {}
    goes_anywhere(&TENANTS);
    goes_anywhere(&TENANTS.with_origins(["https://t1.example"]).unwrap());
    goes_anywhere(&TENANTS.with_origins([""; 0]).unwrap_or_else(|errors| panic!("{errors}")));
    goes_anywhere(&ASKING.with_origins_matching(|_| false).unwrap());
}
