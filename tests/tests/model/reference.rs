//! What a wrapped policy answers, written from the contract's words: slow, simple, and without a line of the library.

/// A policy, in plain data.
pub(crate) struct Model {
    pub(crate) exact: &'static [&'static str],
    /// `before` and `after` of patterns in the host; `whole` where the `*` stands for labels and not for part of one.
    pub(crate) patterns: &'static [(&'static str, &'static str, bool)],
    /// Origins with any port, without it.
    pub(crate) any_port: &'static [&'static str],
    /// `None`: any.
    pub(crate) methods: Option<&'static [&'static str]>,
    pub(crate) headers: &'static [&'static str],
    pub(crate) any_header: bool,
    /// Field values that go out as they are.
    pub(crate) expose: Option<&'static str>,
    pub(crate) max_age: Option<&'static str>,
    pub(crate) credentials: bool,
    pub(crate) any_origin: bool,
    pub(crate) preflight_status: u16,
}

#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: &'static str,
    pub(crate) origins: Vec<Vec<u8>>,
    pub(crate) methods: Vec<Vec<u8>>,
    pub(crate) headers: Vec<Vec<u8>>,
}

/// Status, header lines sorted by name, and whether the application was called.
pub(crate) type Answer = (u16, Vec<String>, bool);

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

impl Model {
    fn allows_origin(&self, origin: &str) -> bool {
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c))
        };
        let by_pattern = |(before, after, whole): &(&str, &str, bool)| {
            let Some(rest) = origin.strip_prefix(before) else { return false };
            let Some(wild) = rest.strip_suffix(after) else { return false };
            let host = origin.split_once("://").map_or("", |(_, host)| host);
            let fits = !wild.is_empty() && (*whole || !wild.contains('.'));
            fits && host.len() <= 253 && host.split('.').all(is_label)
        };
        let by_port = |stem: &&str| match origin.strip_prefix(stem) {
            Some("") => true,
            Some(rest) => rest.strip_prefix(':').is_some_and(|port| {
                let number = port.parse().unwrap_or(0_u32);
                (1..=65_535).contains(&number) && number.to_string() == port && number != 80
            }),
            None => false,
        };
        self.exact.contains(&origin)
            || self.patterns.iter().any(by_pattern)
            || self.any_port.iter().any(by_port)
    }

    /// The value of Access-Control-Allow-Origin for the request's only line.
    fn granted(&self, origin: &[u8]) -> Option<String> {
        if self.any_origin {
            return Some("*".to_owned());
        }
        let origin = std::str::from_utf8(origin).ok()?;
        self.allows_origin(origin).then(|| origin.to_owned())
    }

    fn allows_method(&self, method: &str) -> bool {
        self.methods.map_or_else(|| is_token(method), |methods| methods.contains(&method))
    }

    fn allows_headers(&self, lines: &[Vec<u8>]) -> bool {
        let elements: Vec<_> = lines.iter().flat_map(|line| line.split(|byte| *byte == b',')).collect();
        let most = if self.any_header { 128 } else { self.headers.len() + 16 };
        elements.len() <= most
            && elements.into_iter().all(|element| {
                let name = String::from_utf8_lossy(element).trim_matches([' ', '\t']).to_ascii_lowercase();
                let by_any = self.any_header && is_token(&name) && name != "authorization";
                name.is_empty() || self.headers.contains(&&*name) || by_any
            })
    }

    fn preflight(&self, asked: &Asked) -> Option<Vec<String>> {
        let ([origin], [method]) = (&asked.origins[..], &asked.methods[..]) else { return None };
        let (origin, method) = (self.granted(origin)?, std::str::from_utf8(method).ok()?);
        if !self.allows_method(method) || !self.allows_headers(&asked.headers) {
            return None;
        }
        let mut lines = vec![format!("access-control-allow-origin: {origin}")];
        let method = if self.methods.is_some() { method } else { "*" };
        lines.push(format!("access-control-allow-methods: {method}"));
        let star = if self.any_header { &["*"][..] } else { &[] };
        let names = [star, self.headers].concat().join(", ");
        lines.extend((!names.is_empty()).then(|| format!("access-control-allow-headers: {names}")));
        lines.extend(self.max_age.map(|seconds| format!("access-control-max-age: {seconds}")));
        lines.extend(self.credentials.then(|| "access-control-allow-credentials: true".to_owned()));
        Some(lines)
    }

    /// What the client hears where the application would answer with `status` and `lines`.
    pub(crate) fn answer(&self, asked: &Asked, status: u16, lines: &[String]) -> Answer {
        let origin = if self.any_origin { "" } else { "Origin, " };
        if asked.method == "OPTIONS" && !asked.origins.is_empty() && !asked.methods.is_empty() {
            let granted = self.preflight(asked);
            let status = if granted.is_some() { self.preflight_status } else { 403 };
            let vary = "Access-Control-Request-Method, Access-Control-Request-Headers";
            let vary = format!("vary: {origin}{vary}");
            return (status, sorted(granted.unwrap_or_default().into_iter().chain([vary]).collect()), false);
        }
        let owned = ["origin", "credentials", "methods", "headers"].map(|name| format!("allow-{name}"));
        let owned = owned.into_iter().chain(["expose-headers".to_owned(), "max-age".to_owned()]);
        let owned: Vec<_> = owned.map(|name| format!("access-control-{name}: ")).collect();
        let mut lines = lines.to_vec();
        lines.retain(|line| !owned.iter().any(|owned| line.starts_with(owned)));
        let granted = match &asked.origins[..] {
            _ if self.any_origin => Some("*".to_owned()),
            [origin] => self.granted(origin),
            _ => None,
        };
        if let Some(granted) = granted.filter(|_| self.allows_method(asked.method)) {
            lines.push(format!("access-control-allow-origin: {granted}"));
            lines.extend(self.credentials.then(|| "access-control-allow-credentials: true".to_owned()));
            lines.extend(self.expose.map(|names| format!("access-control-expose-headers: {names}")));
        }
        let vary = lines.iter().filter_map(|line| line.strip_prefix("vary: "));
        let named = vary.flat_map(|line| line.split(',')).any(|token| {
            let token = token.trim();
            token == "*" || token.eq_ignore_ascii_case("origin")
        });
        lines.extend((!self.any_origin && !named).then(|| "vary: Origin".to_owned()));
        (status, sorted(lines), true)
    }
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort_by(|a, b| a.split(':').next().cmp(&b.split(':').next()));
    lines
}
