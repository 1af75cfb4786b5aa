//! The routes with a policy of their own, per worker: a policy around them asks here, without calling the application,
//! whether such a route can be what a preflight is for.
//!
//! "Can be" is all that is known: actix tells a service neither its prefix nor its parents. Saying yes is always
//! safe. The preflight is passed on, and a router that has no such route says 404 or 405.

use std::borrow::Cow;
use std::cell::RefCell;

use actix_web::dev::ResourceDef;

/// How many tails of a path are compared with a pattern that may span several segments. A path with more is taken to
/// match.
const MOST_TAILS: usize = 64;

struct Entry {
    written: String,
    pattern: Pattern,
    /// The same without a trailing `/`, for paths that `NormalizePath` may still change.
    trimmed: Pattern,
    methods: &'static [&'static str],
}

struct Pattern {
    resource: ResourceDef,
    /// How many `/` a path has that matches, where the pattern tells.
    slashes: Option<usize>,
}

thread_local! {
    static ROUTES: RefCell<Vec<Entry>> = const { RefCell::new(Vec::new()) };
}

/// Records a route. Each listener of a worker registers its routes again: what is known is not recorded twice.
pub(super) fn record(path: &str, methods: &'static [&'static str]) {
    ROUTES.with_borrow_mut(|routes| {
        if !routes.iter().any(|entry| entry.written == path && entry.methods == methods) {
            routes.push(Entry::new(path, methods));
        }
    });
}

/// Whether a recorded route that answers preflights for the method `asked` can be meant by `path`, as the router
/// decodes it, or by a tail of it.
pub(super) fn may_be_meant(path: &str, asked: &[u8]) -> bool {
    ROUTES.with_borrow(|routes| {
        let mut normal = None;
        routes.iter().filter(|entry| entry.methods.iter().any(|method| method.as_bytes() == asked)).any(
            |entry| {
                entry.pattern.matches_a_tail(path)
                    || entry.trimmed.matches_a_tail(normal.get_or_insert_with(|| normalized(path)))
            },
        )
    })
}

impl Entry {
    fn new(path: &str, methods: &'static [&'static str]) -> Self {
        // As actix does.
        let path =
            if path.is_empty() || path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Self {
            trimmed: Pattern::new(path.trim_end_matches('/')),
            pattern: Pattern::new(&path),
            written: path,
            methods,
        }
    }
}

impl Pattern {
    fn new(path: &str) -> Self {
        let spans = path.contains('*') || path.contains(':');
        let slashes = path.bytes().filter(|byte| *byte == b'/').count();
        Self { resource: ResourceDef::new(path), slashes: (!spans).then_some(slashes) }
    }

    fn matches_a_tail(&self, path: &str) -> bool {
        if self.slashes == Some(0) {
            return true; // the empty pattern: every path has an empty tail
        }
        let mut tails = path.rmatch_indices('/').map(|(at, _)| &path[at..]);
        if let Some(slashes) = self.slashes {
            return tails.nth(slashes - 1).is_some_and(|tail| self.resource.is_match(tail));
        }
        let mut left = MOST_TAILS;
        tails.any(|tail| {
            left = left.saturating_sub(1);
            left == 0 || self.resource.is_match(tail)
        })
    }
}

/// `path` as `NormalizePath` leaves it: `//` merged, a trailing `/` cut.
fn normalized(path: &str) -> Cow<'_, str> {
    let path = path.trim_end_matches('/');
    if !path.contains("//") {
        return Cow::Borrowed(path);
    }
    let mut merged = String::with_capacity(path.len());
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        merged.push('/');
        merged.push_str(segment);
    }
    Cow::Owned(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_can_be_meant_by_a_tail_of_a_path() {
        for (says, pattern, path, expected) in [
            ("the path", "/items/{id}", "/items/1", true),
            ("a tail", "/items/{id}", "/api/v1/items/1", true),
            ("another path", "/items/{id}", "/api/v1/things/1", false),
            ("only segments as a whole", "/items/{id}", "/api/v1/myitems/1", false),
            ("a longer path", "/items/{id}", "/items/1/2", false),
            ("a trailing slash that may be cut", "/items/{id}", "/items/1/", true),
            ("a trailing slash that may be added", "/items/{id}/", "/items/1", true),
            ("doubled slashes that may be merged", "/items/{id}", "//items//1", true),
            ("a pattern without its first slash", "items", "/items", true),
            ("a tail pattern", "/files/{rest}*", "/v1/files/a/b/c", true),
            ("a pattern of the user's own", "/{n:\\d+}", "/v1/7", true),
            ("that does not match", "/{n:\\d+}", "/v1/x", false),
            ("the root", "/", "/", true),
            ("the empty pattern, whatever the path", "", "/v3", true),
            ("nothing else, where nothing is left of the path", "/{id}", "", false),
        ] {
            let entry = Entry::new(pattern, &["GET"]);
            let got = entry.pattern.matches_a_tail(path) || entry.trimmed.matches_a_tail(&normalized(path));
            assert_eq!(got, expected, "{says}");
        }
    }

    #[test]
    fn a_hostile_path_is_taken_to_match_after_a_bounded_number_of_looks() {
        let pattern = Pattern::new("/{n:\\d+}");
        assert!(pattern.matches_a_tail(&"/a".repeat(30_000)));
        assert!(!pattern.matches_a_tail(&"/a".repeat(MOST_TAILS - 1)));
    }

    #[test]
    fn a_method_that_no_route_takes_is_not_meant() {
        record("/only-put", &["PUT"]);
        record("/only-put", &["PUT"]);
        assert!(may_be_meant("/only-put", b"PUT"));
        assert!(!may_be_meant("/only-put", b"DELETE"));
        assert_eq!(ROUTES.with_borrow(Vec::len), 1, "registering again records nothing");
    }
}
