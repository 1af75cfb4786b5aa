//! A checked policy → tokens. Nothing here can fail.

mod data;
mod expectations;

use std::path::PathBuf;

use cors_policy::condition::{Build, builds};
use cors_policy::docs;
use cors_policy::policy::CheckedPolicy;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::ExprPath;

use self::data::Constant;
use crate::ast::{PolicyItem, last_span, path_to};
use crate::draft::Predicates;
use crate::draft::cfg_attr::may_hide_cfg;
use crate::draft::waivers::is_waiver;

pub(crate) use self::expectations::{expect, within};

/// What generated code refers to: the crate, and what is known about the block.
pub(crate) struct Expander<'a> {
    pub(crate) krate: TokenTree,
    pub(crate) predicates: &'a Predicates,
}

/// The policy at `path`, through a method that each kind of policy has. The compiler prints the method's name where
/// something else is; always written alike and at the same span, it is one error however often it is called.
pub(crate) fn policy_data(path: &ExprPath) -> TokenStream {
    let method = Ident::new("expected_a_policy_that_cors_declares", last_span(&path.path));
    quote!(#path.#method())
}

/// Makes the compiler watch the included files.
pub(crate) fn watch(files: &[PathBuf]) -> TokenStream {
    let files = files.iter().filter_map(|file| file.to_str());
    quote!(#(const _: () = { let _ = ::core::include_bytes!(#files); };)*)
}

impl Expander<'_> {
    /// `pub const APP: Policy = …;` with the user's attributes, and a summary of the policy as documentation.
    /// `base`: see [`data::Constant`].
    pub(crate) fn item(
        &self,
        item: &PolicyItem,
        policy: &CheckedPolicy,
        base: Option<&Ident>,
    ) -> TokenStream {
        let PolicyItem { attributes, visibility, keyword, name, end, .. } = item;
        // Such an attribute is an error; without the constant there would be more of them.
        let kept = attributes.iter().filter(|attribute| !may_hide_cfg(attribute) && !is_waiver(attribute));
        let documented = attributes.iter().any(|attribute| attribute.path().is_ident("doc"));
        let docs = docs::lines(policy, &|number| self.predicates.text(number), documented);
        let text = name.to_string();
        let names = self.names(policy, quote!(#text), base);
        let (value, type_) = (self.value(policy, &names), &names.type_);
        // Errors about the constant point at the user's tokens. The code is not the user's, so no lint applies to
        // it.
        let located = |span: Span| Span::mixed_site().located_at(span);
        let keyword = quote_spanned!(located(*keyword)=> const);
        let end = quote_spanned!(located(*end)=> ;);
        quote! {
            #(#kept)*
            #(#[doc = #docs])*
            #visibility #keyword #name: #type_ = #value #end
        }
    }

    /// The policy as an expression, named after its location.
    pub(crate) fn expression(&self, policy: &CheckedPolicy) -> TokenStream {
        let name = quote!(::core::concat!("cors! at ", ::core::file!(), ":", ::core::line!()));
        self.value(policy, &self.names(policy, name, None))
    }

    fn names(&self, policy: &CheckedPolicy, name: TokenStream, base: Option<&Ident>) -> Constant<'_> {
        let krate = &self.krate;
        let (type_, make) = if policy.is_template() {
            (quote!(#krate::PolicyTemplate), quote!(#krate::private::template))
        } else {
            (quote!(#krate::Policy), quote!(#krate::private::policy))
        };
        let base = base.filter(|_| policy.origins.list().is_some());
        let base = base.map(|base| policy_data(&path_to(base)));
        Constant { krate, type_, make, policy: name, base }
    }

    /// One constant for each set of builds in which the policy is the same.
    fn value(&self, policy: &CheckedPolicy, names: &Constant<'_>) -> TokenStream {
        let constant = |build: Build<'_>| {
            let data = match names.base {
                Some(_) => policy.without_origins(build, "".into()),
                None => policy.in_build(build, "".into(), 0),
            };
            data::tokens(&data, names)
        };
        let numbers = policy.numbers();
        let mut variants: Vec<(Vec<Vec<&str>>, Vec<Build<'_>>)> = Vec::new();
        for build in builds(&numbers) {
            let texts = policy.texts_in(build);
            match variants.iter_mut().find(|(known, _)| *known == texts) {
                Some((_, builds)) => builds.push(build),
                None => variants.push((texts, vec![build])),
            }
        }
        if let [(_, builds)] = variants.as_slice() {
            return constant(builds[0]);
        }
        let type_ = &names.type_;
        let constants = variants.iter().map(|(_, builds)| {
            let value = constant(builds[0]);
            let guards = builds.iter().map(|build| self.predicates.tokens(*build));
            quote!(#[cfg(any(#(#guards),*))] const POLICY: #type_ = #value;)
        });
        quote!({ #(#constants)* POLICY })
    }
}
