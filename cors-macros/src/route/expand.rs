//! A valid route → tokens: a service with the handler's name, which registers the user's own route with the policy
//! around it, and the resources that answer its preflights.
//!
//! A policy is reached through one method, so that an argument that is not a policy is one error. The policy names its
//! own crate, so no path of ours has to resolve in the user's module.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{ExprPath, LitStr};

use super::argument::Argument;
use super::attributes::{LAYER, Route, Routes};
use super::handler::Handler;
use crate::ast::{last_span, written};
use crate::diag::with_help;
use crate::expand::policy_data;

pub(super) fn route(argument: &Argument, routes: &Routes, handler: &Handler) -> TokenStream {
    let name = &handler.signature.ident;
    let (data, span, checks) = match argument {
        Argument::Policy { path, origins } => {
            (policy_data(path), last_span(&path.path), checks(path, origins.is_some(), routes, handler))
        }
        Argument::None { home } => (quote!(#home::excluded()), home.span(), TokenStream::new()),
    };
    // The policy on this route; and what follows the data, as text, to make it a layer of the route.
    let (policy, layer) = match argument {
        Argument::Policy { origins: Some(origins), .. } => {
            let method = Ident::new("on_live_route", origins.span());
            let name = name.to_string();
            (quote!(#data.#method(#origins, #name)), ".registered")
        }
        _ => (quote!(#data.on_route()), ".on"),
    };
    let (definition, text) = in_text(&data);
    let layer = LitStr::new(&format!("{text}{layer}{LAYER}"), span);
    let takes = routes.methods().contains(&"OPTIONS").then(|| {
        quote! {
            fn __cors_takes(context: &::actix_web::guard::GuardContext<'_>) -> bool {
                #data.takes(context)
            }
        }
    });
    let guard = takes.is_some().then(|| quote!(guard = "__cors_takes",));
    // What is wrapped last is outermost.
    let function = handler.with_arguments(routes, &quote!(#guard wrap = #layer));
    let preflights = routes.0.iter().map(preflights);
    let body = quote! {
        let __cors_policy = #policy;
        #definition
        #takes
        #function
        __cors_policy.route(#name).register(__cors_config);
        #(#preflights)*
    };
    let service = handler.service(&body);
    quote!(#service #checks)
}

fn preflights(route: &Route) -> TokenStream {
    let Route { path, methods, guards, .. } = route;
    quote! {
        ::core::clone::Clone::clone(&__cors_policy).register_preflights(#path, &[#(#methods),*], &[#(#guards),*], __cors_config);
    }
}

/// The compile-time checks of the policy: items, because `cargo check` does not evaluate constants inside
/// functions.
fn checks(path: &ExprPath, live: bool, routes: &Routes, handler: &Handler) -> TokenStream {
    let name = written(path);
    let (message, help) = if live {
        let help = format!("remove `origins = …`\nor add `runtime` to `origins` of `{name}`");
        (format!("policy `{name}` takes no origins at run time"), help)
    } else {
        let help = format!(
            "write `{name}, origins = [\"https://tenant.example\"]` (a `LivePolicy` from `{name}.with_origins(…)` can take \
             the place of the list)"
        );
        (format!("policy `{name}` needs a list of origins at run time"), help)
    };
    // As few items as possible: in an `impl`, where they are not allowed, each is an error.
    let mut statements = check(path, &quote!(agrees_with_route(#live)), &with_help(message, help));
    let mut checks = TokenStream::new();
    let (methods, cfgs) = (routes.methods(), handler.cfgs());
    for method in &methods {
        let message = not_allowed(&name, method, methods.len() > 1);
        statements.extend(check(path, &quote!(allows_route(#method)), &message));
        let first = std::mem::take(&mut statements);
        checks.extend(quote! { #(#cfgs)* const _: () = { #first }; });
    }
    checks
}

fn check(path: &ExprPath, question: &TokenStream, message: &str) -> TokenStream {
    let data = policy_data(path);
    let panic = quote_spanned! { last_span(&path.path) => ::core::panic!("{}", #message) };
    quote! { if !#data.#question { #panic } }
}

fn not_allowed(name: &str, method: &str, one_of_several: bool) -> String {
    let otherwise =
        if one_of_several { "remove it from this route" } else { "give this route another policy" };
    let help = match method {
        "CONNECT" | "TRACE" | "TRACK" => {
            format!("no browser lets a page send {method}, so no policy can list it: {otherwise}")
        }
        _ => format!("add {method} to `methods` of `{name}`\nor {otherwise}"),
    };
    with_help(format!("policy `{name}` does not allow {method}"), help)
}

/// Definitions, and the text of the expression, since actix-web's `wrap` takes it as text. Text loses what `$crate` stands
/// for, so an expression with `$crate` goes into a macro.
fn in_text(expression: &TokenStream) -> (TokenStream, String) {
    if expression.clone().into_iter().any(|token| token.to_string() == "$crate") {
        let definition = quote! { macro_rules! __cors_path { () => { #expression }; } };
        return (definition, "__cors_path!()".to_owned());
    }
    (TokenStream::new(), expression.to_string())
}
