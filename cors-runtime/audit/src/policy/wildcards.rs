//! Probes for what a wildcard matches, and for what it must not match.

use super::base::Base;
use super::class::Class;

/// Texts that a wildcard matches: names that an attacker would choose.
const FILLINGS: [&str; 4] = ["evil", "evil-1", "0", "xn--evil-epa"];

/// Texts that it does not match.
const HOSTILE: [(Class, &str); 16] = [
    (Class::BadLabel, ""),
    (Class::BadLabel, "."),
    (Class::BadLabel, "a."),
    (Class::BadLabel, ".a"),
    (Class::BadLabel, "a..b"),
    (Class::UserInfo, "evil.example@"),
    (Class::UserInfo, "evil@"),
    (Class::Path, "evil.example/"),
    (Class::SpecialCharacter, "evil.example#"),
    (Class::SpecialCharacter, "evil.example?"),
    (Class::SpecialCharacter, "evil.example\\"),
    (Class::SpecialCharacter, "evil.example:443"),
    (Class::WhiteSpace, "evil example"),
    (Class::UpperCase, "EVIL"),
    (Class::Encoding, "%65vil"),
    (Class::Encoding, "\u{435}vil"),
];

/// The origins of strangers that an entry with a wildcard declares, and those around them.
pub(super) fn add(base: &Base, probe: &mut impl FnMut(Class, String)) {
    if base.any_port {
        for port in [8443, 1, 65535] {
            probe(Class::DeclaredWildcard, format!("{}:{port}", base.text()));
        }
    }
    let Some((before, tail)) = &base.wildcard else { return };
    let filled = |filling: &str| base.with_host(&format!("{before}{filling}{tail}"));
    for filling in FILLINGS {
        probe(Class::DeclaredWildcard, filled(filling));
        if base.any_port {
            probe(Class::DeclaredWildcard, format!("{}:8443", filled(filling)));
        }
    }
    for (class, filling) in HOSTILE {
        probe(class, filled(filling));
    }
    probe(Class::BadLabel, filled(&"a".repeat(64)));
    // Several labels, which only a wildcard for a whole label matches.
    probe(Class::Subdomain, filled("evil.example"));
    let Some((after, rest)) = tail.split_once('.') else { return };
    if !before.is_empty() || !after.is_empty() {
        // The neighbours of names like `pr-*--shop`, which other customers of a hosting service have.
        for label in [format!("evil{after}"), format!("{before}evil"), "evil".to_owned()] {
            probe(Class::Parent, base.with_host(&format!("{label}.{rest}")));
        }
        probe(Class::Subdomain, base.with_host(&format!("{before}{after}.evil.{rest}")));
        probe(Class::Subdomain, filled("a.evil"));
    }
}
