//! The procedural macros of [`cors-runtime`](https://docs.rs/cors-runtime). Depend on `cors-runtime`, which hands them
//! out and documents them.

mod ast;
mod block;
mod cfg;
mod check;
mod concrete;
mod diag;
mod docs;
mod expand;
mod expect;
mod include;
mod kw;
mod parse;
mod policy;
mod route;
mod table;

use proc_macro::TokenStream;

/// Behind `cors_runtime::cors!`, which documents it: `$crate { … }`.
#[doc(hidden)]
#[proc_macro]
pub fn cors(input: TokenStream) -> TokenStream {
    block::expand(input.into()).into()
}

/// Behind `cors_runtime::cross_origin`, which documents it: `PATH`, `PATH, origins = EXPR`, `none`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn cross_origin(argument: TokenStream, item: TokenStream) -> TokenStream {
    route::cross_origin(argument.into(), &item.into()).into()
}
