//! actix-web's route attributes on a handler: what has to be known about them, and what is added to them.
//!
//! They are read only for their verb, path, methods and guards. What is wrong in one is for actix-web to report.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident, LitStr, Meta, Path, Token};

use crate::parse::{flatten, is_punct};

/// actix-web's route attributes, each named after its method.
const VERBS: [&str; 10] =
    ["connect", "delete", "get", "head", "options", "patch", "post", "put", "query", "trace"];

/// The resources that a handler's attributes register.
pub(super) struct Routes(pub(super) Vec<Route>);

/// One resource.
pub(super) struct Route {
    /// The index of the handler's attribute that registers it.
    attribute: usize,
    pub(super) path: LitStr,
    /// In the order as written, each once.
    pub(super) methods: Vec<String>,
    pub(super) guards: Vec<Path>,
}

enum RouteAttribute {
    /// With its method.
    Verb(String),
    Route,
    Routes,
}

impl Routes {
    /// `None` where actix-web has something to report. Attributes of other crates with these names are left alone:
    /// a route must never lose its policy because of one.
    pub(super) fn from_attributes(attributes: &[Attribute]) -> Option<Self> {
        let has_routes =
            attributes.iter().any(|attribute| matches!(kind(attribute), Some(RouteAttribute::Routes)));
        let mut routes = Vec::new();
        for (at, attribute) in attributes.iter().enumerate() {
            // `#[routes]` accepts neither qualified ones nor `#[route]`.
            let is_qualified = attribute.path().get_ident().is_none();
            let method = match kind(attribute) {
                Some(RouteAttribute::Verb(method)) if !has_routes || !is_qualified => Some(method),
                Some(RouteAttribute::Route) if !has_routes => None,
                _ => continue,
            };
            match Route::from_attribute(at, attribute, method) {
                None if has_routes => return None,
                route => routes.extend(route),
            }
        }
        // Another crate's `#[trace("name")]` looks like a route, but its text is not a path. If more than one
        // attribute is left, actix-web refuses to nest them.
        if !has_routes && routes.iter().any(Route::has_path) {
            routes.retain(Route::has_path);
        }
        (!routes.is_empty()).then_some(Self(routes))
    }

    /// Whether the handler's attribute at this index registers one of them.
    pub(super) fn registers(&self, attribute: usize) -> bool {
        self.0.iter().any(|route| route.attribute == attribute)
    }

    /// Each method of the routes, once.
    pub(super) fn methods(&self) -> Vec<&str> {
        let mut methods = Vec::new();
        for method in self.0.iter().flat_map(|route| &route.methods) {
            if !methods.contains(&method.as_str()) {
                methods.push(method.as_str());
            }
        }
        methods
    }
}

impl Route {
    fn has_path(&self) -> bool {
        let path = self.path.value();
        path.is_empty() || path.starts_with(['/', '{'])
    }

    fn from_attribute(at: usize, attribute: &Attribute, method: Option<String>) -> Option<Self> {
        let takes_methods = method.is_none();
        let parse = |input: ParseStream<'_>| {
            let mut route = Self {
                attribute: at,
                path: input.parse()?,
                methods: method.into_iter().collect(),
                guards: Vec::new(),
            };
            while !input.is_empty() {
                input.parse::<Token![,]>()?;
                if input.is_empty() {
                    break;
                }
                let key: Ident = input.parse()?;
                input.parse::<Token![=]>()?;
                let value: LitStr = input.parse()?;
                match key.to_string().as_str() {
                    "name" => {}
                    "guard" => route.guards.push(value.parse()?),
                    "wrap" => drop(value.parse::<syn::Expr>()?),
                    "method" if takes_methods => route.methods.push(value.value()),
                    _ => return Err(input.error("unknown")),
                }
            }
            Ok(route)
        };
        let Meta::List(list) = &attribute.meta else { return None };
        let route = parse.parse2(list.tokens.clone()).ok()?;
        let methods = &route.methods;
        let is_legal = |(at, method): (usize, &String)| {
            method.bytes().all(|byte| byte.is_ascii_uppercase()) && !methods[..at].contains(method)
        };
        (!methods.is_empty() && methods.iter().enumerate().all(is_legal)).then_some(route)
    }
}

/// A route attribute with more arguments. The user's tokens keep their spans, so that whatever actix-web reports
/// points at them.
pub(super) fn with_arguments(attribute: &Attribute, arguments: &TokenStream) -> Attribute {
    let mut attribute = attribute.clone();
    if let Meta::List(list) = &mut attribute.meta {
        // actix-web takes what a `macro_rules!` hands over as `$x:literal`, in an invisible group, only where nothing
        // follows it.
        let written = flatten(list.tokens.clone());
        let comma = (!written.last().is_some_and(|last| is_punct(last, ','))).then(|| quote!(,));
        list.tokens = quote!(#(#written)* #comma #arguments);
    }
    attribute
}

/// What ends the layer that `#[cross_origin]` adds.
pub(super) const LAYER: &str = "_route().layer()";

/// Whether a `#[cross_origin]` under another name has already given the route a policy.
pub(super) fn has_policy(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else { return false };
    list.tokens.clone().into_iter().any(|token| token.to_string().ends_with(&format!("{LAYER}\"")))
}

pub(super) fn is_route(attribute: &Attribute) -> bool {
    kind(attribute).is_some()
}

/// An item that is no function, without route attributes, which would report the same.
pub(super) fn without_routes(item: &TokenStream) -> TokenStream {
    let parse = |input: ParseStream<'_>| Ok((Attribute::parse_outer(input)?, input.parse::<TokenStream>()?));
    let Ok((attributes, rest)) = parse.parse2(item.clone()) else { return item.clone() };
    let others = attributes.iter().filter(|attribute| !is_route(attribute));
    quote!(#(#others)* #rest)
}

pub(super) fn is_cross_origin(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == "cross_origin")
}

/// The last segment decides: the attribute may be qualified with any path that leads to actix-web. One without a
/// path to serve belongs to another crate, such as `#[fastrace::trace]`.
fn kind(attribute: &Attribute) -> Option<RouteAttribute> {
    let name = &attribute.path().segments.last()?.ident;
    if name == "routes" {
        return Some(RouteAttribute::Routes);
    }
    let Meta::List(list) = &attribute.meta else { return None };
    let mut arguments = list.tokens.clone().into_iter();
    let first = arguments.next()?;
    if matches!(first, TokenTree::Ident(_)) && arguments.next().is_some_and(|next| next.to_string() == "=") {
        return None;
    }
    if name == "route" {
        return Some(RouteAttribute::Route);
    }
    let verb = VERBS.iter().find(|verb| name == *verb)?;
    Some(RouteAttribute::Verb(verb.to_ascii_uppercase()))
}
