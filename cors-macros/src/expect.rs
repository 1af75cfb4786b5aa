//! `expect PATH { … }`, judged by the compiler: each statement becomes a constant that asks the policy, so that it works
//! for a policy of any module or crate, with the very code that serves requests.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Attribute, LitStr, Path};

use crate::ast::{ExpectBlock, Statement};
use crate::cfg::Atoms;
use crate::check::{header, method};
use crate::diag::{Errors, Place};
use crate::kw;
use cors_rules::syntax;

/// The rules on expectations that need no policy, and the constants for those that pass.
pub(crate) fn check(block: &ExpectBlock, krate: &TokenTree, errors: &mut Errors) -> TokenStream {
    let outer = guards(&block.attributes, errors);
    let mut tokens = TokenStream::new();
    for statement in &block.statements {
        let before = errors.count();
        let inner = guards(&statement.attributes, errors);
        origin_can_be_sent(statement, errors);
        method_can_be_sent(statement, errors);
        headers_can_be_sent(statement, errors);
        if errors.count() == before {
            let question = question(&block.path, statement, krate);
            tokens.extend(quote!(#(#outer)* #(#inner)* #question));
        }
    }
    if block.statements.is_empty() && !block.broken {
        // Nothing asks the policy, but a misspelt path is still a mistake.
        let path = &block.path;
        let call = quote_spanned!(span_of(path)=> .__cors_policy());
        tokens.extend(quote!(#(#outer)* const _: () = { let _ = #path #call; };));
    }
    tokens
}

/// The `#[cfg]` attributes; anything else has no meaning here.
fn guards<'a>(attributes: &'a [Attribute], errors: &mut Errors) -> Vec<&'a Attribute> {
    let mut guards = Vec::new();
    for attribute in attributes {
        if attribute.path().is_ident(kw::CFG) {
            let before = errors.count();
            // Read only for its mistakes, which would be reported once for every statement.
            Atoms::default().read(&[attribute], errors);
            guards.extend(Some(attribute).filter(|_| errors.count() == before));
        } else {
            errors.error(
                Place::token(span_of(attribute.path())),
                "an expectation bears no attribute but `#[cfg(…)]`",
                "remove it",
            );
        }
    }
    guards
}

fn span_of(path: &Path) -> Span {
    path.segments.last().map_or_else(Span::call_site, |segment| segment.ident.span())
}

/// A browser sends `null` or the serialisation of an origin (Fetch, "origin header"): a question about anything else
/// would be answered with "denied" and test nothing.
fn origin_can_be_sent(statement: &Statement, errors: &mut Errors) {
    const EXACT: &str = "write one exact origin, such as `\"https://app.example.com\"`, or `\"null\"`";
    let text = statement.origin.value();
    let place = Place::token(statement.origin.span());
    let nothing = "no browser sends this origin, so the expectation tests nothing";
    match syntax::OriginText::exact(&text) {
        _ if text == "null" => {}
        Ok(_) => {}
        Err(_) if text.trim().eq_ignore_ascii_case("null") => {
            let message = format!("{nothing}: {} is not how they write `null`", syntax::quote(&text));
            errors.error(place, message, "write `\"null\"`");
        }
        Err(mistake) => {
            // What helps in a policy's list, such as `origins: any`, does not help here.
            let help = mistake.help.filter(|help| !help.contains("origins: any"));
            errors.error(
                place,
                format!("{nothing}: {}", mistake.message),
                help.unwrap_or_else(|| EXACT.to_owned()),
            );
        }
    }
}

fn method_can_be_sent(statement: &Statement, errors: &mut Errors) {
    let (name, span) = &statement.method;
    if let Some((message, help)) = method::no_token(name).or_else(|| method::normalised_by_browsers(name)) {
        errors.error(Place::token(*span), message, help);
    }
}

fn headers_can_be_sent(statement: &Statement, errors: &mut Errors) {
    for header in &statement.headers {
        if let Some((message, help)) = header::no_token(&header.value()) {
            errors.error(Place::token(header.span()), message, help);
        }
    }
}

/// The constant that asks. Each way to fail panics at the token at fault.
fn question(path: &Path, statement: &Statement, krate: &TokenTree) -> TokenStream {
    let name = path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::");
    let (method, method_span) = &statement.method;
    let origin = &statement.origin;
    let allow = statement.allow;
    let headers = &statement.headers;
    let asked = format!("`{name}` does not allow {method} from {}", origin.value());
    let fail = |span: Span, pattern: TokenStream, message: String| {
        let panic = quote_spanned!(span=> ::core::panic!("{}", #message));
        quote!(#krate::private::Outcome::#pattern => #panic,)
    };
    let mut arms = TokenStream::new();
    if allow {
        arms.extend(fail(
            origin.span(),
            quote!(OriginNotAllowed),
            if origin.value() == "null" {
                format!("{asked}: only `origins: any` allows it, because every site can make browsers send it\n\nhelp: expect `deny`")
            } else {
                format!("{asked}: the origin is not in `origins`\n\nhelp: add it to `origins` of `{name}`, or expect `deny`")
            },
        ));
        arms.extend(fail(
            origin.span(),
            quote!(OriginKnownAtRunTime),
            format!("{asked} as far as the compiler can tell: only the list given at run time could name the origin\n\nhelp: add it to `origins` of `{name}` beside `runtime`, or test it where the list is known"),
        ));
        arms.extend(fail(
            *method_span,
            quote!(MethodNotAllowed),
            format!("{asked}: the method is not in `methods`\n\nhelp: add {method} to `methods` of `{name}`, or expect `deny`"),
        ));
        for (at, header) in headers.iter().enumerate() {
            let index = proc_macro2::Literal::usize_unsuffixed(at);
            let wildcard = if header.value().eq_ignore_ascii_case("authorization") {
                ", and `any` does not cover it"
            } else {
                ""
            };
            arms.extend(fail(
                header.span(),
                quote!(HeaderNotAllowed(#index)),
                format!("{asked} with `{0}`: the header is not in `headers`{wildcard}\n\nhelp: add `\"{1}\"` to `headers` of `{name}`, or expect `deny`", header.value(), header.value().to_ascii_lowercase()),
            ));
        }
    } else {
        let with = if headers.is_empty() {
            String::new()
        } else {
            format!(" with [{}]", headers.iter().map(LitStr::value).collect::<Vec<_>>().join(", "))
        };
        arms.extend(fail(
            statement.verb.span(),
            quote!(Allowed),
            format!("`{name}` allows {method} from {}{with}: origin, method and headers are all in the policy\n\nhelp: take one of them out of `{name}`, or expect `allow`", origin.value()),
        ));
        arms.extend(fail(
            origin.span(),
            quote!(OriginKnownAtRunTime),
            format!("`deny` proves nothing here: `{name}` takes origins at run time, and its list may name {}\n\nhelp: test it where the list is known, or expect what the policy refuses whatever its list: a method, a header, `\"null\"`", origin.value()),
        ));
    }
    let call = quote_spanned!(span_of(path)=> .__cors_policy());
    quote! {
        const _: () = match #path #call.expect(#allow, #origin, #method, &[#(#headers),*]) {
            #krate::private::Outcome::Holds => {}
            #arms
            _ => {}
        };
    }
}
