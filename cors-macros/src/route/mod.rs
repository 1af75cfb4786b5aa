//! `#[cross_origin]`: leaves actix-web's route attribute where it is, and adds a policy around the route and a resource
//! that answers its preflights.

mod argument;
mod attributes;
mod expand;
mod handler;

use cors_policy::violation::Advice;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Stmt;
use syn::parse::Parser;

use crate::diag::{error_at, with_help};

use self::argument::Argument;
use self::handler::Handler;

/// Expands the attribute. Whatever is wrong, the user's item is emitted.
pub(crate) fn cross_origin(argument: TokenStream, item: &TokenStream) -> TokenStream {
    let handler = match Handler::from_item(item) {
        Ok(handler) => handler,
        // The compiler reports that a statement or an expression takes no such attribute.
        Err(_) if is_statement(item) => return item.clone(),
        Err(error) => return beside(&error, &attributes::without_routes(item)),
    };
    if let Err(error) = handler.belongs_to_no_type() {
        return beside(&error, &handler.without_route());
    }
    if let Err(error) = handler.can_be_a_route() {
        // With a service of its name, its registration is not a second error.
        let body = handler.without_route();
        return beside(&error, &handler.service(&body));
    }
    let routes = handler.routes();
    let argument = Argument::parse(argument).and_then(|argument| handler.differs_from(argument));
    match (argument, routes) {
        (Ok(argument), Ok(Some(routes))) => expand::route(&argument, &routes, &handler),
        // What is wrong in actix-web's attribute is for actix-web to report.
        (Ok(_), Ok(None)) => handler.unread(),
        (Err(error), Ok(_)) | (Ok(_), Err(error)) => beside(&error, &handler.without_cross_origin()),
        (Err(mut error), Err(other)) => {
            error.combine(other);
            beside(&error, &handler.without_cross_origin())
        }
    }
}

const TWO_POLICIES: &str = "this route has two policies";

/// A statement or an expression, and not an item.
fn is_statement(item: &TokenStream) -> bool {
    let statements = syn::Block::parse_within.parse2(item.clone());
    let one = statements.as_deref().ok().and_then(<[Stmt]>::first);
    // A macro call may be an item, which takes the attribute: it would be dropped in silence.
    matches!(one, Some(Stmt::Local(_) | Stmt::Expr(..)))
}

/// An error with its help. The caret covers all of `tokens`.
fn error(tokens: impl ToTokens, message: impl Into<String>, help: impl Into<Advice>) -> syn::Error {
    syn::Error::new_spanned(tokens, with_help(message, help))
}

/// An error with its help, at the attribute itself.
fn error_here(message: impl Into<String>, help: impl Into<Advice>) -> syn::Error {
    error_at(Span::call_site(), message, help)
}

fn beside(error: &syn::Error, item: &TokenStream) -> TokenStream {
    let error = error.to_compile_error();
    quote! { #error #item }
}
