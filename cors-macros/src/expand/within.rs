//! `within PATH;` → a constant that compares two policies, of which one at least is not of this block.

use proc_macro2::{TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Attribute, ExprPath};

use super::policy_data;
use crate::ast::{Within, written};

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
