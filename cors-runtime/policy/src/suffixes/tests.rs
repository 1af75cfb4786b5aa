use super::*;
use crate::violation::tests::PlainWording;
use crate::words::FieldName;

#[test]
fn the_list_says_what_is_a_suffix_and_what_lies_above_one() {
    let (icann, private) = (Some(PublicSuffix::Icann), Some(PublicSuffix::Private));
    for (name, is, above) in [
        ("com", icann, true),
        ("github.io", private, false),
        ("vercel.app", private, false),
        ("netlify.app", private, false),
        ("co.uk", icann, true),
        ("amazonaws.com", None, true),
        ("compute.amazonaws.com", None, true),
        ("core.windows.net", None, true),
        ("run.app", None, true),
        ("np", icann, true),
        ("ck", icann, true),
        ("www.ck", None, false),
        ("kawasaki.jp", None, true),
        ("foo.kawasaki.jp", icann, false),
        ("city.kawasaki.jp", None, false),
        ("example.com", None, false),
        ("bbc.co.uk", None, false),
        ("app.vercel.app", None, false),
        ("no-such-top-level-name", Some(PublicSuffix::Unlisted), false),
        ("a.no-such-top-level-name", None, false),
        ("onion", icann, false),
        ("xn--p1ai", icann, false),
        ("xn--55qx5d.cn", icann, false),
        ("home.arpa", icann, false),
    ] {
        assert_eq!((suffix(name), below(name).is_some()), (is, above), "{name}");
    }
}

fn touches(text: &str) -> Option<String> {
    touches_public_suffix(&Pattern::parse(text).unwrap()).and_then(|violation| violation.note)
}

#[test]
fn a_wildcard_that_reaches_a_suffix_is_reported_with_it() {
    for (text, suffix) in [
        ("https://*.com", "`com`"),
        ("https://*.co.uk:8443", "`co.uk`"),
        ("https://*.vercel.app", "`vercel.app`"),
        ("https://*.github.io:*", "`github.io`"),
        ("https://pr-*.vercel.app", "`vercel.app`"),
        ("https://pr-*--shop.netlify.app", "`netlify.app`"),
        ("https://*.amazonaws.com", "`s3.amazonaws.com`"),
        ("https://*.core.windows.net", "`web.core.windows.net`"),
        ("https://*.run.app", "`*.run.app`"),
        ("https://pr-*.run.app", "`*.run.app`"),
        ("https://s3-*.amazonaws.com", "suffixes below `amazonaws.com`"),
        ("https://z*.web.core.windows.net", "`web.core.windows.net`"),
        ("https://*blob.core.windows.net", "suffixes below `core.windows.net`"),
        ("https://*.np", "`np`"),
        ("https://*.onion", "`onion`"),
        ("https://*.kawasaki.jp", "`*.kawasaki.jp`"),
        ("https://*.intranet", "`intranet`"),
        ("https://app-*.consul", "`consul`"),
        ("https://*.xn--p1ai", "`xn--p1ai`"),
    ] {
        let message = touches(text).unwrap_or_else(|| panic!("{text} touches {suffix}"));
        assert!(message.contains(suffix), "{text}: {message}");
    }
}

#[test]
fn a_wildcard_below_a_registered_name_touches_no_suffix() {
    for text in [
        "https://*.example.com",
        "https://pr-*.review.example.com",
        "https://pr-*.example.com",
        "https://*.shop.vercel.app",
        "https://pr-*.bbc.co.uk",
        "https://vercel.app",
        "https://com:*",
        "http://*.localhost",
        "http://pr-*.localhost",
        "https://*.test",
        "https://*.svc.internal",
        "https://*.local",
        "https://*.home.arpa",
        "https://*.example",
        "https://*.invalid",
        "https://*.corp",
        "https://*.home",
        "https://*.lan",
        "tauri://localhost:*",
    ] {
        assert_eq!(touches(text), None, "{text}");
    }
    assert!(
        touches("https://*.notlocal").is_some(),
        "a name that only ends like a special one is not exempt"
    );
}

#[test]
fn a_wildcard_inside_the_registered_name_has_no_waiver() {
    for (text, help) in [
        ("https://*example.com", "`https://*.example.com`"),
        ("https://*example.com:8443", "`https://*.example.com:8443`"),
        ("https://*-example.com", "list the exact origins"),
        ("https://*_example.co.uk", "list the exact origins"),
        ("https://*bbc.co.uk", "`https://*.bbc.co.uk`"),
        ("https://pr-*.com", "such as `https://pr-*.example.com`"),
        ("https://my*example.com", "such as `https://pr-*.example.com`"),
        ("https://*-.com", "such as"),
        ("https://*x.foo.kawasaki.jp", "`https://*.x.foo.kawasaki.jp`"),
    ] {
        let violation = registrable_label(&Pattern::parse(text).unwrap()).unwrap();
        assert!(violation.help(FieldName::Origins, &PlainWording).contains(help), "{text}: {violation:?}");
        assert!(violation.message.contains("evil"), "{violation:?}");
    }
    for text in [
        "https://*.com",
        "https://pr-*.vercel.app",
        "https://pr-*.example.com",
        "https://pr-*.localhost",
        "https://*x.test",
        // Nobody can register a name below a last label that is not listed.
        "https://*shop.intranet",
        "https://app-*.consul",
        "https://pr-*.svc:8443",
        "https://example.com:*",
    ] {
        assert_eq!(registrable_label(&Pattern::parse(text).unwrap()), None, "{text}");
    }
}
