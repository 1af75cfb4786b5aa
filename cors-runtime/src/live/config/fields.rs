//! A configuration in a format of serde, straight into the draft that the rules check, and out of it again. The visitors
//! are hand-written: an untagged enum could only report that nothing matched.

use std::fmt;
use std::sync::Arc;

use cors_policy::draft::{Draft, DraftEntry, DraftList, EntryText, Written};
use cors_policy::violation::{joined, quote};
use cors_policy::words::{FieldName, Waiver};
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::PolicyConfig;
use super::foreign;
use super::places::{Format, POLICY, Settings, field};
use super::values::{OriginEntry, listed, whole};

/// Accepts only named fields: derived code would also take a list of values in the order of the fields.
impl<'de> Deserialize<'de> for PolicyConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PolicyVisitor)
    }
}

struct PolicyVisitor;

impl<'de> Visitor<'de> for PolicyVisitor {
    type Value = PolicyConfig;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a CORS policy, with `origins` and other fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut draft = Draft::new(POLICY);
        let mut seen = Vec::new();
        while let Some(name) = fields.next_key_seed(Key)? {
            if seen.contains(&name) {
                return Err(Error::duplicate_field(name.name()));
            }
            seen.push(name);
            let at = field(name);
            let list = match name {
                FieldName::Origins => &mut draft.origins,
                FieldName::Methods => &mut draft.methods,
                FieldName::Headers => &mut draft.headers,
                FieldName::Expose => &mut draft.expose,
                FieldName::Credentials => {
                    draft.credentials = fields.next_value::<Option<_>>()?.map(|flag| Written::new(flag, at));
                    continue;
                }
                FieldName::MaxAge => {
                    draft.max_age =
                        fields.next_value_seed(Any(Number(name)))?.map(|text| Written::new(text, at));
                    continue;
                }
                FieldName::PreflightStatus => {
                    let text = fields.next_value_seed(Any(Number(name)))?;
                    let status = text.and_then(|text| text.parse().ok());
                    draft.preflight_status = status.map(|number| Written::new(number, at));
                    continue;
                }
            };
            // In one place: each would bring its own copy of what reads a list, and make the program larger.
            *list = Some(fields.next_value_seed(Any(ListOf(name)))?);
        }
        Ok(PolicyConfig { draft, settings: Settings::new(Format::File) })
    }
}

/// The name of a field. Refused inside the visitor, because YAML adds the line only there.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = FieldName;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<FieldName, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = FieldName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<FieldName, E> {
        FieldName::from_name(name).ok_or_else(|| E::custom(foreign::field(name)))
    }
}

/// Lets the format decide what it has found: asked for a text, YAML would turn `null` into one.
struct Any<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Any<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self.0)
    }
}

/// The value of this field: a word, or a list.
struct ListOf(FieldName);

impl<'de> Visitor<'de> for ListOf {
    type Value = Written<Arc<DraftList>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(foreign::expected(self.0))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        match text {
            "any" => Ok(whole(self.0, DraftList::Any)),
            "none" => Ok(whole(self.0, DraftList::None)),
            _ => Err(E::custom(foreign::whole(self.0, "the text ", text))),
        }
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        Err(E::custom(foreign::whole(self.0, "", if flag { "true" } else { "false" })))
    }

    /// `null`, which is what YAML makes of a list whose entries are all commented out, is not the default.
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        let expected = foreign::expected(self.0);
        let help = match self.0 {
            FieldName::Origins => "write \"none\", or list the origins that may read",
            _ => "leave the field out for its default",
        };
        Err(E::custom(format_args!("expected {expected}, found nothing ({help})")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element_seed(Any(EntryOf(self.0)))? {
            list.push(entry);
        }
        Ok(listed(self.0, list))
    }
}

/// An entry of this field: a text, or in `origins` its fields.
struct EntryOf(FieldName);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFields {
    origin: String,
    #[serde(default, deserialize_with = "waivers")]
    dangerously_allow: Vec<Waiver>,
}

impl<'de> Visitor<'de> for EntryOf {
    type Value = OriginEntry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            FieldName::Origins => "an origin, or its fields `origin` and `dangerously_allow`",
            FieldName::Methods => "a method",
            _ => "the name of a header",
        })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(OriginEntry::new(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
        if self.0 != FieldName::Origins {
            return Err(Error::invalid_type(Unexpected::Map, &self));
        }
        let EntryFields { origin, dangerously_allow: waivers } =
            EntryFields::deserialize(MapAccessDeserializer::new(fields))?;
        Ok(OriginEntry { origin, waivers })
    }
}

/// The waiver of this name. A predicate is code, so no file can allow one.
fn waiver(text: &str) -> Result<Waiver, String> {
    let known = Waiver::ALL.into_iter().filter(|waiver| *waiver != Waiver::Predicates);
    known.clone().find(|waiver| waiver.name() == text).ok_or_else(|| {
        let known: Vec<_> = known.map(|waiver| format!("`{waiver}`")).collect();
        format!("unknown waiver {}, expected {}", quote(text), joined(&known, " or "))
    })
}

/// One waiver, or a list of them.
fn waivers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Waiver>, D::Error> {
    struct WaiverVisitor;

    impl<'de> Visitor<'de> for WaiverVisitor {
        type Value = Vec<Waiver>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a waiver or a list of waivers")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok(vec![waiver(text).map_err(E::custom)?])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut waivers: A) -> Result<Self::Value, A::Error> {
            let mut list = Vec::new();
            while let Some(text) = waivers.next_element::<String>()? {
                list.push(waiver(&text).map_err(Error::custom)?);
            }
            Ok(list)
        }
    }

    deserializer.deserialize_any(WaiverVisitor)
}

/// The number of this field, as text; none for `null`. An age that lacks its unit is for the rules to report, with what to
/// write instead.
struct Number(FieldName);

impl Number {
    fn text<E: Error>(&self, text: String, found: Unexpected<'_>) -> Result<Option<String>, E> {
        let is_legal = self.0 == FieldName::MaxAge || matches!(found, Unexpected::Unsigned(_));
        if is_legal { Ok(Some(text)) } else { Err(Error::invalid_value(found, self)) }
    }
}

impl Visitor<'_> for Number {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_age = self.0 == FieldName::MaxAge;
        f.write_str(if is_age { "a time such as `2h`" } else { "a number from 200 to 299" })
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        self.text(text.to_owned(), Unexpected::Str(text))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.text(number.to_string(), Unexpected::Unsigned(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        let found = u64::try_from(number).map_or(Unexpected::Signed(number), Unexpected::Unsigned);
        self.text(number.to_string(), found)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        self.text(number.to_string(), Unexpected::Float(number))
    }
}

/// So that a service can save its settings.
impl Serialize for PolicyConfig {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let draft = &self.draft;
        let mut fields = serializer.serialize_map(None)?;
        for field in FieldName::ALL {
            if let Some(list) = draft.list(field) {
                fields.serialize_entry(field.name(), &SerializedList(&list.value))?;
            }
        }
        if let Some(credentials) = &draft.credentials {
            fields.serialize_entry(FieldName::Credentials.name(), &credentials.value)?;
        }
        if let Some(max_age) = &draft.max_age {
            fields.serialize_entry(FieldName::MaxAge.name(), &max_age.value)?;
        }
        if let Some(status) = &draft.preflight_status {
            fields.serialize_entry(FieldName::PreflightStatus.name(), &status.value)?;
        }
        fields.end()
    }
}

struct SerializedList<'a>(&'a DraftList);

impl Serialize for SerializedList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            DraftList::Any => serializer.serialize_str("any"),
            DraftList::None => serializer.serialize_str("none"),
            DraftList::Empty => serializer.collect_seq([""; 0]),
            DraftList::Entries(entries) => serializer.collect_seq(entries.iter().map(SerializedEntry)),
        }
    }
}

struct SerializedEntry<'a>(&'a DraftEntry);

impl Serialize for SerializedEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let EntryText::Text(text) = &self.0.text else {
            return Err(serde::ser::Error::custom("`runtime` is not an entry of a configuration"));
        };
        if self.0.waivers.is_empty() {
            return serializer.serialize_str(text);
        }
        let mut fields = serializer.serialize_map(Some(2))?;
        fields.serialize_entry("origin", text)?;
        let waivers: Vec<_> = self.0.waivers.iter().map(|waiver| waiver.value.name()).collect();
        fields.serialize_entry("dangerously_allow", &waivers)?;
        fields.end()
    }
}
