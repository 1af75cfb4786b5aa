//! The fields of a body: each exists, appears once and has a value of its kind.

use std::sync::Arc;

use cors_policy::draft::{Draft, Written};
use cors_policy::field::Kind;
use cors_policy::near::near_miss;
use cors_policy::words::FieldName;

use super::bases::Bases;
use super::places::Part;
use super::{Context, entries, misfits};
use crate::ast::{self, Body, Field, ListEntry, Value};
use crate::diag::Caret;

/// Reads the fields of the policy with this index into its draft, which has what its base provides.
pub(super) fn read(policy: usize, body: &Body, draft: &mut Draft, bases: &Bases<'_>, context: &mut Context) {
    let before = context.errors.count();
    let mut seen: Vec<&Field> = Vec::new();
    for field in &body.fields {
        let name = field.name.to_string();
        if let Some(first) = seen.iter().find(|seen| seen.name == name) {
            let (here, there) = (Caret::token(field.name.span()), Caret::token(first.name.span()));
            let message = format!("the field `{name}` is given twice");
            context.errors.conflict(there, here, &message, &together(first, field));
            continue;
        }
        seen.push(field);
        if let Some(name) = FieldName::of(&name) {
            one(name, field, policy, draft, bases, context);
        } else {
            let (message, help) = unknown(&name);
            context.errors.error(Caret::token(field.name.span()), &message, &help);
        }
    }
    draft.is_incomplete |= context.errors.count() > before;
}

/// The longest list that is shown.
const MOST_SHOWN: usize = 20;

/// The remedy for a field that is given twice.
fn together(first: &Field, second: &Field) -> String {
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

fn one(
    name: FieldName,
    field: &Field,
    policy: usize,
    draft: &mut Draft,
    bases: &Bases<'_>,
    context: &mut Context,
) {
    let place = context.place(field.caret, policy, Part::Field);
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
fn flag(name: FieldName, field: &Field, context: &mut Context) -> Option<bool> {
    match text(&field.value).as_str() {
        "true" => Some(true),
        "false" => Some(false),
        other => {
            let help = match other.trim_matches('"').to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "1" | "allow" | "include" => format!("write `{name}: true`"),
                "false" | "no" | "off" | "0" | "none" | "deny" | "omit" => format!("write `{name}: false`"),
                _ => match name.row().kind {
                    Kind::Flag { when } => format!("write `{name}: true` if {when}, or else `{name}: false`"),
                    _ => format!("write `{name}: {}`", name.row().example),
                },
            };
            context.errors.error(field.caret, &format!("`{name}` is `true` or `false`"), &help);
            None
        }
    }
}

fn status(field: &Field, context: &mut Context) -> Option<u64> {
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
        context.errors.error(field.caret, "`preflight_status` is a number from 200 to 299", &help);
    }
    status
}

fn text(value: &Value) -> String {
    match value {
        Value::Literal(literal) => literal.to_string(),
        Value::Word(word) => word.to_string(),
        Value::Other(trees) => ast::text(trees),
        Value::List(_) => misfits::LIST.to_owned(),
    }
}

/// What other libraries call the fields.
const ALIASES: [(&str, FieldName); 12] = [
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
    ("max_age_secs", FieldName::MaxAge),
    ("max_age_seconds", FieldName::MaxAge),
];

/// Message and remedy for a field that does not exist.
fn unknown(name: &str) -> (String, String) {
    let message = format!("there is no field `{name}`");
    if name.contains("private_network") {
        let message = format!(
            "{message}: browsers have replaced Private Network Access by Local Network Access, which needs no response header"
        );
        return (message, "remove it".to_owned());
    }
    let names: Vec<&str> =
        FieldName::ALL.map(FieldName::name).into_iter().chain(ALIASES.map(|(alias, _)| alias)).collect();
    let near = near_miss(name, &names).and_then(|near| {
        let alias = ALIASES.iter().find(|(alias, _)| *alias == near).map(|(_, field)| *field);
        alias.or_else(|| FieldName::of(near))
    });
    let help = match near {
        Some(field) => format!("write `{field}`"),
        None => format!(
            "remove it, or write one of {}",
            FieldName::ALL.map(|field| format!("`{field}`")).join(", ")
        ),
    };
    (message, help)
}
