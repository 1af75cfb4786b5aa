//! Probes for what a wildcard matches, and for what it must not match.

use super::base::Base;
use super::probes::{Probes, Table};
use super::weakness::Weakness;

/// Texts that a wildcard matches: names that an attacker would choose.
const FILLINGS: [&str; 4] = ["evil", "evil-1", "0", "xn--evil-epa"];

/// Texts that it does not match.
const HOSTILE: Table = &[
    (Weakness::BadLabel, &["", ".", "a.", ".a", "a..b"]),
    (Weakness::UserInfo, &["evil.example@", "evil@"]),
    (Weakness::Path, &["evil.example/"]),
    (Weakness::SpecialCharacter, &["evil.example#", "evil.example?", "evil.example\\", "evil.example:443"]),
    (Weakness::WhiteSpace, &["evil example"]),
    (Weakness::UpperCase, &["EVIL"]),
    (Weakness::Encoding, &["%65vil", "\u{435}vil"]),
];

/// The origins of strangers that an entry with a wildcard declares, and those around them.
pub(super) fn add(base: &Base<'_>, probes: &mut Probes) {
    if base.any_port {
        for port in [8443, 1, 65535] {
            probes.add(Weakness::DeclaredWildcard, format!("{}:{port}", base.text()));
        }
    }
    let Some((before, tail)) = base.wildcard else { return };
    let filled = |filling: &str| base.with_host(&format!("{before}{filling}{tail}"));
    for filling in FILLINGS {
        probes.add(Weakness::DeclaredWildcard, filled(filling));
        if base.any_port {
            probes.add(Weakness::DeclaredWildcard, format!("{}:8443", filled(filling)));
        }
    }
    probes.add_all(HOSTILE, "", |filling| filled(&filling));
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
