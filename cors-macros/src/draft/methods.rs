//! Methods without quotes. Such a word has to be a registered method: the words of the language, a constant's name and a
//! typo are far more likely than a method of that name, which quotes say is meant.

use cors_policy::check::methods::forbidden;
use cors_policy::method::{STANDARD, is_registered, registered_near, right_case};
use cors_policy::violation::{Advice, Help, Violation, Wording};
use cors_policy::words::FieldName;
use proc_macro2::Ident;
use syn::ext::IdentExt;

use super::unexpected::means_any;
use crate::kw;
use crate::report::WrittenIn;

/// Whether a word is a method, or one that the rules explain: `TRACE`, `get`.
pub(super) fn is_one(word: &Ident) -> bool {
    let word = word.unraw().to_string();
    is_registered(&word) || right_case(&word).is_some() || forbidden(&word).is_some()
}

/// The standard methods that an expression names: `Method::GET`, `GET | POST`.
pub(super) fn standard(text: &str) -> Option<Vec<&str>> {
    let names: Vec<&str> =
        text.split(['|', '/', '+', '&']).filter_map(|path| path.rsplit("::").next()).collect();
    names.iter().all(|name| STANDARD.contains(name)).then_some(names)
}

/// Message and help for a word among the methods of a policy.
pub(super) fn in_a_list(word: &str) -> (String, Advice) {
    if word == kw::RUNTIME {
        let advice = Advice::help("list the methods")
            .or("or read the whole policy from a configuration at run time, as a `PolicyConfig`");
        return ("`runtime` is a word of `origins`, not a method".to_owned(), advice);
    }
    let advice = if means_any(word) {
        Violation::new("", Help::Any).advice(FieldName::Methods, &WrittenIn::Code)
    } else {
        near_or_quoted(word, "list the methods, as in `methods: [GET, POST]`")
    };
    (format!("unknown method `{word}`"), advice)
}

/// The same for the method of an expectation.
pub(super) fn in_an_expectation(word: &str) -> (String, Advice) {
    if means_any(word) {
        return (
            format!("expected one method, found `{word}`"),
            Advice::help("write one expectation for each method"),
        );
    }
    (format!("unknown method `{word}`"), near_or_quoted(word, "write a registered method, such as `GET`"))
}

fn near_or_quoted(word: &str, otherwise: &str) -> Advice {
    let near = registered_near(word);
    let near = near.map(|near| format!("write `{}`", WrittenIn::Code.value(FieldName::Methods, near)));
    Advice::help(near.unwrap_or_else(|| otherwise.to_owned()))
        .or(format!("or write `\"{word}\"`, if that is its name"))
}
