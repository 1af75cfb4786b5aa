//! Errors are collected, so that one run reports every mistake of a block, and handed over at one place.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

/// Something in the source that an error can point at: the tokens from `start` to `end`, and where among the block's
/// tokens they stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    start: Span,
    end: Span,
    order: usize,
}

impl Place {
    /// `order` grows along the source, so that an error about two places can run from the first to the second.
    pub(crate) fn new(start: Span, end: Span, order: usize) -> Self {
        Self { start, end, order }
    }

    /// Other tokens of the same place in the order.
    pub(crate) fn at(self, start: Span, end: Span) -> Self {
        Self { start, end, ..self }
    }

    pub(crate) fn start(self) -> Span {
        self.start
    }

    /// One token, outside any order.
    pub(crate) fn token(span: Span) -> Self {
        Self::new(span, span, 0)
    }
}

/// The errors of one macro call. Dropped with errors that nobody took, it panics: they must not be lost.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    found: Vec<(Span, Span, String)>,
    held_back: usize,
}

impl Errors {
    /// `message` at `place`; `help` is the remedy.
    pub(crate) fn error(&mut self, place: Place, message: impl Display, help: impl Display) {
        self.push(place.start, place.end, &message, &help);
    }

    /// `message` about two places that do not go together: one error that runs from the first to the second.
    pub(crate) fn conflict(&mut self, here: Place, there: Place, message: impl Display, help: impl Display) {
        let (first, last) = if here.order <= there.order { (here, there) } else { (there, here) };
        self.push(first.start, last.end, &message, &help);
    }

    /// What syn found wrong with the grammar.
    pub(crate) fn syntax(&mut self, error: &syn::Error) {
        self.found
            .extend(error.clone().into_iter().map(|error| (error.span(), error.span(), error.to_string())));
    }

    /// Counts a mistake that is one too many to print.
    pub(crate) fn hold_back(&mut self) {
        self.held_back += 1;
    }

    /// How many mistakes were found, printed or not.
    pub(crate) fn count(&self) -> usize {
        self.found.len() + self.held_back
    }

    fn push(&mut self, start: Span, end: Span, message: &dyn Display, help: &dyn Display) {
        let help = help.to_string();
        let text = if help.is_empty() { message.to_string() } else { format!("{message}\n\nhelp: {help}") };
        self.found.push((start, end, text));
    }

    /// One `compile_error!` for each error, in the order of the source.
    pub(crate) fn finish(mut self) -> TokenStream {
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|(start, ..)| position(*start));
        found
            .into_iter()
            .map(|(start, end, text)| {
                // rustc underlines a macro call from its first token to its last one.
                let path = quote_spanned!(start=> ::core::compile_error!);
                let mut message = proc_macro2::Literal::string(&text);
                message.set_span(end);
                let mut group =
                    proc_macro2::Group::new(proc_macro2::Delimiter::Brace, quote_spanned!(end=> #message));
                group.set_span(end);
                quote::quote!(#path #group)
            })
            .collect()
    }
}

/// Line and column; all the same in a unit test, where no compiler is.
fn position(span: Span) -> (usize, usize) {
    if proc_macro::is_available() {
        let span = span.unwrap();
        (span.line(), span.column())
    } else {
        (0, 0)
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        let handed_over = self.found.is_empty() || std::thread::panicking();
        assert!(handed_over, "errors were dropped unreported: {:?}", self.found);
    }
}
