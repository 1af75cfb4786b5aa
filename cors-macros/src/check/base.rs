//! `..BASE`: a policy takes the fields that it does not give from another policy of its block.

use std::collections::HashMap;

use crate::ast::{Body, PolicyItem};
use crate::check::{Fields, near_miss};
use crate::diag::{Errors, Place};

/// Two policies of one name would be two constants of one name.
pub(super) fn unique_names(items: &[&PolicyItem], errors: &mut Errors) {
    let mut seen = HashMap::new();
    for item in items {
        if let Some(first) = seen.insert(item.name.to_string(), item).filter(|_| !item.has_cfg()) {
            let (here, there) = (Place::token(item.name.span()), Place::token(first.name.span()));
            errors.conflict(
                there,
                here,
                format!("two policies are named `{}`", item.name),
                "give one of them another name",
            );
        }
    }
}

/// An expression stands alone: there is no other policy in its block.
pub(super) fn refuse(body: &Body, fields: &mut Fields, errors: &mut Errors) {
    if let Some(base) = &body.base {
        errors.error(
            Place::token(base.span()),
            format!("`..{base}` works between policies of one `cors!` block, and an expression is alone in its own"),
            format!("name this policy in the block of `{base}`: `const NAME = {{ …, ..{base} }};`"),
        );
        fields.poisoned = true;
    }
}

/// Fills in what the bases give.
pub(super) fn resolve(items: &[&PolicyItem], written: Vec<Fields>, errors: &mut Errors) -> Vec<Fields> {
    let names: Vec<String> = items.iter().map(|item| item.name.to_string()).collect();
    let mut bases = vec![None; items.len()];
    let mut written = written;
    for (at, item) in items.iter().enumerate() {
        let Some(base) = &item.body.base else { continue };
        bases[at] = names.iter().position(|name| base == name);
        if bases[at].is_none() {
            unknown(base, &names, errors);
            written[at].poisoned = true;
        }
    }
    cycles(items, &mut bases, &mut written, errors);
    (0..items.len())
        .map(|at| {
            let mut fields = written[at].clone();
            let mut next = bases[at];
            while let Some(base) = next {
                inherit(&mut fields, &written[base]);
                next = bases[base];
            }
            fields
        })
        .collect()
}

fn unknown(base: &syn::Ident, names: &[String], errors: &mut Errors) {
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let help = match near_miss(&base.to_string(), &known) {
        Some(near) => format!("did you mean `..{near}`?"),
        None => "a base is a policy of the same block, earlier or later".to_owned(),
    };
    errors.error(Place::token(base.span()), format!("this block has no policy `{base}`"), help);
}

/// Reports each cycle once, and cuts it.
fn cycles(items: &[&PolicyItem], bases: &mut [Option<usize>], written: &mut [Fields], errors: &mut Errors) {
    for start in 0..items.len() {
        let mut path = vec![start];
        while let Some(next) = bases[path[path.len() - 1]] {
            if next == start {
                let chain: Vec<_> =
                    path.iter().chain([&start]).map(|at| format!("`{}`", items[*at].name)).collect();
                if let Some(base) = &items[start].body.base {
                    errors.error(
                        Place::token(base.span()),
                        format!("a cycle of bases: {}", chain.join(" takes from ")),
                        "give one of them its own fields, without `..`",
                    );
                }
                for at in path {
                    bases[at] = None;
                    written[at].poisoned = true;
                }
                break;
            }
            if path.contains(&next) {
                break;
            }
            path.push(next);
        }
    }
}

fn inherit(fields: &mut Fields, base: &Fields) {
    let Fields { origins, methods, headers, expose, credentials, max_age, preflight_status, poisoned } = base;
    fields.origins = fields.origins.take().or_else(|| origins.clone());
    fields.methods = fields.methods.take().or_else(|| methods.clone());
    fields.headers = fields.headers.take().or_else(|| headers.clone());
    fields.expose = fields.expose.take().or_else(|| expose.clone());
    fields.credentials = fields.credentials.take().or_else(|| credentials.clone());
    fields.max_age = fields.max_age.take().or_else(|| max_age.clone());
    fields.preflight_status = fields.preflight_status.take().or_else(|| preflight_status.clone());
    fields.poisoned |= poisoned;
}
