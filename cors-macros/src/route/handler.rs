//! The handler as written. Its body is not inspected.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, GenericParam, Item, Path, ReturnType, Signature, Type, Visibility};

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

    /// What its route attributes register; `None` if actix-web has something to report.
    pub(super) fn routes(&self) -> syn::Result<Option<Routes>> {
        if let Some(second) = self.attributes.iter().find(|attribute| is_cross_origin(attribute)) {
            return Err(error(second, "a route has one policy", "remove one of the two `#[cross_origin]`"));
        }
        if !self.attributes.iter().any(is_route) {
            return Err(error_here(
                "no route attribute follows `#[cross_origin]`",
                "put it above the route attribute, such as `#[get(\"/\")]`; for a route that is registered by hand, remove it \
                 and write `web::resource(\"/\").wrap(APP)` (and `cors_runtime::guard::method_or_preflight` where a guard asks for the \
                 method)",
            ));
        }
        if self.signature.output == ReturnType::Default {
            return Ok(None);
        }
        Ok(Routes::of(&self.attributes))
    }

    pub(super) fn is_method(&self) -> bool {
        self.signature.inputs.iter().any(|input| matches!(input, FnArg::Receiver(_)))
    }

    /// What prevents the function from being a route, whatever its attributes say.
    pub(super) fn misplaced(&self) -> syn::Result<()> {
        let Signature { generics, inputs, .. } = &self.signature;
        let receiver = inputs.iter().find(|input| matches!(input, FnArg::Receiver(_)));
        if let Some(receiver) = receiver {
            return Err(error(
                receiver,
                "a route is a function of its own, not a method",
                "move the function out of the `impl`, and take what it needs as `web::Data<…>`",
            ));
        }
        let types = generics.params.iter().filter(|param| !matches!(param, GenericParam::Lifetime(_)));
        let types = types.map(ToTokens::to_token_stream);
        let traits = inputs.iter().filter_map(|input| match input {
            FnArg::Typed(input) if matches!(*input.ty, Type::ImplTrait(_)) => {
                Some(input.ty.to_token_stream())
            }
            _ => None,
        });
        match types.chain(traits).next() {
            Some(first) => {
                let help = "name the type in its place, as in `web::Data<MyStore>`";
                Err(error(first, "a route cannot be generic", help))
            }
            None => Ok(()),
        }
    }

    /// The function without its route attributes, for an `impl`, where a route is not possible.
    pub(super) fn without_route(&self) -> TokenStream {
        let Self { attributes, visibility, signature, body } = self;
        let paths = self.route_paths();
        let attributes =
            attributes.iter().filter(|attribute| !is_route(attribute) && !is_cross_origin(attribute));
        // Marks what the route attributes import as used.
        let body = if body.to_string() == ";" {
            body.clone()
        } else {
            quote! {{ #(#[allow(unused_imports)] use #paths as _;)* #body }}
        };
        quote! { #(#attributes)* #[allow(dead_code)] #visibility #signature #body }
    }

    fn route_paths(&self) -> impl Iterator<Item = &Path> {
        self.attributes.iter().filter(|attribute| is_route(attribute)).map(Attribute::path)
    }

    /// A service with the handler's name, so that its registration is not a second error.
    pub(super) fn stand_in(&self) -> TokenStream {
        let name = &self.signature.ident;
        let function = self.without_route();
        let cfgs = self.cfgs();
        let more_cfgs = self.cfgs();
        quote! {
            #(#cfgs)*
            #[allow(non_camel_case_types, missing_docs, unreachable_pub)]
            pub struct #name;
            #(#more_cfgs)*
            const _: () = {
                impl ::actix_web::dev::HttpServiceFactory for #name {
                    fn register(self, _: &mut ::actix_web::dev::AppService) {
                        #function
                    }
                }
            };
        }
    }

    /// The attributes that belong on everything that is generated.
    pub(super) fn cfgs(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| kw::is(attribute.path(), kw::CFG))
    }

    /// The attributes that belong on the service with the handler's name.
    pub(super) fn docs(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| attribute.path().is_ident("doc"))
    }

    /// The function with more arguments in the attributes of `routes`, for use inside the service, where nothing
    /// else sees it.
    pub(super) fn with_arguments(&self, routes: &Routes, arguments: &TokenStream) -> TokenStream {
        let Self { attributes, signature, body, .. } = self;
        let attributes = attributes.iter().enumerate().map(|(at, attribute)| {
            if routes.registers(at) { with_arguments(attribute, arguments) } else { attribute.clone() }
        });
        quote! { #(#attributes)* #signature #body }
    }

    /// The function with actix-web's attributes alone.
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
        "put it above the route attribute of each handler, or give a whole `App`, `Scope` or `Resource` the policy with \
         `.wrap(APP)`",
    )
}

fn first_word(item: &Item) -> String {
    item.to_token_stream().into_iter().next().map(|token| token.to_string()).unwrap_or_default()
}
