//! Perfect-hash tables, by phf's generator with the hash that the runtime has in a `const fn`.

use phf_generator::generate_hash_with_hash_fn;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use cors_rules::hash::{fingerprint, hash};

/// Up to so many entries, comparing each is cheaper than hashing.
const COMPARED: usize = 8;

/// A table's seed and displacements, and for each slot the index of its entry.
pub(crate) struct Slots {
    pub(crate) key: u64,
    pub(crate) displacements: Vec<(u32, u32)>,
    pub(crate) order: Vec<usize>,
}

/// Places distinct `(text, tag)`s.
pub(crate) fn slots(entries: &[(&str, u32)]) -> Slots {
    if entries.len() <= COMPARED {
        return Slots { key: 0, displacements: Vec::new(), order: (0..entries.len()).collect() };
    }
    let state = generate_hash_with_hash_fn(entries, |(text, tag), key| {
        // The type cannot be written down elsewhere, only its fields.
        let mut hashes = phf_shared::hash(&0_u8, &0);
        (hashes.g, hashes.f1, hashes.f2) = hash(*key, text.as_bytes(), *tag);
        hashes
    });
    Slots { key: state.key, displacements: state.disps, order: state.map }
}

/// `private::Table` of distinct `texts`, and the texts in the order of their slots.
pub(crate) fn table<'a>(texts: &[&'a str], private: &TokenStream) -> (TokenStream, Vec<&'a str>) {
    let entries: Vec<_> = texts.iter().map(|text| (*text, 0)).collect();
    let slots = slots(&entries);
    let ordered: Vec<_> = slots.order.iter().map(|at| texts[*at]).collect();
    let (key, displacements) = tokens(&slots);
    let compared = if slots.displacements.is_empty() { ordered.as_slice() } else { &[] };
    let fingerprints = compared.iter().map(|text| Literal::u64_unsuffixed(fingerprint(text.as_bytes())));
    let tokens = quote!(#private::Table::new(
        #key,
        #private::Cow::Borrowed(#displacements),
        #private::Cow::Borrowed(&[#(#fingerprints),*]),
        #private::Texts::Constant(&[#(#ordered),*]),
    ));
    (tokens, ordered)
}

/// Seed and displacements as literals.
pub(crate) fn tokens(slots: &Slots) -> (TokenStream, TokenStream) {
    let unsuffixed = |value: &u32| Literal::u32_unsuffixed(*value);
    let pairs = slots.displacements.iter().map(|(one, two)| {
        let (one, two) = (unsuffixed(one), unsuffixed(two));
        quote!((#one, #two))
    });
    let key = Literal::u64_unsuffixed(slots.key);
    (quote!(#key), quote!(&[#(#pairs),*]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_a_slot_of_its_own() {
        for count in [0, 1, 8, 9, 10, 100, 1000] {
            let texts: Vec<String> = (0..count).map(|at| format!("https://{at}.example.com")).collect();
            let entries: Vec<_> =
                texts.iter().map(String::as_str).zip([0, 1, 2].into_iter().cycle()).collect();
            let mut order = slots(&entries).order;
            order.sort_unstable();
            assert_eq!(order, (0..count).collect::<Vec<_>>());
        }
    }
}
