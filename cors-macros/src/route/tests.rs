//! What the parts make of what users write. Whole attributes are tested from outside, over a real `App`.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::argument::{Argument, own_path};
use super::cross_origin;

/// The message of the first error, `None` where there is none.
fn refused(argument: TokenStream, item: &TokenStream) -> Option<String> {
    let mut tokens = cross_origin(argument, item).into_iter();
    tokens.find(|token| token.to_string() == "compile_error")?;
    let Some(TokenTree::Group(message)) = tokens.nth(1) else { panic!("no message") };
    Some(syn::parse2::<syn::LitStr>(message.stream()).expect("a string").value())
}

/// How many errors there are.
fn count(argument: TokenStream, item: &TokenStream) -> usize {
    cross_origin(argument, item).to_string().matches("compile_error").count()
}

#[test]
fn the_attribute_finds_its_own_path() {
    for (source, path) in [
        ("#[cross_origin(none)]", Some("cross_origin")),
        ("cross_origin(none)", Some("cross_origin")),
        ("# [ cors_runtime::cross_origin (none) ]", Some("cors_runtime :: cross_origin")),
        ("#[::cors_runtime::cross_origin[none]]", Some(":: cors_runtime :: cross_origin")),
        ("#[/* here */ co{none}]", Some("co")),
        ("#[$crate::cross_origin(none)]", None),
        ("", None),
    ] {
        let found = own_path(Some(source)).ok().map(|path| path.to_token_stream().to_string());
        assert_eq!(found.as_deref(), path, "{source}");
    }
    let guess = own_path(None).expect("a guess").to_token_stream().to_string();
    assert_eq!(guess, "cross_origin", "without a source text");
}

#[test]
fn arguments_are_read() {
    for tokens in [
        quote! { APP },
        quote! { crate::config::APP },
        quote! { ::other::APP },
        quote! { Config::APP, },
        quote! { <Config as HasPolicy>::APP },
        quote! { TENANTS, origins = live.clone() },
        quote! { none },
        quote! { none, crate = crate::facade },
    ] {
        let text = tokens.to_string();
        assert!(Argument::of(tokens).is_ok(), "{text}");
    }
}

#[test]
fn a_mistake_is_one_error_and_the_handler_stays() {
    let get = quote! { #[get("/x")] async fn handler() -> &'static str { "x" } };
    let with = |attrs: TokenStream| quote! { #attrs async fn handler() -> &'static str { "x" } };
    let cases = [
        (quote! {}, get.clone(), "does not say which policy"),
        (quote! { "APP" }, get.clone(), "found a literal"),
        (quote! { app() }, get.clone(), "found a call"),
        (quote! { &APP }, get.clone(), "found a reference"),
        (quote! { cors! { origins: any } }, get.clone(), "found a macro call"),
        (quote! { None }, get.clone(), "`None` is no policy"),
        (quote! { APP, PUBLIC }, get.clone(), "a route has one policy"),
        (quote! { APP, origin = x }, get.clone(), "did you mean `origins`?"),
        (quote! { APP, methods = x }, get.clone(), "stand in its route attribute"),
        (quote! { APP, crate = x }, get.clone(), "a policy knows its own crate"),
        (quote! { none, origins = x }, get.clone(), "`none` has no origins"),
        (quote! { none, crate = "x" }, get.clone(), "`crate` expects a path"),
        (quote! { none, krate = x }, get.clone(), "did you mean `crate`?"),
        (quote! { APP, origins = x, origins = y }, get.clone(), "`origins` is given twice"),
        (quote! { APP, origins = }, get.clone(), "`origins` has no value"),
        (quote! { origins = x }, get.clone(), "does not say which policy"),
        (quote! { APP }, with(quote! {}), "no route attribute below it"),
        (quote! { APP }, with(quote! { #[cross_origin(B)] #[get("/x")] }), "two `#[cross_origin]`"),
        (quote! { APP }, with(quote! { #[get] }), "`#[get]` has no path"),
        (quote! { APP }, with(quote! { #[get()] }), "`#[get]` has no path"),
        (quote! { APP }, with(quote! { #[actix_web::get] }), "`#[actix_web::get]` has no path"),
        (quote! { APP }, with(quote! { #[get(PATH)] }), "expected the path of the route"),
        (quote! { APP }, with(quote! { #[get(name = "x")] }), "expected the path of the route"),
        (quote! { APP }, with(quote! { #[get("/a", "/b")] }), "one path"),
        (quote! { APP }, with(quote! { #[get("/a", method = "PUT")] }), "`method` stands in `#[route]` only"),
        (quote! { APP }, with(quote! { #[get("/a", guards = "x")] }), "did you mean `guard`?"),
        (quote! { APP }, with(quote! { #[get("/a", guard)] }), "`guard` has no value"),
        (quote! { APP }, with(quote! { #[get("/a", guard = )] }), "`guard` has no value"),
        (quote! { APP }, with(quote! { #[get("/a", guard = f)] }), "`guard` expects a string"),
        (quote! { APP }, with(quote! { #[get("/a", guard = "f()")] }), "expected the path of a function"),
        (quote! { APP }, with(quote! { #[get("/a", wrap = "a b")] }), "expected an expression"),
        (quote! { APP }, with(quote! { #[get("/a", name = "")] }), "cannot be empty"),
        (quote! { APP }, with(quote! { #[get("/{a")] }), "never closed"),
        (quote! { APP }, with(quote! { #[get("/{}")] }), "cannot be the name"),
        (quote! { APP }, with(quote! { #[get("/{a}/{a}")] }), "two parameters `a`"),
        (quote! { APP }, with(quote! { #[get("/{a:.+}*")] }), "expression of its own"),
        (quote! { APP }, with(quote! { #[route("/a")] }), "`#[route]` has no method"),
        (quote! { APP }, with(quote! { #[route("/a", method = "get")] }), "write `GET`"),
        (quote! { APP }, with(quote! { #[route("/a", method = "A B")] }), "no HTTP method"),
        (
            quote! { APP },
            with(quote! { #[route("/a", method = "PUT", method = "PUT")] }),
            "PUT is listed twice",
        ),
        (quote! { APP }, with(quote! { #[routes] }), "no route below it"),
        (quote! { APP }, with(quote! { #[routes(x)] #[get("/")] }), "takes no arguments"),
        (
            quote! { APP },
            with(quote! { #[routes] #[route("/", method = "GET")] }),
            "does not take `#[route]`",
        ),
        (quote! { APP }, with(quote! { #[get("/a")] #[post("/b")] }), "two route attributes"),
        (quote! { APP }, quote! { #[get("/")] async fn handler() {} }, "no return type"),
        (
            quote! { APP },
            quote! { #[get("/")] async fn handler(&self) -> X {} },
            "a method cannot be a route",
        ),
        (quote! { APP }, quote! { struct handler; }, "not on a struct"),
        (quote! { APP }, quote! { mod handler {} }, "not on a module"),
        (quote! { APP }, quote! { impl handler {} }, "not on an `impl` block"),
        (quote! { APP }, quote! { type handler = (); }, "not on `type`"),
    ];
    for (argument, item, message) in cases {
        let text = format!("#[cross_origin({argument})] {item}");
        let found = refused(argument.clone(), &item);
        let found = found.unwrap_or_else(|| panic!("no error: {text}"));
        assert!(found.contains(message), "{text}\n{found}");
        assert!(found.contains("\n\nhelp: ") && !found.ends_with('.'), "{text}\n{found}");
        assert!(found.starts_with(|first: char| !first.is_uppercase()), "{text}\n{found}");
        assert_eq!(count(argument.clone(), &item), 1, "{text}");
        let out = cross_origin(argument, &item);
        let file: Result<syn::File, _> = syn::parse2(out.clone());
        assert!(file.is_ok(), "{text}\nis not well-formed: {out}");
        assert!(out.to_string().contains("handler"), "{text}\nthe item is gone: {out}");
    }
}

#[test]
fn what_actix_web_takes_is_taken() {
    for item in [
        quote! { #[get("")] async fn h() -> X {} },
        quote! { #[query("/x",)] async fn h() -> X {} },
        quote! { #[::actix_web::get("/{id:[[:digit:]]{6}}/{tail}*", name = "n", guard = "a::b")] async fn h() -> X {} },
        quote! { #[get("/x", wrap = "A", wrap = "B::new(1, |x| x)", guard = "a", guard = "b")] pub fn h() -> X {} },
        quote! { #[route("/x", method = "GET", method = "M-SEARCH", method = "PURGE")] async fn h() -> X {} },
        quote! { #[routes] #[get("/a")] #[get("/b", name = "b")] #[actix_web::post("/a")] async fn h() -> X {} },
        quote! { #[instrument] #[get("/x")] #[allow(clippy::x)] async fn h(#[x] id: Path<u8>) -> X { a ! b } },
    ] {
        assert_eq!(refused(quote! { APP }, &item), None, "{item}");
        assert_eq!(refused(quote! { none }, &item), None, "{item}");
    }
}
