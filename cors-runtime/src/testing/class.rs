//! The mistakes that scanners look for.

use std::fmt;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident, $title:literal, $why:literal;)*) => {
        /// A mistake that CORS scanners look for. `Display` is its name in a few words.
        ///
        /// ```
        /// use cors_runtime::testing::Class;
        ///
        /// assert_eq!(Class::UnescapedDot.to_string(), "unescaped dot");
        /// assert!(Class::ALL.contains(&Class::Null));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Class {
            $($(#[$doc])* $name,)*
        }

        impl Class {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Why a grant to such an origin matters, as a sentence. It never fails.
            ///
            /// See the Fetch standard, [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check).
            ///
            /// ```
            /// use cors_runtime::testing::Class;
            ///
            /// assert!(Class::Null.why().contains("sandboxed"));
            /// ```
            pub const fn why(self) -> &'static str {
                match self {
                    $(Self::$name => $why,)*
                }
            }
        }

        impl fmt::Display for Class {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self {
                    $(Self::$name => $title,)*
                })
            }
        }
    };
}

classes! {
    /// An origin that has nothing to do with the service.
    Reflection, "reflection",
        "Any page that a user visits can read the responses.";
    /// `null`.
    Null, "null",
        "Any page can send the origin `null`, from a sandboxed frame.";
    /// Something glued in front of an allowed host.
    Prefix, "prefix",
        "Somebody can register a name that ends like the allowed one.";
    /// Something glued behind an allowed host.
    Suffix, "suffix",
        "Somebody can register a name that begins like the allowed one.";
    /// A dot of an allowed host replaced by a letter.
    UnescapedDot, "unescaped dot",
        "A regular expression's bare dot matches any letter, and the resulting name can be registered.";
    /// A host below an allowed one.
    Subdomain, "subdomain",
        "One page with a cross-site scripting hole on any subdomain, or one forgotten DNS entry, reads everything.";
    /// A host that a wildcard of the policy declares.
    DeclaredWildcard, "declared wildcard",
        "The policy's own wildcard covers it: whoever controls one such host reads the responses.";
    /// The domain above an allowed host, and what stands beside it.
    Parent, "parent and sibling",
        "Another site of the same owner, or of another one, reads the responses.";
    /// An allowed host over plain http.
    HttpDowngrade, "http downgrade",
        "Whoever sits in the network can serve a page under that name, and read the responses.";
    /// Another scheme in front of an allowed host.
    OtherScheme, "other scheme",
        "Another program, or a document without a server, speaks in the name of the host.";
    /// A character behind an allowed host that some parsers end a host at.
    SpecialCharacter, "special character",
        "Some browsers take such a host, and it lies in a domain that somebody else can register.";
    /// An allowed host as user name, or a user name before it.
    UserInfo, "user info",
        "The host stands behind the `@`; the text before it is whatever an attacker wants.";
    /// An allowed host on another port, or with a port that no browser writes.
    Port, "port",
        "Another server on the same machine, started by somebody else, reads the responses from that port.";
    /// Sites where everybody can publish a page.
    ThirdParty, "third-party page",
        "Everybody can publish a page there.";
    /// Hosts of the visitor's own machine and network.
    LocalProgram, "local program",
        "Any program that listens on the visitor's machine can serve the page that reads the responses.";
    /// An allowed origin with something behind it.
    Path, "path",
        "An origin has no path: the comparison takes more than it should, and more may follow.";
    /// An allowed origin in upper case.
    UpperCase, "upper case",
        "No browser sends it: a comparison that folds case is not byte-exact.";
    /// A dot behind an allowed host.
    TrailingDot, "trailing dot",
        "To browsers that is another site, with its own cookies and its own certificate rules.";
    /// White space and control characters around or inside an allowed origin.
    WhiteSpace, "white space",
        "Something trims or cuts the text before it compares.";
    /// Percent-encoding and look-alike letters.
    Encoding, "encoding",
        "Something decodes the text before it compares.";
    /// Labels that are empty or too long.
    BadLabel, "bad label",
        "No browser sends it: the wildcard takes what is no host.";
    /// Far longer than any origin.
    VeryLong, "very long",
        "No origin is that long: the text is not checked, and may be costly to compare.";
    /// Several origins, in one line or in several.
    Several, "several",
        "A request has one origin: with several, two programs on the way may each pick another one.";
    /// Texts that are no origin at all.
    Malformed, "malformed",
        "It is no origin: the policy compares loosely, or not at all.";
}
