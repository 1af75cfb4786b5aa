//! Settings as public services have them, each in its own words and types, made into a policy without another format in
//! between.

use std::time::Duration;

use cors_runtime::{ConfigErrors, FieldName, List, LivePolicy, OriginEntry, Origins, PolicyConfig, Waiver};

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

/// What the service has, the policy, whether the app and whether anybody may read, and how many notes there are.
type Row = (&'static str, PolicyConfig, bool, bool, usize);

#[allow(clippy::too_many_lines, reason = "a table")]
fn rows() -> Vec<Row> {
    let unset: Option<Vec<String>> = None;
    let comma = "https://app.example.com, https://admin.example.com";
    vec![
        // Settings of services on actix-web.
        ("`allowed_origins = [\"*\"]`", PolicyConfig::new(starred(&["*"])), true, true, 0),
        ("`allowed_origins`, a list", PolicyConfig::new(starred(&SITES)).credentials(true), true, false, 0),
        (
            "`cors.max_age = 3600`, a number of seconds",
            PolicyConfig::new(SITES).max_age(Duration::from_secs(3600)),
            true,
            false,
            0,
        ),
        (
            "`max_age = 604800`, a week",
            PolicyConfig::new(SITES).max_age(Duration::from_secs(604_800)),
            true,
            false,
            1,
        ),
        (
            "`--cors-origin`, once for each, with a default",
            PolicyConfig::new(["http://localhost:3000", APP]).methods(["GET", "POST", "PUT", "DELETE"]),
            true,
            false,
            0,
        ),
        (
            "vuefinder, whose default list of headers begins with `Origin`",
            PolicyConfig::new(Origins::Any)
                .headers(["Origin", "X-Requested-With", "Content-Type", "Accept", "Authorization"])
                .methods(["GET", "POST", "OPTIONS"]),
            true,
            true,
            1,
        ),
        (
            "methods and headers with stars",
            PolicyConfig::new(SITES).methods(names(&["*"])).headers(names(&["*"])).credentials(true),
            true,
            false,
            0,
        ),
        ("`allow_credentials = false`, a flag", PolicyConfig::new(SITES).credentials(false), true, false, 0),
        ("one text with commas", PolicyConfig::new(comma.split(", ").collect::<Origins>()), true, false, 0),
        ("a switch, off", PolicyConfig::new(Origins::Nobody), false, false, 0),
        (
            "http on an internal network, as the developer allows it",
            PolicyConfig::new([
                OriginEntry::new("http://app.corp.example.com").dangerously_allow(Waiver::InsecureOrigins),
                OriginEntry::new(APP).dangerously_allow(Waiver::InsecureOrigins),
            ])
            .credentials(true),
            true,
            false,
            1,
        ),
        // Settings of services on axum and other frameworks.
        (
            "a list from the environment, mirrored, or else everybody; the age from the environment",
            PolicyConfig::new(unset.clone().map_or(Origins::Any, Origins::from)).max_age(DAY),
            true,
            true,
            0,
        ),
        (
            "kitsune2: `Option<list>`, else everybody; headers from the configuration",
            PolicyConfig::new(Some(SITES).map_or(Origins::Any, Origins::from)).headers(["content-type"]),
            true,
            false,
            0,
        ),
        (
            "loco: a section of the framework's own, with `any` and seconds",
            PolicyConfig::new(Origins::Any)
                .methods(List::Any)
                .headers(List::Any)
                .max_age(Duration::from_secs(3600)),
            true,
            true,
            0,
        ),
        (
            "`Option<CorsLayer>`, unset",
            PolicyConfig::new(unset.map_or(Origins::Nobody, Origins::from)),
            false,
            false,
            0,
        ),
        (
            "status 200, for old proxies",
            PolicyConfig::new(SITES).preflight_status(200).expose(["x-total-count"]),
            true,
            false,
            0,
        ),
    ]
}

#[test]
fn each_in_its_own_words() {
    assert_eq!(rows().len(), 16);
    for (says, config, app, anybody, notes) in rows() {
        let live = LivePolicy::try_from(config).unwrap_or_else(|errors| panic!("{says}: {errors}"));
        assert_eq!(live.allows_origin(APP), app, "{says}: {live}");
        assert_eq!(live.allows_origin("https://anybody.example"), anybody, "{says}: {live}");
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
