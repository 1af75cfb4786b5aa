//! [`policy`](crate::policy) → tokens. Nothing here can fail.

use std::path::PathBuf;

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;

use crate::ast::PolicyItem;
use crate::cfg::{Atoms, Build, builds};
use crate::concrete::{Concrete, Listed, concrete};
use crate::docs;
use crate::policy::{Origins, Policy};
use crate::table::{slots, table, tokens};

/// Where generated code finds things: the crate, and what is known of the block.
pub(crate) struct Expander<'a> {
    pub(crate) krate: TokenTree,
    pub(crate) atoms: &'a Atoms,
}

impl Expander<'_> {
    /// `pub const APP: Policy = …;` with the user's attributes, and the facts as documentation.
    pub(crate) fn item(&self, item: &PolicyItem, policy: &Policy) -> TokenStream {
        let PolicyItem { attributes, visibility, name, .. } = item;
        let documented = attributes.iter().any(|attribute| attribute.path().is_ident("doc"));
        let docs = docs::lines(policy, self.atoms, documented);
        let text = name.to_string();
        let value = self.value(policy, &quote!(#text));
        let type_ = self.type_of(policy);
        quote! {
            #(#attributes)*
            #(#[doc = #docs])*
            #visibility const #name: #type_ = #value;
        }
    }

    /// The policy as an expression, named after the place where it stands.
    pub(crate) fn expression(&self, policy: &Policy) -> TokenStream {
        let name = quote!(::core::concat!("cors! at ", ::core::file!(), ":", ::core::line!()));
        self.value(policy, &name)
    }

    /// Makes the compiler watch the included files.
    pub(crate) fn watch(files: &[PathBuf]) -> TokenStream {
        let files = files.iter().filter_map(|file| file.to_str());
        quote!(#(const _: () = { let _ = ::core::include_bytes!(#files); };)*)
    }

    fn type_of(&self, policy: &Policy) -> TokenStream {
        let krate = &self.krate;
        let template = matches!(policy.origins, Origins::List { runtime: Some(_), .. });
        if template { quote!(#krate::PolicyTemplate) } else { quote!(#krate::Policy) }
    }

    /// One constant for each set of builds in which the policy is the same.
    fn value(&self, policy: &Policy, name: &TokenStream) -> TokenStream {
        let atoms = policy.atoms();
        let mut variants: Vec<(Concrete<'_>, Vec<Build<'_>>)> = Vec::new();
        for build in builds(&atoms) {
            let variant = concrete(policy, build);
            match variants.iter_mut().find(|(known, _)| *known == variant) {
                Some((_, builds)) => builds.push(build),
                None => variants.push((variant, vec![build])),
            }
        }
        if let [(only, _)] = variants.as_slice() {
            return self.variant(policy, only, name);
        }
        let type_ = self.type_of(policy);
        let constants = variants.iter().map(|(variant, builds)| {
            let guards = builds.iter().map(|build| build.tokens(self.atoms));
            let value = self.variant(policy, variant, name);
            quote!(#[cfg(any(#(#guards),*))] const POLICY: #type_ = #value;)
        });
        quote!({ #(#constants)* POLICY })
    }

    fn variant(&self, policy: &Policy, variant: &Concrete<'_>, name: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        let private = quote!(#krate::private);
        let type_ = self.type_of(policy);
        let (origins, origin_values) = match &variant.origins {
            None => (quote!(#private::Origins::Any), Vec::new()),
            Some(listed) => list(policy, listed, &private),
        };
        let some = |value: Literal| quote!(::core::option::Option::Some(#value));
        let max_age =
            policy.max_age.map(Literal::u32_unsuffixed).map_or(quote!(::core::option::Option::None), some);
        let status = Literal::u16_unsuffixed(policy.preflight_status);
        let (methods_any, methods) = &variant.methods;
        let (headers_any, headers) = &variant.headers;
        let (expose_any, expose) = &variant.expose;
        let Policy { credentials, poisoned, .. } = policy;

        let method_values = if *methods_any { Vec::new() } else { methods.clone() };
        let header_values = joined(&variant.headers);
        let expose_values = joined(&variant.expose);
        let age_values: Vec<_> = policy.max_age.iter().map(u32::to_string).collect();
        let lengths = [origin_values.len(), method_values.len(), header_values.len(), expose_values.len()];
        let count = Literal::usize_unsuffixed(lengths.iter().sum::<usize>() + age_values.len());
        let lengths = lengths.map(Literal::usize_unsuffixed);
        quote! {{
            #[allow(long_running_const_eval)] // thousands of origins are
            static VALUES: [#private::HeaderValue; #count] = [
                #(#private::HeaderValue::constant(#origin_values),)*
                #(#private::HeaderValue::constant(#method_values),)*
                #(#private::HeaderValue::constant(#header_values),)*
                #(#private::HeaderValue::constant(#expose_values),)*
                #(#private::HeaderValue::constant(#age_values),)*
            ];
            static DATA: #private::PolicyData = #private::PolicyData {
                name: #private::Cow::Borrowed(#name),
                origins: #origins,
                methods: #private::Methods { any: #methods_any, listed: #private::Texts::Constant(&[#(#methods),*]) },
                headers: #private::RequestHeaders { any: #headers_any, listed: #private::Texts::Constant(&[#(#headers),*]) },
                expose: #private::ExposedHeaders { any: #expose_any, listed: #private::Texts::Constant(&[#(#expose),*]) },
                credentials: #credentials,
                max_age: #max_age,
                preflight_status: #status,
                has_errors: #poisoned,
                values: #private::HeaderValues::constant(&VALUES, [#(#lengths),*]),
            };
            #type_::__new(&DATA)
        }}
    }
}

/// A header's value: none where nothing is declared.
fn joined((any, names): &(bool, Vec<&str>)) -> Vec<String> {
    let names: Vec<_> = any.then_some("*").into_iter().chain(names.iter().copied()).collect();
    if names.is_empty() { Vec::new() } else { vec![names.join(", ")] }
}

/// `private::Origins::List`, and the exact origins in the order of their slots.
fn list<'a>(policy: &Policy, listed: &Listed<'a>, private: &TokenStream) -> (TokenStream, Vec<&'a str>) {
    let written = &listed.written;
    let (exact, values) = table(&listed.exact, private);
    let (any_port, _) = table(&listed.any_port, private);
    let patterns = patterns(listed, private);
    let runtime = if let Origins::List { runtime: Some(insecure), .. } = policy.origins {
        quote!(::core::option::Option::Some(#private::RunTimeEntry {
            insecure_origins: #insecure,
            public_suffixes: false,
            predicates: false,
            origins: #private::RunTime::Unknown,
        }))
    } else {
        quote!(::core::option::Option::None)
    };
    let tokens = quote! {
        #private::Origins::List(#private::OriginList {
            written: #private::Texts::Constant(&[#(#written),*]),
            exact: #exact,
            any_port: #any_port,
            patterns: #patterns,
            runtime: #runtime,
        })
    };
    (tokens, values)
}

fn patterns(listed: &Listed<'_>, private: &TokenStream) -> TokenStream {
    let keys: Vec<_> = listed.patterns.keys().map(|(end, tag)| (end.as_str(), *tag)).collect();
    let heads: Vec<_> = listed.patterns.values().collect();
    let slots = slots(&keys);
    let (key, displacements) = tokens(&slots);
    let buckets = slots.order.iter().map(|at| {
        let (end, tag) = keys[*at];
        let tag = Literal::u32_unsuffixed(tag);
        let whole = heads[*at].whole;
        let parts = heads[*at].parts.iter().map(
            |(before, after)| quote!((#private::Cow::Borrowed(#before), #private::Cow::Borrowed(#after))),
        );
        quote!(#private::Suffix {
            text: #private::Cow::Borrowed(#end),
            scheme_and_port: #tag,
            any_label: #whole,
            in_label: #private::Cow::Borrowed(&[#(#parts),*]),
        })
    });
    quote! {
        #private::Patterns::new(
            #key,
            #private::Cow::Borrowed(#displacements),
            #private::Cow::Borrowed(&[#(#buckets),*]),
        )
    }
}
