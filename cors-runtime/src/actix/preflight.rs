//! What a preflight hears.

use std::cell::Cell;
use std::rc::Rc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderValue;
#[cfg(debug_assertions)]
use actix_web::{body::BoxBody, http::header};

use super::source::{PolicySource, RunTime};
use super::view::Seen;
use super::{event, headers};
use crate::decision::{self, Granted, GrantedMethod};
use crate::policy::Facts;
use crate::verdict::Verdict;

/// An answer, ready to be written.
#[derive(Debug)]
pub(super) enum Answer {
    Granted { facts: &'static Facts, origin: headers::AllowOrigin, method: HeaderValue },
    Refused(Refusal),
}

/// A refusal, and what is told of it to whoever reads events and debug reasons.
#[derive(Debug)]
pub(super) struct Refusal {
    /// `None`: the route takes no part in CORS.
    facts: Option<&'static Facts>,
    verdict: Verdict,
    origin: Option<HeaderValue>,
    #[cfg(debug_assertions)]
    reason: String,
}

impl Answer {
    /// What `policy` answers. On a route, `methods` are the route's: Access-Control-Allow-Methods names the asked one
    /// even where the policy allows any.
    pub(super) fn of(
        policy: &impl PolicySource,
        seen: &Seen<'_>,
        methods: Option<&'static [&'static str]>,
    ) -> Self {
        let facts = policy.facts();
        match decision::preflight(facts, &RunTime(policy), &seen.view) {
            Ok(Granted { origin, method }) => Self::Granted {
                facts,
                origin: headers::AllowOrigin::of(facts, origin, seen.origin),
                method: method_value(facts, method, seen, methods),
            },
            Err(verdict) => Self::refused(Some(facts), seen, verdict),
        }
    }

    /// A refusal with this verdict.
    pub(super) fn refused(facts: Option<&'static Facts>, seen: &Seen<'_>, verdict: Verdict) -> Self {
        Self::Refused(Refusal {
            facts,
            verdict,
            origin: event::origin(seen.origin),
            #[cfg(debug_assertions)]
            reason: super::reason::reason(facts, seen, verdict),
        })
    }

    /// Writes it, and says so where it is a refusal.
    pub(super) fn say(&self) -> HttpResponse {
        if let Self::Refused(refusal) = self {
            let name = refusal.facts.map_or("none", |facts| facts.name);
            event::refused(name, true, refusal.origin.as_ref(), refusal.verdict);
        }
        self.response()
    }

    /// Writes it.
    fn response(&self) -> HttpResponse {
        match self {
            Self::Granted { facts, origin, method } => {
                let status = StatusCode::from_u16(facts.preflight_status).unwrap_or(StatusCode::NO_CONTENT);
                let mut response = HttpResponse::new(status);
                headers::granted(response.headers_mut(), facts, origin, method.clone());
                response
            }
            Self::Refused(refusal) => refusal.response(),
        }
    }
}

impl Refusal {
    fn response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(StatusCode::FORBIDDEN);
        headers::preflight_vary(response.headers_mut(), self.facts.is_none_or(headers::varies));
        #[cfg(debug_assertions)]
        {
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
            headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            response = response.set_body(BoxBody::new(self.reason.clone()));
        }
        response
    }
}

/// Access-Control-Allow-Methods: the asked method, as a constant of the policy or of the route. Browsers cache every
/// method that it lists for the URL, so that a policy for another method would never be asked.
fn method_value(
    facts: &'static Facts,
    method: GrantedMethod,
    seen: &Seen<'_>,
    methods: Option<&'static [&'static str]>,
) -> HeaderValue {
    let of_route = methods.and_then(|methods| {
        let asked = seen.asked_method()?;
        methods.iter().find(|method| method.as_bytes() == asked)
    });
    match (of_route, method) {
        (Some(method), GrantedMethod::Any) => HeaderValue::from_static(method),
        (_, GrantedMethod::Listed(at)) if at < facts.wire.methods.len() => facts.wire.methods[at].0.clone(),
        _ => HeaderValue::from_static("*"),
    }
}

/// A preflight that was passed on, because a route with a policy of its own may be meant.
#[derive(Debug)]
pub(super) struct Forwarded {
    /// What this policy says, should there be no such route.
    answer: Answer,
    /// What it says should something in between have stopped the preflight.
    stopped: Answer,
    /// Whether a route's own policy has answered.
    answered: Rc<Cell<bool>>,
}

impl Forwarded {
    pub(super) fn new(
        policy: &impl PolicySource,
        seen: &Seen<'_>,
        answer: Answer,
        answered: Rc<Cell<bool>>,
    ) -> Self {
        let stopped = Answer::refused(Some(policy.facts()), seen, Verdict::StoppedInBetween);
        Self { answer, stopped, answered }
    }

    /// What this policy says in place of what came back with `status`; `None` where a route has spoken.
    pub(super) fn replace(&self, status: StatusCode) -> Option<&Answer> {
        match status {
            _ if self.answered.get() => None,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(&self.answer),
            _ => Some(&self.stopped),
        }
    }

    /// The same for what comes back as an error.
    pub(super) fn replace_error(self, error: &mut actix_web::Error) {
        let said = Cell::new(false);
        error.add_response_mapper(move |response: HttpResponse| match self.replace(response.status()) {
            None => response,
            Some(answer) if said.replace(true) => answer.response(),
            Some(answer) => answer.say(),
        });
    }
}
