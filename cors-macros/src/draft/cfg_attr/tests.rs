use super::*;

fn read(attribute: &str) -> Effect {
    let tokens: TokenStream = attribute.parse().unwrap();
    let attribute: Attribute = syn::parse_quote!(#[#tokens]);
    Effect::from_attribute(&attribute)
}

#[test]
fn a_hidden_cfg_is_found_however_it_is_written_and_its_help_says_the_same() {
    for (attribute, want) in [
        ("cfg_attr(a, cfg(b))", "#[cfg(any(not(a), b))]"),
        ("cfg_attr(true, cfg(b))", "#[cfg(any(not(true), b))]"),
        ("cfg_attr(r#true, cfg(b),)", "#[cfg(any(not(r#true), b))]"),
        ("cfg_attr(not(false), cfg(b))", "#[cfg(any(not(not(false)), b))]"),
        ("r#cfg_attr(a, r#cfg(b))", "#[cfg(any(not(a), b))]"),
        ("cfg_attr(a, cfg(b), cfg(feature = \"c\"))", "#[cfg(any(not(a), all(b, feature = \"c\")))]"),
        ("cfg_attr(a, cfg_attr(true, cfg(b)))", "#[cfg(any(not(a), any(not(true), b)))]"),
        ("cfg_attr(a, cfg(b), cfg_attr(c, cfg(d)))", "#[cfg(any(not(a), all(b, any(not(c), d))))]"),
        ("cfg_attr(a, doc = \"x\", cfg(b))", "#[cfg(any(not(a), b))] #[cfg_attr(a, doc = \"x\")]"),
        (
            "cfg_attr(a, cfg_attr(b, allow(c), cfg(d)))",
            "#[cfg(any(not(a), any(not(b), d)))] #[cfg_attr(a, cfg_attr(b, allow(c)))]",
        ),
        ("cfg_attr(a, unsafe(cfg(b)))", "#[cfg(any(not(a), b))] #[cfg_attr(a, unsafe(cfg(b)))]"),
        (
            "cfg_attr(a, doc = concat!(\"x\", \"y\"), cfg(b))",
            "#[cfg(any(not(a), b))] #[cfg_attr(a, doc = concat!(\"x\", \"y\"))]",
        ),
    ] {
        let Effect::Hides(hidden) = read(attribute) else { panic!("{attribute} is not found") };
        assert_eq!(hidden.in_the_open(), want, "{attribute}");
    }
}

#[test]
fn what_cannot_be_read_is_not_taken_for_harmless() {
    for attribute in [
        "cfg_attr",
        "cfg_attr = \"x\"",
        "cfg_attr()",
        "cfg_attr(a)",
        "cfg_attr(, cfg(b))",
        "cfg_attr(a, , cfg(b))",
        "cfg_attr(a, cfg)",
        "cfg_attr(a, cfg = \"b\")",
        "cfg_attr(a, \"cfg(b)\")",
        "cfg_attr(a, 1)",
        "cfg_attr(a, cfg_attr(b))",
        "cfg_attr(a, unsafe)",
        "cfg_attr(a, unsafe(x, y))",
        "cfg_attr(a, doc = \"x\" \"y\")",
    ] {
        assert!(matches!(read(attribute), Effect::Unreadable), "{attribute}");
    }
}

#[test]
fn other_attributes_are_left_alone() {
    for attribute in [
        "cfg(a)",
        "doc = \"cfg_attr(a, cfg(b))\"",
        "cfg_attr(a, doc = \"x\")",
        "cfg_attr(true, allow(dead_code), deprecated)",
        "cfg_attr(a, ::tool::attribute(cfg))",
        "cfg_attr(a, unsafe(no_mangle))",
        "cfg_attr(a,)",
        "cfg_attr(a, cfg::tool(b))",
        // An attribute of this name, which the compiler does not know.
        "cfg_attr(a, r#unsafe(cfg(b)))",
    ] {
        assert!(matches!(read(attribute), Effect::None), "{attribute}");
    }
}
