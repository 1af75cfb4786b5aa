//! What stands between the parentheses of a route attribute: the path and its options, as actix-web takes them.

use http::Method;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Expr, Ident, LitStr, Meta, Path, Token};

use super::attributes::written;
use super::{error, pattern};

/// One resource.
pub(super) struct Args {
    pub(super) path: LitStr,
    pub(super) name: Option<LitStr>,
    pub(super) guards: Vec<Path>,
    pub(super) wraps: Vec<Expr>,
    /// In the order as written, none twice.
    pub(super) methods: Vec<String>,
}

impl Args {
    /// `method` is the one that the attribute stands for; `#[route]` lists its own.
    pub(super) fn of(attr: &Attribute, method: Option<&str>) -> syn::Result<Self> {
        let missing = || {
            let name = written(attr);
            let example = match method {
                Some(_) => format!("`#[{name}(\"/path\")]`"),
                None => format!("`#[{name}(\"/path\", method = \"GET\")]`"),
            };
            error(attr, &format!("`#[{name}]` has no path"), &format!("write {example}"))
        };
        let tokens = match &attr.meta {
            Meta::List(list) if !list.tokens.is_empty() => list.tokens.clone(),
            _ => return Err(missing()),
        };
        let args = (|input: ParseStream<'_>| Self::parse(input, method)).parse2(tokens)?;
        if args.methods.is_empty() {
            return Err(error(
                attr,
                &format!("`#[{}]` has no method", written(attr)),
                "write at least one, as in `method = \"GET\"`",
            ));
        }
        Ok(args)
    }

    fn parse(input: ParseStream<'_>, method: Option<&str>) -> syn::Result<Self> {
        let path = path(input)?;
        pattern::check(&path)?;
        let methods = method.iter().map(ToString::to_string).collect();
        let mut args = Self { path, name: None, guards: Vec::new(), wraps: Vec::new(), methods };
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            if input.peek(LitStr) {
                return Err(error(
                    input.parse::<LitStr>()?,
                    "a route attribute has one path",
                    "write `#[routes]` and one `#[get(..)]`, `#[post(..)]` … for each path",
                ));
            }
            args.option(input, method.is_some())?;
        }
        Ok(args)
    }

    fn option(&mut self, input: ParseStream<'_>, has_method: bool) -> syn::Result<()> {
        let key = input.call(Ident::parse_any)?;
        let name = key.to_string();
        if !matches!(name.as_str(), "name" | "guard" | "wrap" | "method") {
            return Err(unknown_key(&key));
        }
        if name == "method" && has_method {
            return Err(error(
                key,
                "`method` stands in `#[route]` only",
                "write `#[route(\"/path\", method = \"GET\", method = \"POST\")]` for several methods",
            ));
        }
        let value = value(input, &key)?;
        match name.as_str() {
            "name" if value.value().is_empty() => {
                return Err(error(
                    value,
                    "the name of a resource cannot be empty",
                    "remove `name`, or fill it in",
                ));
            }
            "name" => self.name = Some(value),
            "guard" => {
                self.guards.push(parsed(&value, "the path of a function", "guard = \"in_maintenance\"")?);
            }
            "wrap" => self.wraps.push(parsed(&value, "an expression", "wrap = \"Compress::default()\"")?),
            _ => {
                let method = checked_method(&value)?;
                if self.methods.contains(&method) {
                    return Err(error(
                        value,
                        &format!("method {method} is listed twice"),
                        "remove one of them",
                    ));
                }
                self.methods.push(method);
            }
        }
        Ok(())
    }
}

fn path(input: ParseStream<'_>) -> syn::Result<LitStr> {
    if input.peek(LitStr) {
        return input.parse();
    }
    Err(syn::Error::new(
        input.span(),
        "expected the path of the route, a string\n\nhelp: the path comes first: `\"/path\"`",
    ))
}

fn value(input: ParseStream<'_>, key: &Ident) -> syn::Result<LitStr> {
    let example = format!("`{key} = \"…\"`");
    if !input.peek(Token![=]) {
        return Err(error(key, &format!("`{key}` has no value"), &example));
    }
    input.parse::<Token![=]>()?;
    if input.is_empty() {
        return Err(error(key, &format!("`{key}` has no value"), &example));
    }
    let value: Expr = input.parse()?;
    let mut inner = &value;
    while let Expr::Group(group) = inner {
        inner = &group.expr;
    }
    match inner {
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Ok(text.clone()),
        _ => Err(error(
            &value,
            &format!("`{key}` expects a string"),
            &format!("put the value in quotation marks: {example}"),
        )),
    }
}

fn parsed<T: syn::parse::Parse>(value: &LitStr, what: &str, example: &str) -> syn::Result<T> {
    value
        .parse()
        .map_err(|_| error(value, &format!("expected {what} in the string"), &format!("`{example}`")))
}

/// Methods are tokens and case-sensitive (RFC 9110, 9.1). No method in use has a lower-case letter: it is a slip.
fn checked_method(value: &LitStr) -> syn::Result<String> {
    let method = value.value();
    if Method::from_bytes(method.as_bytes()).is_err() {
        return Err(error(
            value,
            &format!("`{method}` is no HTTP method"),
            "a method is one token, as `GET` or `M-SEARCH`",
        ));
    }
    if method.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return Err(error(
            value,
            &format!("method `{method}` is not in upper case, and methods are case-sensitive"),
            &format!("write `{}`", method.to_ascii_uppercase()),
        ));
    }
    Ok(method)
}

fn unknown_key(key: &Ident) -> syn::Error {
    let name = key.to_string();
    let help = match name.as_str() {
        "guards" => "did you mean `guard`? It may be given several times",
        "wraps" | "middleware" | "wrapper" => "did you mean `wrap`?",
        "methods" | "verb" => "did you mean `method`? It may be given several times",
        "names" | "resource_name" => "did you mean `name`?",
        _ => "a route attribute takes `name`, `guard`, `wrap` and, in `#[route]`, `method`",
    };
    error(key, &format!("unknown key `{name}`"), help)
}
