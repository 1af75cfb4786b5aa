//! What an actual request's response carries.

use std::cell::{Cell, Ref};
use std::rc::Rc;

use actix_web::dev::{Extensions, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderValue};
use actix_web::{Error, HttpMessage as _, HttpResponse};

use super::checked::Checked;
use super::source::{PolicySource, RunTime};
use super::spoken::{self, Spoken};
use super::view::Seen;
use super::{event, headers, marks};
use crate::decision::{self, Actual};
use crate::policy::Facts;
use crate::verdict::Verdict;

/// What the response will carry, decided before the application sees the request.
#[derive(Debug, Clone)]
pub(super) struct Dress {
    /// `None`: the route takes no part in CORS.
    facts: Option<&'static Facts>,
    grant: Grant,
    place: Place,
    /// What a route's own policy inside this one decided.
    spoken: Option<Box<Spoken>>,
    checked: Option<Checked>,
}

#[derive(Debug, Clone)]
enum Grant {
    Origin(headers::AllowOrigin),
    NoOrigin,
    Refused(Verdict, Option<HeaderValue>),
}

/// Where the policy stands among others.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// There is no other policy on this worker.
    Alone,
    /// Around the application, or a part of it.
    Around { reported: Rc<Cell<bool>> },
    /// On a route, perhaps inside a wrapped policy that was stacked inside another one.
    Route { stacked_outside: bool, reported: Rc<Cell<bool>> },
}

impl Dress {
    /// What `policy` says of the request.
    pub(super) fn of(policy: &impl PolicySource, seen: &Seen<'_>, place: Place) -> Self {
        let facts = policy.facts();
        Self::decided(facts, decision::actual(facts, &RunTime(policy), &seen.view), seen, place)
    }

    /// The same, once that is decided.
    fn decided(facts: &'static Facts, decided: Actual, seen: &Seen<'_>, place: Place) -> Self {
        let grant = match decided {
            Actual::Granted(origin) => headers::AllowOrigin::of(facts, origin, seen.origin)
                .map_or(Grant::Refused(Verdict::OriginNotAllowed, None), Grant::Origin),
            Actual::NoOrigin => Grant::NoOrigin,
            Actual::Refused(verdict) => Grant::Refused(verdict, event::origin(seen.origin)),
        };
        // Who is open to any origin has not checked this one.
        let allowed = match grant {
            Grant::Origin(_) => headers::varies(facts).then_some(true),
            Grant::NoOrigin => None,
            Grant::Refused(..) => Some(false),
        };
        let checked = allowed.map(|allowed| Checked::new(seen.head, allowed));
        Self { facts: Some(facts), grant, place, spoken: None, checked }
    }

    /// What a route that takes no part in CORS says.
    pub(super) fn nothing(place: Place) -> Self {
        Self { facts: None, grant: Grant::NoOrigin, place, spoken: None, checked: None }
    }

    /// Runs what is inside the policy: a call of its service, or a poll of its future.
    pub(super) fn around<R>(&mut self, inside: impl FnOnce() -> R) -> R {
        let listening = || match self.place {
            Place::Around { .. } => spoken::listen(&mut self.spoken, inside),
            Place::Alone | Place::Route { .. } => inside(),
        };
        match self.checked {
            Some(checked) => checked.around(listening),
            None => listening(),
        }
    }

    /// Tells a policy around this one, which is on a route, what it decided.
    pub(super) fn speak(&self) {
        spoken::speak(self.spoken(true));
    }

    fn spoken(&self, full: bool) -> Spoken {
        let origin = match &self.grant {
            Grant::Origin(origin) if full => Some(origin.clone()),
            _ => None,
        };
        Spoken { facts: self.facts, origin }
    }

    /// Puts the headers on the application's response.
    pub(super) fn put_on<B>(&self, response: &mut ServiceResponse<B>) {
        let speech = self.speech(|| response.request().extensions());
        self.write(&speech, response.headers_mut());
        self.tell(&speech);
        if let (Place::Route { .. }, Speech::Bare) = (&self.place, speech) {
            spoken::speak(self.spoken(false));
        }
    }

    /// Puts them on the response that `error` will turn into: to Fetch an error is a response like any other.
    pub(super) fn put_on_error(self, error: &mut Error) {
        // A mapper runs each time that the error is turned into a response, but a refusal is one event.
        let told = Cell::new(false);
        error.add_response_mapper(move |mut response: HttpResponse| {
            let speech = self.speech(|| response.extensions());
            self.write(&speech, response.headers_mut());
            if !told.replace(true) {
                self.tell(&speech);
            }
            if let Place::Route { .. } = self.place {
                let full = matches!(speech, Speech::Full);
                response.extensions_mut().insert(self.spoken(full));
            }
            response
        });
    }

    /// The marks stand in the request's extensions, for an error in those of its response.
    fn speech<'e>(&self, extensions: impl FnOnce() -> Ref<'e, Extensions>) -> Speech {
        let reported = match &self.place {
            Place::Alone | Place::Route { stacked_outside: true, .. } => return Speech::Full,
            Place::Route { reported, .. } | Place::Around { reported } => reported,
        };
        let extensions = extensions();
        let stacked = marks::stacked_inside(&extensions);
        // A flag in the middleware and not in the mark, so that it is one event and not one for each request.
        if let Some(inner) = stacked
            && !reported.replace(true)
        {
            event::stacked(self.facts.map_or("none", |facts| facts.name), inner);
        }
        if let Place::Around { .. } = self.place {
            // What an error's response says was said later.
            if let Some(spoken) = extensions.get().or(self.spoken.as_deref()) {
                return Speech::Relayed(spoken.clone());
            }
            if marks::is_decided(&extensions) {
                return Speech::Silent;
            }
        }
        if stacked.is_some() { Speech::Bare } else { Speech::Full }
    }

    fn write(&self, speech: &Speech, headers: &mut HeaderMap) {
        match (speech, self.facts, &self.grant) {
            (Speech::Silent, ..) => {}
            (Speech::Relayed(Spoken { facts: Some(facts), origin }), ..) => {
                headers::actual(headers, facts, origin.as_ref());
            }
            (Speech::Relayed(Spoken { facts: None, .. }), ..) | (_, None, _) => {
                headers::strip(headers);
            }
            (Speech::Full, Some(facts), Grant::Origin(origin)) => {
                headers::actual(headers, facts, Some(origin));
            }
            (_, Some(facts), _) => headers::actual(headers, facts, None),
        }
    }

    fn tell(&self, speech: &Speech) {
        if let (Speech::Full, Some(facts), Grant::Refused(verdict, origin)) =
            (speech, self.facts, &self.grant)
        {
            event::refused(facts.name, false, origin.as_ref(), *verdict);
        }
    }
}

/// What the only policy on a worker puts on a response where constants are enough, which is the rule: no echo, nobody
/// who listens to refusals. It is small and has nothing to drop, which is worth a header or two.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain {
    facts: &'static Facts,
    /// `None`: no grant.
    origin: Option<&'static HeaderValue>,
    checked: Option<Checked>,
}

impl Plain {
    /// What `policy` says of the request, the long way round where this is not enough.
    pub(super) fn of(policy: &impl PolicySource, seen: &Seen<'_>) -> Result<Self, Dress> {
        let facts = policy.facts();
        let decided = decision::actual(facts, &RunTime(policy), &seen.view);
        let (origin, allowed) = match decided {
            Actual::NoOrigin => (None, None),
            Actual::Granted(origin) => match headers::constant(facts, origin) {
                Some(constant) => (Some(constant), headers::varies(facts).then_some(true)),
                None => return Err(Dress::decided(facts, decided, seen, Place::Alone)),
            },
            Actual::Refused(_) if event::wanted() => {
                return Err(Dress::decided(facts, decided, seen, Place::Alone));
            }
            Actual::Refused(_) => (None, Some(false)),
        };
        let checked = allowed.map(|allowed| Checked::new(seen.head, allowed));
        Ok(Self { facts, origin, checked })
    }

    /// As [`Dress::around`].
    pub(super) fn around<R>(self, inside: impl FnOnce() -> R) -> R {
        match self.checked {
            Some(checked) => checked.around(inside),
            None => inside(),
        }
    }

    /// As [`Dress::put_on`].
    pub(super) fn put_on<B>(self, response: &mut ServiceResponse<B>) {
        let origin = self.origin.map(headers::AllowOrigin::Constant);
        headers::actual(response.headers_mut(), self.facts, origin.as_ref());
    }

    /// As [`Dress::put_on_error`].
    pub(super) fn put_on_error(self, error: &mut Error) {
        let origin = self.origin.map(headers::AllowOrigin::Constant);
        error.add_response_mapper(move |mut response: HttpResponse| {
            headers::actual(response.headers_mut(), self.facts, origin.as_ref());
            response
        });
    }
}

/// What a policy does to a response, once it knows what other policies did.
#[derive(Debug)]
enum Speech {
    /// It writes what it decided.
    Full,
    /// It writes no grant.
    Bare,
    /// It writes what a route's own policy decided, once more: middleware in between may have written other things.
    Relayed(Spoken),
    /// It leaves the response alone: a route's own policy has spoken, but where nobody could hear it.
    Silent,
}

/// A stacked policy's `Err`: the policy that governs learns of it by the error's response.
pub(super) fn tell_error_stacked(error: &mut Error, name: &'static str) {
    error.add_response_mapper(move |mut response: HttpResponse| {
        marks::stack_inside(&mut response.extensions_mut(), name);
        response
    });
}
