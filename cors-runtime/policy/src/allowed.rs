//! The value of a field that is a list.

/// What a field of a policy allows: everything, nothing, or a list. `L` is the list, in whatever form the policy has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// With a tag of its own, like `Texts`: to read one that hides in a niche of the list takes a request 35 instructions.
#[repr(u8)]
pub enum Allowed<L> {
    /// `any`
    Any,
    /// `none`
    None,
    /// A list, which may be empty.
    List(L),
}

impl<L> Allowed<L> {
    /// Whether it is `any`.
    pub const fn is_any(&self) -> bool {
        matches!(self, Self::Any)
    }

    /// The list; `None` for `any` and `none`.
    pub const fn list(&self) -> Option<&L> {
        match self {
            Self::Any | Self::None => None,
            Self::List(list) => Some(list),
        }
    }

    /// The same, with what `make` makes of the list.
    pub fn map<M>(self, make: impl FnOnce(L) -> M) -> Allowed<M> {
        match self {
            Self::Any => Allowed::Any,
            Self::None => Allowed::None,
            Self::List(list) => Allowed::List(make(list)),
        }
    }

    /// The same, with the list behind a reference.
    pub const fn as_ref(&self) -> Allowed<&L> {
        match self {
            Self::Any => Allowed::Any,
            Self::None => Allowed::None,
            Self::List(list) => Allowed::List(list),
        }
    }
}
