//! What a preflight hears.

use std::cell::Cell;
use std::rc::Rc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderValue};
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
        let granted = decision::preflight(facts, &RunTime(policy), &seen.view).and_then(|granted| {
            let Granted { origin, method } = granted;
            let origin = headers::AllowOrigin::of(facts, origin, seen.origin);
            let method = method_value(facts, method, seen, methods);
            Ok((origin.ok_or(Verdict::OriginNotAllowed)?, method.ok_or(Verdict::MethodNotAllowed)?))
        });
        match granted {
            Ok((origin, method)) => Self::Granted { facts, origin, method },
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

    /// Writes the CORS headers of a route's answer once more: middleware in between may have written other ones.
    pub(super) fn repeat(&self, headers: &mut HeaderMap) {
        headers::strip(headers);
        if let Self::Granted { facts, origin, method } = self {
            headers::grant(headers, facts, origin, method.clone());
        }
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
/// method that it lists for the URL, so that a policy for another method would never be asked. `None`, which cannot
/// be, grants nothing.
fn method_value(
    facts: &'static Facts,
    method: GrantedMethod,
    seen: &Seen<'_>,
    methods: Option<&'static [&'static str]>,
) -> Option<HeaderValue> {
    match (method, methods) {
        (GrantedMethod::Listed(at), _) => Some(facts.wire.methods.get(at)?.0.clone()),
        (GrantedMethod::Any, None) => Some(HeaderValue::from_static("*")),
        (GrantedMethod::Any, Some(methods)) => {
            let asked = seen.asked_method()?;
            let method = methods.iter().find(|method| method.as_bytes() == asked)?;
            Some(HeaderValue::from_static(method))
        }
    }
}

/// A preflight that was passed on, because a route with a policy of its own may be meant.
pub(super) struct Forwarded {
    /// What this policy says, should there be no such route.
    answer: Answer,
    /// What it says should something in between have stopped the preflight.
    stopped: Answer,
    /// What a route's own policy has answered.
    answered: Rc<Cell<Option<Answer>>>,
}

impl Forwarded {
    pub(super) fn new(
        policy: &impl PolicySource,
        seen: &Seen<'_>,
        answer: Answer,
        answered: Rc<Cell<Option<Answer>>>,
    ) -> Self {
        let stopped = Answer::refused(Some(policy.facts()), seen, Verdict::StoppedInBetween);
        Self { answer, stopped, answered }
    }

    /// What a route's own policy has answered, if it has.
    pub(super) fn answered(&self) -> Option<Answer> {
        self.answered.take()
    }

    /// What this policy says in place of what came back with `status`, where no route has answered.
    pub(super) fn replace(&self, status: StatusCode) -> &Answer {
        match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => &self.answer,
            _ => &self.stopped,
        }
    }

    /// The same for what comes back as an error.
    pub(super) fn replace_error(self, error: &mut actix_web::Error) {
        let answered = self.answered();
        let said = Cell::new(false);
        error.add_response_mapper(move |mut response: HttpResponse| {
            if let Some(answered) = &answered {
                answered.repeat(response.headers_mut());
                return response;
            }
            let answer = self.replace(response.status());
            if said.replace(true) { answer.response() } else { answer.say() }
        });
    }
}
