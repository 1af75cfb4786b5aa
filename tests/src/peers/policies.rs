//! The policies that the set-ups are audited against.

use cors_runtime::cors;

cors! {
    /// Two origins with cookies; most set-ups are meant to be this.
    pub const LIST = {
        origins: ["https://app.example.com", "https://admin.example.com:8443"],
        methods: [GET, PUT],
        headers: ["content-type", "x-request-id"],
        expose: ["x-total"],
        credentials: true,
        max_age: 10m,
    };

    /// The same for a URL without GET.
    pub const WITHOUT_GET = { methods: [POST, PUT], ..LIST };

    /// One origin without cookies.
    pub const SINGLE =
        { origins: ["https://app.example.com"], methods: [GET, POST], headers: ["content-type"] };

    /// Anyone may read.
    pub const PUBLIC = { origins: any, methods: [GET] };

    /// A wildcard with cookies.
    pub const WILD = {
        origins: ["https://*.preview.example.com"],
        methods: [GET, PUT],
        headers: ["content-type"],
        credentials: true,
    };

    /// Anyone may do anything.
    pub const OPEN = { origins: any, methods: any, headers: any };

    /// The same, and read every response header.
    pub const WIDE_OPEN = { expose: any, ..OPEN };
}
