//! `expect PATH { … }` → a constant for each statement. It queries the policy, which may come from any module or
//! crate, with the same code that serves requests.

use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{ExprPath, LitStr};

use super::policy_data;
use crate::ast::{ExpectBlock, Statement, cfgs, written};
use crate::diag::with_help;

/// The constants for the statements that can be checked.
pub(crate) fn expect(block: &ExpectBlock, statements: &[&Statement], krate: &TokenTree) -> TokenStream {
    let outer: Vec<_> = cfgs(&block.attributes).collect();
    let mut tokens = TokenStream::new();
    for statement in statements {
        let inner = cfgs(&statement.attributes);
        let question = question(&block.path, statement, krate);
        tokens.extend(quote!(#(#outer)* #(#inner)* #question));
    }
    if block.statements.is_empty() && block.within.is_empty() && !block.broken {
        // Nothing queries the policy, but a misspelt path is still a mistake.
        let policy = policy_data(&block.path);
        tokens.extend(quote!(#(#outer)* const _: () = { let _ = #policy; };));
    }
    tokens
}

/// The constant that queries the policy. Each failure panics at the token at fault.
fn question(path: &ExprPath, statement: &Statement, krate: &TokenTree) -> TokenStream {
    let Statement { allow, method, origin, headers, .. } = statement;
    let method = &method.name;
    let failures = if *allow { not_allowed(path, statement) } else { not_denied(path, statement) };
    let arms = failures.into_iter().map(|Failure { outcome, span, message }| {
        let panic = quote_spanned!(span=> ::core::panic!("{}", #message));
        quote!(#krate::private::Outcome::#outcome => #panic,)
    });
    let policy = policy_data(path);
    quote! {
        const _: () = match #policy.expect(#allow, #origin, #method, &[#(#headers),*]) {
            #krate::private::Outcome::Holds => {}
            #(#arms)*
            _ => {}
        };
    }
}

/// A way in which an expectation does not hold.
struct Failure {
    outcome: TokenStream,
    span: Span,
    message: String,
}

fn not_allowed(path: &ExprPath, statement: &Statement) -> Vec<Failure> {
    let name = written(path);
    let (method, method_span) = (&statement.method.name, &statement.method.span);
    let origin = statement.origin.value();
    let asked = format!("`{name}` does not allow {method} from {origin}");
    let failure = |outcome: TokenStream, span: Span, why: &str, help: &str| Failure {
        outcome,
        span,
        message: with_help(&format!("{asked}{why}"), help),
    };
    let at_origin = statement.origin.span();
    let mut failures = vec![
        if origin == "null" {
            failure(
                quote!(OriginNotAllowed),
                at_origin,
                ": only `origins: any` allows it, because every site can make browsers send it",
                "expect `deny`",
            )
        } else {
            failure(
                quote!(OriginNotAllowed),
                at_origin,
                ": the origin is not in `origins`",
                &format!("add it to `origins` of `{name}`, or expect `deny`"),
            )
        },
        failure(
            quote!(OriginKnownAtRunTime),
            at_origin,
            " as far as the compiler can tell: only the list given at run time could name the origin",
            &format!(
                "add it to `origins` of `{name}` as well as `runtime`, or test it where the list is known"
            ),
        ),
        failure(
            quote!(MethodNotAllowed),
            *method_span,
            ": the method is not in `methods`",
            &format!("add {method} to `methods` of `{name}`, or expect `deny`"),
        ),
    ];
    for (at, header) in statement.headers.iter().enumerate() {
        let at = Literal::usize_unsuffixed(at);
        let text = header.value();
        failures.push(failure(
            quote!(HeaderNotAllowed(#at)),
            header.span(),
            &format!(" with `{text}`: the header is not in `headers`"),
            &format!("add `\"{}\"` to `headers` of `{name}`, or expect `deny`", text.to_ascii_lowercase()),
        ));
    }
    failures
}

fn not_denied(path: &ExprPath, statement: &Statement) -> Vec<Failure> {
    let name = written(path);
    let method = &statement.method.name;
    let origin = statement.origin.value();
    let headers: Vec<String> = statement.headers.iter().map(LitStr::value).collect();
    let with = if headers.is_empty() { String::new() } else { format!(" with [{}]", headers.join(", ")) };
    vec![
        Failure {
            outcome: quote!(Allowed),
            span: statement.verb.span(),
            message: with_help(
                &format!(
                    "`{name}` allows {method} from {origin}{with}: origin, method and headers are all in the policy"
                ),
                &format!("take one of them out of `{name}`, or expect `allow`"),
            ),
        },
        Failure {
            outcome: quote!(OriginKnownAtRunTime),
            span: statement.origin.span(),
            message: with_help(
                &format!(
                    "`deny` proves nothing here: `{name}` takes origins at run time, and its list may name {origin}"
                ),
                "test it where the list is known, or expect what the policy refuses whatever its list: a method, a header, `\"null\"`",
            ),
        },
    ]
}
