//! The fields of a policy, one row each. The parser's hints, the documentation of a constant, `Display` and the
//! configuration read them here: what a field is called and what it may hold is written once.

use std::fmt;

use crate::allowed::Allowed;

/// What is known about a field whatever a policy says.
#[derive(Debug)]
pub struct FieldRow {
    /// As it is written.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// What a policy without it does.
    pub default: &'static str,
    /// A value that may have been meant.
    pub example: &'static str,
    /// What it means, in one paragraph of Markdown.
    pub documentation: &'static str,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// `any`, `none`, or a list of origins and `runtime`.
    Origins,
    /// `any`, or a list of methods.
    Methods,
    /// `any`, or a list of names of headers.
    Headers,
    /// `true` or `false`.
    Flag {
        /// When it is `true`.
        when: &'static str,
    },
    /// A number with a unit of time.
    Age,
    /// A number.
    Number,
}

/// The rows → [`FieldName`], with what is asked of it, and [`Fields`].
macro_rules! fields {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident: $variant:ident { $kind:expr, default: $default:literal, example: $example:literal },
    )+) => {
        /// A field of a policy.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum FieldName {
            $($(#[doc = $doc])+ $variant,)+
        }

        /// What an editor shows of the fields. It leads to the rows here.
        #[doc(hidden)]
        #[derive(Debug)]
        pub struct Fields {
            $($(#[doc = $doc])+ pub $name: (),)+
        }

        impl Fields {
            /// What stands for the fields that a policy leaves out.
            pub const NONE: Self = Self { $($name: ()),+ };
        }

        impl FieldName {
            /// Every field, in the order in which messages list them.
            pub const ALL: [Self; [$(Self::$variant),+].len()] = [$(Self::$variant),+];

            /// Its row.
            pub const fn row(self) -> &'static FieldRow {
                match self {
                    $(Self::$variant => &FieldRow {
                        name: stringify!($name),
                        kind: $kind,
                        default: $default,
                        example: $example,
                        documentation: concat!($($doc, "\n"),+),
                    },)+
                }
            }
        }
    };
}

fields! {
    /// Which pages may read the responses: `any`, `none`, or a list of origins and patterns. `runtime` among them stands
    /// for a list that only the running service knows.
    origins: Origins { FieldKind::Origins, default: "required", example: "[\"https://app.example.com\"]" },
    /// The methods that these pages may use: `any`, or a list. `GET` allows `HEAD` as well.
    methods: Methods { FieldKind::Methods, default: "[GET, HEAD, POST]", example: "[GET, POST]" },
    /// The request headers that they may set beyond those that every page may: `any`, which covers `authorization`, or a
    /// list of names.
    headers: Headers { FieldKind::Headers, default: "none", example: "[\"content-type\"]" },
    /// The response headers that they may read beyond those that every page may: `any`, or a list of names.
    expose: Expose { FieldKind::Headers, default: "none", example: "[\"x-request-id\"]" },
    /// Whether browsers may send cookies and HTTP authentication, and let the page read the response.
    credentials: Credentials {
        FieldKind::Flag { when: "browsers may send cookies or HTTP authentication" },
        default: "false",
        example: "true"
    },
    /// How long browsers may keep the answer to a preflight: a number with the unit `s`, `m` or `h`, up to `24h`.
    max_age: MaxAge { FieldKind::Age, default: "not sent", example: "2h" },
    /// The status of a granted preflight, 200 to 299.
    preflight_status: PreflightStatus { FieldKind::Number, default: "204", example: "204" },
}

impl FieldName {
    /// As it is written.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The field that a misspelt name, or another library's, stands for.
    #[cfg(feature = "origins")]
    pub fn meant(name: &str) -> Option<Self> {
        let aliases = ALIASES.iter().map(|(alias, _)| *alias);
        let names: Vec<&str> = Self::ALL.into_iter().map(Self::name).chain(aliases).collect();
        let near = crate::near::near_miss(name, &names)?;
        let alias = ALIASES.iter().find(|(alias, _)| *alias == near).map(|(_, field)| *field);
        alias.or_else(|| Self::from_name(near))
    }

    /// Whether it holds a list.
    pub const fn is_list(self) -> bool {
        matches!(self.row().kind, FieldKind::Origins | FieldKind::Methods | FieldKind::Headers)
    }
}

/// Why no field has this name, though other libraries have it.
#[cfg(feature = "origins")]
pub fn superseded(name: &str) -> Option<&'static str> {
    name.contains("private_network").then_some(
        "browsers have replaced Private Network Access by Local Network Access, which needs no response header",
    )
}

/// What other libraries call the fields.
#[cfg(feature = "origins")]
const ALIASES: [(&str, FieldName); 16] = [
    ("allow_origin", FieldName::Origins),
    ("allow_origins", FieldName::Origins),
    ("allowed_origins", FieldName::Origins),
    ("allow_methods", FieldName::Methods),
    ("allowed_methods", FieldName::Methods),
    ("allow_headers", FieldName::Headers),
    ("allowed_headers", FieldName::Headers),
    ("expose_headers", FieldName::Expose),
    ("exposed_headers", FieldName::Expose),
    ("allow_credentials", FieldName::Credentials),
    ("supports_credentials", FieldName::Credentials),
    ("with_credentials", FieldName::Credentials),
    ("max_age_secs", FieldName::MaxAge),
    ("max_age_seconds", FieldName::MaxAge),
    ("options_success_status", FieldName::PreflightStatus),
    ("preflight_success_status", FieldName::PreflightStatus),
];

/// The field that another library's method sets to `any`.
#[cfg(feature = "macros")]
pub fn set_to_any(method: &str) -> Option<FieldName> {
    match method {
        "allow_any_origin" => Some(FieldName::Origins),
        "allow_any_method" => Some(FieldName::Methods),
        "allow_any_header" => Some(FieldName::Headers),
        "expose_any_header" => Some(FieldName::Expose),
        _ => None,
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a policy says in one of its fields: for whoever shows or compares all of them. `O` and `N` are lists of origins
/// and of names, in whatever form the policy has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldValue<'a, O, N> {
    /// Origins.
    Origins(&'a Allowed<O>),
    /// Methods, or names of headers.
    Names(&'a Allowed<N>),
    /// `true` or `false`.
    Flag(bool),
    /// Seconds, if it is given.
    Age(Option<u32>),
    /// A number.
    Number(u16),
}

#[cfg(test)]
mod tests;
