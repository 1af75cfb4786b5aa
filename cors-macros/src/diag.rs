//! Errors are collected, so that one run reports every mistake of a block, and are emitted in one place.

use cors_policy::violation::Advice;
use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Attribute;

/// The tokens that an error underlines, from the first to the last.
#[derive(Clone, Copy)]
pub(crate) struct Caret {
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl Caret {
    /// The caret of these tokens, or that of `otherwise` if there are none.
    pub(crate) fn of(tokens: &[TokenTree], otherwise: Span) -> Self {
        let span = |token: Option<&TokenTree>| token.map_or(otherwise, TokenTree::span);
        Self { start: span(tokens.first()), end: span(tokens.last()) }
    }
}

/// One token.
impl From<Span> for Caret {
    fn from(span: Span) -> Self {
        Self { start: span, end: span }
    }
}

/// A whole attribute.
impl From<&Attribute> for Caret {
    fn from(attribute: &Attribute) -> Self {
        Self { start: attribute.pound_token.span, end: attribute.bracket_token.span.close() }
    }
}

/// The errors of one macro call. Panics when dropped before [`finish`](Self::finish), so that no error is lost.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<(Caret, String)>,
    /// Literals that the compiler has refused, and has said what to write instead: an error of ours at the same place
    /// would be a second one.
    pub(crate) refused: Vec<Span>,
}

impl Errors {
    /// `message` at `caret`, with its reason and its help.
    pub(crate) fn error(
        &mut self,
        caret: impl Into<Caret>,
        message: impl Into<String>,
        advice: impl Into<Advice>,
    ) {
        self.found.push((caret.into(), with_help(message, advice)));
    }

    /// `message` about two values that conflict: one error that runs from the first to the second. Where both have the same
    /// position, as in an editor and in unit tests, the order of the arguments decides.
    pub(crate) fn conflict(
        &mut self,
        there: impl Into<Caret>,
        here: impl Into<Caret>,
        message: impl Into<String>,
        advice: impl Into<Advice>,
    ) {
        let (there, here) = (there.into(), here.into());
        let here_is_first = position(here.start) < position(there.start);
        let (first, last) = if here_is_first { (here, there) } else { (there, here) };
        self.error(Caret { start: first.start, end: last.end }, message, advice);
    }

    /// What syn found wrong with the grammar.
    pub(crate) fn syntax(&mut self, error: syn::Error) {
        self.found.extend(error.into_iter().map(|error| (error.span().into(), error.to_string())));
    }

    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// One `compile_error!` for each error, in the order of the source.
    pub(crate) fn finish(mut self) -> TokenStream {
        let mut found = std::mem::take(&mut self.found);
        let refused: Vec<_> = self.refused.iter().map(|span| position(*span)).collect();
        found.retain(|(caret, _)| !refused.contains(&position(caret.start)));
        found.sort_by_key(|(caret, _)| position(caret.start));
        found.into_iter().map(|(caret, text)| compile_error(caret, &text)).collect()
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
fn compile_error(Caret { start, end }: Caret, text: &str) -> TokenStream {
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
        let texts = self.found.iter().map(|(_, text)| text);
        assert!(handed_over, "errors were dropped unreported: {:?}", texts.collect::<Vec<_>>());
    }
}
