//! The hostile origins themselves. Sources: `PortSwigger`'s "Exploiting CORS misconfigurations", Corben Leo's "Advanced
//! CORS exploitation techniques" (the special characters), and the probes of the scanners `CORScanner` and
//! Corsy.

use std::collections::HashSet;
use std::iter;

use super::base::{Base, declaring, is_any_host};
use super::weakness::Weakness;

/// The origins of a policy, those given at run time included.
#[derive(Debug, Default)]
pub(super) struct DeclaredOrigins<'a> {
    /// The origins and patterns.
    pub(super) origins: Vec<&'a str>,
    /// The patterns that reach public suffixes.
    pub(super) reaching_suffixes: Vec<&'a str>,
    pub(super) credentials: bool,
}

/// A weakness and the `Origin` lines of one probe.
pub(super) type Hostile = (Weakness, Vec<String>);

/// Texts by the weakness that they look for. `{}` in a text stands for what it is derived from.
type ProbeTable = &'static [(Weakness, &'static [&'static str])];

/// Origins that have nothing to do with the service, and texts that are not origins.
const ANYWHERE: ProbeTable = &[
    (Weakness::Reflection, &["https://evil.example", "http://evil.example", "https://evil.example:8443"]),
    (Weakness::Reflection, &["https://xn--evil-epa.example", "https://203.0.113.7", "https://[2001:db8::7]"]),
    (Weakness::Null, &["null"]),
    (Weakness::LocalProgram, &["http://localhost", "http://localhost:3000", "http://evil.localhost"]),
    (Weakness::LocalProgram, &["http://127.0.0.1", "http://[::1]", "http://192.168.0.1"]),
    (Weakness::Extension, &["chrome-extension://abcdefghijklmnopabcdefghijklmnop"]),
    (Weakness::Extension, &["moz-extension://5f6e1d2c-0b3a-4c48-9a7e-2f1d0c9b8a76"]),
    (Weakness::Extension, &["safari-web-extension://5F6E1D2C-0B3A-4C48-9A7E-2F1D0C9B8A76"]),
    (Weakness::Extension, &["vscode-webview://0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293"]),
    (Weakness::Extension, &["tauri://localhost", "capacitor://localhost", "ionic://localhost", "app://-"]),
    (Weakness::LocalhostInName, &["https://localhost.evil.example", "http://localhost.evil.example"]),
    (Weakness::LocalhostInName, &["http://localhost.evil.example:3000", "https://evil-localhost.example"]),
    (Weakness::LocalhostInName, &["http://evillocalhost:3000", "http://127.0.0.1.evil.example"]),
    // Sites where anyone can publish a page, as scanners try them.
    (Weakness::ThirdParty, &["https://evil.github.io", "https://evil.gitlab.io", "https://evil.netlify.app"]),
    (Weakness::ThirdParty, &["https://evil.vercel.app", "https://evil.pages.dev", "https://evil.web.app"]),
    (Weakness::ThirdParty, &["https://evil.herokuapp.com", "https://evil.s3.amazonaws.com"]),
    (Weakness::ThirdParty, &["https://evil.blogspot.com", "https://s3.amazonaws.com"]),
    (Weakness::ThirdParty, &["https://storage.googleapis.com", "https://codepen.io", "https://cdpn.io"]),
    (Weakness::ThirdParty, &["https://jsfiddle.net", "https://fiddle.jshell.net", "http://jsbin.com"]),
    (Weakness::ThirdParty, &["https://null.jsbin.com", "https://www.webdevout.net"]),
    (Weakness::ThirdParty, &["https://htmledit.squarefree.com", "https://translate.googleusercontent.com"]),
    (Weakness::OtherScheme, &["file://"]),
    (Weakness::Malformed, &["", "*", "NULL", "undefined", "https://", "https://*", "://"]),
    (Weakness::Malformed, &["data:text/html,x", "javascript:alert(1)"]),
];

/// What is made of a whole origin.
const ORIGINS: ProbeTable = &[
    (Weakness::UserInfo, &["{}@evil.example"]),
    (Weakness::Port, &["{}:8443:8444"]),
    (Weakness::Path, &["{}/", "{}/.evil.example", "{}//", "{}?", "{}#", "{}/../", "{}\\", "{};"]),
    (Weakness::Path, &["{}\\.evil.example", "{}?.evil.example"]),
    (Weakness::WhiteSpace, &[" {}", "{} ", "\t{}", "{}\t", "{}\0", "{}\r\n", "\u{feff}{}"]),
];

/// What replaces the host of any origin.
const HOSTS: ProbeTable = &[
    (Weakness::UserInfo, &["evil@{}", "evil:secret@{}", "@{}", "{}@evil.example"]),
    (Weakness::TrailingDot, &["{}."]),
];

/// What replaces the host of an `http` or `https` origin.
const WEB_HOSTS: ProbeTable = &[
    (Weakness::Prefix, &["evil{}", "evil-{}", "evil_{}", "www{}", "0{}", "evil.example.{}"]),
    (Weakness::Prefix, &["evil.example/{}", "evil.example\\{}", "evil.example?{}", "evil.example#{}"]),
    (Weakness::Suffix, &["{}.evil.example", "{}-evil.example", "{}evil.example", "{}x", "{}.com"]),
    (Weakness::Suffix, &["{}%2eevil.example", "{}%00.evil.example"]),
];

/// What replaces a host that is a domain.
const DOMAINS: ProbeTable = &[
    (Weakness::Subdomain, &["evil.{}", "a.b.{}", "xn--evil-epa.{}", "_evil.{}"]),
    (Weakness::BadLabel, &[".{}", "..{}", "a..b.{}", ".a.{}"]),
];

/// What replaces a domain, made of its parent domain.
const PARENTS: ProbeTable = &[(Weakness::Parent, &["{}", "evil.{}"]), (Weakness::Prefix, &["evil{}"])];

/// Other extensions, and other applications.
const APPLICATIONS: ProbeTable = &[
    (Weakness::Reflection, &["evil"]),
    (Weakness::Prefix, &["evil{}", "evil.{}"]),
    (Weakness::Suffix, &["{}evil", "{}.evil"]),
];

/// Characters that some browsers accept in or after a host, and at which some parsers end a host.
const SPECIAL: &str = "_-!$&'()*+,;=~`{}|^\"<>%\\@:#?/[] \t\0\u{b}\u{7f}\u{a0}\u{ff0e}";

/// Schemes in the place of any other.
const SCHEMES: [&str; 7] = ["ftp", "ws", "wss", "blob:https", "view-source:https", "httpss", "xhttps"];

/// Ports in the place of any other; no browser writes some of them.
const PORTS: [&str; 12] =
    ["8443", "1", "65535", "80", "443", "0", "08443", "65536", "8443x", "+8443", "", "*"];

/// Texts that a wildcard matches: names that an attacker would choose.
const FILLINGS: ProbeTable = &[(Weakness::DeclaredWildcard, &["evil", "evil-1", "0", "xn--evil-epa"])];

/// Texts that it does not match.
const NOT_FILLINGS: ProbeTable = &[
    (Weakness::BadLabel, &["", ".", "a.", ".a", "a..b"]),
    (Weakness::UserInfo, &["evil.example@", "evil@"]),
    (Weakness::Path, &["evil.example/"]),
    (Weakness::SpecialCharacter, &["evil.example#", "evil.example?", "evil.example\\", "evil.example:443"]),
    (Weakness::WhiteSpace, &["evil example"]),
    (Weakness::UpperCase, &["EVIL"]),
    (Weakness::Encoding, &["%65vil", "\u{435}vil"]),
];

/// The probes so far.
#[derive(Default)]
struct Probes(Vec<Hostile>);

impl Probes {
    fn add(&mut self, weakness: Weakness, line: String) {
        self.0.push((weakness, vec![line]));
    }

    /// Adds the texts of a table for `stem`, each as `write` has it.
    fn add_all(&mut self, table: ProbeTable, stem: &str, write: impl Fn(String) -> String) {
        for (weakness, texts) in table {
            for text in *texts {
                self.add(*weakness, write(text.replace("{}", stem)));
            }
        }
    }
}

/// All probes for a service at `service_origin` whose policy names `declared`, by weakness, each once, without the declared
/// origins.
pub(super) fn all(service_origin: &str, declared: &DeclaredOrigins<'_>) -> Vec<Hostile> {
    let origins = declared.origins.iter().copied();
    let mut probes = Probes::default();
    probes.add_all(ANYWHERE, "", |text| text);
    for base in iter::once(service_origin).chain(origins.clone()).filter_map(Base::read) {
        by_wildcard(&base, &mut probes);
        around(&base, &mut probes);
        several(&base.text(), &mut probes);
    }
    let Probes(mut all) = probes;
    // A list that is known only at run time may have thousands of entries, and each has hundreds of probes.
    let (wildcards, exact): (Vec<&str>, Vec<&str>) = origins.clone().partition(|text| text.contains('*'));
    for (weakness, lines) in &mut all {
        if let [line] = &lines[..]
            && let Some(entry) = declaring(&wildcards, line)
        {
            *weakness = declared_as(entry, declared);
        }
    }
    let meant: HashSet<&str> = origins.chain([service_origin]).collect();
    all.retain(|(_, lines)| !matches!(&lines[..], [line] if meant.contains(line.as_str())));
    // An exact origin is allowed on purpose, but perhaps not that anyone on the network path can use it.
    for text in exact.into_iter().filter(|text| *text != service_origin) {
        if declared_as(text, declared) == Weakness::DeclaredInsecure {
            all.push((Weakness::DeclaredInsecure, vec![text.to_owned()]));
        }
    }
    all.sort();
    all.dedup();
    all
}

/// The weakness that `entry` declares.
fn declared_as(entry: &str, declared: &DeclaredOrigins<'_>) -> Weakness {
    if declared.reaching_suffixes.contains(&entry) {
        Weakness::DeclaredPublicSuffix
    } else if declared.credentials && is_any_host(entry) {
        Weakness::DeclaredAnyHost
    } else if declared.credentials && Base::read(entry).is_some_and(|base| base.is_insecure()) {
        Weakness::DeclaredInsecure
    } else {
        Weakness::DeclaredWildcard
    }
}

/// The origins of strangers that an entry with a wildcard declares, and those around them.
fn by_wildcard(base: &Base<'_>, probes: &mut Probes) {
    if base.any_port {
        for port in [8443, 1, 65535] {
            probes.add(Weakness::DeclaredWildcard, format!("{}:{port}", base.text()));
        }
    }
    let Some((before, tail)) = base.wildcard else { return };
    let filled = |filling: &str| base.with_host(&format!("{before}{filling}{tail}"));
    probes.add_all(FILLINGS, "", |filling| filled(&filling));
    if base.any_port {
        probes.add_all(FILLINGS, "", |filling| format!("{}:8443", filled(&filling)));
    }
    probes.add_all(NOT_FILLINGS, "", |filling| filled(&filling));
    probes.add(Weakness::BadLabel, filled(&"a".repeat(64)));
    // Several labels, which only a wildcard for a whole label matches.
    probes.add(Weakness::Subdomain, filled("evil.example"));
    let Some((after, rest)) = tail.split_once('.') else { return };
    if !before.is_empty() || !after.is_empty() {
        // The neighbours of names like `pr-*--shop`, which other customers of a hosting service have.
        for label in [format!("evil{after}"), format!("{before}evil"), "evil".to_owned()] {
            probes.add(Weakness::Parent, base.with_host(&format!("{label}.{rest}")));
        }
        probes.add(Weakness::Subdomain, base.with_host(&format!("{before}{after}.evil.{rest}")));
        probes.add(Weakness::Subdomain, filled("a.evil"));
    }
}

/// The neighbours of one allowed origin.
fn around(base: &Base<'_>, probes: &mut Probes) {
    let (scheme, host, text) = (base.scheme, base.host.as_str(), base.text());
    let with = |host: String| base.with_host(&host);
    let with_scheme = |scheme: &str| format!("{scheme}://{host}{}", base.port);
    probes.add_all(ORIGINS, &text, |text| text);
    probes.add_all(HOSTS, host, with);
    if base.is_web() {
        probes.add_all(WEB_HOSTS, host, with);
        for character in SPECIAL.chars() {
            probes.add(Weakness::SpecialCharacter, with(format!("{host}{character}.evil.example")));
            probes.add(Weakness::SpecialCharacter, with(format!("evil.example{character}.{host}")));
            probes.add(Weakness::SpecialCharacter, with(format!("evil.example{character}{host}")));
        }
    } else {
        probes.add_all(APPLICATIONS, host, with);
        probes.add(Weakness::OtherScheme, format!("{scheme}-evil://{host}"));
    }
    if base.is_domain() {
        domains(base, probes);
    }
    if scheme == "https" {
        probes.add(Weakness::HttpDowngrade, with_scheme("http"));
    } else {
        probes.add(Weakness::OtherScheme, with_scheme("https"));
    }
    for other in SCHEMES {
        probes.add(Weakness::OtherScheme, with_scheme(other));
    }
    probes.add(Weakness::OtherScheme, format!("//{host}"));
    probes.add(Weakness::OtherScheme, host.to_owned());
    for port in PORTS {
        probes.add(Weakness::Port, format!("{scheme}://{host}:{port}"));
    }
    probes.add(Weakness::UpperCase, text.to_ascii_uppercase());
    probes.add(Weakness::UpperCase, scheme.to_ascii_uppercase() + text.trim_start_matches(scheme));
    probes.add(Weakness::UpperCase, with(host.to_ascii_uppercase()));
    probes.add(Weakness::Encoding, with(host.replace('.', "%2e")));
    if let [first @ b'a'..=b'z', ..] = host.as_bytes() {
        probes.add(Weakness::Encoding, with(format!("%{first:02x}{}", &host[1..])));
    }
    probes.add(Weakness::Encoding, with(host.replace('.', "\u{3002}")));
    probes.add(Weakness::Encoding, with(host.replacen('a', "\u{430}", 1)));
    probes.add(Weakness::VeryLong, with(format!("{}{host}", "a.".repeat(4 * 1024))));
    probes.add(Weakness::VeryLong, with(format!("{}.{host}", "a".repeat(8 * 1024))));
    probes.add(Weakness::VeryLong, format!("{text}{}", " ".repeat(8 * 1024)));
    probes.add(Weakness::VeryLong, format!("{text}.{}", "a.".repeat(128)));
}

/// Other domains than that of `base`.
fn domains(base: &Base<'_>, probes: &mut Probes) {
    let host = base.host.as_str();
    let with = |host: String| base.with_host(&host);
    probes.add_all(DOMAINS, host, with);
    // The parent domain, unless it is a single label.
    if let Some((_, parent)) = host.split_once('.').filter(|(_, parent)| parent.contains('.')) {
        probes.add_all(PARENTS, parent, with);
    }
    for (at, _) in host.match_indices('.') {
        let (before, after) = (&host[..at], &host[at + 1..]);
        probes.add(Weakness::UnescapedDot, with(format!("{before}x{after}")));
        probes.add(Weakness::UnescapedDot, with(format!("{before}-{after}")));
        probes.add(Weakness::BadLabel, with(format!("{before}..{after}")));
    }
    probes.add(Weakness::BadLabel, with(format!("{}.{host}", "a".repeat(64))));
    probes.add(Weakness::BadLabel, with(format!("{}{host}", "a.".repeat(130))));
}

/// The same origin together with another one, in one line or in several.
fn several(text: &str, probes: &mut Probes) {
    let evil = "https://evil.example";
    for between in [" ", ",", ", ", ";", "\t", "|"] {
        probes.add(Weakness::Several, format!("{text}{between}{evil}"));
        probes.add(Weakness::Several, format!("{evil}{between}{text}"));
    }
    for lines in [[text, evil], [evil, text], [text, text], [text, "null"]] {
        probes.0.push((Weakness::Several, lines.map(str::to_owned).into()));
    }
}
