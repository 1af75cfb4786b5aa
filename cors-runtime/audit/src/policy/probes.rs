//! The hostile origins themselves. Sources: `PortSwigger`'s "Exploiting CORS misconfigurations", Corben Leo's "Advanced
//! CORS exploitation techniques" (the special characters), and the probes of the scanners `CORScanner` and
//! Corsy.

use std::collections::HashSet;
use std::iter;

use super::auditable::DeclaredOrigins;
use super::base::{Base, declaring, is_any_host};
use super::weakness::Weakness;
use super::wildcards;

/// A weakness and the `Origin` lines of one probe.
pub(super) type Hostile = (Weakness, Vec<String>);

/// Characters that some browsers accept in or after a host, and at which some parsers end a host.
const SPECIAL: &[char] = &[
    '_', '-', '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', '~', '`', '{', '}', '|', '^', '"', '<',
    '>', '%', '\\', '@', ':', '#', '?', '/', '[', ']', ' ', '\t', '\u{0}', '\u{b}', '\u{7f}', '\u{a0}',
    '\u{ff0e}',
];

/// Origins that have nothing to do with the service, and texts that are not origins.
const ANYWHERE: &[(Weakness, &str)] = &[
    (Weakness::Reflection, "https://evil.example"),
    (Weakness::Reflection, "http://evil.example"),
    (Weakness::Reflection, "https://evil.example:8443"),
    (Weakness::Reflection, "https://xn--evil-epa.example"),
    (Weakness::Reflection, "https://203.0.113.7"),
    (Weakness::Reflection, "https://[2001:db8::7]"),
    (Weakness::Null, "null"),
    (Weakness::LocalProgram, "http://localhost"),
    (Weakness::LocalProgram, "http://localhost:3000"),
    (Weakness::LocalProgram, "http://evil.localhost"),
    (Weakness::LocalProgram, "http://127.0.0.1"),
    (Weakness::LocalProgram, "http://[::1]"),
    (Weakness::LocalProgram, "http://192.168.0.1"),
    (Weakness::Extension, "chrome-extension://abcdefghijklmnopabcdefghijklmnop"),
    (Weakness::Extension, "moz-extension://5f6e1d2c-0b3a-4c48-9a7e-2f1d0c9b8a76"),
    (Weakness::Extension, "safari-web-extension://5F6E1D2C-0B3A-4C48-9A7E-2F1D0C9B8A76"),
    (Weakness::Extension, "vscode-webview://0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293"),
    (Weakness::Extension, "tauri://localhost"),
    (Weakness::Extension, "capacitor://localhost"),
    (Weakness::Extension, "ionic://localhost"),
    (Weakness::Extension, "app://-"),
    (Weakness::LocalhostInName, "https://localhost.evil.example"),
    (Weakness::LocalhostInName, "http://localhost.evil.example"),
    (Weakness::LocalhostInName, "http://localhost.evil.example:3000"),
    (Weakness::LocalhostInName, "https://evil-localhost.example"),
    (Weakness::LocalhostInName, "http://evillocalhost:3000"),
    (Weakness::LocalhostInName, "http://127.0.0.1.evil.example"),
    // Sites where anyone can publish a page, as scanners try them.
    (Weakness::ThirdParty, "https://evil.github.io"),
    (Weakness::ThirdParty, "https://evil.gitlab.io"),
    (Weakness::ThirdParty, "https://evil.netlify.app"),
    (Weakness::ThirdParty, "https://evil.vercel.app"),
    (Weakness::ThirdParty, "https://evil.pages.dev"),
    (Weakness::ThirdParty, "https://evil.web.app"),
    (Weakness::ThirdParty, "https://evil.herokuapp.com"),
    (Weakness::ThirdParty, "https://evil.s3.amazonaws.com"),
    (Weakness::ThirdParty, "https://evil.blogspot.com"),
    (Weakness::ThirdParty, "https://s3.amazonaws.com"),
    (Weakness::ThirdParty, "https://storage.googleapis.com"),
    (Weakness::ThirdParty, "https://codepen.io"),
    (Weakness::ThirdParty, "https://cdpn.io"),
    (Weakness::ThirdParty, "https://jsfiddle.net"),
    (Weakness::ThirdParty, "https://fiddle.jshell.net"),
    (Weakness::ThirdParty, "http://jsbin.com"),
    (Weakness::ThirdParty, "https://null.jsbin.com"),
    (Weakness::ThirdParty, "https://www.webdevout.net"),
    (Weakness::ThirdParty, "https://htmledit.squarefree.com"),
    (Weakness::ThirdParty, "https://translate.googleusercontent.com"),
    (Weakness::OtherScheme, "file://"),
    (Weakness::Malformed, ""),
    (Weakness::Malformed, "*"),
    (Weakness::Malformed, "NULL"),
    (Weakness::Malformed, "undefined"),
    (Weakness::Malformed, "https://"),
    (Weakness::Malformed, "https://*"),
    (Weakness::Malformed, "://"),
    (Weakness::Malformed, "data:text/html,x"),
    (Weakness::Malformed, "javascript:alert(1)"),
];

/// All probes for a service at `service_origin` whose policy names `declared`, by weakness, each once, without the declared
/// origins.
pub(super) fn all(service_origin: &str, declared: &DeclaredOrigins<'_>) -> Vec<Hostile> {
    let origins = declared.origins.iter().copied();
    let anywhere = ANYWHERE.iter().map(|(weakness, text)| (*weakness, vec![(*text).to_owned()]));
    let mut all: Vec<Hostile> = anywhere.collect();
    for text in iter::once(service_origin).chain(origins.clone()) {
        if let Some(base) = Base::read(text) {
            wildcards::add(&base, &mut |weakness, text| all.push((weakness, vec![text])));
            around(&base, &mut |weakness, text| all.push((weakness, vec![text])));
            several(&base, &mut |lines| all.push((Weakness::Several, lines)));
        }
    }
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

/// The neighbours of one allowed origin.
fn around(base: &Base, probe: &mut impl FnMut(Weakness, String)) {
    let (text, host) = (base.text(), base.host.as_str());
    let with = |host: String| base.with_host(&host);
    if base.is_web() {
        hosts(base, probe);
        for other in ["http", "https"].into_iter().filter(|scheme| *scheme != base.scheme) {
            let weakness = if other == "http" { Weakness::HttpDowngrade } else { Weakness::OtherScheme };
            probe(weakness, format!("{other}://{host}{}", base.port));
        }
        for character in SPECIAL {
            probe(Weakness::SpecialCharacter, with(format!("{host}{character}.evil.example")));
            probe(Weakness::SpecialCharacter, with(format!("evil.example{character}.{host}")));
            probe(Weakness::SpecialCharacter, with(format!("evil.example{character}{host}")));
        }
    } else {
        // Another extension, another application.
        probe(Weakness::Reflection, with("evil".to_owned()));
        probe(Weakness::Prefix, with(format!("evil{host}")));
        probe(Weakness::Prefix, with(format!("evil.{host}")));
        probe(Weakness::Suffix, with(format!("{host}evil")));
        probe(Weakness::Suffix, with(format!("{host}.evil")));
        probe(Weakness::TrailingDot, with(format!("{host}.")));
        probe(Weakness::OtherScheme, format!("https://{host}{}", base.port));
        probe(Weakness::OtherScheme, format!("{}-evil://{host}", base.scheme));
    }
    for scheme in ["ftp", "ws", "wss", "blob:https", "view-source:https", "httpss", "xhttps"] {
        probe(Weakness::OtherScheme, format!("{scheme}://{host}{}", base.port));
    }
    probe(Weakness::OtherScheme, format!("//{host}"));
    probe(Weakness::OtherScheme, host.to_owned());
    for userinfo in ["evil", "evil:secret", ""] {
        probe(Weakness::UserInfo, with(format!("{userinfo}@{host}")));
    }
    probe(Weakness::UserInfo, with(format!("{host}@evil.example")));
    probe(Weakness::UserInfo, format!("{text}@evil.example"));
    for port in ["8443", "1", "65535", "80", "443", "0", "08443", "65536", "8443x", "+8443", "", "*"] {
        probe(Weakness::Port, format!("{}://{host}:{port}", base.scheme));
    }
    probe(Weakness::Port, format!("{text}:8443:8444"));
    for tail in
        ["/", "/.evil.example", "//", "?", "#", "/../", "\\", ";", "\\.evil.example", "?.evil.example"]
    {
        probe(Weakness::Path, format!("{text}{tail}"));
    }
    probe(Weakness::UpperCase, text.to_ascii_uppercase());
    probe(
        Weakness::UpperCase,
        base.scheme.to_ascii_uppercase() + text.trim_start_matches(base.scheme.as_str()),
    );
    probe(Weakness::UpperCase, with(host.to_ascii_uppercase()));
    for (before, tail) in
        [(" ", ""), ("", " "), ("\t", ""), ("", "\t"), ("", "\u{0}"), ("", "\r\n"), ("\u{feff}", "")]
    {
        probe(Weakness::WhiteSpace, format!("{before}{text}{tail}"));
    }
    probe(Weakness::Encoding, with(host.replace('.', "%2e")));
    if let [first @ b'a'..=b'z', ..] = host.as_bytes() {
        probe(Weakness::Encoding, with(format!("%{first:02x}{}", &host[1..])));
    }
    probe(Weakness::Encoding, with(host.replace('.', "\u{3002}")));
    probe(Weakness::Encoding, with(host.replacen('a', "\u{430}", 1)));
    probe(Weakness::VeryLong, with(format!("{}{host}", "a.".repeat(4 * 1024))));
    probe(Weakness::VeryLong, with(format!("{}.{host}", "a".repeat(8 * 1024))));
    probe(Weakness::VeryLong, format!("{text}{}", " ".repeat(8 * 1024)));
    probe(Weakness::VeryLong, format!("{text}.{}", "a.".repeat(128)));
}

/// Other hosts than the one of `base`, an http or https origin.
fn hosts(base: &Base, probe: &mut impl FnMut(Weakness, String)) {
    let host = base.host.as_str();
    let with = |host: String| base.with_host(&host);
    for before in ["evil", "evil-", "evil_", "www", "0"] {
        probe(Weakness::Prefix, with(format!("{before}{host}")));
    }
    for before in ["evil.example.", "evil.example/", "evil.example\\", "evil.example?", "evil.example#"] {
        probe(Weakness::Prefix, with(format!("{before}{host}")));
    }
    for tail in
        [".evil.example", "-evil.example", "evil.example", "x", ".com", "%2eevil.example", "%00.evil.example"]
    {
        probe(Weakness::Suffix, with(format!("{host}{tail}")));
    }
    probe(Weakness::TrailingDot, with(format!("{host}.")));
    if !base.is_domain() {
        return;
    }
    for (at, _) in host.match_indices('.') {
        probe(Weakness::UnescapedDot, with(format!("{}x{}", &host[..at], &host[at + 1..])));
        probe(Weakness::UnescapedDot, with(format!("{}-{}", &host[..at], &host[at + 1..])));
        probe(Weakness::BadLabel, with(format!("{}..{}", &host[..at], &host[at + 1..])));
    }
    for before in ["evil.", "a.b.", "xn--evil-epa.", "_evil."] {
        probe(Weakness::Subdomain, with(format!("{before}{host}")));
    }
    for before in [".", "..", "a..b.", ".a."] {
        probe(Weakness::BadLabel, with(format!("{before}{host}")));
    }
    probe(Weakness::BadLabel, with(format!("{}.{host}", "a".repeat(64))));
    probe(Weakness::BadLabel, with(format!("{}{host}", "a.".repeat(130))));
    if let Some(parent) = base.parent() {
        probe(Weakness::Parent, with(parent.to_owned()));
        probe(Weakness::Parent, with(format!("evil.{parent}")));
        probe(Weakness::Prefix, with(format!("evil{parent}")));
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
