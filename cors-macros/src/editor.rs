//! What an editor is given besides the constants, so that it knows the fields, methods and policies of a block: code that
//! is never run, with the user's own tokens where a name of ours is expected. The compiler never sees it.
//!
//! It is made from tokens and not from what was parsed, because an editor asks while something is half typed.

use cors_policy::method;
use cors_policy::words::FieldName;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::kw;
use crate::parse::{attributes, flatten, inside, is_punct, is_word};

/// Whether an editor asks: the compiler says which file a token is from.
pub(crate) fn is_asking(span: Span) -> bool {
    proc_macro::is_available() && span.unwrap().file().is_empty()
}

/// The code for a block of items, or for the fields of one policy.
pub(crate) fn code(block: TokenStream, is_expression: bool, krate: &TokenTree) -> TokenStream {
    let trees = flatten(block);
    let mut named = NamedTokens::default();
    if is_expression {
        named.fields(&trees);
    } else {
        // What belongs together ends with `;` or with braces.
        for item in
            trees.split_inclusive(|tree| is_punct(tree, ';') || inside(tree, Delimiter::Brace).is_some())
        {
            let Some(inner) = item.last().and_then(|last| inside(last, Delimiter::Brace)) else { continue };
            if item.iter().any(|tree| is_word(tree, kw::EXPECT)) {
                named.expectations(&inner);
            } else {
                named.fields(&inner);
            }
        }
    }
    named.code(krate)
}

/// The user's tokens, by what they name.
#[derive(Default)]
struct NamedTokens {
    /// Those of each policy.
    fields: Vec<Vec<Ident>>,
    methods: Vec<Ident>,
    bases: Vec<Ident>,
}

impl NamedTokens {
    fn fields(&mut self, trees: &[TokenTree]) {
        let mut names = Vec::new();
        for piece in trees.split(|tree| is_punct(tree, ',')) {
            match &piece[attributes(piece)..] {
                [TokenTree::Ident(name), value @ ..] => {
                    names.push(name.clone());
                    let lists = value.iter().filter_map(|tree| inside(tree, Delimiter::Bracket));
                    lists.for_each(|list| self.list(&list, *name == FieldName::Methods.name()));
                }
                other => self.base(other),
            }
        }
        self.fields.push(names);
    }

    fn list(&mut self, trees: &[TokenTree], of_methods: bool) {
        for entry in trees.split(|tree| is_punct(tree, ',')) {
            match &entry[attributes(entry)..] {
                [TokenTree::Ident(method)] if of_methods => self.methods.push(method.clone()),
                other => self.base(other),
            }
        }
    }

    fn base(&mut self, trees: &[TokenTree]) {
        if let [one, two, TokenTree::Ident(base)] = trees
            && is_punct(one, '.')
            && is_punct(two, '.')
        {
            self.bases.push(base.clone());
        }
    }

    fn expectations(&mut self, trees: &[TokenTree]) {
        for pair in trees.windows(2) {
            if let [verb, TokenTree::Ident(method)] = pair
                && (is_word(verb, kw::ALLOW) || is_word(verb, kw::DENY))
            {
                self.methods.push(method.clone());
            }
        }
    }

    fn code(&self, krate: &TokenTree) -> TokenStream {
        let Self { fields, methods, bases } = self;
        let any = quote!(::core::unreachable!());
        // What is half typed must be among them: a name that is no field is reported twice, here and by us.
        let fields = fields.iter().map(|names| {
            quote!(let _ = #krate::private::Fields { #(#names: #any,)* ..#krate::private::Fields::NONE };)
        });
        let listed = method::REGISTERED.iter().filter(|name| !name.contains('-'));
        let listed = listed.map(|name| format_ident!("{name}"));
        quote! {
            const _: fn() = || {
                #(#fields)*
                #(let _ = #bases;)*
                {
                    enum Method { #(#listed),* }
                    #(let _ = Method::#methods;)*
                }
            };
        }
    }
}
