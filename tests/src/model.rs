//! What a policy answers, written from the words of the contract: slow, simple, and without using the library.
//!
//! ```ignore
//! let model = Model { origins: Some(&["https://*.example.com"]), ..Model::DEFAULT };
//! assert_eq!(model.answer(&request, &script, None), expected);
//! ```

use crate::answer::sorted;
use crate::deployment::Expected;
use crate::origins::means;
use crate::request::Request;
use crate::script::Script;

/// A policy in plain data. Where a field takes `any`, that is `None`.
#[derive(Debug, Clone, Copy)]
pub struct Model {
    /// The entries as written.
    pub origins: Option<&'static [&'static str]>,
    /// With `HEAD` where there is `GET`.
    pub methods: Option<&'static [&'static str]>,
    /// In lower case.
    pub headers: Option<&'static [&'static str]>,
    /// In lower case.
    pub expose: Option<&'static [&'static str]>,
    /// Whether browsers may send credentials.
    pub credentials: bool,
    /// In seconds.
    pub max_age: Option<&'static str>,
    /// The status of a granted preflight.
    pub preflight_status: u16,
}

/// How many elements, and how many bytes, a request may name beyond the policy's own names.
const SLACK: (usize, usize) = (16, 1024);
/// The most elements, and the most bytes of the lines, where any header is allowed.
const MOST: (usize, usize) = (128, 8 * 1024);
/// The most bytes of a value that repeats the names of a request.
const MOST_REPEATED: usize = 4 * 1024;

const OWNED: [&str; 6] = [
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-expose-headers",
    "access-control-max-age",
];

/// What would be the wildcard, and Fetch, "CORS-safelisted response-header name" and "forbidden response-header name".
const NOT_EXPOSED: [&str; 10] = [
    "*",
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
    "set-cookie",
    "set-cookie2",
];

/// A method that some policy may allow.
fn is_method(text: &str) -> bool {
    is_token(text) && text != "*" && text.len() <= 64
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

impl Model {
    /// The values of fields that a policy leaves out, and no origin.
    pub const DEFAULT: Self = Self {
        origins: Some(&[]),
        methods: Some(&["GET", "HEAD", "POST"]),
        headers: Some(&[]),
        expose: Some(&[]),
        credentials: false,
        max_age: None,
        preflight_status: 204,
    };

    /// The response if the application plays `script`; on a route with these methods, if there are some.
    pub fn answer(&self, request: &Request, script: &Script, route: Option<&[&str]>) -> Expected {
        let (origins, methods) = (request.values("origin"), request.values("access-control-request-method"));
        let is_preflight = request.method == "OPTIONS" && !origins.is_empty() && !methods.is_empty();
        if let Some(route) = route {
            // The router passes only requests for its methods to a route, and only preflights that are
            // well-formed.
            let means = match (&origins[..], &methods[..]) {
                ([_], [method]) if is_preflight => text(method),
                _ if is_preflight => None,
                _ => Some(request.method.as_str()),
            };
            if !means.is_some_and(|method| route.contains(&method)) {
                return Expected::answered(404, &[]);
            }
        }
        if is_preflight { self.preflight(request) } else { self.actual(request, script) }
    }

    fn preflight(&self, request: &Request) -> Expected {
        let granted = self.granted_preflight(request);
        let status = if granted.is_some() { self.preflight_status } else { 403 };
        let origin = if self.origins.is_some() { "Origin, " } else { "" };
        let mut lines = granted.unwrap_or_default();
        lines.push(format!("vary: {origin}Access-Control-Request-Method, Access-Control-Request-Headers"));
        Expected { status, lines: sorted(lines), called: false }
    }

    fn granted_preflight(&self, request: &Request) -> Option<Vec<String>> {
        let [origin] = request.values("origin")[..] else { return None };
        let [method] = request.values("access-control-request-method")[..] else { return None };
        let (origin, method) = (self.granted_origin(origin)?, text(method)?);
        if !self.allows_method(method) {
            return None;
        }
        let names = self.allowed_names(&request.values("access-control-request-headers"))?;
        let mut lines = vec![
            format!("access-control-allow-origin: {origin}"),
            format!("access-control-allow-methods: {method}"),
        ];
        lines.extend(self.credentials.then(|| "access-control-allow-credentials: true".to_owned()));
        lines.extend((!names.is_empty()).then(|| format!("access-control-allow-headers: {names}")));
        lines.extend(self.max_age.map(|seconds| format!("access-control-max-age: {seconds}")));
        Some(lines)
    }

    fn actual(&self, request: &Request, script: &Script) -> Expected {
        let mut lines = script.lines.clone();
        let name = |line: &str| line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        lines.retain(|line| !OWNED.contains(&name(line).as_str()));
        // A name that a policy itself adds is not one of the application's.
        let only_ours = lines.iter().filter(|line| name(line) == "vary").all(|line| line == "vary: Origin");
        let exposed = self.exposed(script.status, lines.iter().map(|line| name(line)).collect(), only_ours);
        let granted = match request.values("origin")[..] {
            _ if self.origins.is_none() => Some("*".to_owned()),
            [origin] => self.granted_origin(origin),
            _ => None,
        };
        let varies = lines.iter().filter(|line| name(line) == "vary").any(|line| {
            line["vary:".len()..]
                .split(',')
                .any(|token| ["*", "origin"].contains(&token.trim().to_lowercase().as_str()))
        });
        if let Some(granted) = granted.filter(|_| self.allows_method(&request.method)) {
            lines.push(format!("access-control-allow-origin: {granted}"));
            lines.extend(self.credentials.then(|| "access-control-allow-credentials: true".to_owned()));
            lines.extend(exposed.map(|names| format!("access-control-expose-headers: {names}")));
        }
        lines.extend((self.origins.is_some() && !varies).then(|| "vary: Origin".to_owned()));
        Expected { status: script.status, lines: sorted(lines), called: true }
    }

    /// The value of Access-Control-Allow-Origin for the request's only line.
    fn granted_origin(&self, origin: &[u8]) -> Option<String> {
        let Some(entries) = self.origins else { return Some("*".to_owned()) };
        let origin = text(origin)?;
        entries.iter().any(|entry| means(entry, origin)).then(|| origin.to_owned())
    }

    fn allows_method(&self, method: &str) -> bool {
        self.methods.map_or_else(|| is_method(method), |methods| methods.contains(&method))
    }

    /// The value of Access-Control-Allow-Headers, where all that is asked for is allowed; it may be empty.
    fn allowed_names(&self, lines: &[&[u8]]) -> Option<String> {
        let elements: Vec<_> = lines.iter().flat_map(|line| line.split(|byte| *byte == b',')).collect();
        let bytes = lines.join(&b","[..]).len();
        let (most, most_bytes) = self.headers.map_or(MOST, |names| {
            (names.len() + SLACK.0, names.iter().map(|name| name.len()).sum::<usize>() + SLACK.1)
        });
        if elements.len() > most || bytes > most_bytes {
            return None;
        }
        let mut asked: Vec<String> = Vec::new();
        for element in elements {
            let name = text(element)?.trim_matches([' ', '\t']).to_ascii_lowercase();
            let allowed = self
                .headers
                .map_or_else(|| is_token(&name) && name != "*", |names| names.contains(&name.as_str()));
            if !name.is_empty() && !allowed {
                return None;
            }
            if !name.is_empty() && !asked.contains(&name) {
                asked.push(name);
            }
        }
        match self.headers {
            Some(names) => Some(names.join(", ")),
            None if !self.credentials => Some("*, authorization".to_owned()),
            None => Some(asked.join(", ")).filter(|value| value.len() <= MOST_REPEATED),
        }
    }

    /// The value of Access-Control-Expose-Headers, of a response with these names.
    fn exposed(&self, status: u16, mut names: Vec<String>, only_ours: bool) -> Option<String> {
        let value = match self.expose {
            Some(names) => names.join(", "),
            None if !self.credentials => "*".to_owned(),
            // Browsers would take the shorter list of a 304 for that of the response that it confirms.
            None if status == 304 => String::new(),
            None => {
                names.retain(|name| !NOT_EXPOSED.contains(&name.as_str()));
                if only_ours {
                    names.retain(|name| name != "vary");
                }
                names.sort();
                names.dedup();
                names.join(", ")
            }
        };
        (!value.is_empty()).then_some(value)
    }
}
