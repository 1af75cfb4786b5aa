//! `expect PATH { … }`: read here, judged by the compiler: each statement becomes a constant that asks the policy, so
//! that it works for a policy of any module or crate, with the very code that serves requests.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, LitStr, Path, ext::IdentExt};

use crate::ast::{ExpectBlock, Statement};
use crate::check::method;
use crate::diag::{Errors, Place};
use crate::parse::{commas, flatten};
use crate::{kw, syntax};

/// Reads the block; `expect` comes next. Broken statements are reported, and left out.
pub(crate) fn parse(
    input: ParseStream<'_>,
    attributes: Vec<Attribute>,
    errors: &mut Errors,
) -> syn::Result<ExpectBlock> {
    input.parse::<Ident>()?;
    let Ok(path) = input.call(Path::parse_mod_style) else {
        let error = input.error("`expect` needs the path of a policy\n\nhelp: write `expect APP { allow GET from \"https://app.example.com\"; }`");
        input.parse::<TokenStream>()?;
        return Err(error);
    };
    let group = match input.parse() {
        Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => group,
        Ok(other) => {
            return Err(syn::Error::new(
                other.span(),
                "expected the expectations in braces\n\nhelp: write `expect APP { allow GET from \"https://app.example.com\"; }`",
            ));
        }
        Err(error) => return Err(error),
    };
    let trees = flatten(group.stream());
    let is_semicolon = |tree: &TokenTree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ';');
    let mut statements = Vec::new();
    let mut pieces: Vec<_> = trees.split(is_semicolon).collect();
    if let Some([first, ..]) = pieces.last() {
        errors.error(
            Place::token(first.span()),
            "expected `;` after this expectation",
            "end each expectation with `;`",
        );
        pieces.pop();
    }
    for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
        let end = piece.last().map_or_else(Span::call_site, TokenTree::span);
        match (|input: ParseStream<'_>| statement(input, end)).parse2(piece.iter().cloned().collect()) {
            Ok(statement) => statements.push(statement),
            Err(error) => errors.syntax(&error),
        }
    }
    Ok(ExpectBlock { attributes, path, statements })
}

const FORM: &str = "help: write `allow GET from \"https://app.example.com\" with [\"content-type\"];`, or `deny …`; `with […]` may be left out";

fn statement(input: ParseStream<'_>, end: Span) -> syn::Result<Statement> {
    let attributes = input.call(Attribute::parse_outer)?;
    let wrong = |span, what: &str| syn::Error::new(span, format!("{what}\n\n{FORM}"));
    let here = |input: ParseStream<'_>| if input.is_empty() { end } else { input.span() };
    // Whatever is wrong, the rest of the statement is taken, so that one mistake is one error.
    let result = (|| {
        let verb =
            input.call(Ident::parse_any).map_err(|_| wrong(here(input), "expected `allow` or `deny`"))?;
        let allow = verb == kw::ALLOW;
        if !allow && verb != kw::DENY {
            return Err(wrong(verb.span(), &format!("expected `allow` or `deny`, found `{verb}`")));
        }
        let span = here(input);
        let method = if input.peek(LitStr) {
            input.parse::<LitStr>()?.value()
        } else {
            input.call(Ident::parse_any).map_err(|_| wrong(span, "expected a method"))?.to_string()
        };
        match input.call(Ident::parse_any) {
            Ok(from) if from == kw::FROM => {}
            Ok(other) => return Err(wrong(other.span(), &format!("expected `from`, found `{other}`"))),
            Err(_) => return Err(wrong(here(input), "expected `from` and an origin")),
        }
        let origin = input.parse().map_err(|_| wrong(here(input), "expected an origin in double quotes"))?;
        let mut headers = Vec::new();
        if !input.is_empty() {
            match input.call(Ident::parse_any) {
                Ok(with) if with == kw::WITH => {}
                _ => return Err(wrong(here(input), "expected `;` or `with [\"header\", …]`")),
            }
            headers = self::headers(input).map_err(|span| {
                wrong(span.unwrap_or(end), "expected a list of header names in double quotes")
            })?;
        }
        if !input.is_empty() {
            return Err(wrong(here(input), "expected `;`"));
        }
        Ok(Statement { attributes, verb, allow, method: (method, span), origin, headers })
    })();
    input.parse::<TokenStream>()?;
    result
}

fn headers(input: ParseStream<'_>) -> Result<Vec<LitStr>, Option<Span>> {
    match input.parse() {
        Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
            commas(&flatten(group.stream()))
                .into_iter()
                .map(|piece| {
                    syn::parse2(piece.iter().cloned().collect())
                        .map_err(|_| piece.first().map(TokenTree::span).or(Some(group.span())))
                })
                .collect()
        }
        Ok(other) => Err(Some(other.span())),
        Err(_) => Err(None),
    }
}

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
    if tokens.is_empty() && block.statements.is_empty() {
        // Nothing asks the policy, but a misspelt path is still a mistake.
        let path = &block.path;
        let call = quote_spanned!(span_of(path)=> .__cors_policy());
        tokens.extend(quote!(#(#outer)* const _: () = { let _ = #path #call; };));
    }
    tokens
}

/// The `#[cfg]` attributes; anything else has no meaning here.
fn guards<'a>(attributes: &'a [Attribute], errors: &mut Errors) -> Vec<&'a Attribute> {
    attributes
        .iter()
        .filter(|attribute| {
            let is_cfg = attribute.path().is_ident(kw::CFG);
            if !is_cfg {
                errors.error(
                    Place::token(span_of(attribute.path())),
                    "an expectation bears no attribute but `#[cfg(…)]`",
                    "remove it",
                );
            }
            is_cfg
        })
        .collect()
}

fn span_of(path: &Path) -> Span {
    path.segments.last().map_or_else(Span::call_site, |segment| segment.ident.span())
}

/// A browser sends `null` or the serialisation of an origin (Fetch, "origin header"): a question about anything else
/// would be answered with "denied" and test nothing.
fn origin_can_be_sent(statement: &Statement, errors: &mut Errors) {
    let text = statement.origin.value();
    if text == "null" {
        return;
    }
    if let Err(mistake) = syntax::OriginText::exact(&text) {
        let help = mistake.help.unwrap_or_else(|| "write the origin as a browser sends it".to_owned());
        errors.error(
            Place::token(statement.origin.span()),
            format!("no browser sends this origin, so the expectation tests nothing: {}", mistake.message),
            help,
        );
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
        if http::HeaderName::from_bytes(header.value().as_bytes()).is_err() {
            errors.error(
                Place::token(header.span()),
                format!("`{}` is no header name", header.value().escape_debug()),
                "a header name is a token: letters, digits and !#$%&'*+-.^_`|~",
            );
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
            quote!(Origin),
            format!("{asked}: the origin is not in `origins`\n\nhelp: add it to `origins` of `{name}`, or expect `deny`"),
        ));
        arms.extend(fail(
            origin.span(),
            quote!(RunTime),
            format!("{asked} as far as the compiler can tell: only the list given at run time could name the origin\n\nhelp: add it to `origins` of `{name}` beside `runtime`, or test it where the list is known"),
        ));
        arms.extend(fail(
            *method_span,
            quote!(Method),
            format!("{asked}: the method is not in `methods`\n\nhelp: add {method} to `methods` of `{name}`, or expect `deny`"),
        ));
        for (at, header) in headers.iter().enumerate() {
            let index = proc_macro2::Literal::usize_unsuffixed(at);
            arms.extend(fail(
                header.span(),
                quote!(Header(#index)),
                format!("{asked} with `{0}`: the header is not in `headers`\n\nhelp: add \"{1}\" to `headers` of `{name}`, or expect `deny`", header.value(), header.value().to_ascii_lowercase()),
            ));
        }
        arms.extend(fail(
            statement.verb.span(),
            quote!(TooManyHeaders),
            format!("{asked} with {} headers: a preflight that names so many more than the policy is refused\n\nhelp: expect `deny`", headers.len()),
        ));
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
            quote!(RunTime),
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
