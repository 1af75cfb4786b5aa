//! What the judge of `cors-audit` takes for a browser's conclusion is what a browser concludes, for what every set-up
//! of `tests/peers` answered: actual requests and preflights, with cookies and without.

use std::collections::HashSet;
use std::sync::OnceLock;

use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use cors_audit::browser::{Credentials, cors_check, preflight_check};
use cors_audit::{Answer, Exchange, plan};
use cors_tests::peers::setups::{OWN, all};
use cors_tests::peers::transcript::{self, Requests};
use serde_json::{Value, json};

use super::driver::Browser;
use super::site::{ASK, Site};

/// One request of a page, and what a peer answered.
struct Case {
    title: String,
    origin: String,
    /// What the preflight asked for; none for a GET without one.
    asked: Option<(String, Vec<String>)>,
    answer: Answer,
}

static CASES: OnceLock<Vec<Case>> = OnceLock::new();

/// The cases of every set-up whose answers do not change: those of its first two origins, and of a stranger.
fn cases() -> Vec<Case> {
    let setups = all();
    let requests = Requests::read();
    let transcripts = transcript::read_all(&setups);
    let mut cases = Vec::new();
    for setup in setups.iter().filter(|setup| !setup.said.contains("not known")) {
        let title = setup.title();
        let (mut origins, mut seen) = (vec!["https://evil.example".to_owned()], HashSet::new());
        let plan = plan(&setup.policy, OWN, setup.methods());
        let _asked = transcripts[&title].replay(&requests).run(plan, |exchange, answer| {
            let Some(origin) = only_origin(exchange) else { return };
            if origins.len() < 3 && !origins.contains(&origin) {
                origins.push(origin.clone());
            }
            if origins.contains(&origin) && seen.insert(transcript::line(exchange)) {
                let asked = asked(exchange);
                // `fetch` sends no preflight for it.
                if asked.as_ref().is_some_and(|(method, names)| method == "GET" && names.is_empty()) {
                    return;
                }
                cases.push(Case { title: title.clone(), origin, asked, answer: answer.clone() });
            }
        });
    }
    cases
}

/// The origin of a request that a page could send without more than a cookie jar.
fn only_origin(exchange: &Exchange) -> Option<String> {
    let headers = exchange.headers();
    let origins: Vec<&String> =
        headers.iter().filter(|(name, _)| *name == "origin").map(|(_, origin)| origin).collect();
    let has_cookie = headers.iter().any(|(name, _)| *name == "cookie");
    let [origin] = origins[..] else { return None };
    (!has_cookie && origin.contains("://")).then(|| origin.clone())
}

fn asked(exchange: &Exchange) -> Option<(String, Vec<String>)> {
    let headers = exchange.headers();
    let value = |wanted| headers.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.clone());
    let names = value("access-control-request-headers").unwrap_or_default();
    let names = names.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Some((value("access-control-request-method")?, names))
}

impl Case {
    /// The same answer for a page of another origin. Nothing but the text is compared, so it means the same.
    fn answer_for(&self, page: &str) -> Answer {
        let lines = self.answer.lines().map(|(name, value)| (name, value.replace(&self.origin, page)));
        Answer::new(self.answer.status(), lines)
    }

    /// What the judge expects a browser to conclude.
    fn passes(&self, page: &str, credentials: Credentials) -> bool {
        let answer = self.answer_for(page);
        match &self.asked {
            None => cors_check(&answer, page, credentials).is_ok(),
            Some((method, names)) => preflight_check(&answer, page, method, names, credentials).is_ok(),
        }
    }

    /// What Chromium concludes: it still lets `*` stand for `authorization`, and warns in its console. The standard and
    /// Firefox ask for the name, and so does the judge.
    fn passes_in_chromium(&self, page: &str, credentials: Credentials) -> bool {
        let Some((method, names)) = &self.asked else { return self.passes(page, credentials) };
        let answer = self.answer_for(page);
        let has_wildcard = answer
            .lines()
            .filter(|(name, _)| *name == "access-control-allow-headers")
            .any(|(_, names)| names.split(',').any(|name| name.trim() == "*"));
        let is_covered =
            |name: &String| has_wildcard && credentials == Credentials::Omit && name == "authorization";
        let names: Vec<String> = names.iter().filter(|name| !is_covered(name)).cloned().collect();
        preflight_check(&answer, page, method, &names, credentials).is_ok()
    }

    /// The page's `fetch`.
    fn fetch(&self, url: &str, credentials: &str) -> Value {
        let (method, names) = self.asked.clone().unwrap_or(("GET".to_owned(), Vec::new()));
        let headers: serde_json::Map<String, Value> =
            names.into_iter().map(|name| (name, json!("application/json"))).collect();
        json!([url, method, { "credentials": credentials, "headers": headers }])
    }
}

fn routes(config: &mut web::ServiceConfig) {
    config.route("/case/{number}/{mode}", web::route().to(answer));
    // Where redirects lead.
    config.default_service(web::to(async |request: HttpRequest| granted(&request)));
}

/// What the peer answered. What follows a preflight is granted, so that the page's outcome is that of the preflight.
async fn answer(request: HttpRequest, path: web::Path<(usize, String)>) -> HttpResponse {
    let case = &CASES.get().expect("the cases")[path.0];
    if case.asked.is_some() && request.method() != Method::OPTIONS {
        return granted(&request);
    }
    let recorded = case.answer_for(&page(&request));
    let mut response = HttpResponse::build(StatusCode::from_u16(recorded.status()).expect("a status"));
    for line in recorded.lines() {
        response.append_header(line);
    }
    response.finish()
}

fn page(request: &HttpRequest) -> String {
    let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    origin.unwrap_or_default().to_owned()
}

fn granted(request: &HttpRequest) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, page(request)))
        .insert_header((header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"))
        .finish()
}

#[actix_web::test]
async fn the_judge_concludes_as_a_browser_does() {
    let Some(browser) = Browser::start().await else { return };
    let cases = CASES.get_or_init(cases);
    let site = Site::start(routes);
    let page = site.page("app.localhost");
    browser.open(&page).await;
    let page = page.trim_end_matches('/');
    let script = format!(
        "{ASK} return await Promise.all(argument.map(([url, method, options]) =>
            ask(url, method, options).then((outcome) => outcome !== 'refused')));"
    );
    let modes = [(Credentials::Omit, "omit"), (Credentials::Include, "include")];
    let (mut concluded, mut granted, mut differ) = (0, 0, Vec::new());
    for (first, some) in cases.chunks(50).enumerate().map(|(at, some)| (at * 50, some)) {
        let numbered =
            || some.iter().enumerate().flat_map(|(at, case)| modes.map(|mode| (first + at, case, mode)));
        let fetches: Vec<Value> = numbered()
            .map(|(number, case, (_, mode))| case.fetch(&site.api(&format!("/case/{number}/{mode}")), mode))
            .collect();
        let outcomes: Vec<bool> =
            serde_json::from_value(browser.run(&script, json!(fetches)).await).expect("an outcome for each");
        assert_eq!(outcomes.len(), fetches.len());
        for ((_, case, (credentials, mode)), outcome) in numbered().zip(outcomes) {
            concluded += 1;
            granted += usize::from(outcome);
            if case.passes_in_chromium(page, credentials) != outcome {
                let Case { title, origin, asked, answer } = case;
                differ.push(format!(
                    "{title}: {asked:?} from {origin}, {mode}: {answer}; the browser: {outcome}"
                ));
            }
        }
    }
    assert!(differ.is_empty(), "{} of {concluded} differ\n{}", differ.len(), differ.join("\n"));
    assert!(concluded > 2_000 && granted > 500, "{concluded} conclusions, {granted} grants");
    println!("{concluded} conclusions, {granted} grants");
}
