//! Texts and slices that are constants or were read by the running service, for `const fn`s.

use std::borrow::Cow;

/// Texts that a policy holds.
#[derive(Debug, Clone)]
pub enum Texts {
    /// Written by the macro.
    Constant(&'static [&'static str]),
    /// Read at run time.
    Owned(Vec<String>),
}

impl Texts {
    /// How many there are.
    #[inline]
    pub const fn len(&self) -> usize {
        match self {
            Self::Constant(texts) => texts.len(),
            Self::Owned(texts) => texts.len(),
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
            Self::Owned(texts) => texts.as_slice()[at].as_str(),
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

    /// Those of a constant policy; none of what was read at run time.
    pub const fn constants(&self) -> &'static [&'static str] {
        match self {
            Self::Constant(texts) => texts,
            Self::Owned(_) => &[],
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
