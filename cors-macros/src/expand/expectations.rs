//! `expect PATH { … }` → a constant for each statement. It queries the policy, which may come from any module or
//! crate, with the same code that serves requests. `within PATH;` → a constant that compares two policies.

use cors_policy::check::{headers, methods};
use cors_policy::method::right_case;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Attribute, ExprPath, LitStr};

use super::policy_data;
use crate::ast::{ExpectBlock, Statement, Within, cfgs, written};
use crate::diag::with_help;
use crate::kw;

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

/// It has no names of its own: the paths are the user's.
pub(crate) fn within(inner: &ExprPath, cfgs: &[&Attribute], line: &Within, krate: &TokenTree) -> TokenStream {
    let Within { keyword, outer, .. } = line;
    let (one, other) = (policy_data(inner), policy_data(outer));
    let (inner, outer) = (written(inner), written(outer));
    let text = quote!(#krate::private::beyond(#one, #other, #inner, #outer).as_str());
    let panic = quote_spanned!(*keyword=> ::core::panic!("{}", #text));
    quote! {
        #(#cfgs)*
        // Thousands of origins take a while to look up, but the loop ends.
        #[allow(long_running_const_eval)]
        const _: () = if !#krate::private::is_within(#one, #other) { #panic };
    }
}

/// The constant that queries the policy. Each failure panics at the token at fault.
fn question(path: &ExprPath, statement: &Statement, krate: &TokenTree) -> TokenStream {
    let Statement { verb, method, origin, headers, .. } = statement;
    let (allow, method) = (verb == kw::ALLOW, &method.name);
    let failures = if allow { not_allowed(path, statement) } else { not_denied(path, statement) };
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
    /// The token at fault.
    span: Span,
    /// What the compiler says.
    message: String,
}

impl Failure {
    fn new(outcome: TokenStream, span: Span, message: String, help: &str) -> Self {
        Self { outcome, span, message: with_help(message, help) }
    }
}

fn not_allowed(path: &ExprPath, statement: &Statement) -> Vec<Failure> {
    let Statement { method, origin, headers: asked_for, .. } = statement;
    let (name, text) = (written(path), origin.value());
    let asked = format!("`{name}` does not allow {} from {text}", method.name);
    let (why, help) = if text == "null" {
        let why = "only `origins: any` allows it, because every site can make browsers send it";
        (why, String::new())
    } else {
        ("the origin is not in `origins`", format!("add it to `origins` of `{name}`"))
    };
    let (no_method, add) = if methods::method(&method.name).is_none() {
        ("the method is not in `methods`", format!("add {} to `methods` of `{name}`", method.name))
    } else {
        let right = right_case(&method.name).map(|right| format!("write `{right}`"));
        ("`methods` cannot list it", right.unwrap_or_default())
    };
    let mut failures = vec![
        Failure::new(quote!(OriginNotAllowed), origin.span(), format!("{asked}: {why}"), &or_deny(&help)),
        Failure::new(
            quote!(OriginKnownAtRunTime),
            origin.span(),
            format!(
                "{asked} as far as the compiler can tell: only the list given at run time could name the origin"
            ),
            &format!(
                "add it to `origins` of `{name}` as well as `runtime`\nor test it where the list is known"
            ),
        ),
        Failure::new(quote!(MethodNotAllowed), method.span, format!("{asked}: {no_method}"), &or_deny(&add)),
    ];
    for (at, header) in asked_for.iter().enumerate() {
        let text = header.value();
        let (why, add) = if headers::requested(&text).is_none() {
            let add = format!("add `\"{}\"` to `headers` of `{name}`", text.to_ascii_lowercase());
            ("the header is not in `headers`", add)
        } else {
            ("`headers` cannot list it", String::new())
        };
        failures.push(Failure::new(
            quote!(HeaderNotAllowed(#at)),
            header.span(),
            format!("{asked} with `{text}`: {why}"),
            &or_deny(&add),
        ));
    }
    failures
}

/// What makes an expectation true: a change of the policy, if there is one, or another verb.
fn or_deny(change: &str) -> String {
    let or = if change.is_empty() { "" } else { "\nor " };
    format!("{change}{or}expect `deny`")
}

fn not_denied(path: &ExprPath, statement: &Statement) -> Vec<Failure> {
    let Statement { verb, method, origin, headers, .. } = statement;
    let (name, method, text) = (written(path), &method.name, origin.value());
    let headers: Vec<String> = headers.iter().map(LitStr::value).collect();
    let with = if headers.is_empty() { String::new() } else { format!(" with [{}]", headers.join(", ")) };
    vec![
        Failure::new(
            quote!(Allowed),
            verb.span(),
            format!(
                "`{name}` allows {method} from {text}{with}: origin, method and headers are all in the policy"
            ),
            &format!("take one of them out of `{name}`\nor expect `allow`"),
        ),
        Failure::new(
            quote!(OriginKnownAtRunTime),
            origin.span(),
            format!(
                "`deny` proves nothing here: `{name}` takes origins at run time, and its list may name {text}"
            ),
            "test it where the list is known\nor expect what the policy refuses whatever its list: a method, a header, `\"null\"`",
        ),
    ]
}
