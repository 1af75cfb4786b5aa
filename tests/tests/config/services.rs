//! Settings as public services have them, each in its own words and types, made into a policy without another format in
//! between.

use std::time::Duration;

use cors_runtime::{
    ConfigErrors, FieldName, List, LivePolicy, OriginEntry, Origins, Policy, PolicyConfig, Waiver, cors,
};

/// A star is what these services call everybody, in a list of its own.
fn starred(list: &[&str]) -> Origins {
    if list == ["*"] { Origins::Any } else { list.into() }
}

fn names(list: &[&str]) -> List {
    if list == ["*"] { List::Any } else { list.into() }
}

const APP: &str = "https://app.example.com";
const SITES: [&str; 2] = [APP, "https://admin.example.com"];
const DAY: Duration = Duration::from_secs(86_400);

cors! {
    const OPEN = { origins: any };
    const CLOSED = { origins: none };
    const LISTED = { origins: ["https://app.example.com", "https://admin.example.com"] };
    const WITH_COOKIES = { credentials: true, ..LISTED };
    const AN_HOUR = { max_age: 1h, ..LISTED };
    const A_DAY = { max_age: 24h, ..LISTED };
    const LOCAL = {
        origins: ["http://localhost:3000", "https://app.example.com"],
        methods: [GET, POST, PUT, DELETE],
    };
    const VUEFINDER = {
        origins: any,
        headers: ["x-requested-with", "content-type", "accept", "authorization"],
        methods: [GET, POST, OPTIONS],
    };
    const STARS = { methods: any, headers: any, ..WITH_COOKIES };
    const INTERNAL = {
        origins: [
            #[dangerously_allow(insecure_origins)]
            "http://app.corp.example.com",
            "https://app.example.com",
        ],
        credentials: true,
    };
    const OPEN_FOR_A_DAY = { origins: any, max_age: 24h };
    const KITSUNE = { headers: ["content-type"], ..LISTED };
    const LOCO = { origins: any, methods: any, headers: any, max_age: 1h };
    const OLD_PROXIES = { preflight_status: 200, expose: ["x-total-count"], ..LISTED };
}

/// What the service has, the policy that it makes of that, the same in the language, and how many notes there are.
type Row = (&'static str, PolicyConfig, Policy, usize);

#[allow(clippy::too_many_lines, reason = "a table")]
fn rows() -> Vec<Row> {
    let unset: Option<Vec<String>> = None;
    let comma = "https://app.example.com, https://admin.example.com";
    vec![
        // Settings of services on actix-web.
        ("`allowed_origins = [\"*\"]`", PolicyConfig::new(starred(&["*"])), OPEN, 0),
        ("`allowed_origins`, a list", PolicyConfig::new(starred(&SITES)).credentials(true), WITH_COOKIES, 0),
        (
            "`cors.max_age = 3600`, a number of seconds",
            PolicyConfig::new(SITES).max_age(Duration::from_secs(3600)),
            AN_HOUR,
            0,
        ),
        (
            "`max_age = 604800`, a week",
            PolicyConfig::new(SITES).max_age(Duration::from_secs(604_800)),
            A_DAY,
            1,
        ),
        (
            "`--cors-origin`, once for each, with a default",
            PolicyConfig::new(["http://localhost:3000", APP]).methods(["GET", "POST", "PUT", "DELETE"]),
            LOCAL,
            0,
        ),
        (
            "vuefinder, whose default list of headers begins with `Origin`",
            PolicyConfig::new(Origins::Any)
                .headers(["Origin", "X-Requested-With", "Content-Type", "Accept", "Authorization"])
                .methods(["GET", "POST", "OPTIONS"]),
            VUEFINDER,
            1,
        ),
        (
            "methods and headers with stars",
            PolicyConfig::new(SITES).methods(names(&["*"])).headers(names(&["*"])).credentials(true),
            STARS,
            0,
        ),
        ("`allow_credentials = false`, a flag", PolicyConfig::new(SITES).credentials(false), LISTED, 0),
        ("one text with commas", PolicyConfig::new(comma.split(", ").collect::<Origins>()), LISTED, 0),
        ("a switch, off", PolicyConfig::new(Origins::Nobody), CLOSED, 0),
        (
            "http on an internal network, as the developer allows it",
            PolicyConfig::new([
                OriginEntry::new("http://app.corp.example.com").dangerously_allow(Waiver::InsecureOrigins),
                OriginEntry::new(APP).dangerously_allow(Waiver::InsecureOrigins),
            ])
            .credentials(true),
            INTERNAL,
            1,
        ),
        // Settings of services on axum and other frameworks.
        (
            "a list from the environment, mirrored, or else everybody; the age from the environment",
            PolicyConfig::new(unset.clone().map_or(Origins::Any, Origins::from)).max_age(DAY),
            OPEN_FOR_A_DAY,
            0,
        ),
        (
            "kitsune2: `Option<list>`, else everybody; headers from the configuration",
            PolicyConfig::new(Some(SITES).map_or(Origins::Any, Origins::from)).headers(["content-type"]),
            KITSUNE,
            0,
        ),
        (
            "loco: a section of the framework's own, with `any` and seconds",
            PolicyConfig::new(Origins::Any)
                .methods(List::Any)
                .headers(List::Any)
                .max_age(Duration::from_secs(3600)),
            LOCO,
            0,
        ),
        (
            "`Option<CorsLayer>`, unset",
            PolicyConfig::new(unset.map_or(Origins::Nobody, Origins::from)),
            CLOSED,
            0,
        ),
        (
            "status 200, for old proxies",
            PolicyConfig::new(SITES).preflight_status(200).expose(["x-total-count"]),
            OLD_PROXIES,
            0,
        ),
    ]
}

#[test]
fn each_in_its_own_words() {
    let fields = |printed: String| printed.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows().len(), 16);
    for (says, config, same, notes) in rows() {
        let live = LivePolicy::try_from(config).unwrap_or_else(|errors| panic!("{says}: {errors}"));
        assert_eq!(fields(live.to_string()), fields(same.to_string()), "{says}");
        assert_eq!(live.notes().len(), notes, "{says}: {:?}", live.notes());
    }
}

/// An operator who has never heard of this crate reads the name of the setting that is wrong.
#[test]
fn mistakes_name_the_settings_of_the_service() {
    let errors: ConfigErrors = LivePolicy::try_from(
        PolicyConfig::new(["https://app.example.com/", "*"])
            .methods(["get"])
            .with_setting(FieldName::Origins, "ALLOWED_ORIGINS")
            .with_setting(FieldName::Methods, "ALLOWED_METHODS"),
    )
    .unwrap_err();
    let text = errors.to_string();
    for part in ["ALLOWED_ORIGINS[0]: ", "ALLOWED_ORIGINS[1]: ", "ALLOWED_METHODS[0]: ", "list the origins"] {
        assert!(text.contains(part), "{text}");
    }
}
