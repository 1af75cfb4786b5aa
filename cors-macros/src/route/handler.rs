//! The handler as written. Its body is not inspected.

use cors_policy::violation::Advice;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, FnArg, GenericParam, Item, Path, ReturnType, Signature, Type, TypeParamBound, Visibility,
};

use super::argument::Argument;
use super::attributes::{Routes, has_policy, is_cross_origin, is_route, with_arguments};
use super::{TWO_POLICIES, error, error_here};
use crate::ast::cfgs;

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
    pub(super) fn from_item(item: &TokenStream) -> syn::Result<Self> {
        syn::parse2(item.clone()).map_err(|_| not_a_function(item))
    }

    /// What its route attributes register; `None` if actix-web has something to report.
    pub(super) fn routes(&self) -> syn::Result<Option<Routes>> {
        if let Some(second) = self.attributes.iter().find(|attribute| is_cross_origin(attribute)) {
            return Err(error(second, TWO_POLICIES, "remove one of the two `#[cross_origin]`"));
        }
        if self.attributes.iter().any(|attribute| is_route(attribute) && has_policy(attribute)) {
            return Err(error_here(TWO_POLICIES, "remove one of the two attributes"));
        }
        if !self.attributes.iter().any(is_route) {
            return Err(error_here(
                "no route attribute follows `#[cross_origin]`",
                Advice::help("put it above the route attribute, such as `#[get(\"/\")]`")
                    .or("or, for a route that is registered by hand, remove it and write `web::resource(\"/\").wrap(APP)`")
                    .or("or, in axum, remove it and give the route `.layer(APP)`"),
            ));
        }
        if self.signature.output == ReturnType::Default {
            return Ok(None);
        }
        Ok(Routes::from_attributes(&self.attributes))
    }

    /// The route takes the handler's name, so its policy needs another one.
    pub(super) fn differs_from(&self, argument: Argument) -> syn::Result<Argument> {
        match &argument {
            Argument::Policy { path, .. } if path.path.is_ident(&self.signature.ident) => {
                let message = format!("the handler and its policy are both named `{}`", self.signature.ident);
                Err(error(path, message, "give the policy or the handler another name"))
            }
            _ => Ok(argument),
        }
    }

    pub(super) fn belongs_to_no_type(&self) -> syn::Result<()> {
        let Signature { inputs, output, .. } = &self.signature;
        if let Some(receiver) = inputs.iter().find(|input| matches!(input, FnArg::Receiver(_))) {
            let help = "move the function out of the `impl`, and take what it needs as `web::Data<…>`";
            return Err(error(receiver, "a route is a function of its own, not a method", help));
        }
        // Without a receiver it looks like any function, unless it says whose it is.
        let own = self_in(inputs.to_token_stream()).or_else(|| self_in(output.to_token_stream()));
        own.map_or(Ok(()), |own| {
            let help = "move the function out of the `impl`, and name the type";
            Err(error(own, "a route must be a function of its own, not of a type", help))
        })
    }

    /// What prevents the function from being a route, whatever its attributes say.
    pub(super) fn can_be_a_route(&self) -> syn::Result<()> {
        let Signature { asyncness, fn_token, generics, inputs, output, .. } = &self.signature;
        if asyncness.is_none() && is_response(output) && self.attributes.iter().any(is_route) {
            return Err(error(fn_token, "a route must be an `async fn`", "write `async fn`"));
        }
        let types = generics.params.iter().filter(|param| !matches!(param, GenericParam::Lifetime(_)));
        let traits = inputs.iter().filter_map(|input| match input {
            FnArg::Typed(input) if matches!(*input.ty, Type::ImplTrait(_)) => Some(&input.ty),
            _ => None,
        });
        let mut generic = types.map(ToTokens::to_token_stream).chain(traits.map(ToTokens::to_token_stream));
        generic.next().map_or(Ok(()), |first| {
            let help = "name the type in its place, as in `web::Data<MyStore>`";
            Err(error(first, "a route cannot be generic", help))
        })
    }

    /// The function without its route attributes, for an `impl`, where a route is not possible.
    pub(super) fn without_route(&self) -> TokenStream {
        let Self { attributes, visibility, signature, body } = self;
        let paths = self.attributes.iter().filter(|attribute| is_route(attribute)).map(Attribute::path);
        let attributes =
            attributes.iter().filter(|attribute| !is_route(attribute) && !is_cross_origin(attribute));
        // Marks what the route attributes import as used.
        let body = if body.to_string() == ";" {
            body.clone()
        } else {
            quote! {{ #(#[allow(unused_imports)] use #paths as _;)* #body }}
        };
        quote! { #(#attributes)* #[allow(dead_code, unused_braces)] #visibility #signature #body }
    }

    /// A service of the handler's name. `body`: that of `register`, which takes actix-web's configuration as `__cors_config`.
    pub(super) fn service(&self, body: &TokenStream) -> TokenStream {
        let (name, cfgs) = (&self.signature.ident, self.cfgs());
        let docs = self.attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
        quote! {
            #(#cfgs)*
            #(#docs)*
            #[allow(non_camel_case_types, missing_docs, unreachable_pub)]
            pub struct #name;

            #(#cfgs)*
            impl ::actix_web::dev::HttpServiceFactory for #name {
                fn register(self, __cors_config: &mut ::actix_web::dev::AppService) {
                    #body
                }
            }
        }
    }

    /// The attributes that belong on everything that is generated.
    pub(super) fn cfgs(&self) -> Vec<&Attribute> {
        cfgs(&self.attributes).collect()
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

    /// The function where its route attribute cannot be read, so that it gets no policy. What is wrong with the
    /// attribute is for actix-web to report. If actix-web takes it all the same, there is a service in place of the
    /// function, and a route must not lose its policy in silence: unlike functions, services are not `Copy`.
    pub(super) fn unread(&self) -> TokenStream {
        let (item, cfgs, name) = (self.without_cross_origin(), self.cfgs(), &self.signature.ident);
        let message = format!("`#[cross_origin]` cannot read the route attribute of `{name}`");
        quote! {
            #item
            #(#cfgs)*
            #[allow(dead_code)]
            const _: () = {
                struct Handler<T>(T);
                impl<T: ::core::marker::Copy> Handler<T> {
                    fn has_its_policy(&self) {}
                }
                #[diagnostic::on_unimplemented(
                    message = #message,
                    label = "the route would have no policy",
                    note = "write the attribute by its own name, as in `#[get(\"/\")]`, with the arguments `name`, `guard`, `wrap` and `method` only"
                )]
                trait Read {}
                trait Service {
                    fn has_its_policy(&self) where Self: Read {}
                }
                impl<T> Service for Handler<T> {}
                let _ = || Handler(#name).has_its_policy();
            };
        }
    }

    /// The function with actix-web's attributes alone.
    pub(super) fn without_cross_origin(&self) -> TokenStream {
        let Self { attributes, visibility, signature, body } = self;
        let attributes = attributes.iter().filter(|attribute| !is_cross_origin(attribute));
        quote! { #(#attributes)* #visibility #signature #body }
    }
}

/// Whether what a function returns is certainly not a future. Any other type may be one, and then the function need not
/// be `async`.
fn is_response(output: &ReturnType) -> bool {
    const RESPONSES: [&str; 5] = ["HttpResponse", "Json", "Responder", "Result", "String"];
    let is_one = |path: &Path| {
        path.segments.last().is_some_and(|last| RESPONSES.iter().any(|response| last.ident == response))
    };
    let ReturnType::Type(_, returned) = output else { return false };
    match &**returned {
        Type::Reference(_) | Type::Tuple(_) => true,
        Type::Path(returned) => is_one(&returned.path),
        Type::ImplTrait(returned) => returned
            .bounds
            .iter()
            .all(|bound| matches!(bound, TypeParamBound::Trait(bound) if is_one(&bound.path))),
        _ => false,
    }
}

/// The first `Self` among the tokens.
fn self_in(tokens: TokenStream) -> Option<TokenTree> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if word == "Self" => Some(TokenTree::Ident(word)),
        TokenTree::Group(group) => self_in(group.stream()),
        _ => None,
    })
}

fn not_a_function(item: &TokenStream) -> syn::Error {
    let what = match syn::parse2(item.clone()) {
        Ok(Item::Struct(_)) => "on a struct".to_owned(),
        Ok(Item::Enum(_)) => "on an enum".to_owned(),
        Ok(Item::Impl(_)) => "on an `impl` block".to_owned(),
        Ok(Item::Mod(_)) => "on a module".to_owned(),
        Ok(Item::Trait(_)) => "on a trait".to_owned(),
        Ok(Item::Const(_)) => "on a constant".to_owned(),
        Ok(Item::Use(_)) => "on a `use` declaration".to_owned(),
        Ok(Item::Macro(_)) => "on a macro call".to_owned(),
        Ok(other) => {
            let first = other.to_token_stream().into_iter().next();
            format!("on `{}`", first.map(|word| word.to_string()).unwrap_or_default())
        }
        Err(_) => "here".to_owned(),
    };
    error_here(
        format!("`#[cross_origin]` belongs on a handler function, not {what}"),
        "put it above the route attribute of each handler\nor give a whole `App`, `Scope` or `Resource` the policy with \
         `.wrap(APP)`",
    )
}
