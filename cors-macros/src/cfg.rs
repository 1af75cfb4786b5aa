//! `#[cfg(…)]` on entries. A macro cannot know which predicates hold, so it takes them apart into atoms and judges and
//! emits a policy for every combination.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, LitBool, LitStr, Meta, Token, parenthesized, token};

use crate::diag::Errors;

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
    /// The conjunction of the `#[cfg]`s `attributes`.
    pub(crate) fn read(&mut self, attributes: &[&Attribute], errors: &mut Errors) -> Predicate {
        let mut all = Vec::new();
        for attribute in attributes {
            let Meta::List(list) = &attribute.meta else {
                let span = attribute_span(attribute);
                errors.syntax(&mistake(span, "`#[cfg(…)]` takes a predicate in parentheses", WRITE));
                continue;
            };
            let span = list.delimiter.span().join();
            match (|input: ParseStream<'_>| self.one(input, span, "cfg")).parse2(list.tokens.clone()) {
                Ok(predicate) => all.push(predicate),
                Err(error) => errors.syntax(&error),
            }
        }
        if all.len() == 1 { all.remove(0) } else { Predicate::All(all) }
    }

    /// The one predicate between parentheses.
    fn one(&mut self, input: ParseStream<'_>, span: Span, what: &str) -> syn::Result<Predicate> {
        let mut inner = self.several(input, span)?;
        if inner.len() == 1 {
            return Ok(inner.remove(0));
        }
        let help = "write several in `all(…, …)` or `any(…, …)`";
        let help = if inner.is_empty() { WRITE } else { help };
        Err(mistake(span, &format!("`{what}(…)` takes one predicate"), help))
    }

    fn several(&mut self, input: ParseStream<'_>, span: Span) -> syn::Result<Vec<Predicate>> {
        let mut inner = Vec::new();
        while !input.is_empty() {
            inner.push(self.predicate(input, span)?);
            if !input.is_empty() && input.parse::<Token![,]>().is_err() {
                let span = input.span();
                input.parse::<TokenStream>()?;
                return Err(mistake(span, "expected a comma between two predicates", WRITE));
            }
        }
        Ok(inner)
    }

    fn predicate(&mut self, input: ParseStream<'_>, span: Span) -> syn::Result<Predicate> {
        if let Ok(constant) = input.parse::<LitBool>() {
            let none = Vec::new();
            return Ok(if constant.value { Predicate::All(none) } else { Predicate::Any(none) });
        }
        let here = if input.is_empty() { span } else { input.span() };
        let Ok(name) = input.call(Ident::parse_any) else {
            input.parse::<TokenStream>()?;
            return Err(mistake(here, "expected a predicate", WRITE));
        };
        if input.peek(Token![=]) {
            let equals: Token![=] = input.parse()?;
            let here = if input.is_empty() { equals.span } else { input.span() };
            let Ok(value) = input.parse::<LitStr>() else {
                input.parse::<TokenStream>()?;
                let help = format!("write `{name} = \"…\"`");
                return Err(mistake(here, &format!("the value of `{name}` stands in double quotes"), &help));
            };
            return Ok(self.atom(quote!(#name #equals #value)));
        }
        if !input.peek(token::Paren) {
            return Ok(self.atom(quote!(#name)));
        }
        let content;
        let span = parenthesized!(content in input).span.join();
        match name.to_string().as_str() {
            "all" => Ok(Predicate::All(self.several(&content, span)?)),
            "any" => Ok(Predicate::Any(self.several(&content, span)?)),
            "not" => Ok(Predicate::Not(Box::new(self.one(&content, span, "not")?))),
            _ => {
                content.parse::<TokenStream>()?;
                let message = format!("there is no predicate `{name}(…)`");
                Err(mistake(name.span(), &message, "write `all(…)`, `any(…)`, `not(…)`, or a name"))
            }
        }
    }

    fn atom(&mut self, tokens: TokenStream) -> Predicate {
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

const WRITE: &str =
    "write `#[cfg(debug_assertions)]`, `#[cfg(feature = \"…\")]`, or several in `#[cfg(all(…, …))]`";

fn mistake(span: Span, message: &str, help: &str) -> syn::Error {
    syn::Error::new(span, format!("{message}\n\nhelp: {help}"))
}

/// Where an error about an attribute points.
pub(crate) fn attribute_span(attribute: &Attribute) -> Span {
    attribute.path().segments.first().map_or_else(Span::call_site, |segment| segment.ident.span())
}
