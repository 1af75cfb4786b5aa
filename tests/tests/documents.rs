//! The documents are right: the compiler's message in the README is what the compiler prints, each row of its
//! comparison has a test or a figure, the tests that `SECURITY.md` names exist, and the guide's names are names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cors_runtime::{LivePolicy, PolicyConfig};

const README: &str = include_str!("../../README.md");

#[test]
fn the_message_is_what_the_compiler_says() {
    trybuild::TestCases::new().compile_fail("ui/readme/mistake.rs");
    let code = include_str!("../ui/readme/mistake.rs").replace("\nfn main() {}\n", "");
    assert!(README.contains(&code), "{code}");
    let message = include_str!("../ui/readme/mistake.stderr").replace("ui/readme/mistake.rs", "src/main.rs");
    assert!(README.contains(&format!("```text\n{}\n```", message.trim_end())), "{message}");
}

/// The guide's code for frameworks that are not built here is that of `tests/frameworks`, which is compiled and asked.
#[test]
fn the_code_for_other_frameworks_is_what_is_tested() {
    const PAGE: &str = include_str!("../../cors-runtime/src/guide/frameworks.md");
    let blocks: Vec<&str> = PAGE.split("```").skip(1).step_by(2).collect();
    let tested = [
        include_str!("../frameworks/tests/answers/guide/poem.rs"),
        include_str!("../frameworks/tests/answers/guide/rocket.rs"),
    ];
    assert_eq!(blocks, tested.map(|code| format!("ignore\n{code}")));
}

/// The compiler links to the guide where a decision needs an argument, and each link leads to a section.
#[test]
fn the_sections_that_messages_link_to_exist() {
    const PAGE: &str = "https://docs.rs/cors-runtime/latest/cors_runtime/guide/risks/index.html#";
    let guide = include_str!("../../cors-runtime/src/guide/risks.md");
    let headings = guide.lines().filter_map(|line| line.strip_prefix("# "));
    let mut sections: Vec<String> =
        headings.map(|heading| heading.replace('`', "").to_lowercase().replace(' ', "-")).collect();
    let mut linked = Vec::new();
    for family in ["credentials", "fields", "include", "origins"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui").join(family).join("fail");
        for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|end| end == "stderr") {
                let text = fs::read_to_string(file).unwrap();
                let links = text.split(PAGE).skip(1).filter_map(|rest| rest.split_whitespace().next());
                linked.extend(links.map(str::to_owned));
            }
        }
    }
    linked.sort_unstable();
    linked.dedup();
    sections.sort_unstable();
    assert_eq!(linked, sections);
}

/// The rows of the README's comparison but the last one, by their first cells, and the tests that show them, under
/// `migration`.
const COMPARISON: [(&str, &[(&str, &str)]); 7] = [
    (
        r#"`"https://app.example.com/"`, with its slash"#,
        &[
            ("mistakes.rs", "of_actix_cors"),
            ("mistakes.rs", "of_tower_http"),
            ("actix_cors.rs", "both_answer_what_the_table_says"),
            ("tower_http.rs", "both_answer_what_the_table_says"),
        ],
    ),
    ("any origin, with credentials", &[("mistakes.rs", "of_actix_cors"), ("mistakes.rs", "of_tower_http")]),
    (
        r#"`"https://*.example.com"`"#,
        &[
            ("mistakes.rs", "a_pattern_in_a_list_never_matches_there"),
            ("mistakes.rs", "of_actix_cors"),
            ("mistakes.rs", "of_tower_http"),
        ],
    ),
    (
        "two `Origin` lines",
        &[
            ("actix_cors.rs", "both_answer_what_the_table_says"),
            ("tower_http.rs", "both_answer_what_the_table_says"),
        ],
    ),
    (
        "response to a method that is not allowed",
        &[
            ("actix_cors.rs", "both_answer_what_the_table_says"),
            ("tower_http.rs", "both_answer_what_the_table_says"),
        ],
    ),
    (
        "a policy for each method of a path",
        &[
            ("methods.rs", "with_actix_cors_it_takes_guards_of_your_own"),
            ("methods.rs", "with_tower_http_it_takes_closures"),
        ],
    ),
    ("tests of a policy", &[("mistakes.rs", "the_audit_finds_what_a_closure_allows")]),
];

#[test]
fn each_row_of_the_comparison_has_a_test_or_a_figure() {
    let (_, table) = README.split_once("| | cors-runtime | actix-cors").expect("the comparison");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(2)
        .map_while(|line| Some(line.strip_prefix("| ")?.split(" | ").collect()))
        .collect();
    let (last, rows) = rows.split_last().expect("rows");
    let first_cells: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(first_cells, COMPARISON.map(|(first_cell, _)| first_cell));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/migration");
    for (file, function) in COMPARISON.iter().flat_map(|(_, tests)| *tests) {
        assert_has_function(&folder.join(file), function);
    }

    let benches = include_str!("../../cors-runtime/benches/README.md");
    // Beside actix-cors, and beside tower-http.
    let measured: Vec<&str> = ["| allowed, a header exposed |", "| actual request, allowed |"]
        .into_iter()
        .filter_map(|row| benches.lines().find(|line| line.starts_with(row)))
        .collect();
    let claimed = last[1].split(", ").map(|claim| claim.split_once(" of ").expect("a figure and a library"));
    let claimed: Vec<_> = claimed.collect();
    assert_eq!((claimed.len(), measured.len()), (2, 2), "{last:?}\n{measured:#?}");
    for ((figure, library), measured) in claimed.iter().zip(measured) {
        assert!(measured.contains(figure), "{figure} of {library}: {measured}");
    }
}

/// Each row of the guide's table of names is a policy without a mistake, and without a name that no page can send or read.
#[test]
fn the_names_that_protocols_need_are_names_that_pages_use() {
    let guide = include_str!("../../cors-runtime/src/guide/recipes.md");
    let (_, table) =
        guide.split_once("| you serve | `methods` | `headers` | `expose` |\n").expect("the table of names");
    let rows = table.lines().skip(1).map_while(|line| line.strip_prefix("| "));
    let mut policies = 0;
    for row in rows {
        let names = |cell: &str| -> Vec<String> {
            let quoted: BTreeSet<_> = cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
            if cell.starts_with("none") { Vec::new() } else { quoted.into_iter().collect() }
        };
        let cells: Vec<_> =
            row.trim_end_matches('|').split('|').skip(1).map(|cell| names(cell.trim())).collect();
        let [methods, headers, expose] = &cells[..] else { panic!("{row}: {cells:?}") };
        let config = PolicyConfig::new(["https://app.example.com"]).headers(headers).expose(expose);
        let config = if methods.is_empty() { config } else { config.methods(methods) };
        let live = LivePolicy::try_from(config).unwrap_or_else(|errors| panic!("{row}: {errors}"));
        assert!(live.notes().is_empty(), "{row}: {:?}", live.notes());
        policies += 1;
    }
    assert!(policies > 10, "{policies} rows");
}

fn assert_has_function(file: &Path, function: &str) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    assert!(text.contains(&format!("fn {function}(")), "{}: {function}", file.display());
}

/// `SECURITY.md` names files and functions, which must exist.
#[test]
fn each_promise_names_tests_that_exist() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let promises = include_str!("../../SECURITY.md").lines().filter(|line| line.starts_with("| **"));
    let mut named = 0;
    for promise in promises {
        let shown = promise.rsplit('|').nth(1).expect("a cell of tests").trim();
        for test in shown.split(", ") {
            let (file, function) =
                test.trim_matches('`').split_once(": ").unwrap_or_else(|| panic!("{test}"));
            let file = match file.strip_prefix("cors-runtime/") {
                Some(_) => tests.join("..").join(file),
                None => tests.join("tests").join(file),
            };
            assert_has_function(&file, function);
            named += 1;
        }
    }
    assert!(named > 25, "{named} tests");
}
