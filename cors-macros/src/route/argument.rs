//! The argument of `#[cross_origin(…)]`.

use cors_policy::field::FieldName;
use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, ExprPath, Lit, Path, Token};

use super::{error, error_here, written};
use crate::ast;

/// A route's policy.
pub(super) enum Argument {
    /// `PATH`, perhaps with `origins = EXPR`.
    Policy { path: ExprPath, origins: Option<Box<Expr>> },
    /// `none`, with the path of the module that is exported beside this attribute.
    None { home: Path },
}

impl Argument {
    pub(super) fn parse(tokens: TokenStream) -> syn::Result<Self> {
        if tokens.is_empty() {
            return Err(error_here(
                "`#[cross_origin]` needs the policy of the route",
                "write `#[cross_origin(APP)]`, where `APP` is a policy, or `#[cross_origin(none)]` for a route without CORS",
            ));
        }
        if let [TokenTree::Ident(key), TokenTree::Punct(colon), ..] =
            tokens.clone().into_iter().take(3).collect::<Vec<_>>().as_slice()
            && colon.as_char() == ':'
            && colon.spacing() == Spacing::Alone
        {
            return Err(error(key, "`#[cross_origin]` takes the name of a policy, not its fields", NAME_IT));
        }
        let entries = Punctuated::<Piece, Token![,]>::parse_terminated.parse2(tokens)?;
        let mut entries = entries.into_iter();
        let path = match entries.next() {
            Some(Piece::Value(value)) => policy(value)?,
            Some(Piece::Key(key, value)) => return Err(key_first(&key, &value)),
            None => return Err(error_here("expected a policy", "write `#[cross_origin(APP)]`")),
        };
        let mut keys = Vec::new();
        for entry in entries {
            match entry {
                Piece::Key(key, value) => keys.push((key, value)),
                Piece::Value(value) => return Err(second_policy(&value)),
            }
        }
        if path.qself.is_none() && path.path.is_ident("none") { none(keys) } else { with_keys(path, keys) }
    }
}

/// One of the parts that commas separate.
enum Piece {
    Value(Expr),
    Key(Ident, Expr),
}

impl Parse for Piece {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![,]) {
            return Err(
                input.error("expected the path of a policy, found `,`\n\nhelp: write `#[cross_origin(APP)]`")
            );
        }
        let ahead = input.fork();
        if let Ok(key) = Ident::parse_any(&ahead)
            && ahead.peek(Token![:])
            && !ahead.peek(Token![::])
        {
            let colon: Token![:] = ahead.parse()?;
            // The rest is no expression, and syn would report it too.
            input.parse::<TokenStream>()?;
            return Err(field(&key, colon));
        }
        let ahead = input.fork();
        if Ident::parse_any(&ahead).is_ok() && ahead.peek(Token![=]) && !ahead.peek(Token![==]) {
            let key = Ident::parse_any(input)?;
            input.parse::<Token![=]>()?;
            if input.is_empty() || input.peek(Token![,]) {
                return Err(error(&key, &format!("`{key}` has no value"), &format!("write `{key} = …`")));
            }
            return Ok(Self::Key(key, input.parse()?));
        }
        input.parse().map(Self::Value)
    }
}

/// `origins: …`, as it is written in `cors!`.
fn field(key: &Ident, colon: Token![:]) -> syn::Error {
    if key == "origins" || key == "crate" {
        return error(colon, &format!("expected `=` after `{key}`, found `:`"), "write `=`");
    }
    error(key, "`#[cross_origin]` takes the name of a policy, not its fields", NAME_IT)
}

/// What to write for a policy that is no constant yet.
const NAME_IT: &str =
    "define the policy as a constant with `cors! { const APP = { … }; }`, and write `#[cross_origin(APP)]`";

/// A policy has to be a path, so that the compiler can query it and messages can name it.
fn policy(value: Expr) -> syn::Result<ExprPath> {
    let found = match ungrouped(value.clone()) {
        Expr::Path(path) if path.path.is_ident("None") => {
            return Err(error(path, "`None` is not a policy", "write `none` for a route without CORS"));
        }
        Expr::Path(path) if path.path.is_ident("any") => {
            return Err(error(
                path,
                "`any` is a value of `origins`, not a policy",
                "define the policy with `cors! { const PUBLIC = { origins: any }; }`, and write `PUBLIC`",
            ));
        }
        Expr::Path(path) => return Ok(path),
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if text.parse::<Path>().is_ok() => {
            let message = "a policy is named without quotes";
            return Err(error(&text, message, &format!("write `{}`", text.value())));
        }
        Expr::Reference(reference) if matches!(*reference.expr, Expr::Path(_)) => {
            let path = written(&reference.expr);
            return Err(error(reference, "expected a policy, found a reference", &format!("write `{path}`")));
        }
        Expr::Lit(_) => "a literal",
        Expr::Call(_) | Expr::MethodCall(_) => "a call",
        Expr::Macro(_) => "a macro call",
        Expr::Reference(_) => "a reference",
        _ => "an expression",
    };
    Err(error(value, &format!("expected the path of a policy, found {found}"), NAME_IT))
}

/// What one macro passes to another is in a group without delimiters.
fn ungrouped(value: Expr) -> Expr {
    match value {
        Expr::Group(group) => ungrouped(*group.expr),
        value => value,
    }
}

fn with_keys(path: ExprPath, keys: Vec<(Ident, Expr)>) -> syn::Result<Argument> {
    let mut origins = None;
    for (key, value) in keys {
        if key != "origins" {
            return Err(unknown_key(&key));
        }
        if origins.replace(Box::new(value)).is_some() {
            return Err(twice(&key));
        }
    }
    Ok(Argument::Policy { path, origins })
}

fn none(keys: Vec<(Ident, Expr)>) -> syn::Result<Argument> {
    let mut home = None;
    for (key, value) in keys {
        if key != "crate" {
            return Err(if key == "origins" {
                error(
                    key,
                    "`none` has no origins",
                    "name a policy that has `runtime` in its `origins`, or remove `origins`",
                )
            } else {
                unknown_key(&key)
            });
        }
        let Expr::Path(ExprPath { path, qself: None, .. }) = ungrouped(value.clone()) else {
            return Err(error(
                value,
                "`crate` takes a path",
                "write `crate = path`, where `path::cross_origin` is this attribute",
            ));
        };
        if home.replace(path).is_some() {
            return Err(twice(&key));
        }
    }
    let home = match home {
        // All of it at the user's path: the compiler reports an error about it once, however often the path is
        // used.
        Some(path) => syn::parse_quote_spanned! { path.span() => #path::cross_origin },
        None => own_path(Span::call_site().source_text().as_deref())?,
    };
    Ok(Argument::None { home })
}

/// This attribute's own path as the user wrote it. A module of the same name is exported beside the attribute, so it
/// leads to our crate, whatever that is called and wherever it is re-exported.
///
/// Without a source text (an attribute that another macro emits, or an editor) the usual name is the best guess.
pub(super) fn own_path(source: Option<&str>) -> syn::Result<Path> {
    let Some(source) = source else {
        return Ok(Path::from(Ident::new("cross_origin", Span::call_site())));
    };
    leading_path(source).ok_or_else(|| {
        error_here(
            "`#[cross_origin(none)]` cannot find the path of its own crate here, because a macro wrote it",
            "name it: `#[cross_origin(none, crate = path)]`, where `path::cross_origin` is this attribute",
        )
    })
}

/// `a::b` of `#[a::b(none)]` or `a::b(none)`.
fn leading_path(source: &str) -> Option<Path> {
    let tokens: TokenStream = source.parse().ok()?;
    let inner = tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Group(group) if source.trim_start().starts_with('#') => Some(group.stream()),
        _ => None,
    });
    let path = inner.unwrap_or(tokens).into_iter().take_while(|token| !matches!(token, TokenTree::Group(_)));
    Path::parse_mod_style.parse2(path.collect()).ok()
}

fn key_first(key: &Ident, value: &Expr) -> syn::Error {
    if key == "crate" {
        let help = format!("write `none, {key}`");
        return error(key, "`#[cross_origin]` needs the policy of the route", &help);
    }
    if key == "origins" {
        let list = match ungrouped(value.clone()) {
            Expr::Array(list) => ast::written(&list),
            _ => "[…]".to_owned(),
        };
        let help = format!(
            "define the policy with `cors! {{ const APP = {{ origins: {list} }}; }}`, and write `#[cross_origin(APP)]`"
        );
        return error(key, "`#[cross_origin]` takes the name of a policy, not its fields", &help);
    }
    unknown_key(key)
}

fn second_policy(value: &Expr) -> syn::Error {
    error(
        value,
        "this route has two policies",
        "remove the second one, or define a policy for both: `cors! { const BOTH = { …, ..APP }; }`",
    )
}

fn twice(key: &Ident) -> syn::Error {
    error(key, &format!("`{key}` is given twice"), "remove one of them")
}

fn unknown_key(key: &Ident) -> syn::Error {
    let name = key.to_string();
    let help = match name.as_str() {
        "crate" => "remove `crate`: it is for `none` only",
        "origin" | "orgins" | "allowed_origins" | "allow_origins" | "allow_origin" | "allowed_origin"
        | "live" | "runtime" | "with_origins" => "write `origins`",
        "krate" | "crate_path" | "path" => "write `crate`, beside `none` only",
        "method" | "methods" => {
            "remove it: the methods are those of the route attribute, and `methods` in `cors!` lists what the policy allows"
        }
        field if FieldName::from_name(field).is_some() => "write it in the policy, in `cors!`",
        "guard" | "wrap" | "name" => "write it in the route attribute",
        _ => "a policy takes `origins = …`, and `none` takes `crate = …`",
    };
    error(key, &format!("unknown key `{name}`"), help)
}
