//! `#[cross_origin]`: takes the place of actix-web's route attributes and writes what they would, with the policy
//! around it.

mod args;
mod argument;
mod attributes;
mod expand;
mod handler;
mod pattern;
#[cfg(test)]
mod tests;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

use self::argument::Argument;
use self::attributes::{Found, Routes};
use self::handler::Handler;

/// The whole story. Whatever is wrong, the user's function is emitted.
pub(crate) fn cross_origin(argument: TokenStream, item: &TokenStream) -> TokenStream {
    let handler = match Handler::of(item) {
        Ok(handler) => handler,
        Err(error) => return beside(&error, item),
    };
    if let Err(error) = handler.check_receiver() {
        return beside(&error, &handler.alone());
    }
    let argument = Argument::of(argument);
    match (Routes::of(handler.attrs()), argument) {
        (Ok(Found::Routes(routes)), Ok(argument)) => expand::route(&argument, &routes, &handler),
        (Ok(Found::Routes(_)), Err(error)) => beside(&error, &handler.without_our_attribute()),
        (Ok(Found::NoRoute(error) | Found::Twice(error)), argument) => {
            beside(&all(error, argument.err()), &handler.without_our_attribute())
        }
        (Err(error), argument) => beside(&all(error, argument.err()), &expand::handler_alone(&handler)),
    }
}

/// An error with its remedy. The caret covers all of `tokens`.
fn error(tokens: impl ToTokens, message: &str, help: &str) -> syn::Error {
    syn::Error::new_spanned(tokens, with_help(message, help))
}

/// An error with its remedy, at the attribute itself.
fn error_here(message: &str, help: &str) -> syn::Error {
    syn::Error::new(Span::call_site(), with_help(message, help))
}

fn with_help(message: &str, help: &str) -> String {
    format!("{message}\n\nhelp: {help}")
}

fn all(mut error: syn::Error, other: Option<syn::Error>) -> syn::Error {
    error.extend(other);
    error
}

fn beside(error: &syn::Error, item: &TokenStream) -> TokenStream {
    let error = error.to_compile_error();
    quote! { #error #item }
}
