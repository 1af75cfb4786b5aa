//! A configuration as the draft that the rules check, with the place of each of its values.

use std::rc::Rc;

use cors_policy::condition::Condition;
use cors_policy::draft::{Draft, DraftEntry, DraftList, EntryText, Place, Written};
use cors_policy::words::{FieldName, Waiver};

use super::PolicyConfig;
use super::shape::List;

/// The draft, and the text of each of its places.
pub(super) fn draft(config: &PolicyConfig) -> (Draft, Vec<String>) {
    let PolicyConfig { prefix, fields } = config;
    let mut places = Places(vec![config.name().to_owned()]);
    let field = |field: FieldName| match prefix {
        Some(prefix) => format!("{prefix}.{field}"),
        None => field.to_string(),
    };
    let mut draft = Draft::new(Place(0));
    draft.origins = fields.origins.as_ref().map(|origins| {
        places.list(&field(FieldName::Origins), origins, |entry| (&entry.origin, &entry.waivers))
    });
    let names = |list: &Option<List<String>>, name: FieldName, places: &mut Places| {
        list.as_ref().map(|list| places.list(&field(name), list, |name| (name, &[])))
    };
    draft.methods = names(&fields.methods, FieldName::Methods, &mut places);
    draft.headers = names(&fields.headers, FieldName::Headers, &mut places);
    draft.expose = names(&fields.expose, FieldName::Expose, &mut places);
    draft.credentials = fields.credentials.map(|value| places.value(field(FieldName::Credentials), value));
    let max_age = fields.max_age.as_ref().map(|max_age| max_age.0.clone());
    draft.max_age = max_age.map(|value| places.value(field(FieldName::MaxAge), value));
    let status = fields.preflight_status;
    draft.preflight_status = status.map(|value| places.value(field(FieldName::PreflightStatus), value));
    (draft, places.0)
}

struct Places(Vec<String>);

impl Places {
    fn add(&mut self, place: String) -> Place {
        self.0.push(place);
        Place(self.0.len() - 1)
    }

    fn value<T>(&mut self, place: String, value: T) -> Written<T> {
        Written::new(value, self.add(place))
    }

    fn list<T>(
        &mut self,
        place: &str,
        list: &List<T>,
        parts: impl Fn(&T) -> (&String, &[Waiver]),
    ) -> Written<Rc<DraftList>> {
        let value = match list {
            List::Any => DraftList::Any,
            List::Entries(entries) if entries.is_empty() => DraftList::Empty,
            List::Entries(entries) => {
                let entries = entries.iter().enumerate().map(|(at, entry)| {
                    let (text, waivers) = parts(entry);
                    let place = self.add(format!("{place}[{at}]"));
                    DraftEntry {
                        text: EntryText::Text(text.clone()),
                        when: Condition::default(),
                        waivers: waivers.iter().map(|waiver| Written::new(*waiver, place)).collect(),
                        has_broken_waiver: false,
                        is_shared: false,
                        place,
                    }
                });
                DraftList::Entries(entries.collect())
            }
        };
        self.value(place.to_owned(), Rc::new(value))
    }
}
