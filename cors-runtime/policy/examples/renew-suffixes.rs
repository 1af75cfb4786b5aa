//! Writes `src/suffixes/list.txt` from the Public Suffix List that the package `psl` carries:
//!
//! ```sh
//! cargo update -p psl
//! cargo run -p cors-policy --example renew-suffixes
//! ```
//!
//! How the file is read, and so what it looks like, stands in `src/suffixes/list.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use psl::{List, Psl, Type};

/// Each name above a suffix, and the labels below it with their marks, by label.
type Lines = BTreeMap<String, BTreeMap<String, String>>;

fn main() -> Result<(), Box<dyn Error>> {
    let (version, rules) = package()?;
    let rules: BTreeSet<&str> = rules.lines().map(str::trim).filter(|rule| !rule.is_empty()).collect();
    let mut lines = Lines::new();
    for rule in &rules {
        add(&mut lines, rule)?;
    }

    let mut text = format!(
        "\
// Mozilla's Public Suffix List (https://publicsuffix.org/list/), arranged for look-ups.
// From psl {version}, {} rules. Do not edit: `cargo run -p cors-policy --example renew-suffixes` writes this file.
//
// This Source Code Form is subject to the terms of the Mozilla Public
// License, v. 2.0. If a copy of the MPL was not distributed with this
// file, You can obtain one at https://mozilla.org/MPL/2.0/.

",
        rules.len()
    );
    for (name, labels) in shared(&lines) {
        writeln!(text, "{}", format!("{name} {labels}").trim_end())?;
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/suffixes/list.txt");
    fs::write(&file, text)?;
    println!("{}: {} rules of psl {version}", file.display(), rules.len());
    Ok(())
}

/// The lines as text. Labels that would be written again are a line of their own, and others refer to its name.
fn shared(lines: &Lines) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for (name, labels) in lines {
        let labels: Vec<_> = labels.iter().map(|(label, mark)| format!("{mark}{label}")).collect();
        names.entry(labels.join(" ")).or_default().push(name);
    }
    let mut text = BTreeMap::new();
    let mut references = (1..).map(|number| format!("={number}")).peekable();
    for (labels, names) in names {
        let shared = references.next_if(|reference| names.len() > 1 && labels.len() > reference.len());
        text.extend(names.into_iter().map(|name| (name.clone(), shared.as_ref().unwrap_or(&labels).clone())));
        text.extend(shared.map(|reference| (reference, labels)));
    }
    text
}

/// The version of the package `psl` that this workspace is locked to, and the rules in its source.
fn package() -> Result<(String, String), Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let metadata = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    if !metadata.status.success() {
        return Err(String::from_utf8_lossy(&metadata.stderr).into());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let psl =
        packages.iter().find(|package| package["name"] == "psl").ok_or("psl is not among the packages")?;
    let manifest = psl["manifest_path"].as_str().ok_or("psl has no manifest")?;
    let version = psl["version"].as_str().ok_or("psl has no version")?;
    let rules = Path::new(manifest).with_file_name("data").join("rules.txt");
    Ok((version.to_owned(), fs::read_to_string(rules)?))
}

/// Adds one rule of the list: `co.uk`, `*.ck` or `!www.ck`.
fn add(lines: &mut Lines, rule: &str) -> Result<(), Box<dyn Error>> {
    let exception = rule.starts_with('!');
    let name = idna::domain_to_ascii(rule.trim_start_matches(['!', '*', '.']))?;
    let name = if rule.starts_with("*.") { format!("*.{name}") } else { name };
    if name.matches('*').count() != usize::from(name.starts_with("*.")) {
        return Err(format!("{rule}: the look-up knows `*` as the whole first label alone").into());
    }
    // Any label shows what a rule for all of them is.
    let asked = name.replace('*', "no-such-label");
    let mark = match List.find(asked.rsplit('.').map(str::as_bytes)).typ {
        _ if exception => "!",
        Some(Type::Icann) => "",
        Some(Type::Private) => "+",
        None => return Err(format!("{rule}: psl does not know this rule of its own").into()),
    };
    let (label, parent) = name.split_once('.').unwrap_or((&name, "."));
    lines.entry(parent.to_owned()).or_default().insert(label.to_owned(), mark.to_owned());
    // Each name further up lies above a suffix as well.
    let mut above = parent;
    while let Some((_, parent)) = above.split_once('.').filter(|(label, _)| !label.is_empty()) {
        lines.entry(parent.to_owned()).or_default();
        above = parent;
    }
    Ok(())
}
