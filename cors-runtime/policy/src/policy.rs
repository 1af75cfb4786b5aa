//! A checked policy. Only [`check`](crate::check) makes one.

use std::collections::HashSet;

use crate::condition::{Build, Condition, numbers};
use crate::origin::Pattern;
use crate::tables::OriginTables;
use crate::words::RunTimeWaivers;

/// A value of a list, and when it exists.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// What it is.
    pub value: T,
    /// When it exists.
    pub when: Condition,
}

/// The origins of a policy.
#[derive(Debug, Clone)]
pub enum Origins {
    /// `any`
    Any,
    /// A list.
    List {
        /// Its entries.
        listed: Vec<Entry<Pattern>>,
        /// `runtime`, with the risks that it may create.
        run_time: Option<RunTimeWaivers>,
    },
}

/// Methods, or names of headers.
#[derive(Debug, Clone)]
pub enum Names {
    /// `any`
    Any,
    /// A list.
    List(Vec<Entry<String>>),
}

/// A policy that breaks no rule.
#[derive(Debug, Clone)]
pub struct Policy {
    /// `origins`
    pub origins: Origins,
    /// `methods`
    pub methods: Names,
    /// `headers`, in lower case
    pub headers: Names,
    /// `expose`, in lower case
    pub expose: Names,
    /// `credentials`
    pub credentials: bool,
    /// `max_age`, in seconds
    pub max_age: Option<u32>,
    /// `preflight_status`
    pub preflight_status: u16,
    /// It breaks a rule, which is reported; what is left of it is used, so that no further errors follow.
    pub has_mistakes: bool,
}

impl Policy {
    /// The numbers of every condition in it.
    pub fn numbers(&self) -> Vec<usize> {
        let origins = match &self.origins {
            Origins::Any => [].as_slice(),
            Origins::List { listed, .. } => listed,
        };
        let names = [&self.methods, &self.headers, &self.expose].map(|names| match names {
            Names::Any => [].as_slice(),
            Names::List(listed) => listed,
        });
        let names = names.into_iter().flatten().map(|entry| &entry.when);
        numbers(origins.iter().map(|entry| &entry.when).chain(names))
    }

    /// What is left of it in one combination of conditions.
    pub fn in_build(&self, build: Build<'_>) -> Variant<'_> {
        Variant {
            origins: match &self.origins {
                Origins::Any => None,
                Origins::List { listed, .. } => Some(there(listed, build).collect()),
            },
            methods: with_head(names(&self.methods, build)),
            headers: names(&self.headers, build),
            expose: names(&self.expose, build),
            credentials: self.credentials,
            max_age: self.max_age,
        }
    }
}

/// A policy in one combination of conditions; `None` stands for `any`.
#[derive(Debug, PartialEq, Eq)]
pub struct Variant<'a> {
    /// The entries that exist.
    pub origins: Option<Vec<&'a Pattern>>,
    /// The methods, including `HEAD` after `GET`.
    pub methods: Option<Vec<&'a str>>,
    /// The request headers.
    pub headers: Option<Vec<&'a str>>,
    /// The exposed response headers.
    pub expose: Option<Vec<&'a str>>,
    credentials: bool,
    max_age: Option<u32>,
}

impl Variant<'_> {
    /// The tables of its origins, see [`OriginTables::of`]; `None` for `any`.
    pub fn tables(&self, secret: u64) -> Option<OriginTables> {
        Some(OriginTables::of(self.origins.as_ref()?.iter().copied(), secret))
    }

    /// The methods that have a constant value of Access-Control-Allow-Methods each: for `any` the value is `*` or
    /// the requested method.
    pub fn method_values(&self) -> &[&str] {
        self.methods.as_deref().unwrap_or_default()
    }

    /// The value of Access-Control-Allow-Headers, if it is a constant. Browsers leave `authorization` out of `*`,
    /// but `any` includes it. With credentials they read `*` as the name of a header, so the response has to name
    /// the requested headers (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7).
    pub fn header_value(&self) -> Option<String> {
        constant(self.headers.as_ref(), self.credentials, "*, authorization")
    }

    /// The value of Access-Control-Expose-Headers, if it is a constant.
    pub fn expose_value(&self) -> Option<String> {
        constant(self.expose.as_ref(), self.credentials, "*")
    }

    /// The value of Access-Control-Max-Age.
    pub fn max_age_value(&self) -> Option<String> {
        self.max_age.map(|seconds| seconds.to_string())
    }
}

fn constant(names: Option<&Vec<&str>>, credentials: bool, any: &str) -> Option<String> {
    match names {
        None => (!credentials).then(|| any.to_owned()),
        Some(names) => (!names.is_empty()).then(|| names.join(", ")),
    }
}

fn there<'a, T>(listed: &'a [Entry<T>], build: Build<'_>) -> impl Iterator<Item = &'a T> {
    listed.iter().filter(move |entry| entry.when.holds(build)).map(|entry| &entry.value)
}

fn names<'a>(names: &'a Names, build: Build<'_>) -> Option<Vec<&'a str>> {
    let Names::List(listed) = names else { return None };
    let mut seen = HashSet::new();
    Some(there(listed, build).map(String::as_str).filter(|name| seen.insert(*name)).collect())
}

/// `GET` includes `HEAD`.
fn with_head(methods: Option<Vec<&str>>) -> Option<Vec<&str>> {
    let mut methods = methods?;
    if let Some(get) =
        methods.iter().position(|method| *method == "GET").filter(|_| !methods.contains(&"HEAD"))
    {
        methods.insert(get + 1, "HEAD");
    }
    Some(methods)
}
