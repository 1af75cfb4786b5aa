//! The shapes that values may have. The visitors are hand-written, because an untagged enum could only report that
//! nothing matched.

use std::fmt;
use std::marker::PhantomData;

use cors_policy::fault::quote;
use cors_policy::words::Waiver;
use serde::de::{Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `"any"`, or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum List<T> {
    Any,
    Entries(Vec<T>),
}

/// An origin, and its waivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OriginEntry {
    pub(super) origin: String,
    pub(super) waivers: Vec<Waiver>,
}

/// A number and its unit, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MaxAge(pub(super) String);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Visit<T> {
            type Value = List<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`any` or a list")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                if text == "any" {
                    return Ok(List::Any);
                }
                let text = quote(text);
                Err(E::custom(format_args!(
                    "expected `any` or a list, found the text {text}: put it in a list"
                )))
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Err(E::custom(
                    "expected `any` or a list, found nothing (leave the field out for its default)",
                ))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(entry) = entries.next_element()? {
                    list.push(entry);
                }
                Ok(List::Entries(list))
            }
        }

        deserializer.deserialize_any(Visit(PhantomData))
    }
}

impl<'de> Deserialize<'de> for OriginEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields {
            origin: String,
            #[serde(default)]
            dangerously_allow: Waivers,
        }

        struct Visit;

        impl<'de> Visitor<'de> for Visit {
            type Value = OriginEntry;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an origin, or its fields `origin` and `dangerously_allow`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(OriginEntry { origin: text.to_owned(), waivers: Vec::new() })
            }

            fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
                let Fields { origin, dangerously_allow: Waivers(waivers) } =
                    Fields::deserialize(MapAccessDeserializer::new(fields))?;
                Ok(OriginEntry { origin, waivers })
            }
        }

        deserializer.deserialize_any(Visit)
    }
}

/// One waiver, or a list of them.
#[derive(Default)]
struct Waivers(Vec<Waiver>);

impl<'de> Deserialize<'de> for Waivers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;

        impl<'de> Visitor<'de> for Visit {
            type Value = Waivers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a waiver or a list of waivers")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                waiver(text).map(|waiver| Waivers(vec![waiver]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut waivers: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(text) = waivers.next_element::<String>()? {
                    list.push(waiver(&text)?);
                }
                Ok(Waivers(list))
            }
        }

        deserializer.deserialize_any(Visit)
    }
}

fn waiver<E: Error>(text: &str) -> Result<Waiver, E> {
    Waiver::of(text).filter(|waiver| *waiver != Waiver::Predicates).ok_or_else(|| {
        let (text, known) = (quote(text), [Waiver::InsecureOrigins, Waiver::PublicSuffixes]);
        E::custom(format_args!("there is no waiver {text}: write `{}` or `{}`", known[0], known[1]))
    })
}

impl<'de> Deserialize<'de> for MaxAge {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;

        impl Visitor<'_> for Visit {
            type Value = MaxAge;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time such as `2h`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(MaxAge(text.to_owned()))
            }

            // A number lacks its unit. The rules report that, with what to write instead.
            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(MaxAge(number.to_string()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(MaxAge(number.to_string()))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
                Ok(MaxAge(number.to_string()))
            }
        }

        deserializer.deserialize_any(Visit)
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Any => serializer.serialize_str("any"),
            Self::Entries(entries) => entries.serialize(serializer),
        }
    }
}

impl Serialize for OriginEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            origin: &'a str,
            dangerously_allow: Vec<&'static str>,
        }

        if self.waivers.is_empty() {
            return serializer.serialize_str(&self.origin);
        }
        let dangerously_allow = self.waivers.iter().map(|waiver| waiver.name()).collect();
        Fields { origin: &self.origin, dangerously_allow }.serialize(serializer)
    }
}

impl Serialize for MaxAge {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
