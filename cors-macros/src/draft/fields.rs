//! The fields of a body: which there are, each once, each with a value of its kind.

use cors_rules::draft::Written;
use cors_rules::near::near_miss;
use cors_rules::words::FieldName;

use super::bases::Fields;
use super::places::Part;
use super::{Context, entries, misfits};
use crate::ast::{self, Body, Field, Value};
use crate::diag::Caret;

/// Reads the fields of the policy with this index.
pub(super) fn read(policy: usize, body: &Body, context: &mut Context) -> Fields {
    let before = context.errors.count();
    let mut fields = Fields::default();
    let mut seen: Vec<&Field> = Vec::new();
    for field in &body.fields {
        let name = field.name.to_string();
        if let Some(first) = seen.iter().find(|seen| seen.name == name) {
            let (here, there) = (Caret::token(field.name.span()), Caret::token(first.name.span()));
            let message = format!("the field `{name}` is given twice");
            context.errors.conflict(there, here, &message, "remove one of them");
            continue;
        }
        seen.push(field);
        if let Some(name) = FieldName::of(&name) {
            one(name, field, policy, &mut fields, context);
        } else {
            let (message, help) = unknown(&name);
            context.errors.error(Caret::token(field.name.span()), &message, &help);
        }
    }
    fields.is_incomplete = context.errors.count() > before;
    fields
}

fn one(name: FieldName, field: &Field, policy: usize, fields: &mut Fields, context: &mut Context) {
    let place = context.place(field.caret, policy, Part::Field);
    let list = match name {
        FieldName::Origins => &mut fields.origins,
        FieldName::Methods => &mut fields.methods,
        FieldName::Headers => &mut fields.headers,
        FieldName::Expose => &mut fields.expose,
        FieldName::Credentials => {
            fields.credentials = credentials(field, context).map(|value| Written::new(value, place));
            return;
        }
        FieldName::MaxAge => {
            fields.max_age = Some(Written::new(text(&field.value), place));
            return;
        }
        FieldName::PreflightStatus => {
            fields.preflight_status = status(field, context).map(|value| Written::new(value, place));
            return;
        }
    };
    *list = entries::list(field, name, policy, context).map(|value| Written::new(value, place));
}

/// `true` or `false`.
fn credentials(field: &Field, context: &mut Context) -> Option<bool> {
    match text(&field.value).as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => {
            context.errors.error(
                field.caret,
                "`credentials` is `true` or `false`",
                "write `credentials: true` only where browsers may send cookies or HTTP authentication",
            );
            None
        }
    }
}

fn status(field: &Field, context: &mut Context) -> Option<u64> {
    let status = text(&field.value).parse().ok();
    if status.is_none() {
        context.errors.error(
            field.caret,
            "`preflight_status` is an integer from 200 to 299",
            "write `preflight_status: 204`, or another status from 200 to 299",
        );
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
            "{message}: Private Network Access is superseded by Local Network Access, where the browser asks its user and needs no response header"
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
        None => format!("the fields are {}", FieldName::ALL.map(|field| format!("`{field}`")).join(", ")),
    };
    (message, help)
}
