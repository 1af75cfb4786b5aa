//! The set-ups: who wrote the CORS, what is wrong with it, and what the audit says. The table is a page of the guide.

use cors_runtime::Policy;

use super::policies::{LIST, OPEN, PUBLIC, SINGLE, WIDE_OPEN, WILD, WITHOUT_GET};

/// The origin of every peer, as the audit sees it.
pub const OWN: &str = "https://api.example.com";

const TABLE: &str = include_str!("../../../cors-runtime/audit/src/guide/peers.md");

/// One URL of a running service, and the policy that it should have.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
    /// Who wrote the CORS.
    pub peer: &'static str,
    /// The name of the set-up.
    pub name: &'static str,
    /// The policy.
    pub policy: Policy,
    /// What is special about it; where something is wrong, what.
    pub about: &'static str,
    /// What the audit says: the codes of faults in backticks, and of notes in italics, sorted.
    pub said: &'static str,
}

/// Every row of the guide's two tables.
pub fn all() -> Vec<Setup> {
    let policies = [LIST, WITHOUT_GET, SINGLE, PUBLIC, WILD, OPEN, WIDE_OPEN];
    let setup = |line: &'static str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", peer, name, policy, about, said, ""] = cells[..] else { return None };
        let policy = policies.into_iter().find(|known| known.name() == policy)?;
        Some(Setup { peer, name, policy, about, said })
    };
    TABLE.lines().filter_map(setup).collect()
}

impl Setup {
    /// Its name in a recording: the same set-up may be held against several policies.
    pub fn title(&self) -> String {
        format!("{} {} as {}", self.peer, self.name, self.policy.name())
    }

    /// Whether nothing is wrong with it.
    pub fn is_right(&self) -> bool {
        !self.said.contains('`')
    }

    /// The methods that the URL serves: those of the policy.
    pub fn methods(&self) -> &'static [&'static str] {
        if self.policy == WITHOUT_GET { &["POST", "PUT"] } else { &[] }
    }

    /// Where `tests/peers/run` lets it listen. The tests start the peers in Rust themselves, wherever there is room.
    ///
    /// # Panics
    ///
    /// If the peer is not known.
    pub fn port(&self) -> Option<u16> {
        Some(match (self.peer, self.name) {
            ("Express", _) => 21700,
            ("Koa", _) => 21701,
            ("Fastify", _) => 21702,
            ("Hono", _) => 21703,
            ("Flask-CORS", _) => 21710,
            ("Starlette", _) => 21712,
            ("aiohttp_cors", _) => 21713,
            ("django-cors-headers", "right" | "slash") => 21714,
            ("django-cors-headers", "defaults") => 21715,
            ("django-cors-headers", "all") => 21716,
            ("django-cors-headers", "regex") => 21717,
            ("django-cors-headers", "urlsregex") => 21718,
            ("nginx", _) => 21720,
            ("Caddy", _) => 21721,
            ("actix-cors" | "tower-http" | "cors-runtime, actix-web" | "cors-runtime, axum", _) => {
                return None;
            }
            other => panic!("nobody listens for {other:?}"),
        })
    }

    /// The path of its URL.
    pub fn path(&self) -> String {
        match (self.peer, self.name) {
            ("django-cors-headers", "slash") => "/slash/items/7".to_owned(),
            ("django-cors-headers", _) => "/items/7".to_owned(),
            (_, name) => format!("/{name}/items/7"),
        }
    }
}

#[test]
fn the_guide_has_all_of_them() {
    let rows = TABLE.lines().filter(|line| line.starts_with("| ")).count();
    let heads = 3 + 7;
    let all = all();
    assert_eq!(all.len() + heads, rows, "a row cannot be read");
    assert!(all.len() >= 136, "{}", all.len());
    let (wrong, _) = TABLE.split_once("\n# Right\n").expect("two tables");
    for setup in all {
        assert_eq!(
            wrong.contains(&format!("| {} | {} | {} |", setup.peer, setup.name, setup.policy.name())),
            !setup.is_right()
        );
    }
}
