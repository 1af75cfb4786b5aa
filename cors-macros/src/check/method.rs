//! Methods (Fetch, "methods"; RFC 9110, 9.1).

use crate::ast::{Field, Value};
use crate::cfg::Predicate;
use crate::check::Context;
use crate::check::list::{self, Item, Text, without_duplicates};
use crate::kw;
use crate::policy::{Entry, Names};
use cors_rules::syntax::quote;

/// The methods that the standards define and browsers send.
const STANDARD: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

const WRITE: &str = "write `methods: [GET, POST]`, or `methods: any`";

/// What `methods` is where it is not given: the CORS-safelisted methods.
pub(super) fn default() -> Names {
    let entry = |name: &str| Entry { value: name.to_owned(), when: Predicate::default() };
    Names { any: None, listed: ["GET", "HEAD", "POST"].map(entry).to_vec() }
}

pub(super) fn check(field: &Field, context: &mut Context<'_>) -> Names {
    let entries = match &field.value {
        Value::Word(word) if word == kw::ANY => {
            return Names { any: Some(Predicate::default()), listed: Vec::new() };
        }
        Value::List(entries) => entries,
        _ => {
            let entry = |name: &str| legal(name).then(|| spelled(name));
            let help = list::instead(field, entry).unwrap_or_else(|| WRITE.to_owned());
            context.errors.error(field.place, "`methods` is a list of methods, or `any`", help);
            return default();
        }
    };
    if entries.is_empty() {
        context.errors.error(field.place, "`methods` lists nothing: every request would be refused", WRITE);
    }
    let names =
        list::items(entries, false, context).into_iter().filter_map(|item| name(item, context)).collect();
    let names = without_duplicates(names, "method", context);
    Names {
        any: None,
        listed: names.into_iter().map(|(value, item)| Entry { value, when: item.when }).collect(),
    }
}

/// The entry's name if no rule refuses it.
fn name(item: Item, context: &mut Context<'_>) -> Option<(String, Item)> {
    let (Text::Quoted(name) | Text::Word(name) | Text::Other(name)) = &item.text;
    let mistake = match &item.text {
        Text::Word(word) if word == kw::ANY => Some((
            "`any` stands alone: a list of methods is a list of names".to_owned(),
            "write `methods: any`".to_owned(),
        )),
        Text::Other(_) => wildcard(name).or_else(|| Some(no_identifier(name))),
        _ => RULES.iter().find_map(|rule| rule(name)),
    };
    match mistake {
        None => Some((name.clone(), item)),
        Some((message, help)) => {
            item.at.error(context.errors, message, help);
            None
        }
    }
}

const RULES: [fn(&str) -> Mistake; 4] = [wildcard, no_token, forbidden, lower_case];

fn legal(name: &str) -> bool {
    RULES.iter().all(|rule| rule(name).is_none())
}

/// The name as an entry: an identifier if it is one.
fn spelled(name: &str) -> String {
    if name.bytes().all(|b| b.is_ascii_uppercase()) { name.to_owned() } else { format!("\"{name}\"") }
}

/// Tokens that are neither an identifier nor a text.
fn no_identifier(written: &str) -> (String, String) {
    let message = format!("`{written}` is no method");
    let bare = written.trim_matches(['"', '\'']);
    let name = bare.rsplit("::").next().unwrap_or(bare);
    let pieces: Vec<_> = bare.split(['|', '/', '+', '&']).filter(|piece| !piece.is_empty()).collect();
    let help = if pieces.len() > 1 && pieces.iter().all(|piece| legal(piece)) {
        several(&pieces)
    } else if name != bare && legal(name) {
        format!("write `{}`", spelled(name))
    } else if legal(bare) && !bare.contains("::") && bare.starts_with(|c: char| c.is_ascii_alphabetic()) {
        format!("a method that is no identifier stands in double quotes: `\"{bare}\"`")
    } else {
        "a method is an identifier, or stands in double quotes: `[GET, \"M-SEARCH\"]`".to_owned()
    };
    (message, help)
}

fn several(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| spelled(name)).collect();
    format!("write each method on its own: `{}`", names.join(", "))
}

type Mistake = Option<(String, String)>;

/// `*` is a method of that name with credentials, and easily taken for one without.
fn wildcard(name: &str) -> Mistake {
    (name == "*").then(|| {
        (
            "`*` is not how a policy says that any method is allowed".to_owned(),
            "write `methods: any`".to_owned(),
        )
    })
}

/// RFC 9110, 9.1: a method is a token.
pub(crate) fn no_token(name: &str) -> Mistake {
    let is_token = |name: &str| !name.is_empty() && http::Method::from_bytes(name.as_bytes()).is_ok();
    if is_token(name) {
        return quoted(name);
    }
    if name.trim().is_empty() {
        return Some(("a method is missing: this text is empty".to_owned(), "write its name".to_owned()));
    }
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"');
    let pieces: Vec<_> = name.split(separates).filter(|piece| !piece.is_empty()).collect();
    let help = match pieces.as_slice() {
        [one] if is_token(one) && legal(one) => format!("write `{}`", spelled(one)),
        [_, _, ..] if pieces.iter().all(|piece| is_token(piece) && legal(piece)) => several(&pieces),
        _ => "a method is a token: letters, digits and !#$%&'*+-.^_`|~".to_owned(),
    };
    Some((format!("{} is no method", quote(name)), help))
}

/// `'` is a token's byte, but a method between two of them is a slip.
fn quoted(name: &str) -> Mistake {
    let inner = name.strip_prefix('\'')?.strip_suffix('\'')?;
    legal(inner).then(|| (format!("{} is no method", quote(name)), format!("write `{}`", spelled(inner))))
}

/// Fetch, "forbidden method".
fn forbidden(name: &str) -> Mistake {
    ["CONNECT", "TRACE", "TRACK"].iter().any(|forbidden| forbidden.eq_ignore_ascii_case(name)).then(|| {
        (
            format!("browsers never send `{name}`: the Fetch standard forbids CONNECT, TRACE and TRACK"),
            "remove it".to_owned(),
        )
    })
}

/// Methods are case-sensitive: `patch` is not `PATCH`.
fn lower_case(name: &str) -> Mistake {
    let right = STANDARD.iter().find(|right| right.eq_ignore_ascii_case(name) && **right != name)?;
    Some((format!("methods are case-sensitive, and `{name}` is not `{right}`"), format!("write `{right}`")))
}

/// Fetch, "normalize a method": a page that says `get` sends `GET`, so that nothing ever asks for `get`.
pub(crate) fn normalised_by_browsers(name: &str) -> Mistake {
    lower_case(name).filter(|_| !name.eq_ignore_ascii_case("PATCH"))
}
