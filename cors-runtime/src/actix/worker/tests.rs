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
    let older = enter(request, &policy("OLDER"));
    let newer = enter(request, &policy("NEWER"));
    drop(older);
    assert_eq!(around(request).as_deref(), Some("NEWER"));
    drop(newer);
    assert_eq!(around(request), None);
}

#[test]
fn a_request_is_inside_until_each_of_its_futures_has_ended() {
    let request = NonZero::<usize>::MIN;
    let first = enter(request, &policy("APP"));
    let again = enter_again(request);
    drop(first);
    assert_eq!(around(request).as_deref(), Some("APP"));
    drop(again);
    assert_eq!(around(request), None);
}
