//! `#[cfg(…)]` on entries. A macro cannot know which predicates hold, so it numbers the atomic ones, and checks
//! and emits a policy for every combination.

use cors_policy::condition::{Build, Condition, MOST_NUMBERS};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, LitBool, LitStr, Meta, Token, parenthesized, token};

use super::Reader;
use crate::ast::{self, EntryKind, cfgs, last_span};
use crate::diag::{Errors, error_at};
use crate::parse::{here, is_punct};

/// The atomic predicates of a block: as text for comparison, and as the user's tokens, so that lints point at
/// them.
#[derive(Default)]
pub(crate) struct Predicates(Vec<(String, TokenStream)>);

impl Predicates {
    /// The conjunction of the `#[cfg]`s in `attributes`.
    pub(crate) fn read<'a>(
        &mut self,
        attributes: impl IntoIterator<Item = &'a Attribute>,
        errors: &mut Errors,
    ) -> Condition {
        let mut all = Vec::new();
        for attribute in attributes {
            let Meta::List(list) = &attribute.meta else {
                errors.error(last_span(attribute.path()), "expected a predicate in parentheses", WRITE);
                continue;
            };
            let span = list.delimiter.span().join();
            let read = |input: ParseStream<'_>| self.only_predicate(input, span, "cfg");
            match read.parse2(list.tokens.clone()) {
                Ok(predicate) => all.push(predicate),
                Err(error) => errors.syntax(error),
            }
        }
        if all.len() == 1 { all.remove(0) } else { Condition::All(all) }
    }

    /// Reads the one predicate between the parentheses.
    fn only_predicate(&mut self, input: ParseStream<'_>, span: Span, what: &str) -> syn::Result<Condition> {
        let mut inner = self.several(input, span)?;
        let (found, help) = match inner.len() {
            0 => ("none", WRITE),
            1 => return Ok(inner.remove(0)),
            _ => ("several", "put several in `all(…, …)` or `any(…, …)`"),
        };
        Err(error_at(span, format!("expected one predicate in `{what}(…)`, found {found}"), help))
    }

    fn several(&mut self, input: ParseStream<'_>, span: Span) -> syn::Result<Vec<Condition>> {
        let mut inner = Vec::new();
        while !input.is_empty() {
            inner.push(self.predicate(input, span)?);
            if !input.is_empty() && input.parse::<Token![,]>().is_err() {
                let span = input.span();
                let rest = input.parse::<TokenStream>()?.to_string();
                let next = rest.split_whitespace().next().unwrap_or_default();
                let help = match next {
                    "&&" | "&" => "join them with `all(…, …)`",
                    "||" | "|" => "join them with `any(…, …)`",
                    ":" => "write `=`",
                    _ if next.starts_with("::") => WRITE,
                    _ => &format!("add `,` before `{next}`"),
                };
                return Err(error_at(span, "expected a comma between predicates", help));
            }
        }
        Ok(inner)
    }

    fn predicate(&mut self, input: ParseStream<'_>, span: Span) -> syn::Result<Condition> {
        if let Ok(constant) = input.parse::<LitBool>() {
            let none = Vec::new();
            return Ok(if constant.value { Condition::All(none) } else { Condition::Any(none) });
        }
        let here = here(input, span);
        let Ok(name) = input.call(Ident::parse_any) else {
            let rest: Vec<TokenTree> = input.parse::<TokenStream>()?.into_iter().collect();
            let one = rest.split(|tree| is_punct(tree, ',')).next().unwrap_or_default();
            let help = match one {
                [bang, inner @ ..] if is_punct(bang, '!') && is_one(inner) => {
                    format!("spell it `not({})`", ast::text(inner))
                }
                _ => WRITE.to_owned(),
            };
            return Err(error_at(here, "expected a predicate", help));
        };
        if input.peek(Token![==]) || input.peek(Token![!=]) {
            let (span, found) = (input.span(), input.parse::<TokenStream>()?.into_iter().nth(2));
            let value = found.map_or("…".to_owned(), |value| value.to_string());
            let help = format!("the forms are `{name} = {value}` and `not({name} = {value})`");
            return Err(error_at(span, format!("expected one `=` after `{name}`"), help));
        }
        if input.peek(Token![=]) {
            let equals: Token![=] = input.parse()?;
            let here = self::here(input, equals.span);
            let Ok(value) = input.parse::<LitStr>() else {
                let help = match input.parse::<TokenStream>()?.into_iter().next() {
                    Some(value) => format!("write `\"{value}\"`"),
                    None => "write the value after the `=`, in double quotes".to_owned(),
                };
                let message = format!("expected the value of `{name}` in double quotes");
                return Err(error_at(here, message, help));
            };
            return Ok(self.number(quote!(#name #equals #value)));
        }
        if input.peek(Token![-]) {
            let rest: TokenStream = input.parse()?;
            let written = quote!(#name #rest).to_string().replace(' ', "");
            let help = format!("spell it with `_`, as in `{}`", written.replace('-', "_"));
            return Err(error_at(name.span(), format!("expected a predicate, found `{written}`"), help));
        }
        if !input.peek(token::Paren) {
            return Ok(self.number(quote!(#name)));
        }
        let content;
        let span = parenthesized!(content in input).span.join();
        match name.to_string().as_str() {
            "all" => Ok(Condition::All(self.several(&content, span)?)),
            "any" => Ok(Condition::Any(self.several(&content, span)?)),
            "not" => Ok(Condition::Not(Box::new(self.only_predicate(&content, span, "not")?))),
            _ => {
                let inner = content.parse::<TokenStream>()?;
                let message = format!("unknown predicate `{name}(…)`");
                let help = match syn::parse2::<LitStr>(inner) {
                    Ok(value) => format!("the form is `{name} = {}`", value.token()),
                    Err(_) => "write `all(…)`, `any(…)`, `not(…)`, or a name".to_owned(),
                };
                Err(error_at(name.span(), message, help))
            }
        }
    }

    fn number(&mut self, tokens: TokenStream) -> Condition {
        let text = tokens.to_string();
        let known = self.0.iter().position(|(known, _)| *known == text);
        Condition::Number(known.unwrap_or_else(|| {
            self.0.push((text, tokens));
            self.0.len() - 1
        }))
    }

    /// The predicate that holds in this build alone.
    pub(crate) fn tokens(&self, build: Build<'_>) -> TokenStream {
        let parts = build.numbers().map(|(number, holds)| {
            let tokens = &self.0[number].1;
            if holds { tokens.clone() } else { quote!(not(#tokens)) }
        });
        quote!(all(#(#parts),*))
    }

    pub(crate) fn text(&self, number: usize) -> &str {
        &self.0[number].0
    }
}

/// Whether these tokens are one predicate, of which the opposite can be written.
fn is_one(trees: &[TokenTree]) -> bool {
    let is_simple = |tree: &TokenTree| !matches!(tree, TokenTree::Punct(punct) if punct.as_char() != '=');
    matches!(trees, [TokenTree::Ident(_), ..]) && trees.iter().all(is_simple)
}

const WRITE: &str = "the forms are `#[cfg(debug_assertions)]`, `#[cfg(feature = \"…\")]`, and for several `#[cfg(all(…, …))]`";

impl Reader<'_> {
    /// Each predicate doubles the tables that are emitted. What a policy only inherits was reported at its base.
    pub(super) fn limit(&mut self) {
        let numbers = self.draft.numbers();
        if numbers.len() <= MOST_NUMBERS {
            return;
        }
        self.draft.is_incomplete = true;
        let is_own = self.body.entries().any(|entry| {
            matches!(entry.kind, EntryKind::Base(_)) || cfgs(&entry.attributes).next().is_some()
        });
        if is_own {
            let text = |number: &usize| format!("`{}`", self.context.predicates.text(*number));
            let message = format!(
                "the entries of one policy may depend on at most {MOST_NUMBERS} predicates, and these depend on {}: {}",
                numbers.len(),
                numbers.iter().map(text).collect::<Vec<_>>().join(", ")
            );
            self.error(self.body.caret, message, "split the policy\nor put `#[cfg(…)]` on whole policies");
        }
    }
}
