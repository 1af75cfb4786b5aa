//! What an audit of a service can find, and in which words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How bad a finding is.
///
/// ```
/// use cors_audit::Severity;
///
/// assert!(Severity::Exposed < Severity::Note);
/// assert_eq!(Severity::Exposed.to_string(), "exposed");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The service allows more than the policy.
    Exposed,
    /// A page that the policy allows fails.
    Broken,
    /// A cache in between may give one page the answer that is meant for another one.
    Cache,
    /// Worth knowing, and no fault: it fails no test and does not count.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Exposed => "exposed",
            Self::Broken => "broken",
            Self::Cache => "cache",
            Self::Note => "note",
        })
    }
}

/// The words of a finding. In the sentence, `…` stands for the values that have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FindingText {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) sentence: &'static str,
    pub(super) remedy: &'static str,
}

macro_rules! finding_texts {
    ($($name:ident: $severity:ident, $code:literal, $sentence:literal, $remedy:literal;)+) => {
        /// The findings that an audit of a service can have. In a sentence, `…` stands for examples.
        ///
        #[doc = "| severity | code | what is wrong | what to do |"]
        #[doc = "|---|---|---|---|"]
        $(#[doc = concat!("| ", stringify!($severity), " | `", $code, "` | ", $sentence, " | ", $remedy, " |")])+
        pub mod findings {}

        $(
            pub(super) const $name: FindingText =
                FindingText { severity: Severity::$severity, code: $code, sentence: $sentence, remedy: $remedy };
        )+
    };
}

finding_texts! {
    REPEATED_ORIGIN: Exposed, "any-origin",
        "Every origin is allowed…: the service repeats the one that asks.",
        "Compare the origin with a list, and repeat it only if it is in the list.";
    EVERY_ORIGIN: Exposed, "any-origin",
        "Every origin is allowed…: the service answers `*`.",
        "Compare the origin with a list, and repeat it only if it is in the list.";
    ORIGIN_MATCH: Exposed, "origin-match",
        "Origins that the policy does not allow are allowed…: they are not compared as a whole, or the list is longer than the policy's.",
        "Compare scheme, host and port each as a whole; in a regular expression, escape dots and anchor both ends.";
    NULL_ORIGIN: Exposed, "null-origin",
        "`null` is allowed…: any page can send it, from a sandboxed frame.",
        "Remove `null` from the list.";
    OTHER_ORIGIN: Exposed, "other-origin",
        "Origins that the policy does not allow are allowed: ….",
        "Remove them from the service, or add them to the policy.";
    COOKIES: Exposed, "credentials",
        "Cookies are allowed, and the policy does not allow them.",
        "Do not send Access-Control-Allow-Credentials, or say `credentials` in the policy.";
    EVERY_METHOD: Exposed, "method",
        "Every method is allowed: the service repeats the requested one, or answers `*`.",
        "List the methods, or say `any` in the policy.";
    METHOD: Exposed, "method",
        "Methods that the policy does not allow are allowed: ….",
        "Remove them from the service, or add them to the policy.";
    EVERY_HEADER: Exposed, "header",
        "Every request header is allowed: the service repeats the requested ones, or answers `*`.",
        "List the request headers, or say `any` in the policy.";
    HEADER: Exposed, "header",
        "Request headers that the policy does not allow are allowed: ….",
        "Remove them from the service, or add them to the policy.";
    EVERY_EXPOSED: Exposed, "expose",
        "Pages can read every response header: Access-Control-Expose-Headers is `*`.",
        "List the response headers, or say `any` in the policy.";
    EXPOSED: Exposed, "expose",
        "Pages can read response headers that the policy does not expose: ….",
        "Remove them from Access-Control-Expose-Headers, or add them to the policy.";

    ORIGIN_MISSING: Broken, "origin-missing",
        "Access-Control-Allow-Origin is missing for an origin that the policy allows.",
        "Allow the origin in the service, byte for byte as browsers send it, for the request and for its preflight.";
    ORIGIN_OTHER: Broken, "origin-other",
        "Instead of an origin that the policy allows, the answer names ….",
        "An answer has room for one origin: compare the one that asks with a list, and repeat it.";
    SEVERAL_LINES: Broken, "two-values",
        "Access-Control-Allow-Origin has several lines (…): browsers refuse that.",
        "Let either the proxy or the application write CORS headers, not both.";
    WILDCARD: Broken, "wildcard-credentials",
        "The answer says `*`, which browsers refuse where cookies are sent.",
        "Answer with the origin itself, and with `Vary: Origin`.";
    CREDENTIALS_MISSING: Broken, "credentials-missing",
        "Access-Control-Allow-Credentials is missing: pages that send cookies cannot read the answer.",
        "Send `Access-Control-Allow-Credentials: true`.";
    CREDENTIALS_OTHER: Broken, "credentials-missing",
        "Access-Control-Allow-Credentials is …: browsers take `true` only, once and in lower case.",
        "Send `Access-Control-Allow-Credentials: true`.";
    PREFLIGHT_REDIRECTED: Broken, "preflight-status",
        "The preflight is redirected (…): browsers do not follow, and the request fails.",
        "Call the URL that the redirect names (with its slash, with https), or answer OPTIONS before what redirects.";
    PREFLIGHT_UNAUTHORIZED: Broken, "preflight-status",
        "The preflight is answered with …: browsers send it without cookies and without Authorization, and the request fails.",
        "Put CORS outside of authentication, or let OPTIONS with Access-Control-Request-Method pass.";
    PREFLIGHT_UNANSWERED: Broken, "preflight-status",
        "The preflight is answered with …: nothing here answers OPTIONS, and the request fails.",
        "Put CORS around the router, not inside a route.";
    PREFLIGHT_REFUSED: Broken, "preflight-status",
        "The preflight is answered with …, and the request fails.",
        "Allow the origin, its methods and headers in the service; if something else refuses, a firewall say, let OPTIONS with Access-Control-Request-Method pass.";
    METHOD_MISSING: Broken, "method-missing",
        "Methods that the policy allows are not allowed: ….",
        "Add them to the service's methods, in upper case; where cookies are sent, `*` does not stand for them.";
    HEADER_MISSING: Broken, "header-missing",
        "Request headers that the policy allows are not allowed: ….",
        "Add them to the service's request headers; where cookies are sent, and for authorization, `*` does not stand for them.";
    EXPOSE_MISSING: Broken, "expose-missing",
        "Pages cannot read response headers that the policy exposes: ….",
        "Add them to Access-Control-Expose-Headers, on the answer itself and not only on preflights; where cookies are sent, `*` does not stand for them.";
    NOT_A_LIST: Broken, "bad-list",
        "A header is not a list: ….",
        "Separate the names with commas.";
    ERROR: Broken, "error-headers",
        "An error (…) is answered without CORS headers: the page sees a network error instead of it.",
        "Write the headers on every status: in nginx `add_header … always`, in a framework outside of what makes the error.";
    REDIRECT: Broken, "redirect",
        "A redirect (…) is answered without CORS headers: browsers check each answer on the way.",
        "Call the URL that the redirect names, or write CORS headers on redirects.";
    CACHED: Broken, "cached",
        "A cache in between answers with headers that were meant for another origin.",
        "Send `Vary: Origin` from the service, then empty the cache.";

    VARY: Cache, "vary",
        "Answers differ by origin and lack `Vary: Origin`: a cache may give one page the answer for another one.",
        "Send `Vary: Origin` on every answer, also without a grant and without an Origin.";
    VARY_REFUSED: Cache, "vary-refused",
        "Answers without a grant lack `Vary: Origin`: from a cache, they fail pages that the policy allows.",
        "Send `Vary: Origin` on every answer, also without a grant and without an Origin.";
    VARY_NO_ORIGIN: Cache, "vary-no-origin",
        "An answer to a request without Origin lacks `Vary: Origin`: from a cache, it fails pages that the policy allows.",
        "Send `Vary: Origin` on every answer, also without a grant and without an Origin.";

    MAX_AGE: Note, "max-age",
        "Browsers keep the answers to preflights for another time than the policy says: ….",
        "Use one duration in both.";
    LOOSE: Note, "loose",
        "Texts that no browser sends are granted as well (…): origins are not compared byte by byte.",
        "Compare origins as whole strings.";
    USELESS_CREDENTIALS: Note, "useless-credentials",
        "Access-Control-Allow-Credentials stands beside `*`, where browsers do not look at it.",
        "Remove it.";
    MISSING_PAGE: Note, "missing-page",
        "A URL beside this one that does not exist is answered with … and without CORS headers: pages see a network error.",
        "If it belongs to the same service, write the headers on errors too.";
}

/// What the rules have found: for each text its values, and the places of the exchanges that show it.
#[derive(Debug, Default)]
pub(super) struct Findings(pub(super) BTreeMap<FindingText, Shown>);

#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) values: BTreeSet<String>,
    pub(super) exchanges: Vec<usize>,
    /// What to show instead of the exchanges.
    pub(super) details: Vec<String>,
}

impl Findings {
    pub(super) fn add(&mut self, text: FindingText, exchange: usize) {
        self.0.entry(text).or_default().exchanges.push(exchange);
    }

    pub(super) fn add_value(&mut self, text: FindingText, value: impl Into<String>, exchange: usize) {
        self.add(text, exchange);
        self.0.entry(text).or_default().values.insert(value.into());
    }

    pub(super) fn add_detail(&mut self, text: FindingText, detail: String) {
        self.0.entry(text).or_default().details.push(detail);
    }
}
