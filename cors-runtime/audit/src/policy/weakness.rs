//! The mistakes that scanners look for.

use std::fmt;

macro_rules! weaknesses {
    ($($(#[$doc:meta])* $name:ident, $title:literal, $why:literal;)*) => {
        /// A mistake that CORS scanners look for. `Display` is its name in a few words.
        ///
        /// ```
        /// use cors_audit::Weakness;
        ///
        /// assert_eq!(Weakness::UnescapedDot.to_string(), "unescaped dot");
        /// assert!(Weakness::UnescapedDot.why().starts_with("A regular expression's bare dot"));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Weakness {
            $($(#[$doc])* $name,)*
        }

        impl Weakness {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Why a grant to such an origin matters, as a sentence.
            pub const fn why(self) -> &'static str {
                match self {
                    $(Self::$name => $why,)*
                }
            }
        }

        impl fmt::Display for Weakness {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self {
                    $(Self::$name => $title,)*
                })
            }
        }
    };
}

weaknesses! {
    /// An origin that has nothing to do with the service.
    Reflection, "reflection", "Any page that a user visits can read the responses.";
    /// `null`.
    Null, "null", "Any page can send the origin `null`, from a sandboxed frame.";
    /// An allowed host with something prepended.
    Prefix, "prefix", "Someone can register a name that ends like the allowed one.";
    /// An allowed host with something appended.
    Suffix, "suffix", "Someone can register a name that begins like the allowed one.";
    /// A dot of an allowed host replaced by a letter.
    UnescapedDot, "unescaped dot",
        "A regular expression's bare dot matches any letter, and the resulting name can be registered.";
    /// A host below an allowed one.
    Subdomain, "subdomain",
        "One page with a cross-site scripting hole on any subdomain, or one forgotten DNS entry, reads everything.";
    /// A host that a wildcard of the policy declares.
    DeclaredWildcard, "declared wildcard",
        "The policy's own wildcard covers it: whoever controls one such host reads the responses.";
    /// A host that a wildcard of the policy declares, where strangers get names: it reaches a public suffix
    /// (`#[dangerously_allow(public_suffixes)]`, or a policy without credentials).
    DeclaredPublicSuffix, "declared public suffix",
        "The policy's own wildcard covers it, and anyone can get such a name.";
    /// Any host of a scheme, which the policy declares with credentials (`#[dangerously_allow(any_host)]`).
    DeclaredAnyHost, "declared any host",
        "The policy's own wildcard covers it: with such a scheme, every add-on of the user matches.";
    /// An origin that the policy names and that is not encrypted, with credentials
    /// (`#[dangerously_allow(insecure_origins)]`).
    DeclaredInsecure, "declared insecure",
        "The policy names it, and anyone on the network path can serve a page in its name.";
    /// The parent domain of an allowed host, and its other subdomains.
    Parent, "parent and sibling", "Another site of the same owner, or of another one, reads the responses.";
    /// An allowed host over plain http.
    HttpDowngrade, "http downgrade",
        "Anyone on the network path can serve a page under that name, and read the responses.";
    /// Another scheme in front of an allowed host.
    OtherScheme, "other scheme", "Another program, or a document without a server, can have such an origin.";
    /// An extension of the browser, or an application that shows pages without a server.
    Extension, "extension or webview",
        "Every add-on that the user has installed, and every program that shows pages, can read the responses.";
    /// A name that only contains `localhost` or a loopback address.
    LocalhostInName, "localhost in a name",
        "A comparison looks for `localhost` anywhere in the text, and anyone can register such a name.";
    /// An allowed host followed by a character at which some parsers end a host.
    SpecialCharacter, "special character",
        "Some browsers take such a host, and it lies in a domain that someone else can register.";
    /// An allowed host as the user name, or with a user name before it.
    UserInfo, "user info", "The host is after the `@`; the text before it is whatever an attacker wants.";
    /// An allowed host on another port, or with a port that no browser writes.
    Port, "port",
        "Another server on the same machine, started by someone else, can serve the page that reads the responses.";
    /// Sites where anyone can publish a page.
    ThirdParty, "third-party page", "Anyone can publish a page there.";
    /// Hosts on the visitor's own machine and network.
    LocalProgram, "local program",
        "Any program that listens on the visitor's machine can serve the page that reads the responses.";
    /// An allowed origin followed by a path or the like.
    Path, "path", "An origin has no path: the comparison takes more than it should, and more may follow.";
    /// An allowed origin in upper case.
    UpperCase, "upper case", "No browser sends it: a comparison that folds case is not byte-exact.";
    /// An allowed host followed by a dot.
    TrailingDot, "trailing dot",
        "To browsers that is another site, with its own cookies and its own certificate rules.";
    /// White space and control characters around or inside an allowed origin.
    WhiteSpace, "white space", "Something trims or cuts the text before it compares.";
    /// Percent-encoding and look-alike letters.
    Encoding, "encoding", "Something decodes the text before it compares.";
    /// Labels that are empty or too long.
    BadLabel, "bad label", "No browser sends it: the wildcard takes what is not a host.";
    /// Far longer than any origin.
    VeryLong, "very long", "No origin is that long: the text is not checked, and may be costly to compare.";
    /// Several origins, in one line or in several.
    Several, "several",
        "A request has one origin: of several, two programs on the way may each pick another one.";
    /// Texts that are not origins.
    Malformed, "malformed", "It is not an origin: the policy compares loosely, or not at all.";
}
