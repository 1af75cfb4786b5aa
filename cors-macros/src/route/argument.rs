//! The argument of `#[cross_origin(…)]`.

use cors_policy::field::FieldName;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, ExprPath, Lit, Path, Token};

use super::{TWO_POLICIES, error, error_here};
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
        let mut pieces = Punctuated::<Piece, Token![,]>::parse_terminated.parse2(tokens)?.into_iter();
        let path = match pieces.next() {
            Some(Piece::Value(value)) => policy(value)?,
            Some(Piece::Field(key, _)) => return Err(error(key, NO_FIELDS, NAME_IT)),
            Some(Piece::Key(key, value)) => return Err(key_first(&key, &value)),
            None => {
                return Err(error_here(
                    NEEDS_A_POLICY,
                    "write `#[cross_origin(APP)]`, where `APP` is a policy\nor `#[cross_origin(none)]` for a route without CORS",
                ));
            }
        };
        let mut keys = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Key(key, value) => keys.push((key, value)),
                Piece::Field(key, colon) if key == "origins" || key == "crate" => {
                    return Err(error(colon, format!("expected `=` after `{key}`, found `:`"), "write `=`"));
                }
                Piece::Field(key, _) => return Err(error(key, NO_FIELDS, NAME_IT)),
                Piece::Value(value) if path.path.is_ident("none") => {
                    return Err(error(value, "`none` has no origins", "remove it"));
                }
                Piece::Value(value) => return Err(second(ungrouped(value))),
            }
        }
        if path.qself.is_some() || !path.path.is_ident("none") {
            let origins = value_of("origins", keys)?.map(origins).transpose()?.map(Box::new);
            return Ok(Self::Policy { path, origins });
        }
        let home = match value_of("crate", keys)?.map(ungrouped) {
            // All of it at the user's path: the compiler reports an error about it once, however often the path is
            // used.
            Some(Expr::Path(ExprPath { path, qself: None, .. })) => {
                syn::parse_quote_spanned! { path.span() => #path::cross_origin }
            }
            Some(other) => {
                let help = "write `crate = path`, where `path::cross_origin` is this attribute";
                return Err(error(other, "`crate` takes a path", help));
            }
            None => own_path(Span::call_site().source_text().as_deref())?,
        };
        Ok(Self::None { home })
    }
}

/// The error about a second value.
fn second(value: Expr) -> syn::Error {
    let written = ast::written(&value);
    let inner =
        written.strip_prefix("origins(").and_then(|inner| inner.strip_suffix(')')).unwrap_or(&written);
    let list = if inner.starts_with('"') { format!("[{inner}]") } else { inner.to_owned() };
    match &value {
        Expr::Array(_)
        | Expr::Call(_)
        | Expr::MethodCall(_)
        | Expr::Lit(ExprLit { lit: Lit::Str(_), .. }) => {
            error(value, "expected `origins = …` after the policy", format!("write `origins = {list}`"))
        }
        _ => {
            let help =
                "remove the second one\nor define a policy for both: `cors! { const BOTH = { …, ..APP }; }`";
            error(value, TWO_POLICIES, help)
        }
    }
}

/// The origins are evaluated where the route is registered, in a function that is not `async` and returns nothing.
fn origins(value: Expr) -> syn::Result<Expr> {
    let (what, help) = match ungrouped(value.clone()) {
        Expr::Try(tried) if !matches!(*tried.expr, Expr::Await(_)) => {
            let written = ast::written(&tried.expr);
            ("`?`", format!("write `{written}.expect(\"the origins are valid\")`"))
        }
        Expr::Await(_) | Expr::Try(_) => {
            let help = "read the list when the service starts, and write `LIVE.clone()`";
            ("`.await`", help.to_owned())
        }
        _ => return Ok(value),
    };
    let message = format!("`origins` cannot use {what}: it is evaluated where the route is registered");
    Err(error(value, message, help))
}

/// One of the parts that commas separate.
enum Piece {
    Value(Expr),
    Key(Ident, Expr),
    /// `origins: …`, as it is written in `cors!`.
    Field(Ident, Token![:]),
}

impl Parse for Piece {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![,]) {
            return Err(
                input.error("expected the path of a policy, found `,`\n\nhelp: write `#[cross_origin(APP)]`")
            );
        }
        let is_word = input.peek(Ident::peek_any);
        let is_field = is_word && input.peek2(Token![:]) && !input.peek2(Token![::]);
        let is_key = is_word && input.peek2(Token![=]) && !input.peek2(Token![==]);
        if is_field {
            let field = Self::Field(input.call(Ident::parse_any)?, input.parse()?);
            // The rest is no expression, and syn would report it too.
            input.parse::<TokenStream>()?;
            return Ok(field);
        }
        if is_key {
            let key = input.call(Ident::parse_any)?;
            input.parse::<Token![=]>()?;
            if input.is_empty() || input.peek(Token![,]) {
                return Err(error(&key, format!("`{key}` has no value"), format!("write `{key} = …`")));
            }
            return Ok(Self::Key(key, input.parse()?));
        }
        input.parse().map(Self::Value)
    }
}

const NEEDS_A_POLICY: &str = "`#[cross_origin]` needs the policy of the route";
const NO_FIELDS: &str = "`#[cross_origin]` takes the name of a policy, not its fields";

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
            let help =
                "define the policy with `cors! { const PUBLIC = { origins: any }; }`, and write `PUBLIC`";
            return Err(error(path, "`any` is a value of `origins`, not a policy", help));
        }
        Expr::Path(path) => return Ok(path),
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if text.parse::<Path>().is_ok() => {
            let message = "a policy is named without quotes";
            return Err(error(&text, message, format!("write `{}`", text.value())));
        }
        Expr::Reference(reference) if matches!(*reference.expr, Expr::Path(_)) => {
            let help = format!("write `{}`", ast::written(&reference.expr));
            return Err(error(reference, "expected a policy, found a reference", help));
        }
        Expr::MethodCall(call) if call.method.to_string().starts_with("with_origins") => {
            let list = call.args.first().map(ast::written).filter(|_| call.method == "with_origins");
            let list = list.unwrap_or_else(|| "LIVE.clone()".to_owned());
            let help = format!("write `{}, origins = {list}`", ast::written(&call.receiver));
            return Err(error(value, "expected the path of a policy, found a call", help));
        }
        Expr::Lit(_) => "a literal",
        Expr::Call(_) | Expr::MethodCall(_) => "a call",
        Expr::Macro(_) => "a macro call",
        Expr::Reference(_) => "a reference",
        _ => "an expression",
    };
    Err(error(value, format!("expected the path of a policy, found {found}"), NAME_IT))
}

/// What one macro passes to another is in a group without delimiters.
fn ungrouped(value: Expr) -> Expr {
    match value {
        Expr::Group(group) => ungrouped(*group.expr),
        value => value,
    }
}

/// The value of the only key that the policy takes.
fn value_of(name: &str, keys: Vec<(Ident, Expr)>) -> syn::Result<Option<Expr>> {
    let mut found = None;
    for (key, value) in keys {
        if key != name {
            return Err(unknown_key(&key));
        }
        if found.replace(value).is_some() {
            return Err(error(&key, format!("`{key}` is given twice"), "remove one of them"));
        }
    }
    Ok(found)
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
        return error(key, NEEDS_A_POLICY, format!("write `none, {key}`"));
    }
    if key == "policy" {
        let named = |path: &ExprPath| {
            let help = format!("write `{}`", ast::written(path));
            error(quote!(#key = #value), "a policy is named without a key", help)
        };
        return policy(value.clone()).map_or_else(|error| error, |path| named(&path));
    }
    if key != "origins" {
        return unknown_key(key);
    }
    let list = match ungrouped(value.clone()) {
        Expr::Array(list) => ast::written(&list),
        _ => "[…]".to_owned(),
    };
    let help = format!(
        "define the policy with `cors! {{ const APP = {{ origins: {list} }}; }}`, and write `#[cross_origin(APP)]`"
    );
    error(key, NO_FIELDS, help)
}

fn unknown_key(key: &Ident) -> syn::Error {
    let name = key.to_string();
    let help = match name.as_str() {
        "origins" => {
            let help = "name a policy that has `runtime` in its `origins`\nor remove `origins`";
            return error(key, "`none` has no origins", help);
        }
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
    error(key, format!("unknown key `{name}`"), help)
}
