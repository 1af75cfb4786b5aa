//! The fields of a body: each exists, appears once and has a value of its kind.

use cors_policy::draft::Written;
use cors_policy::field::{FieldKind, set_to_any, superseded};
use cors_policy::violation::{Advice, quote};
use cors_policy::words::FieldName;

use super::Reader;
use crate::ast::{self, ListEntry, PolicyField, Value};
use crate::diag::Caret;
use crate::report::PolicyPart;

impl Reader<'_> {
    /// Reads the fields of the policy.
    pub(super) fn fields(&mut self) {
        let before = self.context.errors.count();
        let mut checked = Vec::new();
        let fields = &self.body.fields;
        // What is said about `origins` depends on `credentials`, which comes first however it is spelt.
        let (credentials, others): (Vec<usize>, Vec<usize>) = (0..fields.len())
            .partition(|at| meant(&fields[*at].name.to_string()) == Some(FieldName::Credentials));
        for at in credentials.into_iter().chain(others) {
            let field = &fields[at];
            let name = field.name.to_string();
            let start = field.name.span();
            let whole = Caret { start, end: field.caret.end };
            if let Some(first) = fields[..at].iter().find(|first| first.name == field.name) {
                let message = format!("the field `{name}` is given twice");
                self.context.errors.conflict(first.name.span(), whole, message, merged_list(first, field));
                continue;
            }
            let (known, meant) = (FieldName::from_name(&name), meant(&name));
            // The value of a misnamed field is checked as well, unless the field itself is there.
            let is_there = |field: FieldName| fields.iter().any(|other| other.name == field.name());
            if known.is_none() {
                self.draft.may_have_origins |= meant.is_none();
                let (message, advice) = unknown(&name, meant);
                let twice = meant.or(set_to_any(&name)).filter(|field| is_there(*field));
                let twice = twice.filter(|_| superseded(&name).is_none());
                let advice = twice.map_or(advice, |name| Advice::help(there_already(name, field)));
                // What is to be removed is underlined whole.
                let caret = if meant.is_some() && twice.is_none() { start.into() } else { whole };
                self.error(caret, message, advice);
            }
            if let Some(name) = meant
                && (known.is_some() || !is_there(name) && !checked.contains(&name))
            {
                checked.push(name);
                self.field(name, field);
            }
        }
        self.draft.is_incomplete |= self.context.errors.count() > before;
    }

    /// A value that is wrong does not hide what the base has: one mistake, one error.
    fn field(&mut self, name: FieldName, field: &PolicyField) {
        let place = self.place(field.caret, PolicyPart::Field);
        let list = if name.is_list() { self.list(name, field, place) } else { None };
        match name {
            FieldName::Origins => {
                self.draft.may_have_origins |= list.is_none();
                self.draft.origins = list.or(self.draft.origins.take());
            }
            FieldName::Methods => self.draft.methods = list.or(self.draft.methods.take()),
            FieldName::Headers => self.draft.headers = list.or(self.draft.headers.take()),
            FieldName::Expose => self.draft.expose = list.or(self.draft.expose.take()),
            FieldName::Credentials => {
                let value = self.flag(name, field).map(|value| Written::new(value, place));
                self.draft.credentials = value.or(self.draft.credentials.take());
            }
            FieldName::MaxAge => self.draft.max_age = Some(Written::new(text(&field.value), place)),
            FieldName::PreflightStatus => {
                let value = self.status(field).map(|value| Written::new(value, place));
                self.draft.preflight_status = value.or(self.draft.preflight_status.take());
            }
        }
    }

    /// `true` or `false`.
    fn flag(&mut self, name: FieldName, field: &PolicyField) -> Option<bool> {
        let text = text(&field.value);
        if let Ok(flag) = text.parse() {
            return Some(flag);
        }
        let meant = match text.trim_matches('"').to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" | "allow" | "include" => Some(true),
            "false" | "no" | "off" | "0" | "none" | "deny" | "omit" => Some(false),
            _ => None,
        };
        let help = match (meant, name.row().kind) {
            (Some(flag), _) => format!("write `{name}: {flag}`"),
            (None, FieldKind::Flag { when }) => {
                format!("use `{name}: true` if {when}, or else `{name}: false`")
            }
            (None, _) => format!("write `{name}: {}`", name.row().example),
        };
        self.error(field.caret, format!("expected `true` or `false`, found {}", quote(&text)), help);
        // What it breaks beside other fields is reported as well: with the help alone it would be the next error.
        meant
    }

    fn status(&mut self, field: &PolicyField) -> Option<u64> {
        let text = text(&field.value);
        if let Ok(status) = text.parse() {
            return Some(status);
        }
        let digits: String = text.trim_start_matches('"').chars().take_while(char::is_ascii_digit).collect();
        let help = match (digits.parse(), text.rsplit("::").next()) {
            (Ok(meant @ 200..=299), _) => format!("write `preflight_status: {meant}`"),
            (_, Some("NO_CONTENT")) => "write `preflight_status: 204`".to_owned(),
            (_, Some("OK")) => "write `preflight_status: 200`".to_owned(),
            _ => "write a number from 200 to 299, such as `preflight_status: 204`".to_owned(),
        };
        self.error(field.caret, format!("expected a number from 200 to 299, found {}", quote(&text)), help);
        None
    }
}

/// The longest list that is shown.
const MOST_SHOWN: usize = 20;

/// The help for a field that is given twice.
fn merged_list(first: &PolicyField, second: &PolicyField) -> String {
    let name = &first.name;
    let (Value::List(one), Value::List(other)) = (&first.value, &second.value) else {
        return "remove one of them".to_owned();
    };
    let are_names = name == FieldName::Headers.name() || name == FieldName::Expose.name();
    let mut entries: Vec<String> = Vec::new();
    for text in one.iter().chain(other).map(ListEntry::written) {
        let is_same = |entry: &String| *entry == text || are_names && entry.eq_ignore_ascii_case(&text);
        if !entries.iter().any(is_same) {
            entries.push(text);
        }
    }
    if entries.len() > MOST_SHOWN {
        return format!("write all entries in one `{name}: […]`");
    }
    format!("write one list: `{name}: [{}]`", entries.join(", "))
}

/// The help for a field whose name stands for `name`, which the policy has as well.
fn there_already(name: FieldName, field: &PolicyField) -> String {
    match &field.value {
        Value::List(_) if name.is_list() => format!("remove it, and write its entries in `{name}`"),
        _ => format!("remove it: `{name}` is there already"),
    }
}

/// The field of this name, or the one that it stands for.
fn meant(name: &str) -> Option<FieldName> {
    FieldName::from_name(name).or_else(|| FieldName::meant(name))
}

fn text(value: &Value) -> String {
    match value {
        Value::Tokens(trees) => ast::text(trees),
        Value::List(_) => "[…]".to_owned(),
    }
}

/// Message and help for a field that does not exist, and may have been meant as another one.
fn unknown(name: &str, meant: Option<FieldName>) -> (String, Advice) {
    let advice = if let Some(why) = superseded(name) {
        Advice::help("remove it").because(why)
    } else if let Some(field) = set_to_any(name) {
        Advice::help(format!("write `{field}: any`"))
    } else if let Some(field) = meant {
        Advice::help(format!("write `{field}`"))
    } else {
        let names = FieldName::ALL.map(|field| format!("`{field}`"));
        Advice::help("remove it").or(format!("or write one of {}", names.join(", ")))
    };
    (format!("unknown field `{name}`"), advice)
}
