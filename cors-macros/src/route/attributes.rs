//! actix-web's route attributes on a handler: what has to be known of them, and what is added to them.
//!
//! They are read only as far as their verb, path, methods and guards go. What is wrong in one is actix-web's to report.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident, LitStr, Meta, Path, Token};

/// actix-web's route attributes with the method that each stands for.
const VERBS: [(&str, &str); 10] = [
    ("connect", "CONNECT"),
    ("delete", "DELETE"),
    ("get", "GET"),
    ("head", "HEAD"),
    ("options", "OPTIONS"),
    ("patch", "PATCH"),
    ("post", "POST"),
    ("put", "PUT"),
    ("query", "QUERY"),
    ("trace", "TRACE"),
];

/// The resources that a handler's attributes register.
pub(super) struct Routes(pub(super) Vec<Route>);

/// One resource.
pub(super) struct Route {
    pub(super) path: LitStr,
    /// In the order as written, each once.
    pub(super) methods: Vec<String>,
    pub(super) guards: Vec<Path>,
}

#[derive(Clone, Copy)]
enum Kind {
    Verb(&'static str),
    Route,
    Routes,
}

impl Routes {
    /// `None` where actix-web has something to report.
    pub(super) fn of(attributes: &[Attribute]) -> Option<Self> {
        let routes = attributes.iter().filter_map(|attribute| match kind(attribute)? {
            Kind::Verb(method) => Some(Route::of(attribute, Some(method))),
            Kind::Route => Some(Route::of(attribute, None)),
            Kind::Routes => None,
        });
        let routes: Vec<Route> = routes.collect::<Option<_>>()?;
        let together = attributes.iter().any(|attribute| matches!(kind(attribute), Some(Kind::Routes)));
        (routes.len() == 1 || together && !routes.is_empty()).then_some(Self(routes))
    }

    /// Each method of the routes, once.
    pub(super) fn methods(&self) -> Vec<&str> {
        let mut methods: Vec<&str> = Vec::new();
        for method in self.0.iter().flat_map(|route| &route.methods) {
            if !methods.contains(&method.as_str()) {
                methods.push(method);
            }
        }
        methods
    }

    pub(super) fn take_options(&self) -> bool {
        self.methods().contains(&"OPTIONS")
    }
}

impl Route {
    fn of(attribute: &Attribute, method: Option<&str>) -> Option<Self> {
        let parse = |input: ParseStream<'_>| {
            let mut route = Self {
                path: input.parse()?,
                methods: method.iter().map(ToString::to_string).collect(),
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
                    "method" if method.is_none() => route.methods.push(value.value()),
                    _ => return Err(input.error("unknown")),
                }
            }
            Ok(route)
        };
        let Meta::List(list) = &attribute.meta else { return None };
        let route = parse.parse2(list.tokens.clone()).ok()?;
        let mut methods = route.methods.clone();
        methods.sort_unstable();
        methods.dedup();
        let upper_case = |method: &String| method.bytes().all(|byte| byte.is_ascii_uppercase());
        (!methods.is_empty() && methods.len() == route.methods.len() && methods.iter().all(upper_case))
            .then_some(route)
    }
}

/// `attribute` with more arguments, if it registers a resource. Everything of the user's keeps its place, so that
/// whatever actix-web reports points at it.
pub(super) fn with_arguments(attribute: &Attribute, arguments: &TokenStream) -> Attribute {
    let mut attribute = attribute.clone();
    if let (Some(Kind::Verb(_) | Kind::Route), Meta::List(list)) = (kind(&attribute), &mut attribute.meta) {
        let ends_with_comma =
            list.tokens.clone().into_iter().last().is_some_and(|last| last.to_string() == ",");
        let comma = (!ends_with_comma).then(|| quote!(,));
        list.tokens.extend(quote!(#comma #arguments));
    }
    attribute
}

pub(super) fn is_route(attribute: &Attribute) -> bool {
    kind(attribute).is_some()
}

pub(super) fn is_cross_origin(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == "cross_origin")
}

/// The last segment decides: the attribute may be qualified with any path that leads to actix-web.
fn kind(attribute: &Attribute) -> Option<Kind> {
    let name = &attribute.path().segments.last()?.ident;
    if name == "route" {
        return Some(Kind::Route);
    }
    if name == "routes" {
        return Some(Kind::Routes);
    }
    VERBS.iter().find(|(verb, _)| name == verb).map(|(_, method)| Kind::Verb(method))
}
