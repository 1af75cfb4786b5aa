//! What an operator's file may say without effect: the service starts, and says so.

use cors_runtime::{LivePolicy, cors};
use cors_tests::config::read;
use cors_tests::events;
use cors_tests::mistakes::NO_MISTAKES_IN_A_FILE;
use serde_json::json;

cors! { const APP = { origins: ["https://app.example.com"] }; }

/// What has no effect, the place of each note, and the fields that are in force.
#[test]
fn what_has_no_effect_is_left_out_or_counts_for_less() {
    for (says, config, places, line) in [
        (
            "a duplicate",
            json!({ "origins": ["https://a.example", "https://a.example"] }),
            &["origins[1]"][..],
            "origins           https://a.example\n  methods",
        ),
        (
            "a waiver that is not needed, beside one that is",
            json!({
                "origins": [{
                    "origin": "http://a.example",
                    "dangerously_allow": ["insecure_origins", "public_suffixes"]
                }],
                "credentials": true
            }),
            &["origins[0]"],
            "origins           http://a.example",
        ),
        (
            "a waiver that is given twice",
            json!({
                "origins": [{
                    "origin": "http://a.example",
                    "dangerously_allow": ["insecure_origins", "insecure_origins"]
                }],
                "credentials": true
            }),
            &["origins[0]"],
            "origins           http://a.example",
        ),
        (
            "headers that no page can send",
            json!({ "origins": "any", "headers": ["Origin", "content-type", "Cookie", "Content-Length"] }),
            &["headers[0]", "headers[2]", "headers[3]"],
            "headers           content-type\n",
        ),
        (
            "a CORS response header, which pages that send it by mistake are granted",
            json!({ "origins": "any", "headers": ["Access-Control-Allow-Origin"] }),
            &["headers[0]"],
            "headers           access-control-allow-origin\n",
        ),
        (
            "what no page can read",
            json!({ "origins": "any", "expose": ["set-cookie", "x-total", "origin"] }),
            &["expose[0]", "expose[2]"],
            "expose            x-total\n",
        ),
        (
            "an age above a day",
            json!({ "origins": "any", "max_age": "604800s" }),
            &["max_age"],
            "max_age           86400s\n",
        ),
        (
            "an age without end",
            json!({ "origins": "any", "max_age": "99999999999999999999h" }),
            &["max_age"],
            "86400s\n",
        ),
        ("no methods", json!({ "origins": "any", "methods": [] }), &["methods"], "methods           none\n"),
        (
            "nothing of the kind",
            json!({ "origins": "any", "max_age": "24h" }),
            &[],
            "max_age           86400s\n",
        ),
    ] {
        let live = read(&config).unwrap_or_else(|errors| panic!("{says}: {errors}"));
        let noted: Vec<_> = live.notes().iter().map(|note| note.place().to_owned()).collect();
        assert_eq!(noted, places, "{says}");
        assert!(live.to_string().contains(line), "{says}: {live}");
    }
}

#[test]
fn each_note_is_an_event_at_warn_level() {
    for (config, part) in NO_MISTAKES_IN_A_FILE {
        let (log, _guard) = events::record();
        let live = read(&serde_json::from_str(config).unwrap()).unwrap();
        let lines = log.lines();
        assert_eq!(lines.len(), live.notes().len(), "{config}: {lines:?}");
        for (line, note) in lines.iter().zip(live.notes()) {
            assert!(line.starts_with("WARN cors: ") && line.contains(part), "{config}: {line}");
            assert!(line.contains(note.place()) && line.contains("configuration"), "{config}: {line}");
            let first = note.help().and_then(|help| help.split(", or ").next());
            assert!(first.is_some_and(|help| note.to_string().contains(help)), "{note}");
        }
    }
}

#[test]
fn the_notes_are_those_of_the_policy_in_force() {
    let config = json!({ "origins": ["https://a.example", "https://a.example"] });
    let live = LivePolicy::from(APP);
    assert_eq!(live.notes(), []);
    live.replace(read(&config).unwrap()).unwrap();
    assert_eq!(live.notes().len(), 1);
    live.replace(APP).unwrap();
    assert_eq!(live.notes(), []);
}
