//! Texts and slices that are constants or were read by the running service, for `const fn`s.

use std::borrow::Cow;

/// Texts that a policy holds.
#[derive(Debug, Clone)]
// See `Allowed`.
#[repr(u8)]
pub enum Texts {
    /// Written by the macro.
    Constant(&'static [&'static str]),
    /// Read at run time.
    Joined(Joined),
}

/// Texts one after the other: a list that is read at run time may be long, and each allocation counts.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Joined {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    #[inline]
    const fn get(&self, at: usize) -> &str {
        let ends = self.ends.as_slice();
        let (until_end, _) = self.text.as_str().split_at(ends[at]);
        if at == 0 { until_end } else { until_end.split_at(ends[at - 1]).1 }
    }
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut joined = Joined::default();
        for text in texts {
            joined.push(text.as_ref());
        }
        joined.into()
    }
}

/// Without the memory that it does not need.
impl From<Joined> for Texts {
    fn from(mut joined: Joined) -> Self {
        joined.text.shrink_to_fit();
        joined.ends.shrink_to_fit();
        Self::Joined(joined)
    }
}

impl Texts {
    /// How many there are.
    #[inline]
    pub const fn len(&self) -> usize {
        match self {
            Self::Constant(texts) => texts.len(),
            Self::Joined(texts) => texts.ends.len(),
        }
    }

    /// Whether there are none.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text at an index below [`len`](Self::len).
    #[inline]
    pub const fn get(&self, at: usize) -> &str {
        match self {
            Self::Constant(texts) => texts[at],
            Self::Joined(texts) => texts.get(at),
        }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The same constants.
    pub(super) const fn shared(&'static self) -> Self {
        Self::Constant(self.constants())
    }

    /// The same texts in another order.
    #[cfg(feature = "origins")]
    pub(super) fn in_order(&self, order: &[usize]) -> Self {
        let bytes = self.iter().map(str::len).sum();
        let mut joined = Joined { text: String::with_capacity(bytes), ends: Vec::with_capacity(order.len()) };
        for at in order {
            joined.push(self.get(*at));
        }
        joined.into()
    }

    /// Those of a constant policy; none of what was read at run time.
    pub const fn constants(&self) -> &'static [&'static str] {
        match self {
            Self::Constant(texts) => texts,
            Self::Joined(_) => &[],
        }
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

/// The elements, in a `const fn` too.
#[allow(clippy::ptr_arg, reason = "a `const fn` cannot dereference a `Cow`")]
#[inline]
pub(super) const fn slice<'a, T: Clone>(elements: &'a Cow<'static, [T]>) -> &'a [T] {
    match elements {
        Cow::Borrowed(elements) => elements,
        Cow::Owned(elements) => elements.as_slice(),
    }
}

/// The same elements, without a copy.
#[allow(clippy::ptr_arg, reason = "a `const fn` cannot dereference a `Cow`")]
pub(super) const fn borrowed<T: Clone>(elements: &'static Cow<'static, [T]>) -> Cow<'static, [T]> {
    Cow::Borrowed(slice(elements))
}

/// The text, in a `const fn` too.
#[allow(clippy::ptr_arg, reason = "a `const fn` cannot dereference a `Cow`")]
#[inline]
pub const fn text<'a>(text: &'a Cow<'static, str>) -> &'a str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => text.as_str(),
    }
}
