//! `examples/playground`: every cell of its page.

use std::collections::BTreeMap;

use cors_tests::example::Example;
use serde_json::{Value, json};

use super::driver::Browser;

/// What the page wrote about one cell.
type Cell = BTreeMap<String, String>;

#[actix_web::test]
async fn every_cell_of_the_playground_is_as_the_policy_says() {
    let Some(browser) = Browser::start().await else { return };
    let playground = Example::start("playground", &[]);
    browser.open(&format!("http://{}/", playground.address)).await;
    let script = "
        const summary = document.getElementById('summary');
        while (summary.dataset.state === 'running') await new Promise((resolve) => setTimeout(resolve, 50));
        const cells = [...document.querySelectorAll('[data-cell]')].map((cell) => [cell.dataset.cell, { ...cell.dataset }]);
        return { summary: summary.textContent, cells: Object.fromEntries(cells) };";
    let page = browser.run(script, Value::Null).await;
    let cells: BTreeMap<String, Cell> =
        serde_json::from_value(page["cells"].clone()).unwrap_or_else(|error| panic!("{error}: {page}"));
    assert_eq!(cells.len(), 5 * 4 * 13, "origins, policies, requests: {}", page["summary"]);
    let wrong: Vec<_> = cells.iter().filter(|(id, cell)| !as_promised(id, cell)).collect();
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", page["summary"]);
    assert_eq!(page["summary"], "✓ Your browser did what the policies say in all 260 cells.");
    for (id, expected) in known() {
        let cell = &cells[id];
        let got = json!([cell["got"], cell["status"], cell["preflights"], cell["requests"], cell["exposed"]]);
        assert_eq!(got, expected, "{id}: {cell:#?}");
    }
}

/// What must hold for every cell, whatever the page itself reports.
fn as_promised(id: &str, cell: &Cell) -> bool {
    let is = |name: &str, value: &str| cell.get(name).is_some_and(|got| got == value);
    let [_, policy, request] = id.split('/').collect::<Vec<_>>()[..] else { return false };
    let asked = ["json", "put", "delete", "header", "cookie-put", "upload"].contains(&request);
    let allowed = is("expected", "allowed");
    let arrives = allowed || !asked;
    let with_cookie = matches!(request, "cookie" | "cookie-put") && arrives;
    is("agrees", "true")
        && is("got", if allowed { "allowed" } else { "refused" })
        && is("preflights", if asked { "1" } else { "0" })
        && is("requests", "0") != arrives
        && is("cookies", if with_cookie { "1" } else { "0" })
        && (policy == "APP" || !is("cookie", "true"))
        && !cell["exposed"].contains("cookie")
        && is("reason", "") == allowed
}

/// Cells whose outcome is written down here by hand: outcome, status, preflights, requests, exposed headers.
fn known() -> Vec<(&'static str, Value)> {
    let refused = |preflights, requests| json!(["refused", "", preflights, requests, ""]);
    vec![
        ("app/APP/get", json!(["allowed", "200", "0", "1", "x-request-id"])),
        ("app/APP/json", json!(["allowed", "201", "1", "1", "x-request-id"])),
        ("app/APP/cookie-put", json!(["allowed", "200", "1", "1", "x-request-id"])),
        ("app/APP/error", json!(["allowed", "500", "0", "1", ""])),
        ("app/APP/redirect", json!(["allowed", "200", "0", "2", "x-request-id"])),
        ("app/APP/redirect-away", refused("0", "2")),
        ("pr-7/APP/delete", json!(["allowed", "200", "1", "1", "x-request-id"])),
        ("pr-7/PARTNER/get", refused("0", "1")),
        ("partner/APP/put", refused("1", "0")),
        ("partner/PARTNER/json", json!(["allowed", "201", "1", "1", "x-request-id"])),
        ("partner/PARTNER/put", refused("1", "0")),
        ("partner/PARTNER/cookie", refused("0", "1")),
        ("partner/PARTNER/cookie-put", refused("1", "0")),
        ("evil/APP/get", refused("0", "1")),
        ("evil/APP/form", refused("0", "1")),
        ("evil/APP/upload", refused("1", "0")),
        ("evil/PUBLIC/header", refused("1", "0")),
        ("evil/PUBLIC/upload", json!(["allowed", "201", "1", "1", ""])),
        ("evil/OPEN/exposed", json!(["allowed", "200", "0", "1", "x-internal x-request-id"])),
        ("null/APP/get", refused("0", "1")),
        ("null/APP/cookie-put", refused("1", "0")),
        ("null/OPEN/redirect-away", json!(["allowed", "200", "0", "2", "x-internal x-request-id"])),
    ]
}
