//! Origins: the rules that need more than an origin's text. Those on the text are in [`syntax`](crate::syntax), those on
//! public suffixes in [`suffix`](crate::suffix).

use std::collections::HashMap;
use std::rc::Rc;

use crate::ast::{Body, Field, Value};
use crate::cfg::Predicate;
use crate::check::list::{self, At, Item, Text, redundant};
use crate::check::waivers::Waivers;
use crate::check::{Context, Fields, near_miss};
use crate::diag::{Errors, Place};
use crate::kw;
use crate::policy::{Entry, Origins};
use cors_rules::suffix;
use cors_rules::syntax::{Host, Mistake, OriginText, Port, insecure_with_credentials, literal};

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

/// `origins` is the one field without a default: deny is the default, and a policy that denies all is a mistake. Where
/// there is a base, the mistake is the base's.
pub(super) fn required(body: &Body, fields: &Fields, errors: &mut Errors) {
    if fields.origins.is_none() && body.base.is_none() && !fields.poisoned {
        errors.error(body.place, "this policy has no `origins`", WRITE);
    }
}

pub(super) fn check(field: &Field, context: &mut Context<'_>) -> Checked {
    let entries = match &field.value {
        Value::Word(word) if word == kw::ANY => return Checked::Any,
        Value::List(entries) => entries,
        _ => {
            let message = "`origins` is a list of origins in double quotes, or `any`";
            let entry = |text: &str| OriginText::pattern(text).is_ok().then(|| format!("\"{text}\""));
            let help = list::instead(field, entry).unwrap_or_else(|| WRITE.to_owned());
            context.errors.error(field.place, message, help);
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
            Text::Word(word) => name(word, &item.at, context.errors),
            Text::Other(other) => unquoted(other, &item.at, context.errors),
        }
    }
    let listed = without_redundant(listed, context);
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

/// An identifier that is no word of the language.
fn name(word: &str, at: &At, errors: &mut Errors) {
    const WRITE: &str = "write the origin in double quotes, as in `\"https://app.example.com\"`, or `runtime` for a list that is only known at run time";
    if word == kw::ANY {
        return at.error(errors, "`any` stands alone", "write `origins: any`");
    }
    if word == "null" || word == "localhost" {
        return unquoted(word, at, errors);
    }
    let help = match near_miss(word, &[kw::RUNTIME]) {
        Some(near) => format!("did you mean `{near}`?"),
        None => WRITE.to_owned(),
    };
    let message = format!("`{word}` is a name, and `cors!` cannot look up what it stands for");
    at.error(errors, message, help);
}

/// Tokens that are neither a word nor a text in double quotes.
fn unquoted(written: &str, at: &At, errors: &mut Errors) {
    let inner = written.trim_start_matches(['&', 'b', 'c']).trim_matches(['"', '\'']);
    let example = || "write it as in `\"https://app.example.com\"`".to_owned();
    let (message, help) = if written.starts_with("include") {
        let message = format!("`{written}` is no entry");
        (message, "the lines of a file stand in a list with `include!(\"origins.txt\")`".to_owned())
    } else if written.contains("!(") {
        let message = format!("`{written}` calls a macro, and `cors!` cannot look up what it stands for");
        (message, example())
    } else {
        let read = OriginText::pattern(inner);
        let is_text = !written.contains(['"', '(', '{']) && inner.contains(|c: char| !c.is_ascii_digit());
        match read {
            Err(Mistake { message, help }) if is_text => (message, help.unwrap_or_else(example)),
            read => {
                let message = format!("an origin stands in double quotes, and `{written}` does not");
                (message, read.map_or_else(|_| example(), |read| format!("write {}", literal(&read.text))))
            }
        }
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

/// The rules that only concern a policy with credentials. `report`: the base did not already. `credentials`: where they
/// are allowed, if that is not in the policy of the origins.
pub(super) fn with_credentials(
    origins: &Checked,
    report: bool,
    credentials: Option<Place>,
    errors: &mut Errors,
) {
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
                one.at.error_with(credentials, errors, mistake.message, mistake.help.unwrap_or_default());
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
fn without_redundant(listed: Vec<One>, context: &mut Context<'_>) -> Vec<One> {
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
        let (message, help) = if one.text == by.text {
            list::twice("origin", &one.text.text, &one.when, context.atoms)
        } else {
            let builds = if one.when.is_always() { "" } else { ", in every build that has it" };
            (
                format!("the origin `{}` is redundant: `{}` covers it{builds}", one.text.text, by.text.text),
                format!("remove {}, or write the pattern as narrow as you mean it", literal(&one.text.text)),
            )
        };
        one.at.conflict(&by.at, context.errors, message, help);
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
