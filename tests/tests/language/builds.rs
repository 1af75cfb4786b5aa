//! What only another build can show: predicates, files that change, documentation.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::fixture::Fixture;

/// Without debug assertions in the fixture alone, so that nothing else is built anew.
const NO_DEBUG: [&str; 2] = ["--config", "profile.dev.package.predicates.debug-assertions=false"];

#[test]
fn each_build_holds_the_entries_of_its_predicates_and_no_others() {
    let fixture = Fixture::new("predicates");
    let debug = "http://only-in-debug-builds.localhost:*";
    let a = "https://a.example.com";
    let only_a = "https://a-without-b.example.com";
    let either = "https://*.a-or-b.example.com";
    let app = "https://app.example.com";
    let partner = "https://partner.example.com";
    let unnamed = "https://unnamed-a.example.com";
    let table =
        |origins: &[&str], (methods, headers, expose): (&str, &str, &str), nobody: &str, unnamed: &[&str]| {
            let site: Vec<&str> =
                [app, debug].into_iter().filter(|origin| origins.contains(origin)).collect();
            let partners = if site.contains(&debug) {
                format!("{}, {partner}", site.join(", "))
            } else {
                partner.to_owned()
            };
            let (origins, site, unnamed) = (origins.join(", "), site.join(", "), unnamed.join(", "));
            let standard = "GET, HEAD, POST";
            format!(
                "{origins} | {methods} | {headers} | {expose}\n{origins} | POST | {headers} | {expose}\n\
                 {site} | GET, HEAD | none | none\n{partners} | {standard} | none | none\n\
                 {partners}, https://other.example.com | PUT | none | none\n\
                 {nobody} | {standard} | none | none\n{unnamed} | {standard} | none | none\n"
            )
        };
    let without = ("GET, HEAD", "x-b", "none");
    let with_a = ("GET, HEAD", "x-a, x-b", "none");
    let with_b = ("GET, HEAD, PUT", "x-b", "etag");
    let with_both = ("GET, HEAD, PUT", "x-a, x-b", "etag");
    let b = "https://b.example.com";
    for (features, debug_build, want) in [
        ("", true, table(&[app, debug], without, "none", &[app])),
        ("", false, table(&[app], without, "none", &[app])),
        ("a", true, table(&[app, debug, a, only_a, either], with_a, "none", &[app, unnamed])),
        ("b", true, table(&[app, debug, either], with_b, b, &[app])),
        ("a,b", true, table(&[app, debug, a, either], with_both, b, &[app, unnamed])),
        ("a,b", false, table(&[app, a, either], with_both, b, &[app, unnamed])),
    ] {
        let mut arguments = vec!["run", "--features", features];
        arguments.extend(NO_DEBUG.iter().filter(|_| !debug_build));
        assert_eq!(fixture.cargo(&arguments), want, "features {features:?}, debug {debug_build}");
        let program = fs::read(Fixture::target().join("debug/predicates")).unwrap();
        let holds = |text: &str| program.windows(text.len()).any(|window| window == text.as_bytes());
        assert_eq!(holds("only-in-debug-builds"), debug_build, "the program's own bytes, {features:?}");
        assert!(holds(app));
    }
}

#[test]
fn a_change_of_an_included_file_is_a_change_of_the_policy() {
    let fixture = Fixture::new("include");
    let file = fixture.path("src/lists/partners.txt");
    assert_eq!(
        fixture.cargo(&["run"]),
        "https://app.example.com, https://one.example.com\nhttps://one.example.com\n"
    );
    fs::write(&file, "https://two.example.com # instead\nhttps://*.three.example.com").unwrap();
    // Cargo compares times, and this file may be as old as the build.
    let later = SystemTime::now() + Duration::from_secs(2);
    fs::File::options().write(true).open(&file).unwrap().set_modified(later).unwrap();
    let partners = "https://two.example.com, https://*.three.example.com";
    assert_eq!(fixture.cargo(&["run"]), format!("https://app.example.com, {partners}\n{partners}\n"));
}

#[test]
fn the_documentation_of_a_constant_shows_its_policy() {
    let fixture = Fixture::new("documented");
    fixture.cargo(&["doc", "--no-deps", "--features", "a"]);
    let page = |name: &str| {
        let html = fs::read_to_string(Fixture::target().join("doc/documented").join(name)).unwrap();
        html.replace("<wbr>", "")
    };
    let row = |name: &str, value: &str| format!("<tr><td>{name}</td><td>{value}</td></tr>");
    let html = page("constant.APP.html");
    for part in [
        "The single-page app.".to_owned(),
        "CORS policy".to_owned(),
        row(
            "origins",
            "<code>https://app.example.com</code><br><code>https://*.preview.example.com</code><br>\
             <code>http://localhost:*</code> (only with <code>debug_assertions</code>)",
        ),
        row("methods", "<code>GET</code>, <code>PUT</code>"),
        row(
            "headers",
            "<code>content-type</code>, <code>x|y`z</code> (only with <code>feature = \"a\"</code>)",
        ),
        row("expose", "none"),
        row("credentials", "true"),
        row("max age", "7200 s"),
        row("preflight status", "204"),
    ] {
        assert!(html.contains(&part), "{part} is not in\n{html}");
    }
    let bare = page("constant.BARE.html");
    assert!(bare.contains(&row("origins", "any")) && bare.contains(&row("expose", "any")), "{bare}");
    let long = page("constant.LONG.html");
    assert!(
        long.contains("By a block comment.") && long.contains("… and 2 more<br>those given at run time"),
        "{long}"
    );
    assert!(
        page("index.html").contains("A CORS policy."),
        "an undocumented constant has a line in the index"
    );
}
