//! The route attributes on a handler: which they are and what they say together.

use quote::quote;
use syn::{Attribute, Meta, Path};

use super::args::Args;
use super::{error, error_here};

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

/// What a handler's attributes make of it.
pub(super) struct Routes {
    /// One for each resource.
    pub(super) resources: Vec<Args>,
}

/// What was found in attributes that are well-formed.
pub(super) enum Found {
    Routes(Routes),
    NoRoute(syn::Error),
    Twice(syn::Error),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Verb(&'static str),
    Route,
    Routes,
}

impl Routes {
    /// An error is about the route attributes themselves: actix-web would report it too, so they must not be emitted.
    pub(super) fn of(attrs: &[Attribute]) -> syn::Result<Found> {
        let found: Vec<(Kind, &Attribute)> =
            attrs.iter().filter_map(|attr| Some((kind(attr)?, attr))).collect();
        if let Some(second) = attrs.iter().find(|attr| is_cross_origin(attr)) {
            return Ok(Found::Twice(error(
                second,
                "this handler has two `#[cross_origin]`",
                "a route has one policy: remove one of them",
            )));
        }
        if found.is_empty() {
            return Ok(Found::NoRoute(error_here(
                "`#[cross_origin]` has no route attribute below it",
                "it stands above `#[get(\"/\")]`, `#[post(\"/\")]`, `#[route(..)]` or `#[routes]`; \
                 if the route attribute is above it, swap the two",
            )));
        }
        Ok(Found::Routes(Self { resources: resources(&found)? }))
    }
}

/// The resources that the attributes register, or every mistake in them.
fn resources(found: &[(Kind, &Attribute)]) -> syn::Result<Vec<Args>> {
    let together = found.iter().find(|(kind, _)| *kind == Kind::Routes).map(|(_, attr)| *attr);
    let mut resources = Vec::new();
    let mut errors: Option<syn::Error> = None;
    for (kind, attr) in found {
        let resource = match kind {
            Kind::Routes => no_arguments(attr).map(|()| None),
            Kind::Route if together.is_some() => Err(error(
                attr,
                "`#[routes]` does not take `#[route]`",
                "write one `#[get(..)]`, `#[post(..)]` … for each method and path",
            )),
            Kind::Verb(_) | Kind::Route if together.is_none() && !resources.is_empty() => Err(error(
                attr,
                "this handler has two route attributes",
                "write `#[routes]` above them, or one `#[route(\"/\", method = \"GET\", method = \"POST\")]`",
            )),
            Kind::Verb(method) => Args::of(attr, Some(method)).map(Some),
            Kind::Route => Args::of(attr, None).map(Some),
        };
        match resource {
            Ok(resource) => resources.extend(resource),
            Err(error) => match &mut errors {
                Some(errors) => errors.combine(error),
                None => errors = Some(error),
            },
        }
    }
    match (errors, together) {
        (Some(errors), _) => Err(errors),
        (None, Some(routes)) if resources.is_empty() => Err(error(
            routes,
            "`#[routes]` has no route below it",
            "write one `#[get(\"/\")]`, `#[post(\"/\")]` … for each method and path",
        )),
        (None, _) => Ok(resources),
    }
}

/// The paths of the route attributes, each once: the generated code names them, so that no import of theirs is unused.
pub(super) fn imports(attrs: &[Attribute]) -> Vec<&Path> {
    let mut imports: Vec<&Path> = Vec::new();
    for attr in attrs.iter().filter(|attr| is_route(attr)) {
        // Two equal ones would be two errors where the name is not in scope.
        if !imports.contains(&attr.path()) {
            imports.push(attr.path());
        }
    }
    imports
}

fn no_arguments(attr: &Attribute) -> syn::Result<()> {
    match &attr.meta {
        Meta::Path(_) => Ok(()),
        _ => Err(error(attr, "`#[routes]` takes no arguments", "write `#[routes]`")),
    }
}

pub(super) fn is_route(attr: &Attribute) -> bool {
    kind(attr).is_some()
}

pub(super) fn is_cross_origin(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|segment| segment.ident == "cross_origin")
}

/// The last segment decides: the attribute may be qualified with any path that leads to actix-web.
fn kind(attr: &Attribute) -> Option<Kind> {
    let name = &attr.path().segments.last()?.ident;
    if name == "route" {
        return Some(Kind::Route);
    }
    if name == "routes" {
        return Some(Kind::Routes);
    }
    VERBS.iter().find(|(verb, _)| name == verb).map(|(_, method)| Kind::Verb(method))
}

/// A route attribute as the user wrote it, for messages.
pub(super) fn written(attr: &Attribute) -> String {
    let path = attr.path();
    quote! { #path }.to_string().replace(' ', "")
}
