//! The procedural macros of `cors-runtime`. Depend on `cors-runtime`, which hands them out.

mod route;

use proc_macro::TokenStream;

/// Behind `cors_runtime::cors!`.
#[proc_macro]
pub fn cors(_input: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// Behind `cors_runtime::cross_origin`.
#[proc_macro_attribute]
pub fn cross_origin(argument: TokenStream, item: TokenStream) -> TokenStream {
    route::cross_origin(argument.into(), &item.into()).into()
}
