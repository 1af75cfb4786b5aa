//! Probes for what a wildcard matches, and for what it must not match.

use super::base::Base;
use super::weakness::Weakness;

/// Texts that a wildcard matches: names that an attacker would choose.
const FILLINGS: [&str; 4] = ["evil", "evil-1", "0", "xn--evil-epa"];

/// Texts that it does not match.
const HOSTILE: [(Weakness, &str); 16] = [
    (Weakness::BadLabel, ""),
    (Weakness::BadLabel, "."),
    (Weakness::BadLabel, "a."),
    (Weakness::BadLabel, ".a"),
    (Weakness::BadLabel, "a..b"),
    (Weakness::UserInfo, "evil.example@"),
    (Weakness::UserInfo, "evil@"),
    (Weakness::Path, "evil.example/"),
    (Weakness::SpecialCharacter, "evil.example#"),
    (Weakness::SpecialCharacter, "evil.example?"),
    (Weakness::SpecialCharacter, "evil.example\\"),
    (Weakness::SpecialCharacter, "evil.example:443"),
    (Weakness::WhiteSpace, "evil example"),
    (Weakness::UpperCase, "EVIL"),
    (Weakness::Encoding, "%65vil"),
    (Weakness::Encoding, "\u{435}vil"),
];

/// The origins of strangers that an entry with a wildcard declares, and those around them.
pub(super) fn add(base: &Base, probe: &mut impl FnMut(Weakness, String)) {
    if base.any_port {
        for port in [8443, 1, 65535] {
            probe(Weakness::DeclaredWildcard, format!("{}:{port}", base.text()));
        }
    }
    let Some((before, tail)) = &base.wildcard else { return };
    let filled = |filling: &str| base.with_host(&format!("{before}{filling}{tail}"));
    for filling in FILLINGS {
        probe(Weakness::DeclaredWildcard, filled(filling));
        if base.any_port {
            probe(Weakness::DeclaredWildcard, format!("{}:8443", filled(filling)));
        }
    }
    for (weakness, filling) in HOSTILE {
        probe(weakness, filled(filling));
    }
    probe(Weakness::BadLabel, filled(&"a".repeat(64)));
    // Several labels, which only a wildcard for a whole label matches.
    probe(Weakness::Subdomain, filled("evil.example"));
    let Some((after, rest)) = tail.split_once('.') else { return };
    if !before.is_empty() || !after.is_empty() {
        // The neighbours of names like `pr-*--shop`, which other customers of a hosting service have.
        for label in [format!("evil{after}"), format!("{before}evil"), "evil".to_owned()] {
            probe(Weakness::Parent, base.with_host(&format!("{label}.{rest}")));
        }
        probe(Weakness::Subdomain, base.with_host(&format!("{before}{after}.evil.{rest}")));
        probe(Weakness::Subdomain, filled("a.evil"));
    }
}
