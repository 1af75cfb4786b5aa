//! Conditions under which an entry exists, as plain data. The predicate of a `#[cfg(…)]` is only a number here,
//! and whether it holds is not known yet, so everything is checked for every combination.

/// The most numbers that the lists of one policy may name: each doubles the tables.
pub const MOST_NUMBERS: usize = 4;

/// When an entry exists.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Where all of these hold; always, if there are none.
    All(Vec<Condition>),
    /// Where one of these holds.
    Any(Vec<Condition>),
    /// Where this does not hold.
    Not(Box<Condition>),
    /// Where this one holds.
    Number(usize),
}

/// Always.
impl Default for Condition {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// One combination: which of the numbers hold.
#[derive(Debug, Clone, Copy)]
pub struct Build<'a> {
    numbers: &'a [usize],
    holds: usize,
}

impl Build<'_> {
    /// The only one if there are no conditions.
    pub const ONLY: Build<'static> = Build { numbers: &[], holds: 0 };

    /// Each number, and whether it holds.
    pub fn numbers(&self) -> impl Iterator<Item = (usize, bool)> {
        self.numbers.iter().enumerate().map(|(bit, number)| (*number, self.holds >> bit & 1 == 1))
    }
}

/// The numbers that `conditions` name, each once.
pub fn numbers<'a>(conditions: impl Iterator<Item = &'a Condition>) -> Vec<usize> {
    let mut numbers = Vec::new();
    for condition in conditions {
        condition.add_numbers(&mut numbers);
    }
    numbers
}

/// Every combination of `numbers`; one, empty, where there are none.
pub fn builds(numbers: &[usize]) -> impl Iterator<Item = Build<'_>> + Clone {
    (0..1_usize << numbers.len().min(MOST_NUMBERS)).map(move |holds| Build { numbers, holds })
}

impl Condition {
    /// The conjunction of both. What both say is said once, so that a chain of bases that repeat a condition makes it no
    /// longer.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        let mut all = match self {
            Self::All(inner) => inner,
            condition => vec![condition],
        };
        let others = if let Self::All(inner) = other { inner } else { std::slice::from_ref(other) };
        for condition in others {
            if !all.contains(condition) {
                all.push(condition.clone());
            }
        }
        if all.len() == 1 { all.remove(0) } else { Self::All(all) }
    }

    /// Whether it holds in this combination.
    pub fn holds(&self, build: Build<'_>) -> bool {
        match self {
            Self::All(inner) => inner.iter().all(|condition| condition.holds(build)),
            Self::Any(inner) => inner.iter().any(|condition| condition.holds(build)),
            Self::Not(inner) => !inner.holds(build),
            Self::Number(number) => build.numbers().any(|(known, holds)| known == *number && holds),
        }
    }

    fn add_numbers(&self, into: &mut Vec<usize>) {
        match self {
            Self::All(inner) | Self::Any(inner) => {
                for condition in inner {
                    condition.add_numbers(into);
                }
            }
            Self::Not(inner) => inner.add_numbers(into),
            Self::Number(number) => {
                if !into.contains(number) {
                    into.push(*number);
                }
            }
        }
    }

    /// As it would be written; `cfg_text` says what a number stands for.
    #[cfg(feature = "macros")]
    pub fn describe<'a>(&self, cfg_text: &dyn Fn(usize) -> &'a str) -> String {
        let list =
            |inner: &[Self]| inner.iter().map(|one| one.describe(cfg_text)).collect::<Vec<_>>().join(", ");
        match self {
            Self::All(inner) => format!("all({})", list(inner)),
            Self::Any(inner) => format!("any({})", list(inner)),
            Self::Not(inner) => format!("not({})", inner.describe(cfg_text)),
            Self::Number(number) => cfg_text(*number).to_owned(),
        }
    }

    /// Without any condition.
    pub fn is_always(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests;
