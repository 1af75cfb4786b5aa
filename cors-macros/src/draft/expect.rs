//! `expect PATH { … }`: the rules on expectations that need no policy.

use cors_policy::check::{headers, methods as rules};
use cors_policy::method::{is_registered, right_case};
use cors_policy::origin::Pattern;
use cors_policy::violation::{Advice, Help, Violation, quote};
use cors_policy::words::FieldName;
use syn::Attribute;

use super::expression::{expected_one, header_name};
use super::{Predicates, methods};
use crate::ast::{EntryKind, ExpectBlock, ExpectedMethod, ListEntry, Statement};
use crate::diag::Errors;
use crate::kw;
use crate::report::WrittenIn;

/// Reports what is wrong with a block, and returns the statements that can be checked; `None` if it is not known
/// in which builds the block applies.
pub(crate) fn check<'a>(block: &'a ExpectBlock, errors: &mut Errors) -> Option<Vec<&'a Statement>> {
    let is_clear = guards(&block.attributes, errors);
    let mut legal = Vec::new();
    for statement in &block.statements {
        let before = errors.count();
        guards(&statement.attributes, errors);
        origin_can_be_sent(statement, errors);
        method_can_be_sent(statement, errors);
        headers_can_be_sent(statement, errors);
        statement.others.iter().for_each(|entry| not_a_name(entry, errors));
        if errors.count() == before && statement.others.is_empty() {
            legal.push(statement);
        }
    }
    is_clear.then_some(legal)
}

/// Whether these are `#[cfg]`s that can be read: only they have a meaning here.
pub(crate) fn guards(attributes: &[Attribute], errors: &mut Errors) -> bool {
    let before = errors.count();
    for attribute in attributes {
        if kw::is(attribute.path(), kw::CFG) {
            // Read only to report its mistakes once, and not for every statement.
            Predicates::default().read([attribute], errors);
        } else {
            let message = "an expectation takes only the attribute `#[cfg(…)]`";
            errors.error(attribute, message, "remove it");
        }
    }
    errors.count() == before
}

/// A browser sends `null` or the serialisation of an origin (Fetch, "origin header"): a question about anything else
/// would be answered with "denied" and test nothing.
fn origin_can_be_sent(statement: &Statement, errors: &mut Errors) {
    let text = statement.origin.value();
    let Err(violation) = Pattern::parse_exact(&text) else { return };
    if text == "null" {
        return;
    }
    let violation = if text.trim().eq_ignore_ascii_case("null") {
        let message = format!("browsers send `null`, not {}", quote(&text));
        Violation::new(message, Help::Replace("null".to_owned()))
    } else if text == "*" {
        Violation::new(violation.message, Help::example("write one exact origin", "https://app.example.com"))
    } else {
        violation.of_one_origin()
    };
    let advice = match violation.helps.as_slice() {
        [Help::Separate(..)] => Advice::help("write one expectation for each origin"),
        _ => violation.advice(FieldName::Origins, &WrittenIn::Code),
    };
    let message =
        format!("no browser sends this origin, so the expectation tests nothing: {}", violation.message);
    errors.error(statement.origin.span(), message, advice);
}

/// Nor does a page send a method that the Fetch standard forbids or normalises.
fn method_can_be_sent(statement: &Statement, errors: &mut Errors) {
    let ExpectedMethod { name, span, is_quoted } = &statement.method;
    let (message, advice) =
        if let Some(violation) = rules::token(name).or_else(|| rules::never_asked_for(name)) {
            let advice = match violation.helps.as_slice() {
                [Help::Separate(..)] => Advice::help("write one expectation for each method"),
                _ => violation.advice(FieldName::Methods, &WrittenIn::Code),
            };
            (violation.message, advice)
        } else if rules::forbidden(name).is_some() {
            nothing(&format!("no page can send the method `{name}`"))
        } else if !is_quoted && !is_registered(name) && right_case(name).is_none() {
            methods::in_an_expectation(name)
        } else {
            return;
        };
    errors.error(*span, message, advice);
}

fn headers_can_be_sent(statement: &Statement, errors: &mut Errors) {
    for header in &statement.headers {
        let name = header.value();
        if let Some(violation) = headers::token(&name) {
            let advice = violation.advice(FieldName::Headers, &WrittenIn::Code);
            errors.error(header.span(), violation.message, advice);
        } else if headers::forbidden_request(&name).is_some() {
            let (message, advice) = nothing(&format!("no page can set the header `{name}`"));
            errors.error(header.span(), message, advice);
        }
    }
}

/// What is no name in double quotes.
fn not_a_name(entry: &ListEntry, errors: &mut Errors) {
    if let Some(attribute) = entry.attributes.first() {
        let help = "remove it: only a whole expectation takes a `#[cfg(…)]`";
        errors.error(attribute, "a header of an expectation takes no attributes", help);
    } else if !matches!(entry.kind, EntryKind::Broken) {
        let text = entry.written();
        let help = header_name(&text).map(|name| format!("write `\"{name}\"`"));
        let help =
            help.unwrap_or_else(|| "write the names themselves, as in `with [\"content-type\"]`".to_owned());
        errors.error(entry.caret(), expected_one(FieldName::Headers, &text), help);
    }
}

/// An expectation about what never happens.
fn nothing(what: &str) -> (String, Advice) {
    (format!("{what}, so the expectation tests nothing"), Advice::help("remove this expectation"))
}
