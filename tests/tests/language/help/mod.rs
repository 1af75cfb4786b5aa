//! Each mistake is fixed by typing what its `help:` line says at the caret: the result compiles, and it is the
//! policy that was meant.

mod blocks;
mod fields;

use std::fmt::Write as _;
use std::fs;

use cors_tests::help::followed;

use self::blocks::BLOCKS;
use self::fields::FIELDS;
use crate::fixture::Fixture;

/// A mistake and what was meant.
struct Case {
    what: String,
    wrong: String,
    meant: String,
}

fn cases() -> Vec<Case> {
    let policy = |fields: &str| format!("pub const APP = {{ {fields} }};");
    let blocks = BLOCKS.iter().map(|(what, wrong, meant)| (*what, (*wrong).to_owned(), (*meant).to_owned()));
    let fields = FIELDS.iter().map(|(what, wrong, meant)| (*what, policy(wrong), policy(meant)));
    let all = blocks.chain(fields);
    all.map(|(what, wrong, meant)| Case { what: what.to_owned(), wrong, meant }).collect()
}

/// A module around a block.
fn module(name: &str, block: &str) -> String {
    format!("pub mod {name} {{ cors_runtime::cors! {{ {block} }} }}\n")
}

#[test]
fn what_the_help_says_is_what_was_meant() {
    let cases = cases();
    let mut text = String::new();
    let mut starts = Vec::new();
    for case in &cases {
        starts.push(text.len());
        text.push_str(&module("wrong", &case.wrong).replace("wrong", &format!("wrong{}", starts.len() - 1)));
    }
    let errors = Fixture::of_text("help", &text).carets();
    let mut followed_text = String::new();
    let mut questions = String::new();
    for (at, case) in cases.iter().enumerate() {
        let Case { what, wrong, meant } = case;
        let (start, end) = (starts[at], starts.get(at + 1).copied().unwrap_or(text.len()));
        let here: Vec<_> = errors.iter().filter(|error| (start..end).contains(&error.0.start)).collect();
        let [(caret, message)] = here.as_slice() else { panic!("{what}: {wrong} is one mistake: {here:#?}") };
        let right = followed(&text[start..end], caret.start - start..caret.end - start, message);
        let right = right.unwrap_or_else(|| panic!("{what}: nothing to type in {message}"));
        followed_text.push_str(&right.replacen("wrong", "right", 1));
        followed_text.push_str(&module(&format!("meant{at}"), meant));
        writeln!(questions, "    same({what:?}, right{at}::APP.to_string(), meant{at}::APP.to_string());")
            .unwrap();
    }
    let fixture = Fixture::of_text("help-followed", "");
    let program = format!(
        "#![allow(dead_code)]\n{followed_text}\nfn same(what: &str, right: String, meant: String) {{\n    \
         assert_eq!(right, meant, \"{{what}}\");\n}}\n\nfn main() {{\n{questions}    println!(\"{{}}\", {});\n}}\n",
        cases.len()
    );
    fs::write(fixture.path("src/main.rs"), program).unwrap();
    assert_eq!(fixture.cargo(&["run"]).trim(), cases.len().to_string());
}
