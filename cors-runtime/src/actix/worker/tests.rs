use std::borrow::Cow;

use super::*;

fn policy(name: &'static str) -> Rc<PolicyOnWorker> {
    let name = Name { base: Cow::Borrowed(name), has_exceptions: false };
    Rc::new(PolicyOnWorker { identity: Identity::from_address(&name), name })
}

fn around(request: NonZero<usize>) -> Option<Cow<'static, str>> {
    policy_around(request).map(|policy| policy.name.base.clone())
}

/// A request is looked for after others have entered as well.
#[test]
fn a_request_is_found_whoever_enters_after_it() {
    let (request, other) = (NonZero::<usize>::MIN, NonZero::<usize>::MAX);
    let _entered = enter(request, &policy("APP"));
    assert_eq!(around(request).as_deref(), Some("APP"));
    let left = enter(other, &policy("OTHER"));
    assert_eq!(around(request).as_deref(), Some("APP"));
    drop(left);
    assert_eq!(around(request).as_deref(), Some("APP"));
    assert_eq!(around(other), None);
}

/// A middleware may drop a request whose future it keeps, and the next request gets its place in memory.
#[test]
fn the_end_of_an_older_request_is_not_that_of_the_newer_one_at_its_address() {
    let request = NonZero::<usize>::MIN;
    let other = enter(request.saturating_add(1), &policy("OTHER"));
    let older = enter(request, &policy("OLDER"));
    // The newer one takes the key that this one leaves, before that of the older one.
    drop(other);
    let newer = enter(request, &policy("NEWER"));
    assert_eq!(around(request).as_deref(), Some("NEWER"));
    drop(older);
    assert_eq!(around(request).as_deref(), Some("NEWER"));
    drop(newer);
    assert_eq!(around(request), None);
}

#[test]
fn a_request_is_inside_until_each_of_its_futures_has_ended() {
    let request = NonZero::<usize>::MIN;
    let policy = policy("APP");
    let first = enter(request, &policy);
    let again = enter(request, &policy);
    drop(first);
    assert_eq!(around(request).as_deref(), Some("APP"));
    drop(again);
    assert_eq!(around(request), None);
}
