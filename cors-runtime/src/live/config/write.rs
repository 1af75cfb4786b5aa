//! A configuration written out again, so that a service can save its settings.

use cors_policy::draft::{DraftEntry, DraftList, EntryText};
use cors_policy::words::FieldName;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::PolicyConfig;

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
