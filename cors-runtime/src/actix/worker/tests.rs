use std::borrow::Cow;

use super::*;

fn policy(name: &'static str) -> Rc<PolicyOnWorker> {
    let name = Name { base: Cow::Borrowed(name), has_exceptions: false };
    Rc::new(PolicyOnWorker { identity: Identity::from_address(&name), name })
}

fn around(request: NonZero<usize>) -> Option<Cow<'static, str>> {
    policy_around(request).map(|policy| policy.name.base.clone())
}

/// A middleware may drop a request whose future it keeps, and the next request gets its place in memory.
#[test]
fn the_end_of_an_older_request_is_not_that_of_the_newer_one_at_its_address() {
    let request = NonZero::<usize>::MIN;
    let other = enter(request.saturating_add(1), &policy("OTHER"));
    let older = enter(request, &policy("OLDER"));
    // The newer one takes the place that this one leaves, before that of the older one.
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
