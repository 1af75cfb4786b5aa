//! A checked policy. Only [`check`](crate::check) makes one.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use crate::allowed::Allowed;
use crate::condition::{Build, Condition, numbers};
use crate::data::Data;
use crate::field::{FieldName, FieldValue};
use crate::lookup::{OriginList, OriginSet, RunTime, RunTimeEntry, Texts};
use crate::origin::Pattern;
use crate::words::RunTimeWaivers;

/// A value of a list, and when it exists.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// What it is.
    pub value: T,
    /// When it exists.
    pub when: Condition,
}

/// The list of origins of a policy.
#[derive(Debug, Clone, Default)]
pub struct ListedOrigins {
    /// Its entries.
    pub entries: Vec<Entry<Pattern>>,
    /// `runtime`, with the risks that it may create.
    pub run_time: Option<RunTimeWaivers>,
}

/// Methods, or names of headers.
pub type CheckedNames = Allowed<Vec<Entry<String>>>;

/// A policy that breaks no rule.
#[derive(Debug, Clone)]
pub struct CheckedPolicy {
    /// `origins`; a list that is taken over whole is the same list
    pub origins: Allowed<Arc<ListedOrigins>>,
    /// `methods`
    pub methods: CheckedNames,
    /// `headers`, in lower case
    pub headers: CheckedNames,
    /// `expose`, in lower case
    pub expose: CheckedNames,
    /// `credentials`
    pub credentials: bool,
    /// `max_age`, in seconds
    pub max_age: Option<u32>,
    /// `preflight_status`
    pub preflight_status: u16,
    /// It breaks a rule, which is reported; what is left of it is used, so that no further errors follow.
    pub has_errors: bool,
}

impl CheckedPolicy {
    /// What it says in one field.
    pub fn value(&self, field: FieldName) -> FieldValue<'_, Arc<ListedOrigins>, Vec<Entry<String>>> {
        match field {
            FieldName::Origins => FieldValue::Origins(&self.origins),
            FieldName::Methods => FieldValue::Names(&self.methods),
            FieldName::Headers => FieldValue::Names(&self.headers),
            FieldName::Expose => FieldValue::Names(&self.expose),
            FieldName::Credentials => FieldValue::Flag(self.credentials),
            FieldName::MaxAge => FieldValue::Age(self.max_age),
            FieldName::PreflightStatus => FieldValue::Number(self.preflight_status),
        }
    }

    /// The numbers of every condition in it.
    pub fn numbers(&self) -> Vec<usize> {
        let origins = self.origins.list().into_iter().flat_map(|list| &list.entries);
        let names =
            [&self.methods, &self.headers, &self.expose].into_iter().filter_map(Allowed::list).flatten();
        numbers(origins.map(|entry| &entry.when).chain(names.map(|entry| &entry.when)))
    }

    /// Whether it takes origins that only the running service knows.
    pub fn is_template(&self) -> bool {
        self.origins.list().is_some_and(|list| list.run_time.is_some())
    }

    /// What is left of its lists in one combination of conditions: two builds with the same texts have the same
    /// policy.
    pub fn texts_in(&self, build: Build<'_>) -> Vec<Vec<&str>> {
        let origins = self.origins.list().map(|list| in_build(&list.entries, build, Pattern::text));
        let names = [&self.methods, &self.headers, &self.expose].into_iter().filter_map(Allowed::list);
        origins.into_iter().chain(names.map(|names| in_build(names, build, String::as_str))).collect()
    }

    /// The policy in force in one combination of conditions, under this name. `secret`: see [`OriginList::from_patterns`].
    pub fn in_build(&self, build: Build<'_>, name: Cow<'static, str>, secret: u64) -> Data {
        Data { origins: self.origins_in(build, secret), ..self.without_origins(build, name) }
    }

    fn origins_in(&self, build: Build<'_>, secret: u64) -> OriginSet {
        match &self.origins {
            Allowed::Any => Allowed::Any,
            Allowed::List(list)
                if list.run_time.is_some() || entries_in(&list.entries, build).next().is_some() =>
            {
                Allowed::List(OriginList {
                    runtime: list.run_time.map(|waivers| RunTimeEntry { waivers, origins: RunTime::Unknown }),
                    ..OriginList::from_patterns(entries_in(&list.entries, build), secret)
                })
            }
            // A list of which this build has no entry allows nobody.
            Allowed::None | Allowed::List(_) => Allowed::None,
        }
    }

    /// The same, with nobody in place of the origins: laying out a long list takes time.
    pub fn without_origins(&self, build: Build<'_>, name: Cow<'static, str>) -> Data {
        let owned = |names: Vec<&str>| names.into_iter().collect::<Texts>();
        Data {
            name,
            origins: Allowed::None,
            methods: names_in(&self.methods, build).map(with_head).map(owned),
            headers: names_in(&self.headers, build).map(owned),
            expose: names_in(&self.expose, build).map(owned),
            credentials: self.credentials,
            max_age: self.max_age,
            preflight_status: self.preflight_status,
            takes_part: true,
            has_errors: self.has_errors,
        }
    }
}

fn entries_in<'a, T>(entries: &'a [Entry<T>], build: Build<'_>) -> impl Iterator<Item = &'a T> {
    entries.iter().filter(move |entry| entry.when.holds(build)).map(|entry| &entry.value)
}

/// Their texts, each once.
fn in_build<'a, T>(
    entries: &'a [Entry<T>],
    build: Build<'_>,
    text: impl Fn(&'a T) -> &'a str,
) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    entries_in(entries, build).map(text).filter(|text| seen.insert(*text)).collect()
}

fn names_in<'a>(names: &'a CheckedNames, build: Build<'_>) -> Allowed<Vec<&'a str>> {
    names.as_ref().map(|names| in_build(names, build, String::as_str))
}

/// `GET` includes `HEAD`.
fn with_head(mut methods: Vec<&str>) -> Vec<&str> {
    if let Some(get) =
        methods.iter().position(|method| *method == "GET").filter(|_| !methods.contains(&"HEAD"))
    {
        methods.insert(get + 1, "HEAD");
    }
    methods
}
