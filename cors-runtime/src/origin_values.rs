//! What a policy writes as Access-Control-Allow-Origin for the exact origins of its list.

use std::fmt;
use std::sync::OnceLock;

use crate::data::PolicyData;
use crate::header_value::HeaderValue;

/// The values, for each slot of the table. Not public API.
#[derive(Debug, Clone, Copy)]
pub enum OriginValues {
    /// Constants.
    Constant(&'static [HeaderValue]),
    /// Those of a long list, which the compiler would need seconds to evaluate.
    Made(&'static OnFirstUse),
    /// None: the list was read at run time, and the value of the request that matched is repeated.
    Repeated,
}

impl OriginValues {
    /// The value for a request whose `Origin` is the text in this slot; `None` if its own is to be repeated.
    #[inline]
    pub(crate) fn get(self, slot: usize) -> Option<&'static HeaderValue> {
        match self {
            Self::Constant(values) => Some(&values[slot]),
            Self::Made(list) => Some(&list.values()[slot]),
            Self::Repeated => None,
        }
    }
}

/// The header values of a constant policy, made of its texts when a request first needs one.
pub struct OnFirstUse {
    policy: &'static PolicyData,
    values: OnceLock<Box<[HeaderValue]>>,
}

impl OnFirstUse {
    /// Those of `policy`.
    pub const fn of(policy: &'static PolicyData) -> Self {
        Self { policy, values: OnceLock::new() }
    }

    fn values(&'static self) -> &'static [HeaderValue] {
        self.values.get_or_init(|| {
            let texts = self.policy.origins.list().map_or(&[][..], |list| list.exact.texts.constants());
            texts.iter().map(|text| HeaderValue::constant(text)).collect()
        })
    }
}

/// Without the policy, which holds it.
impl fmt::Debug for OnFirstUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnFirstUse")
    }
}
