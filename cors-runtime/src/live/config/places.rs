//! Where the values of a configuration are: numbers for the rules, and words for whoever reads what they say.

use cors_policy::draft::Place;
use cors_policy::words::FieldName;

/// The policy as a whole.
pub(super) const POLICY: Place = Place(0);

/// The bits of a number that say which field it is.
const FIELD_BITS: u32 = 8;

/// A field.
pub(super) fn field(field: FieldName) -> Place {
    Place(field as usize + 1)
}

/// An entry of a list, counted from 0.
pub(super) fn entry(field: FieldName, at: usize) -> Place {
    Place(self::field(field).0 | (at + 1) << FIELD_BITS)
}

/// How the service writes its settings, and what it calls them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settings {
    pub(super) format: Format,
    /// The path of the whole policy.
    pub(super) prefix: Option<String>,
    /// The names of single fields.
    pub(super) fields: Vec<(FieldName, String)>,
}

/// Where a configuration comes from, which decides how its values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// From serde: texts are in double quotes, and a field may be a word.
    File,
    /// From values of the service: how its settings are written is its own affair, and so is whether they can say `any`
    /// or `none`.
    Values,
}

impl Settings {
    /// Of this format, under the names of the language.
    pub(super) fn new(format: Format) -> Self {
        Self { format, prefix: None, fields: Vec::new() }
    }

    pub(super) fn policy(&self) -> &str {
        self.prefix.as_deref().unwrap_or("configuration")
    }

    pub(super) fn field(&self, field: FieldName) -> String {
        if let Some((_, name)) = self.fields.iter().rev().find(|(named, _)| *named == field) {
            return name.clone();
        }
        match &self.prefix {
            Some(prefix) => format!("{prefix}.{field}"),
            None => field.to_string(),
        }
    }

    /// A sentence about our fields, with the service's own names for them: what stands between two backticks.
    pub(super) fn in_words(&self, sentence: &str) -> String {
        let mut words = String::new();
        for (at, piece) in sentence.split_inclusive('`').enumerate() {
            let between = piece.strip_suffix('`').filter(|_| at > 0);
            match self.fields.iter().rfind(|(field, _)| between == Some(field.name())) {
                Some((_, name)) => words.extend([name, "`"]),
                None => words.push_str(piece),
            }
        }
        words
    }

    pub(super) fn place(&self, place: Place) -> String {
        let (field, entry) = (place.0 & ((1 << FIELD_BITS) - 1), place.0 >> FIELD_BITS);
        let field = field.checked_sub(1).and_then(|at| FieldName::ALL.get(at));
        match (field, entry.checked_sub(1)) {
            (None, _) => self.policy().to_owned(),
            (Some(field), None) => self.field(*field),
            (Some(field), Some(at)) => format!("{}[{at}]", self.field(*field)),
        }
    }
}
