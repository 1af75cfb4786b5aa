//! A block as written: tokens and spans are kept, nothing is checked.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenTree};
use quote::ToTokens;
use syn::{Attribute, ExprPath, LitStr, Path, Visibility};

use crate::diag::Caret;
use crate::kw;

/// The content of `cors! { … }`.
pub(crate) enum Block {
    /// Any number of policies and expectations, at item level.
    Items(Vec<Item>),
    /// One policy without a name: an expression.
    Expression(Body),
}

pub(crate) enum Item {
    Policy(PolicyItem),
    Expect(ExpectBlock),
    /// Said for every policy of the block.
    Within(Within),
}

/// `attributes visibility const NAME = { … };`
pub(crate) struct PolicyItem {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    /// `const`, or what is written instead.
    pub(crate) keyword: Span,
    pub(crate) name: Ident,
    /// The last `;`, or what is written instead.
    pub(crate) end: Span,
    pub(crate) body: Body,
}

/// The `#[cfg(…)]`s among them.
pub(crate) fn cfgs(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| kw::is(attribute.path(), kw::CFG))
}

/// `field, …, ..BASE`
pub(crate) struct Body {
    /// What an error about the body as a whole underlines.
    pub(crate) caret: Caret,
    pub(crate) fields: Vec<PolicyField>,
    pub(crate) base: Option<Ident>,
    /// A waiver is in front of a field, which has been reported.
    pub(crate) has_waiver: bool,
    /// The grammar of the policy was broken; the error has been reported.
    pub(crate) broken: bool,
}

impl Body {
    /// The entries of all its lists.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &ListEntry> {
        self.fields.iter().flat_map(|field| match &field.value {
            Value::List(entries) => entries.as_slice(),
            Value::Tokens(_) => &[],
        })
    }
}

/// `name: value`
pub(crate) struct PolicyField {
    pub(crate) name: Ident,
    pub(crate) value: Value,
    pub(crate) caret: Caret,
}

pub(crate) enum Value {
    /// `[ … ]`
    List(Vec<ListEntry>),
    /// Anything else.
    Tokens(Vec<TokenTree>),
}

/// One entry of a list.
pub(crate) struct ListEntry {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) kind: EntryKind,
    /// What follows the attributes; for a broken entry, all of its list.
    pub(crate) trees: Vec<TokenTree>,
}

impl ListEntry {
    pub(crate) fn caret(&self) -> Caret {
        Caret::of(&self.trees, Span::call_site())
    }

    /// As written, except for spaces.
    pub(crate) fn written(&self) -> String {
        let attributes = self.attributes.iter().map(|attribute| format!("{} ", written(attribute)));
        attributes.chain([text(&self.trees)]).collect()
    }
}

pub(crate) enum EntryKind {
    Text(LitStr),
    Word(Ident),
    /// `include!("file")`
    Include(LitStr),
    /// `..BASE`
    Base(Ident),
    /// Anything else.
    Other,
    /// The grammar of the entry was broken; the error has been reported.
    Broken,
}

/// `expect PATH { … }`
pub(crate) struct ExpectBlock {
    pub(crate) attributes: Vec<Attribute>,
    /// Whatever names a constant: `dep::APP`, `<T as Shop>::APP`.
    pub(crate) path: ExprPath,
    pub(crate) statements: Vec<Statement>,
    pub(crate) within: Vec<Within>,
    /// The grammar of a statement was broken; the error has been reported.
    pub(crate) broken: bool,
}

/// `allow METHOD from "origin" with ["header", …];`
pub(crate) struct Statement {
    pub(crate) attributes: Vec<Attribute>,
    /// `allow` or `deny`.
    pub(crate) verb: Ident,
    pub(crate) method: ExpectedMethod,
    pub(crate) origin: LitStr,
    pub(crate) headers: Vec<LitStr>,
    /// What is among them and is no name in double quotes.
    pub(crate) others: Vec<ListEntry>,
}

/// `within PATH;`
pub(crate) struct Within {
    pub(crate) attributes: Vec<Attribute>,
    /// `within`
    pub(crate) keyword: Span,
    /// The policy that grants at least as much.
    pub(crate) outer: ExprPath,
}

/// The method of an expectation.
pub(crate) struct ExpectedMethod {
    pub(crate) name: String,
    pub(crate) span: Span,
    /// It is in double quotes, which any method may have.
    pub(crate) is_quoted: bool,
}

/// The path of a policy of the block.
pub(crate) fn path_to(name: &Ident) -> ExprPath {
    ExprPath { attrs: Vec::new(), qself: None, path: name.clone().into() }
}

/// A single caret on a path is clearest at its last segment.
pub(crate) fn last_span(path: &Path) -> Span {
    path.segments.last().map_or_else(Span::call_site, |segment| segment.ident.span())
}

/// A piece of the source for a message, close to how it is written. (`$crate` means something in a macro only.)
pub(crate) fn written(source: &impl ToTokens) -> String {
    text(&source.to_token_stream().into_iter().collect::<Vec<_>>()).replace("$crate::", "")
}

/// The same for tokens.
pub(crate) fn text(trees: &[TokenTree]) -> String {
    let mut text = String::new();
    let mut after_word = false;
    for tree in trees {
        let is_word = matches!(tree, TokenTree::Ident(_) | TokenTree::Literal(_));
        if is_word && after_word {
            text.push(' ');
        }
        after_word = is_word;
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                text.extend([open, &written(&group.stream()), close]);
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => text.push_str(", "),
            TokenTree::Punct(punct) if punct.as_char() == '=' && !text.ends_with(['=', '!', '<', '>']) => {
                text.push_str(if punct.spacing() == Spacing::Alone { " = " } else { " =" });
            }
            tree => text.push_str(&tree.to_string()),
        }
    }
    text
}

/// The only name among tokens, however it is borrowed, quoted or copied: `&APP`, `(APP)`, `APP.clone()`.
pub(crate) fn only_name(trees: &[TokenTree]) -> Option<String> {
    let text = text(trees);
    if text.contains(['!', '-', '+', '|']) {
        return None;
    }
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let mut names = words.filter(|word| !word.is_empty() && *word != "clone");
    let only = names.next().filter(|name| !name.starts_with(|c: char| c.is_ascii_digit()));
    only.filter(|_| names.next().is_none()).map(str::to_owned)
}
