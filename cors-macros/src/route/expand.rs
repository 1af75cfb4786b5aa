//! From a route that is all right to tokens: the service that actix-web's attribute would write, inside its policy.
//!
//! A policy is asked through one method, `__cors_policy`, and always at the same place, so that an argument that is
//! no policy is one error; and it knows its own crate, so that no path of ours has to be right in the user's module.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprPath, LitStr, Path};

use super::args::Args;
use super::argument::{Argument, caret, written};
use super::attributes::{Routes, imports};
use super::handler::Handler;
use super::{beside, with_help};

pub(super) fn route(argument: &Argument, routes: &Routes, handler: &Handler) -> TokenStream {
    if let Err(error) = handler.check_output() {
        return beside(&error, &handler_alone(handler));
    }
    let checks = match argument {
        Argument::Policy { path, origins } => checks(path, origins.as_deref(), routes, handler),
        Argument::None { .. } => TokenStream::new(),
    };
    let config = local("config");
    let policy = policy(argument);
    let resources = routes.resources.iter().map(|args| resource(argument, args, handler, &config));
    let function = handler.function();
    // The policy is asked for outside the block in which the function's name hides the service's: where the compiler
    // does not find the policy, it sees the same names as in the checks, and reports the same error, which is one.
    let service = service(handler, &config, &quote! { #policy { #function #(#resources)* } });
    quote! { #service #checks }
}

/// The service that a handler's name stands for, with nothing registered: beside an error in its route attributes.
pub(super) fn handler_alone(handler: &Handler) -> TokenStream {
    service(handler, &local("config"), &handler.function())
}

/// Names an attribute that is consumed here: the import it came by is used, and one that is missing is missed.
fn import(attribute: &Path) -> TokenStream {
    let span = attribute.segments.last().map_or_else(Span::call_site, |segment| segment.ident.span());
    quote_spanned! { span => #[allow(unused_imports)] use #attribute as _; }
}

/// What actix-web's attributes emit. The struct is public because theirs is.
fn service(handler: &Handler, config: &Ident, body: &TokenStream) -> TokenStream {
    let (cfgs, more_cfgs, docs) = (handler.cfgs(), handler.cfgs(), handler.docs());
    let name = &handler.sig.ident;
    let imports = imports(handler.attrs()).into_iter().map(import);
    quote! {
        #(#cfgs)*
        #(#docs)*
        #[allow(non_camel_case_types, missing_docs, unreachable_pub)]
        pub struct #name;

        #(#more_cfgs)*
        impl ::actix_web::dev::HttpServiceFactory for #name {
            fn register(self, #config: &mut ::actix_web::dev::AppService) {
                #(#imports)*
                #body
            }
        }
    }
}

/// `let policy = …`, where there is one: `origins = EXPR` is evaluated once for each worker.
fn policy(argument: &Argument) -> TokenStream {
    match argument {
        Argument::Policy { path, origins } => {
            let variable = local("policy");
            let queries = queries(path);
            let live = origins.as_ref().map(|origins| {
                let method = Ident::new("live_route", origins.span());
                quote! { .#method(#origins) }
            });
            quote! { let #variable = #queries #live; }
        }
        Argument::None { .. } => TokenStream::new(),
    }
}

/// The guard stands first. What is wrapped last is outermost.
fn resource(argument: &Argument, args: &Args, handler: &Handler, config: &Ident) -> TokenStream {
    let Args { path, guards, wraps, methods, .. } = args;
    let function = &handler.sig.ident;
    let name = resource_name(args, handler);
    let resource = local("resource");
    let (guard, layer) = match argument {
        Argument::Policy { .. } => {
            let policy = local("policy");
            let policy = quote! { ::core::clone::Clone::clone(&#policy) };
            (
                quote! { #policy.route_guard(#path, &[#(#methods),*]) },
                quote! { #policy.route_layer(&[#(#methods),*]) },
            )
        }
        Argument::None { home } => {
            (quote! { #home::none_guard(#path, &[#(#methods),*]) }, quote! { #home::none_layer() })
        }
    };
    quote! {
        let #resource = ::actix_web::Resource::new(#path)
            .name(#name)
            .guard(#guard)
            #(.guard(::actix_web::guard::fn_guard(#guards)))*
            #(.wrap(#wraps))*
            .wrap(#layer)
            .to(#function);
        ::actix_web::dev::HttpServiceFactory::register(#resource, #config);
    }
}

fn resource_name(args: &Args, handler: &Handler) -> LitStr {
    let name = &handler.sig.ident;
    args.name.clone().unwrap_or_else(|| LitStr::new(&name.to_string(), name.span()))
}

/// What the compiler asks the policy: items, because constants inside functions are not evaluated by `cargo check`.
fn checks(path: &ExprPath, origins: Option<&Expr>, routes: &Routes, handler: &Handler) -> TokenStream {
    let name = written(path);
    let message = match origins {
        None => with_help(
            &format!("policy `{name}` has origins that are known only at run time"),
            &format!(
                "give it its list: `#[cross_origin({name}, origins = …)]` with what `{name}.with_origins(…)` returns"
            ),
        ),
        Some(_) => with_help(
            &format!("policy `{name}` has no origins that are known only at run time"),
            &format!("remove `origins = …`, or add `runtime` to `origins` of `{name}`"),
        ),
    };
    let live = origins.is_some();
    let mut checks = check(path, handler, &quote! { .agrees_with_route(#live) }, &message);
    let mut seen: Vec<&str> = Vec::new();
    for args in &routes.resources {
        for method in &args.methods {
            if !seen.contains(&method.as_str()) {
                seen.push(method);
                let message =
                    not_allowed(&name, method, args.methods.len() > 1 || routes.resources.len() > 1);
                checks.extend(check(path, handler, &quote! { .allows_route(#method) }, &message));
            }
        }
    }
    checks
}

fn check(path: &ExprPath, handler: &Handler, question: &TokenStream, message: &str) -> TokenStream {
    let cfgs = handler.cfgs();
    let queries = queries(path);
    let panic = quote_spanned! { caret(path) => ::core::panic!("{}", #message) };
    quote! {
        #(#cfgs)*
        const _: () = if !#queries #question { #panic };
    }
}

fn not_allowed(name: &str, method: &str, one_of_several: bool) -> String {
    let message = format!("policy `{name}` does not allow {method}");
    let otherwise =
        if one_of_several { "remove it from this route" } else { "give this route another policy" };
    match method {
        "CONNECT" | "TRACE" | "TRACK" => with_help(
            &message,
            &format!("no browser lets a page send {method}, so no policy can list it: {otherwise}"),
        ),
        _ => with_help(&message, &format!("add {method} to `methods` of `{name}`, or {otherwise}")),
    }
}

/// `PATH.__cors_policy()`, which is all that the generated code knows of a policy.
fn queries(path: &ExprPath) -> TokenStream {
    let method = Ident::new("__cors_policy", caret(path));
    quote! { #path.#method() }
}

/// A variable that the user's code cannot see. Unlikely names, because a handler is a unit struct, which a pattern of
/// the same name would match instead of binding anything.
fn local(name: &str) -> Ident {
    format_ident!("__cors_{}", name, span = Span::mixed_site())
}
