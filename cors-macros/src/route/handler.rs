//! The handler as written. Its body is not looked at.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, Item, ReturnType, Signature, Visibility};

use super::attributes::{is_cross_origin, is_route};
use super::{error, error_here};

pub(super) struct Handler {
    attrs: Vec<Attribute>,
    vis: Visibility,
    pub(super) sig: Signature,
    body: TokenStream,
}

impl Parse for Handler {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self {
            attrs: Attribute::parse_outer(input)?,
            vis: input.parse()?,
            sig: input.parse()?,
            body: input.parse()?,
        })
    }
}

impl Handler {
    pub(super) fn of(item: &TokenStream) -> syn::Result<Self> {
        syn::parse2(item.clone()).map_err(|_| not_a_function(item))
    }

    /// actix-web's attributes would say the same of a method, in their words.
    pub(super) fn check_receiver(&self) -> syn::Result<()> {
        match self.sig.inputs.first() {
            Some(FnArg::Receiver(receiver)) => Err(error(
                receiver,
                "a method cannot be a route",
                "make the handler a function of its own, outside the `impl` block",
            )),
            _ => Ok(()),
        }
    }

    pub(super) fn attrs(&self) -> &[Attribute] {
        &self.attrs
    }

    /// A handler answers something; actix-web's attributes insist on it in the same words.
    pub(super) fn check_output(&self) -> syn::Result<()> {
        match self.sig.output {
            ReturnType::Type(..) => Ok(()),
            ReturnType::Default => {
                let name = &self.sig.ident;
                Err(error(
                    name,
                    &format!("`{name}` has no return type and cannot be a handler"),
                    "write what it answers, `-> impl Responder` for one",
                ))
            }
        }
    }

    /// What must stand on everything that is generated.
    pub(super) fn cfgs(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| attr.path().is_ident("cfg"))
    }

    /// What must stand on the service that bears the handler's name.
    pub(super) fn docs(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| attr.path().is_ident("doc"))
    }

    /// The function for inside the service, where nothing can see it: without visibility, lest `unreachable_pub` ask.
    pub(super) fn function(&self) -> TokenStream {
        self.written(None, |attr| !is_route(attr) && !is_cross_origin(attr))
    }

    /// The function and nothing else, where no attribute could make a route of it.
    pub(super) fn alone(&self) -> TokenStream {
        self.written(Some(&self.vis), |attr| !is_route(attr) && !is_cross_origin(attr))
    }

    /// The item for actix-web's own attributes, where ours has said what is wrong with it.
    pub(super) fn without_our_attribute(&self) -> TokenStream {
        self.written(Some(&self.vis), |attr| !is_cross_origin(attr))
    }

    fn written(&self, vis: Option<&Visibility>, keep: impl Fn(&Attribute) -> bool) -> TokenStream {
        let Self { attrs, sig, body, .. } = self;
        let attrs = attrs.iter().filter(|attr| keep(attr));
        quote! { #(#attrs)* #vis #sig #body }
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
