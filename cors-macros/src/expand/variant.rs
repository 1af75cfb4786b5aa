//! A policy in one combination of conditions → a constant.

use cors_policy::policy::{Origins, Policy, Variant};
use cors_policy::words::RunTimeWaivers;
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote;

use super::tables;

/// `name` is the policy's name, as an expression; `type_` the constant's type.
pub(super) fn tokens(
    policy: &Policy,
    variant: &Variant<'_>,
    name: &TokenStream,
    krate: &TokenTree,
    type_: &TokenStream,
) -> TokenStream {
    let private = &quote!(#krate::private);
    let tables = variant.tables(0);
    let exact: &[String] = tables.as_ref().map_or(&[], |tables| &tables.exact.texts);
    let header_value = variant.header_value();
    let expose_value = variant.expose_value();
    let max_age_value = variant.max_age_value();
    let values = exact
        .iter()
        .map(String::as_str)
        .chain(variant.method_values().iter().copied())
        .chain(header_value.as_deref())
        .chain(expose_value.as_deref())
        .chain(max_age_value.as_deref());
    let values = values.map(|value| quote!(#private::HeaderValue::constant(#value)));
    let lengths = [
        exact.len(),
        variant.method_values().len(),
        usize::from(header_value.is_some()),
        usize::from(expose_value.is_some()),
    ];
    let count = lengths.iter().sum::<usize>() + usize::from(max_age_value.is_some());
    let count = Literal::usize_unsuffixed(count);
    let lengths = lengths.map(Literal::usize_unsuffixed);

    let run_time = run_time(policy, private);
    let origins = tables
        .as_ref()
        .map_or_else(|| quote!(#private::Origins::Any), |tables| tables::origins(tables, &run_time, private));
    let methods = names("Methods", variant.methods.as_deref(), private);
    let headers = names("RequestHeaders", variant.headers.as_deref(), private);
    let expose = names("ExposedHeaders", variant.expose.as_deref(), private);
    let max_age = policy.max_age.map(Literal::u32_unsuffixed).map_or_else(
        || quote!(::core::option::Option::None),
        |seconds| quote!(::core::option::Option::Some(#seconds)),
    );
    let status = Literal::u16_unsuffixed(policy.preflight_status);
    let Policy { credentials, has_mistakes, .. } = policy;
    quote! {{
        // Thousands of origins take a while to evaluate, but the loop ends.
        #[allow(long_running_const_eval)]
        static VALUES: [#private::HeaderValue; #count] = [#(#values),*];
        static DATA: #private::PolicyData = #private::PolicyData {
            name: #private::Cow::Borrowed(#name),
            origins: #origins,
            methods: #methods,
            headers: #headers,
            expose: #expose,
            credentials: #credentials,
            max_age: #max_age,
            preflight_status: #status,
            has_errors: #has_mistakes,
            values: #private::HeaderValues::constant(&VALUES, [#(#lengths),*]),
        };
        #type_::__new(&DATA)
    }}
}

/// `any`, or a list of names.
fn names(type_: &str, names: Option<&[&str]>, private: &TokenStream) -> TokenStream {
    let type_ = Ident::new(type_, Span::call_site());
    let any = names.is_none();
    let listed = names.unwrap_or_default();
    quote!(#private::#type_ { any: #any, listed: #private::Texts::Constant(&[#(#listed),*]) })
}

/// The entry `runtime`.
fn run_time(policy: &Policy, private: &TokenStream) -> TokenStream {
    let Origins::List { run_time: Some(waivers), .. } = &policy.origins else {
        return quote!(::core::option::Option::None);
    };
    let RunTimeWaivers { insecure_origins, public_suffixes, predicates } = waivers;
    quote!(::core::option::Option::Some(#private::RunTimeEntry {
        insecure_origins: #insecure_origins,
        public_suffixes: #public_suffixes,
        predicates: #predicates,
        origins: #private::RunTime::Unknown,
    }))
}
