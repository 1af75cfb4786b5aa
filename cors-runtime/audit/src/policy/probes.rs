//! The hostile origins themselves. Sources: `PortSwigger`'s "Exploiting CORS misconfigurations", Corben Leo's "Advanced
//! CORS exploitation techniques" (the special characters), and the probes of the scanners `CORScanner` and
//! Corsy.

use std::collections::HashSet;

use super::base::{Base, declaring, is_any_host};
use super::class::Class;
use super::subject::Named;
use super::wildcards;

/// A class and the `Origin` lines of one probe.
pub(super) type Hostile = (Class, Vec<String>);

/// Characters that some browsers accept in or after a host, and at which some parsers end a host.
const SPECIAL: &[char] = &[
    '_', '-', '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', '~', '`', '{', '}', '|', '^', '"', '<',
    '>', '%', '\\', '@', ':', '#', '?', '/', '[', ']', ' ', '\t', '\u{0}', '\u{b}', '\u{7f}', '\u{a0}',
    '\u{ff0e}',
];

/// Sites where anyone can publish a page, as scanners try them.
const THIRD_PARTY: &[&str] = &[
    "https://evil.github.io",
    "https://evil.gitlab.io",
    "https://evil.netlify.app",
    "https://evil.vercel.app",
    "https://evil.pages.dev",
    "https://evil.web.app",
    "https://evil.herokuapp.com",
    "https://evil.s3.amazonaws.com",
    "https://evil.blogspot.com",
    "https://s3.amazonaws.com",
    "https://storage.googleapis.com",
    "https://codepen.io",
    "https://cdpn.io",
    "https://jsfiddle.net",
    "https://fiddle.jshell.net",
    "http://jsbin.com",
    "https://null.jsbin.com",
    "https://www.webdevout.net",
    "https://htmledit.squarefree.com",
    "https://translate.googleusercontent.com",
];

/// Origins that have nothing to do with the service, and texts that are not origins.
const ANYWHERE: &[(Class, &str)] = &[
    (Class::Reflection, "https://evil.example"),
    (Class::Reflection, "http://evil.example"),
    (Class::Reflection, "https://evil.example:8443"),
    (Class::Reflection, "https://xn--evil-epa.example"),
    (Class::Reflection, "https://203.0.113.7"),
    (Class::Reflection, "https://[2001:db8::7]"),
    (Class::Null, "null"),
    (Class::LocalProgram, "http://localhost"),
    (Class::LocalProgram, "http://localhost:3000"),
    (Class::LocalProgram, "http://evil.localhost"),
    (Class::LocalProgram, "http://127.0.0.1"),
    (Class::LocalProgram, "http://[::1]"),
    (Class::LocalProgram, "http://192.168.0.1"),
    (Class::Extension, "chrome-extension://abcdefghijklmnopabcdefghijklmnop"),
    (Class::Extension, "moz-extension://5f6e1d2c-0b3a-4c48-9a7e-2f1d0c9b8a76"),
    (Class::Extension, "safari-web-extension://5F6E1D2C-0B3A-4C48-9A7E-2F1D0C9B8A76"),
    (Class::Extension, "vscode-webview://0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293"),
    (Class::Extension, "tauri://localhost"),
    (Class::Extension, "capacitor://localhost"),
    (Class::Extension, "ionic://localhost"),
    (Class::Extension, "app://-"),
    (Class::LocalhostInName, "https://localhost.evil.example"),
    (Class::LocalhostInName, "http://localhost.evil.example"),
    (Class::LocalhostInName, "http://localhost.evil.example:3000"),
    (Class::LocalhostInName, "https://evil-localhost.example"),
    (Class::LocalhostInName, "http://evillocalhost:3000"),
    (Class::LocalhostInName, "http://127.0.0.1.evil.example"),
    (Class::OtherScheme, "file://"),
    (Class::Malformed, ""),
    (Class::Malformed, "*"),
    (Class::Malformed, "NULL"),
    (Class::Malformed, "undefined"),
    (Class::Malformed, "https://"),
    (Class::Malformed, "https://*"),
    (Class::Malformed, "://"),
    (Class::Malformed, "data:text/html,x"),
    (Class::Malformed, "javascript:alert(1)"),
];

/// All probes for a service at `own` whose policy names `named`, by class, each once, without the declared
/// origins.
pub(super) fn all(own: &str, named: &Named) -> Vec<Hostile> {
    let Named { origins, .. } = named;
    let mut all: Vec<Hostile> = Vec::new();
    all.extend(ANYWHERE.iter().map(|(class, text)| (*class, vec![(*text).to_owned()])));
    all.extend(THIRD_PARTY.iter().map(|text| (Class::ThirdParty, vec![(*text).to_owned()])));
    for text in std::iter::once(own).chain(origins.iter().map(String::as_str)) {
        if let Some(base) = Base::read(text) {
            wildcards::add(&base, &mut |class, text| all.push((class, vec![text])));
            around(&base, &mut |class, text| all.push((class, vec![text])));
            several(&base, &mut |lines| all.push((Class::Several, lines)));
        }
    }
    // A list that is known only at run time may have thousands of entries, and each has hundreds of probes.
    let wildcards: Vec<&String> = origins.iter().filter(|text| text.contains('*')).collect();
    for (class, lines) in &mut all {
        if let [line] = &lines[..]
            && let Some(entry) = declaring(wildcards.iter().copied(), line)
        {
            *class = declared(entry, named);
        }
    }
    let meant: HashSet<&str> = origins.iter().map(String::as_str).chain([own]).collect();
    all.retain(|(_, lines)| !matches!(&lines[..], [line] if meant.contains(line.as_str())));
    // An exact origin is allowed on purpose, but perhaps not that anyone on the network path can use it.
    let insecure = origins.iter().filter(|text| !text.contains('*') && *text != own);
    let insecure = insecure.filter(|text| declared(text, named) == Class::DeclaredInsecure);
    all.extend(insecure.map(|text| (Class::DeclaredInsecure, vec![text.clone()])));
    all.sort();
    all.dedup();
    all
}

/// The class of what `entry` declares.
fn declared(entry: &String, named: &Named) -> Class {
    if named.reaching_suffixes.contains(entry) {
        Class::DeclaredPublicSuffix
    } else if named.credentials && is_any_host(entry) {
        Class::DeclaredAnyHost
    } else if named.credentials && Base::read(entry).is_some_and(|base| base.is_insecure()) {
        Class::DeclaredInsecure
    } else {
        Class::DeclaredWildcard
    }
}

/// The neighbours of one allowed origin.
fn around(base: &Base, probe: &mut impl FnMut(Class, String)) {
    let (text, host) = (base.text(), base.host.as_str());
    let with = |host: String| base.with_host(&host);
    if base.is_web() {
        hosts(base, probe);
        for other in ["http", "https"].into_iter().filter(|scheme| *scheme != base.scheme) {
            let class = if other == "http" { Class::HttpDowngrade } else { Class::OtherScheme };
            probe(class, format!("{other}://{host}{}", base.port));
        }
        for character in SPECIAL {
            probe(Class::SpecialCharacter, with(format!("{host}{character}.evil.example")));
            probe(Class::SpecialCharacter, with(format!("evil.example{character}.{host}")));
            probe(Class::SpecialCharacter, with(format!("evil.example{character}{host}")));
        }
    } else {
        // Another extension, another application.
        probe(Class::Reflection, with("evil".to_owned()));
        probe(Class::Prefix, with(format!("evil{host}")));
        probe(Class::Prefix, with(format!("evil.{host}")));
        probe(Class::Suffix, with(format!("{host}evil")));
        probe(Class::Suffix, with(format!("{host}.evil")));
        probe(Class::TrailingDot, with(format!("{host}.")));
        probe(Class::OtherScheme, format!("https://{host}{}", base.port));
        probe(Class::OtherScheme, format!("{}-evil://{host}", base.scheme));
    }
    for scheme in ["ftp", "ws", "wss", "blob:https", "view-source:https", "httpss", "xhttps"] {
        probe(Class::OtherScheme, format!("{scheme}://{host}{}", base.port));
    }
    probe(Class::OtherScheme, format!("//{host}"));
    probe(Class::OtherScheme, host.to_owned());
    for userinfo in ["evil", "evil:secret", ""] {
        probe(Class::UserInfo, with(format!("{userinfo}@{host}")));
    }
    probe(Class::UserInfo, with(format!("{host}@evil.example")));
    probe(Class::UserInfo, format!("{text}@evil.example"));
    for port in ["8443", "1", "65535", "80", "443", "0", "08443", "65536", "8443x", "+8443", "", "*"] {
        probe(Class::Port, format!("{}://{host}:{port}", base.scheme));
    }
    probe(Class::Port, format!("{text}:8443:8444"));
    for tail in
        ["/", "/.evil.example", "//", "?", "#", "/../", "\\", ";", "\\.evil.example", "?.evil.example"]
    {
        probe(Class::Path, format!("{text}{tail}"));
    }
    probe(Class::UpperCase, text.to_ascii_uppercase());
    probe(Class::UpperCase, base.scheme.to_ascii_uppercase() + text.trim_start_matches(base.scheme.as_str()));
    probe(Class::UpperCase, with(host.to_ascii_uppercase()));
    for (before, tail) in
        [(" ", ""), ("", " "), ("\t", ""), ("", "\t"), ("", "\u{0}"), ("", "\r\n"), ("\u{feff}", "")]
    {
        probe(Class::WhiteSpace, format!("{before}{text}{tail}"));
    }
    probe(Class::Encoding, with(host.replace('.', "%2e")));
    if let [first @ b'a'..=b'z', ..] = host.as_bytes() {
        probe(Class::Encoding, with(format!("%{first:02x}{}", &host[1..])));
    }
    probe(Class::Encoding, with(host.replace('.', "\u{3002}")));
    probe(Class::Encoding, with(host.replacen('a', "\u{430}", 1)));
    probe(Class::VeryLong, with(format!("{}{host}", "a.".repeat(4 * 1024))));
    probe(Class::VeryLong, with(format!("{}.{host}", "a".repeat(8 * 1024))));
    probe(Class::VeryLong, format!("{text}{}", " ".repeat(8 * 1024)));
    probe(Class::VeryLong, format!("{text}.{}", "a.".repeat(128)));
}

/// Other hosts than the one of `base`, an http or https origin.
fn hosts(base: &Base, probe: &mut impl FnMut(Class, String)) {
    let host = base.host.as_str();
    let with = |host: String| base.with_host(&host);
    for before in ["evil", "evil-", "evil_", "www", "0"] {
        probe(Class::Prefix, with(format!("{before}{host}")));
    }
    for before in ["evil.example.", "evil.example/", "evil.example\\", "evil.example?", "evil.example#"] {
        probe(Class::Prefix, with(format!("{before}{host}")));
    }
    for tail in
        [".evil.example", "-evil.example", "evil.example", "x", ".com", "%2eevil.example", "%00.evil.example"]
    {
        probe(Class::Suffix, with(format!("{host}{tail}")));
    }
    probe(Class::TrailingDot, with(format!("{host}.")));
    if !base.is_domain() {
        return;
    }
    for (at, _) in host.match_indices('.') {
        probe(Class::UnescapedDot, with(format!("{}x{}", &host[..at], &host[at + 1..])));
        probe(Class::UnescapedDot, with(format!("{}-{}", &host[..at], &host[at + 1..])));
        probe(Class::BadLabel, with(format!("{}..{}", &host[..at], &host[at + 1..])));
    }
    for before in ["evil.", "a.b.", "xn--evil-epa.", "_evil."] {
        probe(Class::Subdomain, with(format!("{before}{host}")));
    }
    for before in [".", "..", "a..b.", ".a."] {
        probe(Class::BadLabel, with(format!("{before}{host}")));
    }
    probe(Class::BadLabel, with(format!("{}.{host}", "a".repeat(64))));
    probe(Class::BadLabel, with(format!("{}{host}", "a.".repeat(130))));
    if let Some(parent) = base.parent() {
        probe(Class::Parent, with(parent.to_owned()));
        probe(Class::Parent, with(format!("evil.{parent}")));
        probe(Class::Prefix, with(format!("evil{parent}")));
    }
}

/// The same origin together with another one, in one line or in several.
fn several(base: &Base, probe: &mut impl FnMut(Vec<String>)) {
    let (text, evil) = (base.text(), "https://evil.example".to_owned());
    for between in [" ", ",", ", ", ";", "\t", "|"] {
        probe(vec![format!("{text}{between}{evil}")]);
        probe(vec![format!("{evil}{between}{text}")]);
    }
    probe(vec![text.clone(), evil.clone()]);
    probe(vec![evil, text.clone()]);
    probe(vec![text.clone(), text.clone()]);
    probe(vec![text, "null".to_owned()]);
}
