//! What a policy does with a request: the one story, for every framework.
//!
//! A framework reads a request, [`chooses`](Chooser::choose) the policy in force and asks [`answer`]. A preflight is
//! answered here; whatever else it is, the application answers, and what it answers gets [`ResponseHeaders`].

use cors_policy::decision::{self, Actual, CorsRequest, Framework, Refusal};
use cors_policy::response::ResponseHeader;

use crate::choose::{Chooser, ChosenBy, InForce, Name, Source as _};
use crate::data::PolicyData;
use crate::event::{self, Nested};
use crate::reason;
use crate::response::{self, Headers, ResponseHeaders};

/// What a framework's responses are made of.
pub(crate) trait Responses: Framework<Value: Clone, Headers: Headers<Value = Self::Value>> {
    /// A response without a body.
    type Response;

    /// One without headers.
    fn response(status: u16) -> Self::Response;
    fn headers(response: &mut Self::Response) -> &mut Self::Headers;
}

/// Whether a policy that a request enters is inside itself. (Inside another one, the request gets an error.)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nesting {
    /// No, as far as is known.
    Outermost,
    /// Yes: it does its work again, which changes nothing, and the outer one has told what there is to tell.
    Same,
}

/// What the response of the application will carry, or the response to a preflight.
#[allow(clippy::inline_always, reason = "as `decision::actual`")]
#[inline(always)]
pub(crate) fn answer<F: Responses, C: Chooser>(
    policy: &InForce<C>,
    request: &CorsRequest<'_, F>,
    nesting: Nesting,
) -> Result<ResponseHeaders<F::Value>, F::Response> {
    // `{ *request }`: a copy where a function takes its address, so that it need not lie in memory for all other requests:
    // 13 instructions of each.
    //
    // A preflight never reaches the application, whatever is wrong with it
    // (<https://fetch.spec.whatwg.org/#cors-preflight-request>).
    if request.is_preflight() {
        return Err(preflight(policy, &{ *request }, C::CHOSEN_BY));
    }
    // Everything else does, with or without a grant (<https://fetch.spec.whatwg.org/#concept-cors-check>).
    let decided = decision::actual(policy, request);
    if let Actual::Refused(verdict) = decided
        && nesting == Nesting::Outermost
    {
        event::not_granted(policy, &{ *request }, verdict);
    }
    Ok(ResponseHeaders::new(policy, || C::Policy::keep(policy), C::CHOSEN_BY, &decided))
}

/// The response to a preflight.
pub(crate) fn preflight<F: Responses>(
    policy: &PolicyData,
    request: &CorsRequest<'_, F>,
    chosen_by: ChosenBy,
) -> F::Response {
    let granted = match decision::preflight(policy, request) {
        Ok(granted) => granted,
        Err(refusal) => return refused(policy, request, refusal, chosen_by),
    };
    let mut response = F::response(policy.preflight_status);
    response::granted(F::headers(&mut response), policy, chosen_by, &granted);
    response
}

/// The response to a preflight that is refused: without any CORS header.
pub(crate) fn refused<F: Responses>(
    policy: &PolicyData,
    request: &CorsRequest<'_, F>,
    refusal: Refusal<'_>,
    chosen_by: ChosenBy,
) -> F::Response {
    event::preflight_refused(policy, request, refusal);
    let mut response = F::response(FORBIDDEN);
    let headers = F::headers(&mut response);
    response::preflight_vary(headers, policy, chosen_by);
    explain(headers, || reason::preflight(policy, request, refusal));
    response
}

/// The response to every request that enters a policy inside another one, whatever it asks for: a service that works for
/// some requests only would hide the mistake.
pub(crate) fn nested<F: Responses>(outer: &Name, inner: &Name, remedy: &'static str) -> F::Response {
    let nested = Nested { outer, inner, remedy };
    event::nested(&nested);
    let mut response = F::response(500);
    explain(F::headers(&mut response), || reason::line(&nested));
    response
}

pub(crate) const FORBIDDEN: u16 = 403;

/// Says why a response is a refusal, for the developers of the service, where this crate is built with debug assertions:
/// in a header, because the network panels of browsers show those of a preflight, and not its body. `reason` is one line.
pub(crate) fn explain<H: Headers>(headers: &mut H, reason: impl FnOnce() -> String) {
    if cfg!(debug_assertions)
        && let Some(reason) = H::text(&reason())
    {
        headers.append(ResponseHeader::Refusal, reason);
    }
}
