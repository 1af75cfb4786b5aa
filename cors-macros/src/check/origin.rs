//! Origins: the rules that need more than an origin's text. Those on the text are in [`syntax`](crate::syntax), those on
//! public suffixes in [`suffix`](crate::suffix).

use std::collections::HashMap;
use std::rc::Rc;

use crate::ast::{Body, Field, Value};
use crate::cfg::Predicate;
use crate::check::list::{self, At, Item, Text, Waivers, redundant};
use crate::check::{Context, Fields};
use crate::diag::Errors;
use crate::policy::{Entry, Origins};
use crate::syntax::{Host, Mistake, OriginText, Port, insecure_with_credentials};
use crate::{kw, suffix};

/// The field as it was judged on its own.
#[derive(Debug)]
pub(super) enum Checked {
    Any,
    List { listed: Vec<One>, runtime: Option<Rc<Waivers>> },
}

#[derive(Debug)]
pub(super) struct One {
    text: OriginText,
    when: Predicate,
    waivers: Rc<Waivers>,
    at: At,
}

const WRITE: &str =
    "write `origins: [\"https://app.example.com\"]`, or `origins: any` for anonymous access from everywhere";

/// What a policy without usable origins allows.
pub(super) fn nobody() -> Origins {
    Origins::List { listed: Vec::new(), runtime: None }
}

impl Checked {
    pub(super) fn is_any(&self) -> bool {
        matches!(self, Self::Any)
    }

    pub(super) fn policy(&self) -> Origins {
        match self {
            Self::Any => Origins::Any,
            Self::List { listed, runtime } => Origins::List {
                listed: listed
                    .iter()
                    .map(|one| Entry { value: one.text.clone(), when: one.when.clone() })
                    .collect(),
                runtime: runtime.as_ref().map(|waivers| waivers.bears(kw::INSECURE_ORIGINS)),
            },
        }
    }
}

/// `origins` is the one field without a default: deny is the default, and a policy that denies all is a mistake.
pub(super) fn required(body: &Body, fields: &Fields, errors: &mut Errors) {
    if fields.origins.is_none() && !fields.poisoned {
        errors.error(body.place, "this policy has no `origins`", WRITE);
    }
}

pub(super) fn check(field: &Field, context: &mut Context<'_>) -> Checked {
    let entries = match &field.value {
        Value::Word(word) if word == kw::ANY => return Checked::Any,
        Value::List(entries) => entries,
        _ => {
            let message = "`origins` is a list of origins in double quotes, or `any`";
            context.errors.error(field.place, message, WRITE);
            return Checked::List { listed: Vec::new(), runtime: None };
        }
    };
    if entries.is_empty() {
        context.errors.error(
            field.place,
            "`origins` lists nothing: no other site could read anything",
            WRITE,
        );
    }
    let mut runtime = None;
    let mut listed = Vec::new();
    for item in list::items(entries, true, context) {
        match &item.text {
            Text::Word(word) if word == kw::RUNTIME => take_runtime(item, &mut runtime, context.errors),
            Text::Quoted(_) => listed.extend(one(item, context.errors)),
            Text::Word(other) | Text::Other(other) => unquoted(other, &item.at, context.errors),
        }
    }
    let listed = without_redundant(listed, context.errors);
    Checked::List { listed, runtime: runtime.map(|(waivers, _)| waivers) }
}

/// `runtime` makes the constant a template: in every build, or the constant's type would change between builds.
fn take_runtime(item: Item, runtime: &mut Option<(Rc<Waivers>, At)>, errors: &mut Errors) {
    if !item.when.is_always() {
        let message = "`runtime` cannot bear `#[cfg(…)]`: the constant would be a `Policy` in one build and a `PolicyTemplate` in another";
        item.at.error(errors, message, "remove the `#[cfg(…)]`, and give an empty list where none is wanted");
    }
    match runtime {
        Some((_, first)) => {
            item.at.conflict(first, errors, "`runtime` is listed twice", "remove one of them");
        }
        None => *runtime = Some((item.waivers, item.at)),
    }
}

fn unquoted(text: &str, at: &At, errors: &mut Errors) {
    let (message, help) = if text == kw::ANY {
        ("`any` stands alone".to_owned(), "write `origins: any`".to_owned())
    } else {
        let inner = text.trim_matches(['"', '\'']);
        let help = match OriginText::pattern(inner) {
            Ok(_) => format!("write `\"{inner}\"`"),
            Err(Mistake { help: Some(help), .. }) => help,
            Err(_) => "write `\"https://app.example.com\"`, or `runtime`".to_owned(),
        };
        (format!("an origin stands in double quotes, and `{text}` does not"), help)
    };
    at.error(errors, message, help);
}

/// The rules on one entry.
fn one(item: Item, errors: &mut Errors) -> Option<One> {
    let Text::Quoted(text) = &item.text else { return None };
    let judged =
        OriginText::pattern(text).and_then(|text| suffix::registrable_label(&text).map_or(Ok(text), Err));
    match judged {
        Ok(text) => Some(One { text, when: item.when, waivers: item.waivers, at: item.at }),
        Err(mistake) => {
            // What the waivers were for cannot be told.
            item.waivers.waive(kw::INSECURE_ORIGINS);
            item.waivers.waive(kw::PUBLIC_SUFFIXES);
            item.at.error(errors, mistake.message, mistake.help.unwrap_or_default());
            None
        }
    }
}

/// The rules that only concern a policy with credentials. `report`: the base did not already.
pub(super) fn with_credentials(origins: &Checked, report: bool, errors: &mut Errors) {
    let Checked::List { listed, runtime } = origins else { return };
    if let Some(waivers) = runtime {
        waivers.waive(kw::INSECURE_ORIGINS);
    }
    for one in listed {
        let insecure = insecure_with_credentials(&one.text, "its entry of the policy")
            .map(|mistake| (kw::INSECURE_ORIGINS, mistake));
        let suffix = suffix::touches_public_suffix(&one.text).map(|mistake| (kw::PUBLIC_SUFFIXES, mistake));
        for (waiver, mistake) in insecure.into_iter().chain(suffix) {
            if !one.waivers.waive(waiver) && report {
                one.at.error(errors, mistake.message, mistake.help.unwrap_or_default());
            }
        }
    }
}

/// Once every policy of the block has been judged: waivers that none of them needed.
pub(super) fn unneeded_waivers(at: usize, fields: &Fields, errors: &mut Errors) {
    let Some(origins) = fields.origins.as_ref().filter(|origins| origins.owner == at && !fields.poisoned)
    else {
        return;
    };
    let Checked::List { listed, runtime } = &*origins.value else { return };
    listed.iter().map(|one| &one.waivers).chain(runtime).for_each(|waivers| waivers.report_unneeded(errors));
}

/// The rule on duplicates and on origins that a pattern covers.
fn without_redundant(listed: Vec<One>, errors: &mut Errors) -> Vec<One> {
    // What can cover an origin has the same host, or a wildcard before one of the ends of its host.
    let mut by_base: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, one) in listed.iter().enumerate() {
        by_base.entry(base(&one.text)).or_default().push(at);
    }
    let whens: Vec<_> = listed.iter().map(|one| &one.when).collect();
    let found = redundant(&whens, |at| {
        let text = &listed[at].text;
        let host = base(text);
        let ends = std::iter::once(host).chain(host.match_indices('.').map(|(dot, _)| &host[dot + 1..]));
        let mut covering: Vec<usize> = ends
            .filter_map(|end| by_base.get(end))
            .flatten()
            .copied()
            .filter(|other| listed[*other].text.covers(text))
            .collect();
        covering.sort_unstable();
        covering
    });
    for (at, by) in &found {
        let (one, by) = (&listed[*at], &listed[*by]);
        let message = if one.text == by.text {
            format!("the origin `{}` is listed twice", one.text.text)
        } else {
            format!("the origin `{}` is already covered by `{}`", one.text.text, by.text.text)
        };
        one.at.conflict(&by.at, errors, message, "remove one of them");
    }
    let redundant: std::collections::HashSet<usize> = found.iter().map(|(at, _)| *at).collect();
    listed.into_iter().enumerate().filter(|(at, _)| !redundant.contains(at)).map(|(_, one)| one).collect()
}

/// The host, or what stands behind a wildcard.
fn base(origin: &OriginText) -> &str {
    match &origin.host {
        Host::Domain(host) | Host::Opaque(host) => host,
        Host::WholeLabel { base } | Host::InLabel { base, .. } => base,
        Host::Ipv4(_) | Host::Ipv6(_) => {
            let stem = origin.text.split_once("://").map_or("", |(_, host)| host);
            match (&origin.port, stem.rsplit_once(':')) {
                (Port::Default, _) | (_, None) => stem,
                (_, Some((host, _))) => host,
            }
        }
    }
}
