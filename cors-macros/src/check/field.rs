//! The fields of a body: which there are, each once, each with a value of its kind.

use std::rc::Rc;

use crate::ast::{Body, Field, Value};
use crate::check::{Context, Fields, Slot, header, max_age, method, near_miss, origin, status};
use crate::diag::{Errors, Place};
use crate::kw;

/// Judges each field of `body` as it is written.
pub(super) fn check(owner: usize, body: &Body, context: &mut Context<'_>) -> Fields {
    let before = context.errors.count();
    let mut fields = Fields::default();
    let mut seen: Vec<&Field> = Vec::new();
    for field in &body.fields {
        let name = field.name.to_string();
        if let Some(first) = seen.iter().find(|seen| seen.name == name) {
            let (here, there) = (Place::token(field.name.span()), Place::token(first.name.span()));
            context.errors.conflict(
                there,
                here,
                format!("the field `{name}` is given twice"),
                "remove one of them",
            );
            continue;
        }
        seen.push(field);
        let place = field.place;
        match name.as_str() {
            kw::ORIGINS => fields.origins = Some(slot(origin::check(field, context), place, owner)),
            kw::METHODS => fields.methods = Some(slot(method::check(field, context), place, owner)),
            kw::HEADERS => {
                fields.headers = Some(slot(header::check(field, &header::REQUEST, context), place, owner));
            }
            kw::EXPOSE => {
                fields.expose = Some(slot(header::check(field, &header::EXPOSED, context), place, owner));
            }
            kw::CREDENTIALS => {
                fields.credentials =
                    credentials(field, context.errors).map(|value| slot(value, place, owner));
            }
            kw::MAX_AGE => {
                fields.max_age = max_age::check(field, context.errors).map(|value| slot(value, place, owner));
            }
            kw::PREFLIGHT_STATUS => {
                fields.preflight_status =
                    status::check(field, context.errors).map(|value| slot(value, place, owner));
            }
            unknown => {
                let (message, help) = unknown_field(unknown);
                context.errors.error(Place::token(field.name.span()), message, help);
            }
        }
    }
    fields.poisoned = context.errors.count() > before;
    fields
}

fn slot<T>(value: T, place: Place, owner: usize) -> Slot<T> {
    Slot { value: Rc::new(value), place, owner }
}

/// `credentials: true` or `false`.
fn credentials(field: &Field, errors: &mut Errors) -> Option<bool> {
    match &field.value {
        Value::Word(word) if word == "true" => Some(true),
        Value::Word(word) if word == "false" => Some(false),
        _ => {
            errors.error(
                field.place,
                "`credentials` is `true` or `false`",
                "write `credentials: true` only where browsers may send cookies or HTTP authentication",
            );
            None
        }
    }
}

/// What other libraries and the headers themselves call the fields.
const ALIASES: [(&str, &[&str]); 7] = [
    (
        kw::ORIGINS,
        &[
            "origin",
            "allow_origin",
            "allow_origins",
            "allowed_origin",
            "allowed_origins",
            "access_control_allow_origin",
            "allow_any_origin",
            "send_wildcard",
        ],
    ),
    (
        kw::METHODS,
        &[
            "method",
            "allow_method",
            "allow_methods",
            "allowed_method",
            "allowed_methods",
            "access_control_allow_methods",
            "allow_any_method",
        ],
    ),
    (
        kw::HEADERS,
        &[
            "header",
            "allow_header",
            "allow_headers",
            "allowed_header",
            "allowed_headers",
            "request_headers",
            "access_control_allow_headers",
            "allow_any_header",
        ],
    ),
    (
        kw::EXPOSE,
        &[
            "expose_header",
            "expose_headers",
            "exposed",
            "exposed_headers",
            "exposed_header",
            "access_control_expose_headers",
            "expose_any_header",
        ],
    ),
    (
        kw::CREDENTIALS,
        &[
            "credential",
            "allow_credentials",
            "allow_credential",
            "supports_credentials",
            "support_credentials",
            "with_credentials",
            "access_control_allow_credentials",
        ],
    ),
    (kw::MAX_AGE, &["maxage", "max_age_seconds", "max_age_secs", "ttl", "cache", "access_control_max_age"]),
    (
        kw::PREFLIGHT_STATUS,
        &["status", "options_status", "options_success_status", "success_status", "preflight_success_status"],
    ),
];

/// Message and remedy for a field that does not exist.
fn unknown_field(name: &str) -> (String, String) {
    let message = format!("there is no field `{name}`");
    let name = snake_case(name);
    if matches!(name.as_str(), "private_network" | "allow_private_network" | "allow_private_network_access") {
        let message = format!(
            "{message}: Private Network Access is superseded by Local Network Access, where the browser asks its user and needs no response header"
        );
        return (message, "remove it".to_owned());
    }
    if matches!(name.as_str(), "vary" | "vary_header") {
        let message = format!("{message}: the middleware sends `Vary` wherever caches need it");
        return (message, "remove it".to_owned());
    }
    if name == "block_on_origin_mismatch" {
        let message = format!(
            "{message}: only browsers enforce CORS, and an actual request always reaches its handler"
        );
        return (message, "remove it".to_owned());
    }
    let alias = ALIASES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field);
    let help = match alias.or_else(|| near_miss(&name, &kw::FIELDS)) {
        Some(field) => format!("write `{field}`"),
        None => format!("the fields are {}", kw::FIELDS.map(|field| format!("`{field}`")).join(", ")),
    };
    (message, help)
}

/// `allowedHeaders`, as JavaScript has it, in the case of Rust.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && snake.ends_with(|last: char| last.is_ascii_lowercase()) {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}
