//! A configuration from the values of a service: the same rules, defaults and answers as from a file.

use std::time::Duration;

use cors_runtime::{ConfigErrors, FieldName, List, LivePolicy, OriginEntry, Origins, PolicyConfig, Waiver};
use cors_tests::mistakes::RISKS;

fn refused(config: PolicyConfig) -> ConfigErrors {
    LivePolicy::try_from(config).expect_err("mistakes")
}

#[test]
fn values_say_what_a_file_says() {
    let file: PolicyConfig = toml::from_str(
        r#"
        origins = ["https://app.example.com", { origin = "http://old.example.com", dangerously_allow = "insecure_origins" }]
        methods = ["GET", "PUT"]
        headers = "any"
        expose = ["x-total"]
        credentials = true
        max_age = "2h"
        preflight_status = 200
        "#,
    )
    .unwrap();
    let old = OriginEntry::new("http://old.example.com").dangerously_allow(Waiver::InsecureOrigins);
    let values = PolicyConfig::new([OriginEntry::new("https://app.example.com"), old])
        .methods(["GET", "PUT"])
        .headers(List::Any)
        .expose(vec!["x-total"])
        .credentials(true)
        .max_age(Duration::from_secs(7200))
        .preflight_status(200);
    let printed = |config: PolicyConfig| LivePolicy::try_from(config).unwrap().to_string();
    assert_eq!(printed(values.clone()), printed(file));
    // A service may save what it has.
    let written = toml::to_string(&values).unwrap();
    assert_eq!(printed(toml::from_str(&written).unwrap()), printed(values), "{written}");
}

#[test]
fn each_waiver_of_an_entry_is_written() {
    let entry = OriginEntry::new("http://*.github.io")
        .dangerously_allow(Waiver::InsecureOrigins)
        .dangerously_allow(Waiver::PublicSuffixes);
    let written = toml::to_string(&PolicyConfig::new([entry]).credentials(true)).unwrap();
    let live = LivePolicy::try_from(toml::from_str::<PolicyConfig>(&written).unwrap()).unwrap();
    assert!(live.allows_origin("http://a.github.io"), "{written}");
}

#[test]
fn whatever_holds_texts_is_a_list() {
    let owned = vec!["https://a.example".to_owned(), "https://b.example".to_owned()];
    let borrowed = ["https://a.example", "https://b.example"];
    let lists: [Origins; 8] = [
        owned.clone().into(),
        (&owned).into(),
        owned.as_slice().into(),
        borrowed.into(),
        (&borrowed).into(),
        borrowed[..].into(),
        borrowed.into_iter().collect(),
        vec![OriginEntry::from("https://a.example"), OriginEntry::new("https://b.example")].into(),
    ];
    for list in lists {
        assert_eq!(list, Origins::from(owned.clone()));
        assert!(LivePolicy::try_from(PolicyConfig::new(list)).unwrap().allows_origin("https://b.example"));
    }
}

#[test]
fn any_and_nobody_are_values() {
    let allows = |origins: Origins| {
        let live = LivePolicy::try_from(PolicyConfig::new(origins)).unwrap();
        live.allows_origin("https://anybody.example")
    };
    assert!(allows(Origins::Any));
    assert!(!allows(Origins::Nobody));
    assert!(!allows(Vec::<String>::new().into()));
    let errors = refused(PolicyConfig::new(Origins::Any).credentials(true));
    assert!(errors.to_string().contains("every site"), "{errors}");
}

#[test]
fn a_waiver_is_a_thing_of_the_code_and_not_of_the_settings() {
    for (text, wrong, _) in RISKS {
        let errors = refused(PolicyConfig::new([*text]).credentials(true).with_prefix("cors"));
        let error = errors.iter().next().unwrap();
        assert_eq!(error.place(), "cors.origins[0]", "{text}");
        assert!(error.message().contains(wrong), "{text}: {error}");
        // The service's settings have no place for a waiver; its code has.
        let waived = "accept the risk in the code of the service, with `.dangerously_allow(Waiver::";
        assert!(error.help().unwrap().contains(waived), "{text}: {error}");
    }
}

/// In which unit a service has its settings is its own affair.
#[test]
fn an_age_beyond_a_day_is_a_note_about_seconds() {
    let week = PolicyConfig::new(Origins::Any).max_age(Duration::from_secs(604_800));
    let live = LivePolicy::try_from(week.with_setting(FieldName::MaxAge, "cors_max_age")).unwrap();
    let notes: Vec<_> = live.notes().iter().map(ToString::to_string).collect();
    let note = "cors_max_age: `604800s` is more than 24h\n  ";
    assert!(notes.len() == 1 && notes[0].starts_with(note), "{notes:?}");
    assert!(notes[0].ends_with("\n  help: set it to a day at most, which is 86400 seconds"), "{notes:?}");
}

#[test]
fn errors_name_each_setting_and_nothing_that_the_service_cannot_write() {
    let errors = refused(
        PolicyConfig::new(["https://app.example.com/", "*", "none"])
            .methods(["get"])
            .headers(["*"])
            .with_prefix("http")
            .with_setting(FieldName::Origins, "ALLOWED_ORIGINS")
            .with_setting(FieldName::Methods, "--method"),
    );
    let places: Vec<_> = errors.iter().map(|error| error.place().to_owned()).collect();
    assert_eq!(
        places,
        ["ALLOWED_ORIGINS[0]", "ALLOWED_ORIGINS[1]", "ALLOWED_ORIGINS[2]", "--method[0]", "http.headers[0]"]
    );
    let helps: Vec<_> = errors.iter().filter_map(|error| error.help()).collect();
    assert_eq!(helps[0], "write `https://app.example.com`");
    assert!(helps[2].starts_with("leave the list of origins empty if no other site may read anything"));
    assert_eq!(helps[3], "write `GET`");
    assert!(helps.iter().all(|help| !help.contains('"')), "{errors}");
}

#[test]
fn of_several_names_for_a_setting_the_last_one_counts() {
    let errors = refused(
        PolicyConfig::new(Origins::Any)
            .credentials(true)
            .with_setting(FieldName::Origins, "ORIGINS")
            .with_setting(FieldName::Origins, "ALLOWED_ORIGINS"),
    );
    let error = errors.iter().next().unwrap();
    assert_eq!(error.place(), "ALLOWED_ORIGINS");
    assert!(error.message().starts_with("`ALLOWED_ORIGINS` must not be `any`"), "{error}");
}
