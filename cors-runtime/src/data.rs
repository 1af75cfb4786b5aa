//! A policy in force, with the header values that are ready before a request comes.

use std::borrow::Cow;
use std::ops::Deref;

use cors_policy::data::{Data, HeaderValues, Outcome};
use cors_policy::lookup::OriginSet;

use crate::header_value::HeaderValue;
use crate::origin_values::OriginValues;

/// A policy in force. Not public API: only [`cors!`](crate::cors) writes one down.
#[derive(Debug, Clone)]
pub struct PolicyData {
    /// What it says.
    pub data: Data,
    /// What it writes as Access-Control-Allow-Origin.
    pub origin_values: OriginValues,
    /// What else it writes. The values count references, and a `const` cannot read what holds them: they are behind a
    /// pointer, in a static of their own.
    pub values: HeaderValues<Cow<'static, [HeaderValue]>>,
}

impl Deref for PolicyData {
    type Target = Data;

    #[inline]
    fn deref(&self) -> &Data {
        &self.data
    }
}

/// What generated code asks in a `const`, where nothing is dereferenced.
impl PolicyData {
    /// See [`Data::expect`].
    pub const fn expect(&self, allow: bool, origin: &str, method: &str, headers: &[&str]) -> Outcome {
        self.data.expect(allow, origin, method, headers)
    }

    /// See [`Data::allows_route`].
    pub const fn allows_route(&self, method: &str) -> bool {
        self.data.allows_route(method)
    }

    /// See [`OriginSet::shared`].
    pub const fn shared_origins(&'static self) -> OriginSet {
        self.data.origins.shared()
    }

    /// Their header values.
    pub const fn shared_values(&'static self) -> OriginValues {
        self.origin_values
    }

    /// See [`Data::agrees_with_route`].
    pub const fn agrees_with_route(&self, run_time: bool) -> bool {
        self.data.agrees_with_route(run_time)
    }
}
