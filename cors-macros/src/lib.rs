//! The procedural macros of [`cors-runtime`](https://docs.rs/cors-runtime). Depend on `cors-runtime`, which
//! re-exports and documents them.

mod ast;
mod cors;
mod diag;
mod draft;
mod editor;
mod expand;
mod kw;
mod parse;
mod report;
mod route;
mod within;

use proc_macro::TokenStream;

/// The implementation of `cors_runtime::cors!`, which documents it: `$crate { … }`.
#[doc(hidden)]
#[proc_macro]
pub fn cors(input: TokenStream) -> TokenStream {
    cors::expand(input.into()).into()
}

/// The implementation of `cors_runtime::cross_origin`, which documents it: `PATH`, `PATH, origins = EXPR`, `none`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn cross_origin(argument: TokenStream, item: TokenStream) -> TokenStream {
    route::cross_origin(argument.into(), &item.into()).into()
}
