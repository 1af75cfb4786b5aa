//! Methods without quotes. Such a word has to be a registered method: the words of the language, a constant's name and a
//! slip are far more likely than a method of that name, which quotes say is meant.

use cors_policy::check::methods::forbidden;
use cors_policy::fault::{Fault, Remedy};
use cors_policy::method::{in_other_letters, is_registered, registered_near};
use cors_policy::words::FieldName;
use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::kw;
use crate::report::Source;

/// Whether a word is a method, or one that the rules explain: `TRACE`, `get`.
pub(super) fn is_one(word: &Ident) -> bool {
    let word = word.unraw().to_string();
    is_registered(&word) || in_other_letters(&word).is_some() || forbidden(&word).is_some()
}

/// Words for all methods.
fn means_any(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "_" | "all" | "any" | "every")
}

/// Message and remedy for a word among the methods of a policy.
pub(super) fn in_a_list(word: &str) -> (String, String) {
    if word == kw::RUNTIME {
        let help = "list the methods; a whole policy that is known only at run time is a `PolicyConfig`";
        return ("`runtime` is a word of `origins`, not a method".to_owned(), help.to_owned());
    }
    let message = format!("unknown method `{word}`");
    let help = if means_any(word) {
        Fault::new("", Remedy::Any).help(FieldName::Methods, &Source)
    } else if let Some(near) = registered_near(word) {
        format!("write `{near}`, or `\"{word}\"` if that is its name")
    } else {
        format!("list the methods, as in `methods: [GET, POST]`, or write `\"{word}\"` if that is its name")
    };
    (message, help)
}

/// The same for the method of an expectation.
pub(super) fn in_an_expectation(word: &str) -> (String, String) {
    if means_any(word) {
        return (
            format!("expected one method, found `{word}`"),
            "write one expectation for each method".to_owned(),
        );
    }
    let help = match registered_near(word) {
        Some(near) => format!("write `{near}`, or `\"{word}\"` if that is its name"),
        None => format!("write `\"{word}\"` if that is its name, or else a method such as `GET`"),
    };
    (format!("unknown method `{word}`"), help)
}
