//! Methods (Fetch, "methods"; RFC 9110, 9.1).

use crate::ast::{Field, Value};
use crate::cfg::Predicate;
use crate::check::Context;
use crate::check::list::{self, Item, Text, without_duplicates};
use crate::kw;
use crate::policy::{Entry, Names};

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
            context.errors.error(field.place, "`methods` is a list of methods, or `any`", WRITE);
            return default();
        }
    };
    if entries.is_empty() {
        context.errors.error(field.place, "`methods` lists nothing: every request would be refused", WRITE);
    }
    let names =
        list::items(entries, false, context).into_iter().filter_map(|item| name(item, context)).collect();
    let names = without_duplicates(names, "method", context.errors);
    Names {
        any: None,
        listed: names.into_iter().map(|(value, item)| Entry { value, when: item.when }).collect(),
    }
}

/// The entry's name if no rule refuses it.
fn name(item: Item, context: &mut Context<'_>) -> Option<(String, Item)> {
    let (Text::Quoted(name) | Text::Word(name) | Text::Other(name)) = &item.text;
    let rules = [wildcard, no_token, forbidden, lower_case];
    let mistake = match &item.text {
        Text::Word(word) if word == kw::ANY => Some((
            "`any` stands alone: a list of methods is a list of names".to_owned(),
            "write `methods: any`".to_owned(),
        )),
        Text::Other(_) => Some((
            format!("`{name}` is no method"),
            format!(
                "a method that is no identifier stands in double quotes: `\"{}\"`",
                name.trim_matches(['"', '\''])
            ),
        )),
        _ => rules.iter().find_map(|rule| rule(name)),
    };
    match mistake {
        None => Some((name.clone(), item)),
        Some((message, help)) => {
            item.at.error(context.errors, message, help);
            None
        }
    }
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
    http::Method::from_bytes(name.as_bytes()).is_err().then(|| {
        let shown = name.escape_debug();
        let several = name.contains([',', ' ']);
        let help = if several {
            "write one method an entry: `[GET, POST]`"
        } else {
            "a method is a token: letters, digits and !#$%&'*+-.^_`|~"
        };
        (format!("`{shown}` is no method"), help.to_owned())
    })
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
