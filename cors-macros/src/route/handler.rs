//! The handler as written. Its body is not looked at.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, Item, ReturnType, Signature, Visibility};

use super::attributes::{Routes, is_cross_origin, is_route, with_arguments};
use super::{error, error_here};
use crate::kw;

pub(super) struct Handler {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    pub(super) signature: Signature,
    body: TokenStream,
}

impl Parse for Handler {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self {
            attributes: Attribute::parse_outer(input)?,
            visibility: input.parse()?,
            signature: input.parse()?,
            body: input.parse()?,
        })
    }
}

impl Handler {
    pub(super) fn of(item: &TokenStream) -> syn::Result<Self> {
        syn::parse2(item.clone()).map_err(|_| not_a_function(item))
    }

    /// What its route attributes register; `None` where actix-web has something to report.
    pub(super) fn routes(&self) -> syn::Result<Option<Routes>> {
        if let Some(second) = self.attributes.iter().find(|attribute| is_cross_origin(attribute)) {
            return Err(error(
                second,
                "this handler has two `#[cross_origin]`",
                "a route has one policy: remove one of them",
            ));
        }
        if !self.attributes.iter().any(is_route) {
            return Err(error_here(
                "`#[cross_origin]` has no route attribute below it",
                "put it above `#[get(\"/\")]`, `#[post(\"/\")]`, `#[route(..)]` or `#[routes]`; \
                 if the route attribute is above it, swap the two",
            ));
        }
        let method = matches!(self.signature.inputs.first(), Some(FnArg::Receiver(_)));
        if method || self.signature.output == ReturnType::Default {
            return Ok(None);
        }
        Ok(Routes::of(&self.attributes))
    }

    /// What must stand on everything that is generated.
    pub(super) fn cfgs(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| kw::is(attribute.path(), kw::CFG))
    }

    /// What must stand on the service that bears the handler's name.
    pub(super) fn docs(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| attribute.path().is_ident("doc"))
    }

    /// The function with more arguments in the attributes of `routes`, for inside the service, where nothing can see it.
    pub(super) fn with_arguments(&self, routes: &Routes, arguments: &TokenStream) -> TokenStream {
        let Self { attributes, signature, body, .. } = self;
        let attributes = attributes.iter().enumerate().map(|(at, attribute)| {
            if routes.registers(at) { with_arguments(attribute, arguments) } else { attribute.clone() }
        });
        quote! { #(#attributes)* #signature #body }
    }

    /// The function for actix-web alone.
    pub(super) fn without_cross_origin(&self) -> TokenStream {
        let Self { attributes, visibility, signature, body } = self;
        let attributes = attributes.iter().filter(|attribute| !is_cross_origin(attribute));
        quote! { #(#attributes)* #visibility #signature #body }
    }
}

fn not_a_function(item: &TokenStream) -> syn::Error {
    let what = match syn::parse2(item.clone()) {
        Ok(Item::Struct(_)) => "a struct",
        Ok(Item::Enum(_)) => "an enum",
        Ok(Item::Impl(_)) => "an `impl` block",
        Ok(Item::Mod(_)) => "a module",
        Ok(Item::Trait(_)) => "a trait",
        Ok(Item::Const(_)) => "a constant",
        Ok(Item::Use(_)) => "a `use` declaration",
        Ok(other) => return not_a_function_but(&format!("not on `{}`", first_word(&other))),
        Err(_) => return not_a_function_but("not here"),
    };
    not_a_function_but(&format!("not on {what}"))
}

fn not_a_function_but(what: &str) -> syn::Error {
    error_here(
        &format!("`#[cross_origin]` belongs on a handler function, {what}"),
        "put it above the route attribute of each handler; \
         `.wrap(POLICY)` serves a whole `App`, `Scope` or `Resource`",
    )
}

fn first_word(item: &Item) -> String {
    item.to_token_stream().into_iter().next().map(|token| token.to_string()).unwrap_or_default()
}
