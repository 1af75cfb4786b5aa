use proc_macro2::Ident;
use proptest::prelude::*;

use super::*;

/// The words of the language, in no meaningful order.
const PIECES: [&str; 51] = [
    "const",
    "pub",
    "APP",
    "OTHER",
    "= {",
    "};",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    ";",
    ":",
    "=",
    "..",
    "..APP",
    "..OTHER",
    "origins:",
    "methods:",
    "headers:",
    "expose:",
    "credentials: true",
    "max_age: 2h",
    "preflight_status: 204",
    "any",
    "runtime",
    "true",
    "GET",
    "\"https://app.example.com\"",
    "\"https://*.github.io\"",
    "\"https://a.example/\"",
    "\"x-a\"",
    "\"\"",
    "include!(\"x.txt\")",
    "#[cfg(unix)]",
    "#[cfg(not(a), b)]",
    "#[dangerously_allow(insecure_origins)]",
    "#[dangerously_allow(x)]",
    "#[cfg_attr(a, cfg(b))]",
    "#",
    "expect",
    "within",
    "within OTHER;",
    "expect APP { within OTHER; }",
    "allow GET from",
    "deny",
    "with",
    "'x'",
    "1.5",
];

/// Expands any text that is tokens; a macro is never called with unbalanced brackets.
fn expanded(text: &str) -> Option<String> {
    let inner: TokenStream = text.parse().ok()?;
    Some(expand(quote!(krate { #inner })).to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn no_block_makes_the_macro_panic(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..40)) {
        if let Some(tokens) = expanded(&pieces.join(" ")) {
            let nothing = pieces.iter().all(|piece| *piece == ";");
            prop_assert_eq!(tokens.is_empty(), nothing);
        }
    }

    #[test]
    fn no_policy_makes_the_macro_panic(
        own in prop::collection::vec(prop::sample::select(&PIECES[14..]), 0..12),
        base in prop::collection::vec(prop::sample::select(&PIECES[14..]), 0..12),
    ) {
        let text = format!("const APP = {{ {} }}; const OTHER = {{ {} }};", own.join(" , "), base.join(" "));
        if let Some(tokens) = expanded(&text) {
            prop_assert!(tokens.contains("const APP"), "`APP` is not defined: {text}");
        }
    }
}

#[test]
fn a_hidden_cfg_is_found_however_it_is_written() {
    for attribute in ["cfg(a)", "r#cfg(a)", "cfg_attr(a, cfg(b))", "r#cfg_attr(a, r#cfg(b))"] {
        let text = format!("#[{attribute}] const DEV = {{ origins: any }}; const APP = {{ ..DEV }};");
        let tokens = expanded(&text).unwrap();
        assert!(tokens.contains("compile_error"), "{attribute}: {tokens}");
    }
}

/// `levels` policies, each with twice what the one before it has.
fn ladder(levels: usize, condition: impl Fn(usize, &str) -> String) -> String {
    let step = |at: usize| {
        let twice = ["a", "b"].map(|name| format!("{} ..P{}", condition(at, name), at - 1));
        format!("const P{at} = {{ origins: [{}] }};", twice.join(", "))
    };
    let first = "const P0 = { origins: [\"https://app.example.com\"] };".to_owned();
    std::iter::once(first).chain((1..=levels).map(step)).collect()
}

#[test]
fn what_doubles_with_each_step_is_dropped_or_refused() {
    let same = |levels| expanded(&ladder(levels, |_, _| String::new())).unwrap();
    let conditional = |levels| expanded(&ladder(levels, |_, name| format!("#[cfg({name})]"))).unwrap();
    for (once, twice) in [(same(20), same(40)), (conditional(20), conditional(40))] {
        assert!(!twice.contains("compile_error") && twice.len() < 3 * once.len(), "{}", twice.len());
    }
    let different = |at: usize, name: &str| format!("#[cfg(any({}))]", [name].repeat(at).join(", "));
    let tokens = expanded(&ladder(20, different)).unwrap();
    assert_eq!(tokens.matches("compile_error").count(), 1);
    assert!(tokens.contains("more than 30000 entries"));
}

#[test]
fn the_predicates_of_every_list_count() {
    for (field, before) in
        [("origins", "https://"), ("methods", "PURGE-"), ("headers", "x-"), ("expose", "x-")]
    {
        let entry = |at: usize| format!("#[cfg(p{at})] \"{before}{at}.example\"");
        let list = (0..5).map(entry).collect::<Vec<_>>().join(", ");
        let tokens = expanded(&format!(
            "const BASE = {{ origins: any }}; const APP = {{ {field}: [{list}], ..BASE }};"
        ));
        assert!(tokens.unwrap().contains("at most 4 predicates, and these depend on 5"), "{field}");
    }
}

/// What a build leaves out must not decide about another build.
#[test]
fn a_policy_of_some_builds_is_not_taken_for_one_of_all() {
    let company = "const COMPANY = { origins: [\"https://app.example.com\"] };";
    let line = "expect DEV { within COMPANY; }";
    let always = expanded(&format!("const DEV = {{ origins: any }}; {company} {line}")).unwrap();
    assert!(always.contains("`DEV` is not within `COMPANY`") && !always.contains("is_within"), "{always}");
    let sometimes = expanded(&format!("#[cfg(a)] const DEV = {{ origins: any }}; {company} {line}")).unwrap();
    assert!(sometimes.contains("is_within") && !sometimes.contains("compile_error"), "{sometimes}");

    let bases = "const BASE = { origins: any }; #[cfg(a)] const BASE = { origins: none };";
    let tokens = expanded(&format!("{bases} const APP = {{ ..BASE }};")).unwrap();
    assert!(tokens.contains("`BASE` is defined more than once"), "{tokens}");
}

#[test]
fn what_is_nested_too_deep_is_one_error() {
    for (open, close) in [("not(", ")"), ("all(any(", "))"), ("[", "]"), ("{", "}")] {
        let deep = format!("{}a{}", open.repeat(3000), close.repeat(3000));
        let text = format!("const APP = {{ origins: [#[cfg({deep})] \"https://app.example.com\"] }};");
        let tokens = expanded(&text).unwrap();
        assert!(tokens.contains("nested more than 128 levels deep"), "{open}");
        assert!(tokens.contains("const APP"), "{open}");
        if close.starts_with(')') {
            assert_eq!(tokens.matches("compile_error").count(), 1, "{open}");
        }
    }
}

#[test]
fn an_editor_is_given_more_and_the_compiler_is_not() {
    for (text, shown) in [
        ("const APP = { origins: any, cred };", "Fields { origins : :: core :: unreachable ! () , cred : "),
        ("const APP = { origins: [\"x\"], , #[a] cred }", "origins : :: core :: unreachable ! () , cred : "),
        ("origins: any, methods: [GET, PU], ..BAS", "let _ = BAS ; { enum Method {"),
        ("const APP = { origins: [..OTHER, runtime] };", "let _ = OTHER ;"),
        ("expect APP { allow GE }", "let _ = Method :: GE ;"),
    ] {
        let inner: TokenStream = text.parse().unwrap();
        let krate = TokenTree::from(Ident::new("krate", Span::call_site()));
        let code = editor::code(inner.clone(), text.starts_with("origins"), &krate).to_string();
        assert!(code.contains(shown), "{shown} is not in {code}");
        let block = quote!(#krate { #inner });
        let (compiled, edited) =
            (expand(block.clone()).to_string(), expand_for(block, AskedBy::Editor).to_string());
        assert_eq!(edited.replacen(&code, "", 1).replace("  ", " ").trim(), compiled, "{text}");
    }
}

#[test]
fn a_policy_with_a_mistake_is_still_a_constant() {
    let right = expanded("const APP = { origins: [\"https://app.example.com\"] };").unwrap();
    assert!(right.contains("const APP : krate :: Policy") && !right.contains("compile_error"), "{right}");
    let wrong = expanded("const APP = { origins: [\"https://app.example.com/\"] };").unwrap();
    assert!(wrong.contains("const APP : krate :: Policy") && wrong.contains("compile_error"), "{wrong}");
    let template = expanded("const APP = { origins: [runtime] };").unwrap();
    assert!(template.contains("const APP : krate :: PolicyTemplate"), "{template}");
}
