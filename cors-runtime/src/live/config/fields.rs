//! The fields of a policy.

use std::fmt;

use serde::de::{MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::PolicyConfig;
use super::shape::{List, MaxAge, OriginEntry};

/// As in the configuration; `None` if a field is missing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fields {
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) origins: Option<List<OriginEntry>>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) methods: Option<List<String>>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) headers: Option<List<String>>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) expose: Option<List<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) credentials: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) max_age: Option<MaxAge>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) preflight_status: Option<u64>,
}

/// A list that is given is one: `null`, which is what YAML makes of a list whose entries are all commented out, is not
/// the default.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<List<T>>, D::Error> {
    List::deserialize(deserializer).map(Some)
}

/// Accepts only named fields: derived code would also take a list of values in the order of the fields.
impl<'de> Deserialize<'de> for PolicyConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;

        impl<'de> Visitor<'de> for Visit {
            type Value = PolicyConfig;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a CORS policy, with `origins` and other fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
                let fields = Fields::deserialize(MapAccessDeserializer::new(fields))?;
                Ok(PolicyConfig { prefix: None, fields })
            }
        }

        deserializer.deserialize_map(Visit)
    }
}

impl Serialize for PolicyConfig {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fields.serialize(serializer)
    }
}
