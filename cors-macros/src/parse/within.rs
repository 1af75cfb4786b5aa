//! `within PATH;`, of a block or of one policy.

use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::{Attribute, ExprPath, LitStr, Token};

use crate::ast::Within;
use crate::diag::error_at;
use crate::kw;

const FORM: &str = "name the policy that grants at least as much, as in `within COMPANY;`";

/// Whether the line begins with the word.
pub(super) fn is_next(input: ParseStream<'_>) -> bool {
    input.fork().parse::<Ident>().is_ok_and(|word| word == kw::WITHIN)
}

/// Reads the line up to its `;`.
pub(super) fn parse(input: ParseStream<'_>, attributes: Vec<Attribute>) -> syn::Result<Within> {
    let keyword = input.parse::<Ident>()?.span();
    let span = if input.is_empty() || input.peek(Token![;]) { keyword } else { input.span() };
    if let Ok(text) = input.fork().parse::<LitStr>() {
        let help = format!("write `{}`", text.value());
        let is_path = syn::parse_str::<ExprPath>(&text.value()).is_ok();
        return Err(error_at(span, "a policy is named without quotes", if is_path { &help } else { FORM }));
    }
    let outer: ExprPath =
        input.parse().map_err(|_| error_at(span, "expected the path of a policy after `within`", FORM))?;
    if input.is_empty() || input.peek(Token![;]) {
        return Ok(Within { attributes, keyword, outer });
    }
    let several = input.peek(Token![,]);
    let help = if several { "give each policy a line of its own" } else { "remove what follows the path" };
    Err(error_at(input.span(), "expected `;` after the path of a policy", help))
}
