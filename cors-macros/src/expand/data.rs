//! A policy in force → a constant. Each function writes one type of `cors-policy` down, field by field.

use cors_policy::allowed::Allowed;
use cors_policy::data::{Data, HeaderValues};
use cors_policy::lookup::{OriginList, Patterns, RunTimeEntry, Suffix, Table, Texts};
use cors_policy::words::RunTimeWaivers;
use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// What the constants of a policy are called.
pub(super) struct Constant<'a> {
    pub(super) krate: &'a TokenTree,
    /// The constant's type.
    pub(super) type_: TokenStream,
    /// The function that makes it.
    pub(super) make: TokenStream,
    /// The policy's name, as an expression.
    pub(super) policy: TokenStream,
    /// The data of the policy whose list of origins it takes over whole. That list is a constant already.
    pub(super) base: Option<TokenStream>,
}

pub(super) fn tokens(data: &Data, names: &Constant<'_>) -> TokenStream {
    let Constant { krate, make, policy: name, base, .. } = names;
    let private = &quote!(#krate::private);
    // Header values count references, so each list of them is a static that has a name.
    let values = data.header_values().map(|texts| {
        let count = Literal::usize_unsuffixed(texts.len());
        quote! {{
            static VALUES: [#private::HeaderValue; #count] = [#(#private::HeaderValue::constant(#texts)),*];
            #private::Cow::Borrowed(&VALUES)
        }}
    });
    let HeaderValues { methods, headers, expose, max_age } = values;
    let (listed, origin_values) = if let Some(base) = base {
        (quote!(#base.shared_origins()), quote!(#base.shared_values()))
    } else {
        let listed = data.origins.as_ref().map(|list| origins(list, private));
        (allowed(listed, private), origin_values(data, private))
    };
    let policy = self::data(data, name, &listed, private);
    quote! {{
        // Whoever builds on a policy that is deprecated hears of it elsewhere.
        #[allow(deprecated)]
        static DATA: #private::PolicyData = #private::PolicyData {
            data: #policy,
            origin_values: #origin_values,
            values: #private::HeaderValues {
                methods: #methods,
                headers: #headers,
                expose: #expose,
                max_age: #max_age,
            },
        };
        #make(&DATA)
    }}
}

/// Up to this many origins have values that the compiler has evaluated, each for some ten microseconds.
const EVALUATED: usize = 64;

fn origin_values(data: &Data, private: &TokenStream) -> TokenStream {
    let texts: Vec<&str> = data.origins.list().into_iter().flat_map(|list| list.exact.texts.iter()).collect();
    if texts.len() > EVALUATED {
        return quote!(#private::OriginValues::Made({
            static VALUES: #private::OnFirstUse = #private::OnFirstUse::of(&DATA);
            &VALUES
        }));
    }
    let count = Literal::usize_unsuffixed(texts.len());
    quote!(#private::OriginValues::Constant({
        static VALUES: [#private::HeaderValue; #count] = [#(#private::HeaderValue::constant(#texts)),*];
        &VALUES
    }))
}

fn data(data: &Data, name: &TokenStream, origins: &TokenStream, private: &TokenStream) -> TokenStream {
    let Data { credentials, takes_part, has_errors, .. } = data;
    let [methods, headers, expose] = [&data.methods, &data.headers, &data.expose]
        .map(|names| allowed(names.as_ref().map(|listed| texts(listed, private)), private));
    let max_age = option(data.max_age.map(Literal::u32_unsuffixed));
    let preflight_status = Literal::u16_unsuffixed(data.preflight_status);
    quote!(#private::Data {
        name: #private::Cow::Borrowed(#name),
        origins: #origins,
        methods: #methods,
        headers: #headers,
        expose: #expose,
        credentials: #credentials,
        max_age: #max_age,
        preflight_status: #preflight_status,
        takes_part: #takes_part,
        has_errors: #has_errors,
    })
}

fn origins(list: &OriginList, private: &TokenStream) -> TokenStream {
    let OriginList { written, exact, any_port, patterns, reaching_suffixes, runtime } = list;
    let [written, reaching_suffixes] = [written, reaching_suffixes].map(|texts| self::texts(texts, private));
    let [exact, any_port] = [exact, any_port].map(|table| self::table(table, private));
    let patterns = self::patterns(patterns, private);
    let runtime = option(runtime.as_ref().map(|entry| run_time(entry, private)));
    quote!(#private::OriginList {
        written: #written,
        exact: #exact,
        any_port: #any_port,
        patterns: #patterns,
        reaching_suffixes: #reaching_suffixes,
        runtime: #runtime,
    })
}

fn run_time(entry: &RunTimeEntry, private: &TokenStream) -> TokenStream {
    let RunTimeWaivers { insecure_origins, public_suffixes, any_host, predicates } = entry.waivers;
    quote!(#private::RunTimeEntry {
        waivers: #private::RunTimeWaivers {
            insecure_origins: #insecure_origins,
            public_suffixes: #public_suffixes,
            any_host: #any_host,
            predicates: #predicates,
        },
        origins: #private::RunTime::Unknown,
    })
}

fn table(table: &Table, private: &TokenStream) -> TokenStream {
    let Table { key, displacements, fingerprints, texts, longest } = table;
    let key = Literal::u64_unsuffixed(*key);
    let displacements = self::displacements(displacements);
    let fingerprints = fingerprints.iter().map(|fingerprint| Literal::u64_unsuffixed(*fingerprint));
    let texts = self::texts(texts, private);
    let longest = Literal::usize_unsuffixed(*longest);
    quote!(#private::Table {
        key: #key,
        displacements: #private::Cow::Borrowed(#displacements),
        fingerprints: #private::Cow::Borrowed(&[#(#fingerprints),*]),
        texts: #texts,
        longest: #longest,
    })
}

fn patterns(patterns: &Patterns, private: &TokenStream) -> TokenStream {
    let key = Literal::u64_unsuffixed(patterns.key);
    let displacements = displacements(&patterns.displacements);
    let suffixes = patterns.suffixes.iter().map(|suffix| {
        let Suffix { text, scheme_and_port, any_label, in_label } = suffix;
        let scheme_and_port = Literal::u32_unsuffixed(*scheme_and_port);
        let in_label = in_label.iter().map(
            |(before, after)| quote!((#private::Cow::Borrowed(#before), #private::Cow::Borrowed(#after))),
        );
        quote!(#private::Suffix {
            text: #private::Cow::Borrowed(#text),
            scheme_and_port: #scheme_and_port,
            any_label: #any_label,
            in_label: #private::Cow::Borrowed(&[#(#in_label),*]),
        })
    });
    quote!(#private::Patterns::new(
        #key,
        #private::Cow::Borrowed(#displacements),
        #private::Cow::Borrowed(&[#(#suffixes),*]),
    ))
}

fn displacements(displacements: &[(u32, u32)]) -> TokenStream {
    let pairs = displacements.iter().map(|(one, two)| {
        let (one, two) = (Literal::u32_unsuffixed(*one), Literal::u32_unsuffixed(*two));
        quote!((#one, #two))
    });
    quote!(&[#(#pairs),*])
}

fn texts(texts: &Texts, private: &TokenStream) -> TokenStream {
    let texts = texts.iter();
    quote!(#private::Texts::Constant(&[#(#texts),*]))
}

fn allowed(value: Allowed<TokenStream>, private: &TokenStream) -> TokenStream {
    match value {
        Allowed::Any => quote!(#private::Allowed::Any),
        Allowed::None => quote!(#private::Allowed::None),
        Allowed::List(list) => quote!(#private::Allowed::List(#list)),
    }
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(
        || quote!(::core::option::Option::None),
        |value| quote!(::core::option::Option::Some(#value)),
    )
}
