use std::collections::BTreeSet;

use psl::{List, Psl, Type};

use super::*;

/// Each rule as Mozilla's list has it, without its mark.
fn rules() -> impl Iterator<Item = String> {
    LIST.lines().flat_map(|line| {
        let name = line.split(' ').next().unwrap();
        let parent = if name == ROOT { String::new() } else { format!(".{name}") };
        let labels = below(name).map_or("", |labels| labels.0).split(' ').map(label);
        labels
            .filter(|label| !label.is_empty() && !name.starts_with(SHARED))
            .map(move |label| format!("{label}{parent}"))
    })
}

#[test]
fn the_file_is_made_from_the_locked_package() {
    let lock = include_str!("../../../../../Cargo.lock");
    let package = lock.split("\n\n").find(|package| package.contains("name = \"psl\"\n")).unwrap();
    let version = package.lines().find_map(|line| line.strip_prefix("version = ")).unwrap();
    let head = include_str!("../list.txt").lines().nth(1).unwrap();
    let start = format!("// From psl {}, {} rules.", version.trim_matches('"'), rules().count());
    assert!(
        head.starts_with(&start),
        "{head}\nshould be: {start}\n`cargo run -p cors-policy --example renew-suffixes` writes the file anew"
    );
}

#[test]
fn lines_and_labels_are_sorted_for_bisection() {
    let names: Vec<&str> = LIST.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert!(names.is_sorted_by(|a, b| a < b), "names");
    for line in LIST.lines() {
        let labels: Vec<&str> = line.split(' ').skip(1).map(label).collect();
        assert!(labels.is_sorted_by(|a, b| a < b), "{line}");
    }
}

/// What psl says, and whether a suffix lies below the name: psl asks for labels from the right, and for one more than
/// the name has only where a longer rule begins so.
fn by_psl(name: &str) -> (Option<PublicSuffix>, bool) {
    let mut asked = 0;
    let mut labels = name.rsplit('.');
    let found = List.find(std::iter::from_fn(|| {
        asked += 1;
        labels.next().map(str::as_bytes)
    }));
    let below = asked > name.split('.').count();
    let suffix = match found.typ {
        _ if found.len != name.len() => None,
        Some(Type::Icann) => Some(PublicSuffix::Icann),
        Some(Type::Private) => Some(PublicSuffix::Private),
        None if name.contains('.') => None,
        None if below => Some(PublicSuffix::Icann),
        None => Some(PublicSuffix::Unlisted),
    };
    (suffix, below)
}

/// Where psl differs from the list's own algorithm (<https://github.com/publicsuffix/list/wiki/Format>): beside
/// `*.run.app`, the longer rule `*.mtls.run.app` makes it forget that `mtls.run.app` is a suffix too.
const HIDDEN_FROM_PSL: [&str; 22] = [
    "ap-north-1.r.cloud.int.apple",
    "ap-south-1.r.cloud.int.apple",
    "ap-south-2.r.cloud.int.apple",
    "eu-central-1.r.cloud.int.apple",
    "eu-north-1.r.cloud.int.apple",
    "ex.futurecms.at",
    "in.futurecms.at",
    "mtls.run.app",
    "oci.customer-oci.com",
    "ocp.customer-oci.com",
    "ocs.customer-oci.com",
    "privatelink.snowflake.app",
    "r.cloud.int.apple",
    "svc.firenet.ch",
    "teams.replit.dev",
    "us-central-1.r.cloud.int.apple",
    "us-central-2.r.cloud.int.apple",
    "us-east-1.r.cloud.int.apple",
    "us-east-2.r.cloud.int.apple",
    "us-west-1.r.cloud.int.apple",
    "us-west-2.r.cloud.int.apple",
    "us-west-3.r.cloud.int.apple",
];

#[test]
fn each_name_around_a_rule_is_judged_as_psl_judges_it() {
    let mut names = BTreeSet::new();
    for rule in rules() {
        let rule = rule.replace('*', "any");
        let mut above = Some(rule.as_str());
        while let Some(name) = above {
            names.extend(["", "child.", "grand.child."].map(|front| format!("{front}{name}")));
            above = name.split_once('.').map(|(_, parent)| parent);
        }
        names.extend([format!("{rule}x"), format!("x{rule}")]);
    }
    let differ: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|name| (suffix(name), below(name).is_some()) != by_psl(name))
        .collect();
    assert_eq!(differ, HIDDEN_FROM_PSL, "of {} names", names.len());
    for name in HIDDEN_FROM_PSL {
        let (_, parent) = name.split_once('.').unwrap();
        assert_eq!(below(parent).and_then(Below::every), Some(PublicSuffix::Private), "{name}");
        assert_eq!((by_psl(name), suffix(name)), ((None, true), Some(PublicSuffix::Private)), "{name}");
    }
}

#[test]
fn a_name_below_others_is_found_directly() {
    for (name, every, shortest) in [
        ("kawasaki.jp", Some(PublicSuffix::Icann), None),
        ("run.app", Some(PublicSuffix::Private), None),
        ("amazonaws.com", None, Some(("s3", PublicSuffix::Private))),
        ("core.windows.net", None, Some(("web", PublicSuffix::Private))),
        ("amazonaws.com.cn", None, None),
    ] {
        let labels = below(name).unwrap();
        assert_eq!((labels.every(), labels.shortest()), (every, shortest), "{name}");
    }
    assert!(below("example.com").is_none());
}
