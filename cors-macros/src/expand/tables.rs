//! Tables of origins → tokens.

use cors_policy::tables::{HostSuffix, OriginTables, SuffixTable, TextTable};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// `private::Origins::List`.
pub(super) fn origins(tables: &OriginTables, run_time: &TokenStream, private: &TokenStream) -> TokenStream {
    let OriginTables { written, exact, any_port, patterns, reaching_suffixes } = tables;
    let exact = text_table(exact, private);
    let any_port = text_table(any_port, private);
    let patterns = suffix_table(patterns, private);
    quote! {
        #private::Origins::List(#private::OriginList {
            written: #private::Texts::Constant(&[#(#written),*]),
            exact: #exact,
            any_port: #any_port,
            patterns: #patterns,
            reaching_suffixes: #private::Texts::Constant(&[#(#reaching_suffixes),*]),
            runtime: #run_time,
        })
    }
}

fn text_table(table: &TextTable, private: &TokenStream) -> TokenStream {
    let TextTable { key, displacements, fingerprints, texts } = table;
    let key = Literal::u64_unsuffixed(*key);
    let displacements = self::displacements(displacements);
    let fingerprints = fingerprints.iter().map(|fingerprint| Literal::u64_unsuffixed(*fingerprint));
    quote!(#private::Table::new(
        #key,
        #private::Cow::Borrowed(#displacements),
        #private::Cow::Borrowed(&[#(#fingerprints),*]),
        #private::Texts::Constant(&[#(#texts),*]),
    ))
}

fn suffix_table(table: &SuffixTable, private: &TokenStream) -> TokenStream {
    let SuffixTable { key, displacements, suffixes } = table;
    let key = Literal::u64_unsuffixed(*key);
    let displacements = self::displacements(displacements);
    let suffixes = suffixes.iter().map(|suffix| {
        let HostSuffix { text, scheme_and_port, any_label, in_label } = suffix;
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
