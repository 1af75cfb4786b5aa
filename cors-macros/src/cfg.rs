//! `#[cfg(…)]` on entries. A macro cannot know which predicates hold, so it takes them apart into atoms and judges and
//! emits a policy for every combination.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use crate::diag::{Errors, Place};

/// The most atoms that the lists of one policy may name: each doubles the tables.
pub(crate) const MOST_ATOMS: usize = 4;

/// A predicate over the atoms of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Predicate {
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
    Atom(usize),
}

/// No `#[cfg]`: in every build.
impl Default for Predicate {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// One combination: the atoms that hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Build<'a> {
    atoms: &'a [usize],
    holds: usize,
}

impl Predicate {
    pub(crate) fn holds(&self, build: Build<'_>) -> bool {
        match self {
            Self::All(inner) => inner.iter().all(|predicate| predicate.holds(build)),
            Self::Any(inner) => inner.iter().any(|predicate| predicate.holds(build)),
            Self::Not(inner) => !inner.holds(build),
            Self::Atom(atom) => build
                .atoms
                .iter()
                .position(|known| known == atom)
                .is_some_and(|bit| build.holds >> bit & 1 == 1),
        }
    }

    /// Adds the atoms that are named to `into`, each once.
    pub(crate) fn atoms(&self, into: &mut Vec<usize>) {
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().for_each(|predicate| predicate.atoms(into)),
            Self::Not(inner) => inner.atoms(into),
            Self::Atom(atom) => {
                if !into.contains(atom) {
                    into.push(*atom);
                }
            }
        }
    }

    /// True in every build.
    pub(crate) fn is_always(&self) -> bool {
        *self == Self::default()
    }
}

/// Every combination of `atoms`; one, empty, where there are none.
pub(crate) fn builds(atoms: &[usize]) -> impl Iterator<Item = Build<'_>> + Clone {
    (0..1_usize << atoms.len().min(MOST_ATOMS)).map(move |holds| Build { atoms, holds })
}

impl Build<'_> {
    /// The predicate that is true in this build alone.
    pub(crate) fn tokens(self, atoms: &Atoms) -> TokenStream {
        let parts = self.atoms.iter().enumerate().map(|(bit, atom)| {
            let tokens = &atoms.0[*atom].1;
            if self.holds >> bit & 1 == 1 { tokens.clone() } else { quote!(not(#tokens)) }
        });
        quote!(all(#(#parts),*))
    }
}

/// The atoms of a block: as text to compare, and as the user's tokens, so that lints point at them.
#[derive(Debug, Default)]
pub(crate) struct Atoms(Vec<(String, TokenStream)>);

impl Atoms {
    /// The conjunction of the `#[cfg]`s among `attributes`.
    pub(crate) fn read(&mut self, attributes: &[&Attribute], errors: &mut Errors) -> Predicate {
        let mut all = Vec::new();
        for attribute in attributes {
            match attribute.parse_args::<Meta>() {
                Ok(meta) => match self.predicate(&meta) {
                    Ok(predicate) => all.push(predicate),
                    Err(error) => errors.syntax(&error),
                },
                Err(_) => errors.error(
                    Place::token(attribute_span(attribute)),
                    "`#[cfg(…)]` takes one predicate",
                    "write `#[cfg(debug_assertions)]`, or several in `#[cfg(all(…, …))]`",
                ),
            }
        }
        if all.len() == 1 { all.remove(0) } else { Predicate::All(all) }
    }

    fn predicate(&mut self, meta: &Meta) -> syn::Result<Predicate> {
        let Meta::List(list) = meta else {
            return Ok(match word(meta).as_deref() {
                Some("true") => Predicate::All(Vec::new()),
                Some("false") => Predicate::Any(Vec::new()),
                _ => self.atom(meta),
            });
        };
        let inner = || -> syn::Result<Vec<Meta>> {
            let metas = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)?;
            Ok(metas.into_iter().collect())
        };
        match word(meta).as_deref() {
            Some("all") => Ok(Predicate::All(self.predicates(&inner()?)?)),
            Some("any") => Ok(Predicate::Any(self.predicates(&inner()?)?)),
            Some("not") => match inner()?.as_slice() {
                [one] => Ok(Predicate::Not(Box::new(self.predicate(one)?))),
                _ => Err(syn::Error::new_spanned(
                    list,
                    "`not` takes one predicate\n\nhelp: write `not(debug_assertions)`",
                )),
            },
            _ => Ok(self.atom(meta)),
        }
    }

    fn predicates(&mut self, metas: &[Meta]) -> syn::Result<Vec<Predicate>> {
        metas.iter().map(|meta| self.predicate(meta)).collect()
    }

    fn atom(&mut self, meta: &Meta) -> Predicate {
        let tokens = meta.to_token_stream();
        let text = tokens.to_string();
        let known = self.0.iter().position(|(known, _)| *known == text);
        Predicate::Atom(known.unwrap_or_else(|| {
            self.0.push((text, tokens));
            self.0.len() - 1
        }))
    }

    /// `predicate` for people: `debug_assertions and not(feature = "x")`.
    pub(crate) fn describe(&self, predicate: &Predicate) -> String {
        let list =
            |inner: &[Predicate]| inner.iter().map(|one| self.describe(one)).collect::<Vec<_>>().join(", ");
        match predicate {
            Predicate::All(inner) => format!("all({})", list(inner)),
            Predicate::Any(inner) => format!("any({})", list(inner)),
            Predicate::Not(inner) => format!("not({})", self.describe(inner)),
            Predicate::Atom(atom) => self.text(*atom).to_owned(),
        }
    }

    pub(crate) fn text(&self, atom: usize) -> &str {
        &self.0[atom].0
    }
}

fn word(meta: &Meta) -> Option<String> {
    meta.path().get_ident().map(ToString::to_string)
}

/// Where an error about an attribute points.
pub(crate) fn attribute_span(attribute: &Attribute) -> Span {
    attribute.path().segments.first().map_or_else(Span::call_site, |segment| segment.ident.span())
}
