//! The fields of a body: each exists, appears once and has a value of its kind.

use std::collections::HashSet;
use std::sync::Arc;

use cors_policy::draft::{Draft, Written};
use cors_policy::field::FieldKind;
use cors_policy::violation::{Advice, quote};
use cors_policy::words::FieldName;

use super::bases::Bases;
use super::places::PolicyPart;
use super::{Context, entries, unexpected};
use crate::ast::{self, Body, ListEntry, PolicyField, Value};
use crate::diag::Caret;

/// Reads the fields of the policy with this index into its draft, which has what its base provides.
pub(super) fn read(policy: usize, body: &Body, draft: &mut Draft, bases: &Bases<'_>, context: &mut Context) {
    let before = context.errors.count();
    let mut seen: Vec<&PolicyField> = Vec::new();
    let mut checked: HashSet<FieldName> = HashSet::new();
    for field in &body.fields {
        let name = field.name.to_string();
        if let Some(first) = seen.iter().find(|seen| seen.name == name) {
            let (here, there) =
                (Caret::from(field.name.span()).until(field.caret), Caret::from(first.name.span()));
            let message = format!("the field `{name}` is given twice");
            context.errors.conflict(there, here, &message, &merged_list(first, field));
            continue;
        }
        seen.push(field);
        let known = FieldName::from_name(&name);
        if known.is_none() {
            let (message, advice) = unknown(&name);
            // What is to be removed is underlined whole.
            let name_caret = Caret::from(field.name.span());
            let caret =
                if FieldName::meant(&name).is_some() { name_caret } else { name_caret.until(field.caret) };
            context.errors.error(caret, &message, advice);
        }
        // The value of a misnamed field is checked as well, unless the field itself is there.
        let mut is_new = |field: &FieldName| {
            !body.fields.iter().any(|other| other.name == field.name()) && checked.insert(*field)
        };
        if let Some(name) = known.or_else(|| FieldName::meant(&name).filter(&mut is_new)) {
            read_field(name, field, policy, draft, bases, context);
        }
    }
    draft.is_incomplete |= context.errors.count() > before;
}

/// The longest list that is shown.
const MOST_SHOWN: usize = 20;

/// The help for a field that is given twice.
fn merged_list(first: &PolicyField, second: &PolicyField) -> String {
    let name = &first.name;
    let (Value::List(one), Value::List(other)) = (&first.value, &second.value) else {
        return "remove one of them".to_owned();
    };
    let mut entries: Vec<String> = Vec::new();
    for text in one.iter().chain(other).map(ListEntry::to_string) {
        if !entries.contains(&text) {
            entries.push(text);
        }
    }
    if entries.len() > MOST_SHOWN {
        return format!("write all entries in one `{name}: […]`");
    }
    format!("write one list: `{name}: [{}]`", entries.join(", "))
}

fn read_field(
    name: FieldName,
    field: &PolicyField,
    policy: usize,
    draft: &mut Draft,
    bases: &Bases<'_>,
    context: &mut Context,
) {
    let place = context.place(field.caret, policy, PolicyPart::Field);
    let list = |draft: &mut Draft, context: &mut Context| {
        let list = entries::list(field, name, policy, draft, bases, context);
        list.map(|list| Written::new(Arc::new(list), place))
    };
    // A value that is wrong does not hide what the base has: one mistake, one error.
    match name {
        FieldName::Origins => draft.origins = list(draft, context).or(draft.origins.take()),
        FieldName::Methods => draft.methods = list(draft, context).or(draft.methods.take()),
        FieldName::Headers => draft.headers = list(draft, context).or(draft.headers.take()),
        FieldName::Expose => draft.expose = list(draft, context).or(draft.expose.take()),
        FieldName::Credentials => {
            let value = flag(name, field, context).map(|value| Written::new(value, place));
            draft.credentials = value.or(draft.credentials.take());
        }
        FieldName::MaxAge => draft.max_age = Some(Written::new(text(&field.value), place)),
        FieldName::PreflightStatus => {
            let value = status(field, context).map(|value| Written::new(value, place));
            draft.preflight_status = value.or(draft.preflight_status.take());
        }
    }
}

/// `true` or `false`.
fn flag(name: FieldName, field: &PolicyField, context: &mut Context) -> Option<bool> {
    match text(&field.value).as_str() {
        "true" => Some(true),
        "false" => Some(false),
        other => {
            let help = match other.trim_matches('"').to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "1" | "allow" | "include" => format!("write `{name}: true`"),
                "false" | "no" | "off" | "0" | "none" | "deny" | "omit" => format!("write `{name}: false`"),
                _ => match name.row().kind {
                    FieldKind::Flag { when } => {
                        format!("use `{name}: true` if {when}, or else `{name}: false`")
                    }
                    _ => format!("write `{name}: {}`", name.row().example),
                },
            };
            let message = format!("expected `true` or `false`, found {}", quote(other));
            context.errors.error(field.caret, &message, &help);
            None
        }
    }
}

fn status(field: &PolicyField, context: &mut Context) -> Option<u64> {
    let text = text(&field.value);
    let status = text.parse().ok();
    if status.is_none() {
        let digits: String = text.trim_start_matches('"').chars().take_while(char::is_ascii_digit).collect();
        let help = match (digits.parse(), text.rsplit("::").next()) {
            (Ok(meant @ 200..=299), _) => format!("write `preflight_status: {meant}`"),
            (_, Some("NO_CONTENT")) => "write `preflight_status: 204`".to_owned(),
            (_, Some("OK")) => "write `preflight_status: 200`".to_owned(),
            _ => "write a number from 200 to 299, such as `preflight_status: 204`".to_owned(),
        };
        let message = format!("expected a number from 200 to 299, found {}", quote(&text));
        context.errors.error(field.caret, &message, &help);
    }
    status
}

fn text(value: &Value) -> String {
    match value {
        Value::Literal(literal) => literal.to_string(),
        Value::Word(word) => word.to_string(),
        Value::Other(trees) => ast::text(trees),
        Value::List(_) => unexpected::LIST.to_owned(),
    }
}

/// Message and help for a field that does not exist.
fn unknown(name: &str) -> (String, Advice) {
    let message = format!("unknown field `{name}`");
    if name.contains("private_network") {
        let advice = Advice::help("remove it").because(
            "browsers have replaced Private Network Access by Local Network Access, which needs no response header",
        );
        return (message, advice);
    }
    let advice = match FieldName::meant(name) {
        Some(field) => Advice::help(format!("write `{field}`")),
        None => Advice::help("remove it")
            .or(format!("or write one of {}", FieldName::ALL.map(|field| format!("`{field}`")).join(", "))),
    };
    (message, advice)
}
