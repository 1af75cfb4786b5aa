//! `examples/tenants`: several instances on one database.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::Instant;
use std::{fs, process};

use cors_tests::answer::Answer;
use cors_tests::example::{Example, run, send};
use cors_tests::postgres::Postgres;

const SHOP: &str = "https://shop.example.net";
const CAFE: &str = "https://cafe.example.net";
const BAKERY: &str = "http://bakery.example.net";

struct Instance {
    service: Example,
    admin: String,
}

impl Instance {
    fn start(url: &str) -> Self {
        let mut service = Example::start("tenants", &[("DATABASE_URL", url), ("ADMIN_PORT", "0")]);
        let admin = service.curls()[1].address.clone();
        Self { service, admin }
    }

    fn admin(&self, request: &str, lines: &[&str], body: &str) -> Answer {
        send(&self.admin, request, lines, body)
    }

    /// Which of these origins may read.
    fn granted<'a>(&self, origins: &[&'a str]) -> Vec<&'a str> {
        let may_read = |origin: &&&str| {
            let answer = self.service.send("GET /greeting", &[&format!("Origin: {origin}")], "");
            match (answer.status, answer.origin()) {
                (200, granted) if granted == **origin => true,
                (403, "-") => false,
                _ => panic!("{origin}: {answer:?}"),
            }
        };
        origins.iter().filter(may_read).copied().collect()
    }
}

/// Waits until both have these tenants in force, and says how long that took.
fn both_have(instances: &[Instance; 2], tenants: &str, since: Instant, what: &str) {
    for instance in instances {
        instance.service.logs(&format!("the tenants are now {tenants}"));
    }
    let took = since.elapsed();
    // Not `eprintln!`, which the test runner keeps to itself when a test passes.
    let _ = writeln!(io::stderr(), "tenants: {what}: in force on both instances after {took:?}");
}

/// What an administrator types at the database itself.
fn at_the_database(url: &str, statements: &[&str]) {
    let output = run("statements", &[&[url], statements].concat(), &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A file of the test's own.
fn file(name: &str) -> String {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.db", process::id()));
    let _ = fs::remove_file(&file); // of another process that had this number
    format!("sqlite:{}?mode=rwc", file.display())
}

/// What holds for every database.
fn one_adds_and_the_other_removes(url: &str) -> [Instance; 2] {
    let instances = [Instance::start(url), Instance::start(url)];
    let [one, other] = &instances;

    let added = Instant::now();
    assert_eq!(one.admin("PUT /tenants/shop", &[], SHOP).status, 200);
    both_have(&instances, r#"["shop"]"#, added, "a tenant added");
    assert_eq!(other.admin("GET /tenants", &[], "").body, format!("shop {SHOP}\n"));

    let changed = Instant::now();
    assert_eq!(one.admin("PUT /tenants/shop", &[], CAFE).status, 200);
    both_have(&instances, r#"["shop"]"#, changed, "another origin for it");
    for instance in &instances {
        assert_eq!(instance.granted(&[SHOP, CAFE]), [CAFE]);
    }

    let removed = Instant::now();
    assert_eq!(other.admin("DELETE /tenants/shop", &[], "").status, 204);
    both_have(&instances, "[]", removed, "a tenant removed");
    for instance in &instances {
        assert_eq!(instance.granted(&[SHOP, CAFE]), [""; 0]);
    }
    assert_eq!(other.admin("DELETE /tenants/shop", &[], "").status, 404);

    let wrong = one.admin("PUT /tenants/bakery", &[], BAKERY);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("`http://bakery.example.net`"), "{wrong:?}");
    let page = one.admin("PUT /tenants/shop", &["Origin: http://127.0.0.1"], SHOP);
    assert_eq!(page.status, 404, "a browser adds nobody");
    assert_eq!(one.admin("GET /tenants", &[], "").body, "", "nothing of it is stored");

    // What is wrong in the table itself is somebody's, and costs nobody else anything.
    let rows = format!("INSERT INTO tenants VALUES ('bakery', '{BAKERY}'), ('shop', '{SHOP}')");
    at_the_database(url, &[&rows]);
    for instance in &instances {
        instance.service.logs(r#"tenant "bakery" is left out"#);
        instance.service.logs(r#"the tenants are now ["bakery", "shop"]"#);
        assert_eq!(instance.granted(&[BAKERY, CAFE, SHOP]), [SHOP]);
    }
    instances
}

#[test]
fn instances_follow_a_file_of_sqlite() {
    one_adds_and_the_other_removes(&file("follow"));
}

#[test]
fn instances_follow_postgresql_and_outlive_its_restart() {
    let Some(database) = Postgres::start("tenants") else { return };
    let url = database.url();
    let instances = one_adds_and_the_other_removes(&url);

    database.stop();
    for instance in &instances {
        instance.service.logs("the database cannot be asked, so the tenants stay as they were");
        assert_eq!(instance.granted(&[BAKERY, CAFE, SHOP]), [SHOP], "the last list stays in force");
        assert_eq!(instance.admin("PUT /tenants/cafe", &[], CAFE).status, 503);
        assert_eq!(instance.granted(&[BAKERY, CAFE, SHOP]), [SHOP], "and nothing else comes into force");
    }

    database.start_again();
    let started = Instant::now();
    // As soon as it answers, so that no instance may have found it again.
    let row = format!("INSERT INTO tenants VALUES ('cafe', '{CAFE}')");
    at_the_database(&url, &["DELETE FROM tenants WHERE tenant = 'shop'", &row]);
    both_have(&instances, r#"["bakery", "cafe"]"#, started, "what was changed right after a restart");
    for instance in &instances {
        assert_eq!(instance.granted(&[BAKERY, CAFE, SHOP]), [CAFE]);
    }

    let [one, _] = &instances;
    let added = Instant::now();
    assert_eq!(one.admin("PUT /tenants/shop", &[], SHOP).status, 200);
    both_have(&instances, r#"["bakery", "cafe", "shop"]"#, added, "a tenant added after the restart");
    for instance in &instances {
        assert_eq!(instance.granted(&[BAKERY, CAFE, SHOP]), [CAFE, SHOP]);
    }
}

#[test]
fn without_its_database_it_does_not_start() {
    let url = "sqlite:/no/such/folder/tenants.db";
    let output = run("tenants", &["--port", "0"], &[("DATABASE_URL", url), ("ADMIN_PORT", "0")]);
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(
        !output.status.success() && said.contains("the database of DATABASE_URL does not open"),
        "{said}"
    );
}

#[test]
fn its_curl_lines() {
    let url = file("curl");
    let mut service = Example::start("tenants", &[("DATABASE_URL", &url), ("ADMIN_PORT", "0")]);
    let curls = service.curls();
    let rows = [
        ("403 -", None),
        ("200 -", Some(r#"now ["shop"]"#)),
        ("200 https://shop.example.net", None),
        ("200 -", None),
        ("204 -", Some("now []")),
        ("403 -", None),
        ("422 -", None),
    ];
    assert_eq!(curls.len(), rows.len(), "{curls:#?}");
    for (curl, (expected, comes)) in curls.iter().zip(rows) {
        super::assert_curl(curl, expected);
        if let Some(words) = comes {
            service.logs(words); // the line after this one is `sleep 1`
        }
    }
}
