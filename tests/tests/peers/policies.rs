//! The policies that the set-ups are audited against.

use cors_runtime::cors;

cors! {
    /// Two origins with cookies; most set-ups are meant to be this.
    pub(crate) const LIST = {
        origins: ["https://app.example.com", "https://admin.example.com:8443"],
        methods: [GET, PUT],
        headers: ["content-type", "x-request-id"],
        expose: ["x-total"],
        credentials: true,
        max_age: 10m,
    };

    /// The same for a URL without GET.
    pub(crate) const WITHOUT_GET = { methods: [POST, PUT], ..LIST };

    /// One origin without cookies.
    pub(crate) const SINGLE =
        { origins: ["https://app.example.com"], methods: [GET, POST], headers: ["content-type"] };

    /// Anyone may read.
    pub(crate) const PUBLIC = { origins: any, methods: [GET] };

    /// A wildcard with cookies.
    pub(crate) const WILD = {
        origins: ["https://*.preview.example.com"],
        methods: [GET, PUT],
        headers: ["content-type"],
        credentials: true,
    };

    /// Anyone may do anything.
    pub(crate) const OPEN = { origins: any, methods: any, headers: any };

    /// The same, and read every response header.
    pub(crate) const WIDE_OPEN = { expose: any, ..OPEN };
}
