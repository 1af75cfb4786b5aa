//! Errors are collected, so that one run reports every mistake of a block, and are emitted in one place.

use cors_policy::violation::Advice;
use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Attribute;

use crate::ast::ends;

/// The tokens that an error underlines, from `start` to `end`, and their position among the block's tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caret {
    start: Span,
    end: Span,
    order: usize,
}

impl Caret {
    /// Other tokens at the same position.
    pub(crate) fn at(self, start: Span, end: Span) -> Self {
        Self { start, end, ..self }
    }

    /// From its first token to the last one of another.
    pub(crate) fn until(self, other: Self) -> Self {
        Self { end: other.end, ..self }
    }

    pub(crate) fn start(self) -> Span {
        self.start
    }
}

/// One token, outside any order.
impl From<Span> for Caret {
    fn from(span: Span) -> Self {
        Self { start: span, end: span, order: 0 }
    }
}

/// A whole attribute.
impl From<&Attribute> for Caret {
    fn from(attribute: &Attribute) -> Self {
        Self::from(attribute.pound_token.span)
            .at(attribute.pound_token.span, attribute.bracket_token.span.close())
    }
}

/// The errors of one macro call. Panics when dropped before [`finish`](Self::finish), so that no error is lost.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    found: Vec<(Span, Span, String)>,
    /// How many carets were made.
    carets: usize,
}

impl Errors {
    /// The caret of these tokens, or of `otherwise` if there are none. Each call is for tokens later in the source, so
    /// that an error about two places can run from the first to the second.
    pub(crate) fn caret(&mut self, tokens: &[TokenTree], otherwise: Span) -> Caret {
        let (start, end) = ends(tokens).unwrap_or((otherwise, otherwise));
        self.carets += 1;
        Caret { start, end, order: self.carets }
    }

    /// `message` at `caret`, with its reason and its help.
    pub(crate) fn error(
        &mut self,
        caret: impl Into<Caret>,
        message: impl Into<String>,
        advice: impl Into<Advice>,
    ) {
        let caret = caret.into();
        self.found.push((caret.start, caret.end, with_help(message, advice)));
    }

    /// `message` about two values that conflict: one error that runs from the first to the second.
    pub(crate) fn conflict(
        &mut self,
        here: impl Into<Caret>,
        there: impl Into<Caret>,
        message: impl Into<String>,
        advice: impl Into<Advice>,
    ) {
        let (here, there) = (here.into(), there.into());
        let (first, last) = if here.order <= there.order { (here, there) } else { (there, here) };
        self.found.push((first.start, last.end, with_help(message, advice)));
    }

    /// What syn found wrong with the grammar.
    pub(crate) fn syntax(&mut self, error: syn::Error) {
        self.found.extend(error.into_iter().map(|error| (error.span(), error.span(), error.to_string())));
    }

    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// One `compile_error!` for each error, in the order of the source.
    pub(crate) fn finish(mut self) -> TokenStream {
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|(start, ..)| position(*start));
        found.into_iter().map(|(start, end, text)| compile_error(start, end, &text)).collect()
    }
}

/// An error of the parser, with what to write instead.
pub(crate) fn error_at(span: Span, message: impl Into<String>, advice: impl Into<Advice>) -> syn::Error {
    syn::Error::new(span, with_help(message, advice))
}

/// A message with its reason and its help as one text.
pub(crate) fn with_help(message: impl Into<String>, advice: impl Into<Advice>) -> String {
    let (message, advice) = (message.into(), advice.into().to_string());
    if advice.is_empty() { message } else { format!("{message}\n\n{advice}") }
}

/// rustc underlines a macro call from its first token to its last one.
fn compile_error(start: Span, end: Span, text: &str) -> TokenStream {
    let path = quote_spanned!(start=> ::core::compile_error!);
    let mut message = Literal::string(text);
    message.set_span(end);
    let mut group = Group::new(Delimiter::Brace, quote_spanned!(end=> #message));
    group.set_span(end);
    quote!(#path #group)
}

/// Line and column; always the same in a unit test, which runs without a compiler.
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
