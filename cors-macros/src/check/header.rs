//! Request headers and exposed response headers (Fetch, "CORS protocol and HTTP requests").

use phf::phf_set;

use crate::ast::{Entry as AstEntry, EntryKind, Field, Value};
use crate::cfg::Predicate;
use crate::check::Context;
use crate::check::list::{self, Item, Text, without_duplicates};
use crate::kw;
use crate::policy::{Entry, Names};
use cors_rules::syntax::quote;

type Mistake = Option<(String, String)>;

/// What tells the two lists apart.
pub(super) struct Kind {
    field: &'static str,
    /// `any` may begin the list.
    any_in_list: bool,
    example: &'static str,
    rules: &'static [fn(&str) -> Mistake],
}

pub(super) const REQUEST: Kind = Kind {
    field: kw::HEADERS,
    any_in_list: true,
    example: "\"content-type\"",
    rules: &[wildcard_request, no_token, cors_response, forbidden_request],
};

pub(super) const EXPOSED: Kind = Kind {
    field: kw::EXPOSE,
    any_in_list: false,
    example: "\"x-request-id\"",
    rules: &[wildcard_exposed, no_token, cookies, request_only],
};

pub(super) fn check(field: &Field, kind: &Kind, context: &mut Context<'_>) -> Names {
    let (name, example) = (kind.field, kind.example);
    let entries = match &field.value {
        Value::Word(word) if word == kw::ANY => {
            return Names { any: Some(Predicate::default()), listed: Vec::new() };
        }
        Value::List(entries) => entries.as_slice(),
        _ => {
            let legal = |name: &str| kind.rules.iter().all(|rule| rule(name).is_none());
            let quoted = matches!(field.value, Value::Literal(_));
            let entry = |name: &str| (quoted && legal(name)).then(|| format!("\"{name}\""));
            let help = list::instead(field, entry)
                .unwrap_or_else(|| format!("write `{name}: [{example}]`, or `{name}: any`"));
            context.errors.error(
                field.place,
                format!("`{name}` is a list of header names in double quotes, or `any`"),
                help,
            );
            return Names::default();
        }
    };
    let (any, entries) = match entries {
        [first, rest @ ..] if kind.any_in_list && is_any(first) => {
            let mut first = list::items(std::slice::from_ref(first), false, context);
            (first.pop().map(|item| item.when), rest)
        }
        all => (None, all),
    };
    let names = list::items(entries, false, context)
        .into_iter()
        .filter_map(|item| header(item, kind, context))
        .collect();
    let names = without_duplicates(names, "header", context);
    Names { any, listed: names.into_iter().map(|(value, item)| Entry { value, when: item.when }).collect() }
}

fn is_any(entry: &AstEntry) -> bool {
    matches!(&entry.kind, EntryKind::Word(word) if word == kw::ANY)
}

/// The entry's name in lower case if no rule refuses it.
fn header(item: Item, kind: &Kind, context: &mut Context<'_>) -> Option<(String, Item)> {
    let mistake = match &item.text {
        Text::Quoted(name) => kind.rules.iter().find_map(|rule| rule(name)),
        Text::Word(word) if word == kw::ANY && kind.any_in_list => Some((
            "`any` comes first in a list of headers".to_owned(),
            "write `headers: any`, or `headers: [any, \"authorization\"]`".to_owned(),
        )),
        Text::Word(word) if word == kw::ANY => {
            Some(("`any` stands alone".to_owned(), format!("write `{}: any`", kind.field)))
        }
        Text::Other(name) if name == "*" => kind.rules[0](name),
        Text::Word(name) | Text::Other(name) => Some((
            format!("header names stand in double quotes, and `{name}` does not"),
            unquoted(name, kind),
        )),
    };
    match (mistake, &item.text) {
        (None, Text::Quoted(name)) => Some((name.to_ascii_lowercase(), item)),
        (mistake, _) => {
            let (message, help) = mistake?;
            item.at.error(context.errors, message, help);
            None
        }
    }
}

fn unquoted(written: &str, kind: &Kind) -> String {
    let name = written.trim_matches(['"', '\'']).to_ascii_lowercase();
    if no_token(&name).is_none() && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        format!("write `\"{name}\"`")
    } else {
        format!("write names such as `{}`", kind.example)
    }
}

/// RFC 9110, 5.1: a field name is a token.
pub(crate) fn no_token(name: &str) -> Mistake {
    let is_name = |name: &str| http::HeaderName::from_bytes(name.as_bytes()).is_ok();
    if is_name(name) {
        return None;
    }
    if name.trim().is_empty() {
        return Some((
            "a header name is missing: this text is empty".to_owned(),
            "write its name".to_owned(),
        ));
    }
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '"');
    let bare: Vec<_> = name.split(separates).filter(|piece| !piece.is_empty()).collect();
    let several = name.contains([',', ';']);
    let help = if (several || bare.len() == 1) && bare.iter().all(|piece| is_name(piece)) {
        let names: Vec<_> = bare.iter().map(|name| format!("\"{}\"", name.to_ascii_lowercase())).collect();
        let one_each = if names.len() > 1 { "each name on its own: " } else { "" };
        format!("write {one_each}`{}`", names.join(", "))
    } else {
        "a header name is a token: letters, digits and !#$%&'*+-.^_`|~".to_owned()
    };
    Some((format!("{} is no header name", quote(name)), help))
}

fn wildcard_request(name: &str) -> Mistake {
    (name == "*").then(|| {
        let help = "write `headers: any`; it does not cover `authorization`, which is named beside it: `headers: [any, \"authorization\"]`";
        ("`*` is not how a policy says that any header is allowed".to_owned(), help.to_owned())
    })
}

fn wildcard_exposed(name: &str) -> Mistake {
    (name == "*").then(|| {
        (
            "`*` is not how a policy says that any header is exposed".to_owned(),
            "write `expose: any`".to_owned(),
        )
    })
}

/// Headers that answer a preflight are not sent with a request.
fn cors_response(name: &str) -> Mistake {
    const RESPONSE: phf::Set<&str> = phf_set! {
        "access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-methods",
        "access-control-allow-headers", "access-control-expose-headers", "access-control-max-age",
    };
    RESPONSE.contains(name.to_ascii_lowercase().as_str()).then(|| {
        (
            format!(
                "`{name}` is a response header, which this policy sends by itself: no request carries it"
            ),
            "remove it".to_owned(),
        )
    })
}

/// Fetch, "forbidden request-header": no script can set them, so no preflight names them.
fn forbidden_request(name: &str) -> Mistake {
    const FORBIDDEN: phf::Set<&str> = phf_set! {
        "accept-charset", "accept-encoding", "access-control-request-headers", "access-control-request-method",
        "connection", "content-length", "cookie", "cookie2", "date", "dnt", "expect", "host", "keep-alive", "origin",
        "referer", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade", "via",
    };
    let lower = name.to_ascii_lowercase();
    let forbidden =
        FORBIDDEN.contains(lower.as_str()) || lower.starts_with("proxy-") || lower.starts_with("sec-");
    forbidden.then(|| {
        let why =
            if lower.starts_with("cookie") { "; cookies are allowed with `credentials: true`" } else { "" };
        (
            format!("browsers never let a script set `{name}`, so no preflight asks for it{why}"),
            "remove it".to_owned(),
        )
    })
}

/// Fetch, "forbidden response-header name".
fn cookies(name: &str) -> Mistake {
    (name.eq_ignore_ascii_case("set-cookie") || name.eq_ignore_ascii_case("set-cookie2")).then(|| {
        (
            format!("browsers never show `{name}` to a script, whatever a policy exposes"),
            "remove it".to_owned(),
        )
    })
}

/// Headers of requests do not come with a response.
fn request_only(name: &str) -> Mistake {
    let lower = name.to_ascii_lowercase();
    (lower == "origin" || lower.starts_with("access-control-request-"))
        .then(|| (format!("`{name}` is a request header: no response carries it"), "remove it".to_owned()))
}
