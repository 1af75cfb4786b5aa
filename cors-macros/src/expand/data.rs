//! A policy in force → a constant. Each function writes one type of `cors-policy` down, field by field.

use cors_policy::allowed::Allowed;
use cors_policy::data::{Data, HeaderValues};
use cors_policy::lookup::{OriginList, Patterns, RunTimeEntry, Suffix, Table, Texts};
use cors_policy::method::DEFAULT;
use cors_policy::words::RunTimeWaivers;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// A value whose fields are the variables of the same names.
macro_rules! construct {
    ($private:ident::$type:ident { $($field:ident),+ $(,)? }) => {
        quote!(#$private::$type { $($field: #$field,)+ })
    };
}

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
    let values = data.header_values().map(|texts| header_values(&texts, private));
    let HeaderValues { methods, headers, expose, max_age } =
        values.map(|values| quote!(#private::Cow::Borrowed(#values)));
    let (listed, origin_values) = if let Some(base) = base {
        (quote!(#base.shared_origins()), quote!(#base.shared_values()))
    } else {
        let listed = data.origins.as_ref().map(|list| origins(list, private));
        (allowed(listed, private), origin_values(data, private))
    };
    let data = self::data(data, name, &listed, private);
    let values = construct!(private::HeaderValues { methods, headers, expose, max_age });
    let data = construct!(private::PolicyData { data, origin_values, values });
    quote! {{
        // Whoever builds on a policy that is deprecated hears of it elsewhere.
        #[allow(deprecated)]
        static DATA: #private::PolicyData = #data;
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
    let values = header_values(&texts, private);
    quote!(#private::OriginValues::Constant(#values))
}

/// Header values count references, so a list of them is a static that has a name. The compiler checks each static by
/// itself, which takes longer than anything else here: so none for the lists that most policies have.
fn header_values(texts: &[impl AsRef<str> + ToTokens], private: &TokenStream) -> TokenStream {
    if texts.is_empty() {
        return quote!(&[]);
    }
    if texts.iter().map(AsRef::as_ref).eq(DEFAULT) {
        return quote!(&#private::DEFAULT_METHODS);
    }
    let count = texts.len();
    quote!({
        static VALUES: [#private::HeaderValue; #count] = [#(#private::HeaderValue::constant(#texts)),*];
        &VALUES
    })
}

fn data(data: &Data, name: &TokenStream, origins: &TokenStream, private: &TokenStream) -> TokenStream {
    let Data { credentials, preflight_status, takes_part, has_errors, .. } = data;
    let [methods, headers, expose] = [&data.methods, &data.headers, &data.expose]
        .map(|names| allowed(names.as_ref().map(|listed| texts(listed, private)), private));
    let name = quote!(#private::Cow::Borrowed(#name));
    let max_age = option(data.max_age);
    construct!(private::Data {
        name,
        origins,
        methods,
        headers,
        expose,
        credentials,
        max_age,
        preflight_status,
        takes_part,
        has_errors,
    })
}

fn origins(list: &OriginList, private: &TokenStream) -> TokenStream {
    let OriginList { written, exact, any_port, patterns, reaching_suffixes, runtime } = list;
    let [written, reaching_suffixes] = [written, reaching_suffixes].map(|texts| self::texts(texts, private));
    let [exact, any_port] = [exact, any_port].map(|table| self::table(table, private));
    let patterns = self::patterns(patterns, private);
    let runtime = option(runtime.as_ref().map(|entry| run_time(entry, private)));
    construct!(private::OriginList { written, exact, any_port, patterns, reaching_suffixes, runtime })
}

fn run_time(entry: &RunTimeEntry, private: &TokenStream) -> TokenStream {
    let RunTimeWaivers { insecure_origins, public_suffixes, any_host, predicates } = entry.waivers;
    let waivers =
        construct!(private::RunTimeWaivers { insecure_origins, public_suffixes, any_host, predicates });
    let origins = quote!(#private::RunTime::Unknown);
    construct!(private::RunTimeEntry { waivers, origins })
}

fn table(table: &Table, private: &TokenStream) -> TokenStream {
    let Table { key, displacements, fingerprints, texts, longest } = table;
    let displacements = self::displacements(displacements, private);
    let fingerprints = borrowed(fingerprints.iter(), private);
    let texts = self::texts(texts, private);
    construct!(private::Table { key, displacements, fingerprints, texts, longest })
}

fn patterns(patterns: &Patterns, private: &TokenStream) -> TokenStream {
    // The other fields follow from these.
    let Patterns { key, displacements, suffixes, .. } = patterns;
    let displacements = self::displacements(displacements, private);
    let suffixes = suffixes.iter().map(|Suffix { text, scheme_and_port, any_label, in_label }| {
        let pairs = in_label.iter().map(
            |(before, after)| quote!((#private::Cow::Borrowed(#before), #private::Cow::Borrowed(#after))),
        );
        let (text, in_label) = (quote!(#private::Cow::Borrowed(#text)), borrowed(pairs, private));
        construct!(private::Suffix { text, scheme_and_port, any_label, in_label })
    });
    let suffixes = borrowed(suffixes, private);
    quote!(#private::Patterns::new(#key, #displacements, #suffixes))
}

fn displacements(displacements: &[(u32, u32)], private: &TokenStream) -> TokenStream {
    borrowed(displacements.iter().map(|(one, two)| quote!((#one, #two))), private)
}

fn borrowed(elements: impl Iterator<Item: ToTokens>, private: &TokenStream) -> TokenStream {
    quote!(#private::Cow::Borrowed(&[#(#elements),*]))
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
