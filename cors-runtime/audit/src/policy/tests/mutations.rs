//! The audit, tested by mutation: whatever makes a policy grant a stranger must fail it, for each kind of entry.

use cors_runtime::{Policy, PolicyTemplate, cors};

use super::super::base::declaring;
use super::super::probes::DeclaredOrigins;
use super::super::{Audit, Weakness, audit, probes};

const OWN: &str = "https://api.example.org";

/// Whether an audit that accepts these weaknesses fails.
fn fails(audit: &Audit, accepted: &[Weakness]) -> bool {
    audit.granted().any(|probe| !accepted.contains(&probe.weakness))
}

/// A kind of entry, the weaknesses that are accepted, a policy, and what is changed in it.
type Row = (&'static str, &'static [Weakness], Policy, &'static [(&'static str, Policy)]);

#[test]
fn a_policy_that_grants_a_stranger_fails_the_audit_that_it_passed() {
    let wildcard = &[Weakness::DeclaredWildcard][..];
    let rows: &[Row] = &[
        (
            "an exact origin",
            &[],
            cors! { origins: ["https://app.example.com"], credentials: true },
            &[
                ("a whole label", cors! { origins: ["https://*.example.com"], credentials: true }),
                ("a part of a label", cors! { origins: ["https://app-*.example.com"], credentials: true }),
                ("the other part", cors! { origins: ["https://*-app.example.com"], credentials: true }),
                ("both parts", cors! { origins: ["https://a*p.example.com"], credentials: true }),
                ("any port", cors! { origins: ["https://app.example.com:*"], credentials: true }),
                (
                    "without encryption",
                    cors! {
                        origins: [#[dangerously_allow(insecure_origins)] "http://app.example.com"],
                        credentials: true,
                    },
                ),
                (
                    "without encryption, under a name that looks like a loopback address",
                    cors! {
                        origins: [#[dangerously_allow(insecure_origins)] "http://127.0.0.1.nip.io:8080"],
                        credentials: true,
                    },
                ),
            ],
        ),
        (
            "a whole label",
            wildcard,
            cors! { origins: ["https://*.preview.example.com"], credentials: true },
            &[
                (
                    "below a public suffix",
                    cors! { origins: [#[dangerously_allow(public_suffixes)] "https://*.github.io"], credentials: true },
                ),
                (
                    "above public suffixes",
                    cors! { origins: [#[dangerously_allow(public_suffixes)] "https://*.amazonaws.com"], credentials: true },
                ),
                (
                    "without encryption",
                    cors! {
                        origins: [#[dangerously_allow(insecure_origins)] "http://*.preview.example.com"],
                        credentials: true,
                    },
                ),
            ],
        ),
        (
            "a part of a label",
            wildcard,
            cors! { origins: ["https://pr-*.review.example.com"], credentials: true },
            &[
                (
                    "below a public suffix",
                    cors! {
                        origins: [#[dangerously_allow(public_suffixes)] "https://pr-*--shop.netlify.app"],
                        credentials: true,
                    },
                ),
                (
                    "that can spell public suffixes",
                    cors! { origins: [#[dangerously_allow(public_suffixes)] "https://s3-*.amazonaws.com"], credentials: true },
                ),
            ],
        ),
        (
            "any port",
            wildcard,
            cors! { origins: ["http://localhost:*", "https://app.example.com:*"], credentials: true },
            &[(
                "without encryption",
                cors! { origins: [#[dangerously_allow(insecure_origins)] "http://app.example.com:*"], credentials: true },
            )],
        ),
        (
            "another scheme",
            &[],
            cors! { origins: ["tauri://localhost"], credentials: true },
            &[("any port", cors! { origins: ["tauri://localhost:*"], credentials: true })],
        ),
    ];
    for (kind, accepted, original, mutants) in rows {
        assert!(!fails(&audit(*original, OWN), accepted), "{kind}\n{}", audit(*original, OWN));
        for (what, mutant) in *mutants {
            assert!(fails(&audit(*mutant, OWN), accepted), "{kind}: {what}\n{}", audit(*mutant, OWN));
        }
    }
}

type Matcher = fn(&cors_runtime::Origin<'_>) -> bool;

#[test]
fn a_list_or_predicate_that_grants_a_stranger_fails_the_audit() {
    const TENANTS: PolicyTemplate = cors! {
        origins: [#[dangerously_allow(insecure_origins, predicates)] runtime],
        credentials: true,
    };
    let listed = |origin: &str| TENANTS.with_origins([origin]).expect("a list");
    audit(listed("https://t1.example.net"), OWN).assert_nothing_granted();
    assert!(fails(&audit(listed("http://t1.example.net"), OWN), &[]), "without encryption");

    let strict: Matcher = |origin| origin.as_str() == OWN;
    audit(TENANTS.with_origins_matching(strict).expect("waived"), OWN).assert_nothing_granted();
    let mutants: [(&str, Matcher); 7] = [
        ("every origin", |_| true),
        ("its end", |origin| origin.as_str().ends_with("api.example.org")),
        ("the end of its domain", |origin| origin.host().ends_with("example.org")),
        ("its beginning", |origin| origin.as_str().starts_with(OWN)),
        ("a part of it", |origin| origin.as_str().contains("example.org")),
        ("the host alone", |origin| origin.host() == "api.example.org"),
        ("a hosting service", |origin| origin.is_subdomain_of("github.io")),
    ];
    for (what, mutant) in mutants {
        assert!(fails(&audit(TENANTS.with_origins_matching(mutant).expect("waived"), OWN), &[]), "{what}");
    }
}

/// How a loose matcher reads a text.
type Loose = fn(&str) -> Vec<String>;

/// Ways in which hand-written matchers are loose.
const LOOSE: [(&str, Loose); 15] = [
    ("folds case", |text| vec![text.to_ascii_lowercase()]),
    ("trims", |text| vec![text.trim().to_owned()]),
    ("drops a slash at the end", |text| text.strip_suffix('/').map(str::to_owned).into_iter().collect()),
    ("drops a dot at the end", |text| vec![text.strip_suffix('.').unwrap_or(text).replace(".:", ":")]),
    ("drops user info", |text| {
        let parts = text.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split_once('@')?.1)));
        parts.map(|(scheme, host)| format!("{scheme}://{host}")).into_iter().collect()
    }),
    ("ignores the port", |text| match text.rsplit_once(':') {
        Some((stem, _)) => vec![stem.to_owned(), format!("{stem}:8443")],
        None => Vec::new(),
    }),
    ("ignores the scheme", |text| match text.split_once("://") {
        Some((_, rest)) => ["https", "http", "tauri"].map(|scheme| format!("{scheme}://{rest}")).to_vec(),
        None => Vec::new(),
    }),
    ("stops at what is not of a host", |text| {
        let end = text.find(['#', '?', '\\', '!', '`', '\0', '%', ';', ' ']);
        end.map(|end| text[..end].to_owned()).into_iter().collect()
    }),
    ("stops at a comma", |text| text.split_once(',').map(|(one, _)| one.to_owned()).into_iter().collect()),
    ("compares the beginning", |text| {
        text.char_indices().map(|(at, _)| text[..at].to_owned()).filter(|_| text.len() < 1000).collect()
    }),
    ("compares the end", |text| match text.split_once("://") {
        Some((scheme, host)) if text.len() < 1000 => {
            host.char_indices().skip(1).map(|(at, _)| format!("{scheme}://{}", &host[at..])).collect()
        }
        _ => Vec::new(),
    }),
    ("takes hosts below", |text| match text.split_once("://") {
        Some((scheme, host)) => {
            host.split_once('.').map(|(_, host)| format!("{scheme}://{host}")).into_iter().collect()
        }
        None => Vec::new(),
    }),
    ("decodes", |text| {
        // One letter is enough.
        let encoded =
            text.match_indices('%').next().and_then(|(at, _)| Some((at, text.get(at + 1..at + 3)?)));
        let decoded = encoded.and_then(|(at, digits)| {
            let letter = char::from(u8::from_str_radix(digits, 16).ok()?);
            Some(format!("{}{letter}{}", &text[..at], &text[at + 3..]))
        });
        decoded.into_iter().collect()
    }),
    ("takes any byte for a dot", |text| {
        let letters = text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric() || *c == '-');
        letters
            .filter(|_| text.len() < 1000)
            .map(|(at, _)| format!("{}.{}", &text[..at], &text[at + 1..]))
            .collect()
    }),
    ("skips empty labels", |text| vec![text.replace("..", ".").replace("://.", "://")]),
];

/// The kinds of entries, and the ways that cannot be told apart there: a host without dots, a wildcard that takes the
/// hosts below anyway.
const ENTRIES: [(&str, &[&str]); 8] = [
    ("https://app.example.com", &[]),
    ("https://app.example.com:8443", &[]),
    ("http://localhost:*", &["ignores the port", "takes any byte for a dot", "skips empty labels"]),
    ("https://*.preview.example.com", &["takes hosts below"]),
    ("https://pr-*.review.example.com", &[]),
    ("https://pr-*--shop.netlify.app", &[]),
    ("https://*-shop.example.com:*", &["ignores the port"]),
    ("tauri://localhost", &["takes any byte for a dot", "skips empty labels"]),
];

#[test]
fn a_loose_matcher_is_found_out_for_each_kind_of_entry() {
    for (entry, not_told_apart) in ENTRIES {
        let origins = vec![entry];
        let meant = |text: &str| text == entry || declaring(&origins, text).is_some();
        let declared = DeclaredOrigins { origins: origins.clone(), ..DeclaredOrigins::default() };
        let probes = probes::all(OWN, &declared);
        let single =
            || probes.iter().filter_map(|(_, lines)| if let [line] = &lines[..] { Some(line) } else { None });
        for (way, loose) in LOOSE.iter().filter(|(way, _)| !not_told_apart.contains(way)) {
            let stranger = single().find(|line| !meant(line) && loose(line).iter().any(|taken| meant(taken)));
            assert!(stranger.is_some(), "{entry}: a matcher that {way} has no probe");
        }
        if entry.contains('*') {
            assert!(single().any(|line| meant(line)), "{entry} has no probe that it declares");
        }
    }
}
