//! `expect PATH { … }`: the rules on expectations that need no policy.

use cors_policy::check::{headers, methods};
use cors_policy::fault::{Fault, Remedy, quote};
use cors_policy::origin::Pattern;
use cors_policy::words::FieldName;
use proc_macro2::Span;
use syn::{Attribute, Path};

use super::Predicates;
use crate::ast::{ExpectBlock, Statement};
use crate::diag::{Caret, Errors};
use crate::kw;
use crate::report::Source;

/// Reports what is wrong with a block, and returns the statements that can be checked; `None` if it is not known
/// in which builds the block applies.
pub(crate) fn check<'a>(block: &'a ExpectBlock, errors: &mut Errors) -> Option<Vec<&'a Statement>> {
    let before = errors.count();
    guards(&block.attributes, errors);
    let is_clear = errors.count() == before;
    let mut legal = Vec::new();
    for statement in &block.statements {
        let before = errors.count();
        guards(&statement.attributes, errors);
        origin_can_be_sent(statement, errors);
        method_can_be_sent(statement, errors);
        headers_can_be_sent(statement, errors);
        legal.extend(Some(statement).filter(|_| errors.count() == before));
    }
    is_clear.then_some(legal)
}

/// Only `#[cfg]` has a meaning here.
fn guards(attributes: &[Attribute], errors: &mut Errors) {
    for attribute in attributes {
        if kw::is(attribute.path(), kw::CFG) {
            // Read only to report its mistakes once, and not for every statement.
            Predicates::default().read(&[attribute], errors);
        } else {
            errors.error(
                Caret::token(last_span(attribute.path())),
                "an expectation takes only the attribute `#[cfg(…)]`",
                "remove it",
            );
        }
    }
}

/// A single caret on a path is clearest at its last segment.
pub(crate) fn last_span(path: &Path) -> Span {
    path.segments.last().map_or_else(Span::call_site, |segment| segment.ident.span())
}

/// A browser sends `null` or the serialisation of an origin (Fetch, "origin header"): a question about anything else
/// would be answered with "denied" and test nothing.
fn origin_can_be_sent(statement: &Statement, errors: &mut Errors) {
    let text = statement.origin.value();
    let Err(fault) = Pattern::judge_exact(&text) else { return };
    if text == "null" {
        return;
    }
    let fault = if text.trim().eq_ignore_ascii_case("null") {
        Fault::new(format!("browsers send `null`, not {}", quote(&text)), Remedy::Replace("null".to_owned()))
    } else {
        fault
    };
    errors.error(
        Caret::token(statement.origin.span()),
        &format!("no browser sends this origin, so the expectation tests nothing: {}", fault.message),
        &fault.help(FieldName::Origins, &Source),
    );
}

fn method_can_be_sent(statement: &Statement, errors: &mut Errors) {
    let (name, span) = &statement.method;
    if let Some(fault) = methods::token(name).or_else(|| methods::never_asked_for(name)) {
        let help = match fault.remedies.as_slice() {
            [Remedy::Separate(..)] => "write one expectation for each method".to_owned(),
            _ => fault.help(FieldName::Methods, &Source),
        };
        errors.error(Caret::token(*span), &fault.message, &help);
    }
}

fn headers_can_be_sent(statement: &Statement, errors: &mut Errors) {
    for header in &statement.headers {
        if let Some(fault) = headers::token(&header.value()) {
            let help = fault.help(FieldName::Headers, &Source);
            errors.error(Caret::token(header.span()), &fault.message, &help);
        }
    }
}
