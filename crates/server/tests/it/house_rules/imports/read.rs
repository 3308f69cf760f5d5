//! What one file says: its items, the modules it declares, what it imports, which paths it names.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, ExprCall, Ident, ImplItem, Item, ItemMacro, ItemMod, ItemUse, Macro, Path,
    UseTree, VisRestricted, Visibility,
};

/// A path as it stands in the text, segment by segment.
pub type Named = Vec<String>;

#[derive(Default)]
pub struct Read {
    pub items: BTreeSet<String>,
    /// In the order of their `mod` lines, but for those of tests.
    pub modules: Vec<String>,
    pub imports: Vec<Import>,
    /// What the code names besides: paths of several segments, types, functions that are called.
    pub named: BTreeSet<Named>,
}

pub struct Import {
    /// How the file calls it; `*` is everything.
    pub name: String,
    pub path: Named,
    /// Whether it is shown to others too (`pub use`).
    pub shown: bool,
}

impl Read {
    pub fn of(file: &str, text: &str) -> Self {
        let parsed = syn::parse_file(text).unwrap_or_else(|fault| panic!("{file}: {fault}"));
        let mut read = Self::default();
        read.items.extend(parsed.items.iter().filter_map(name_of));
        read.items.extend(parsed.items.iter().flat_map(made_by_macro));
        read.visit_file(&parsed);
        read
    }

    fn import(&mut self, before: &Named, tree: &UseTree, shown: bool) {
        let with = |last: &Ident| {
            let last = (last != "self").then(|| last.to_string());
            before.iter().cloned().chain(last).collect::<Named>()
        };
        let (name, path) = match tree {
            UseTree::Path(path) => {
                let deeper = before.iter().cloned().chain([path.ident.to_string()]).collect();
                return self.import(&deeper, &path.tree, shown);
            }
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.import(before, tree, shown));
            }
            UseTree::Glob(_) => ("*".to_owned(), before.clone()),
            UseTree::Name(name) => {
                let path = with(&name.ident);
                (path.last().unwrap().clone(), path)
            }
            UseTree::Rename(rename) => (rename.rename.to_string(), with(&rename.ident)),
        };
        self.imports.push(Import { name, path, shown });
    }

    /// Paths of several segments inside a macro, whose text only the macro understands.
    fn named_in(&mut self, tokens: TokenStream) {
        let mut path = Named::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                TokenTree::Ident(word) => {
                    if colons != 2 {
                        self.names(std::mem::take(&mut path));
                    }
                    path.push(word.to_string());
                    colons = 0;
                }
                other => {
                    self.names(std::mem::take(&mut path));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.named_in(group.stream());
                    }
                }
            }
        }
        self.names(path);
    }

    fn names(&mut self, path: Named) {
        if path.len() > 1 {
            self.named.insert(path);
        }
    }
}

impl<'ast> Visit<'ast> for Read {
    fn visit_item(&mut self, item: &'ast Item) {
        if !only_for_tests(attributes_of(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let ImplItem::Fn(function) = item else { return visit::visit_impl_item(self, item) };
        if !only_for_tests(&function.attrs) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        assert!(module.content.is_none(), "{} needs a file of its own", module.ident);
        self.modules.push(module.ident.to_string());
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let shown = !matches!(item.vis, Visibility::Inherited);
        self.import(&Named::new(), &item.tree, shown);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let named: Named = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        // A single small word is mostly a variable.
        if named.len() > 1 || named[0].starts_with(char::is_uppercase) {
            self.named.insert(named);
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(function) = &*call.func
            && let Some(name) = function.path.get_ident()
        {
            self.named.insert(vec![name.to_string()]);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        self.named_in(call.tokens.clone());
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}
}

/// Whether it is left out of what is built for people.
pub fn only_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

pub fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// What a macro defines: in a call such as `coded! { Colour { Red = "red" } }` or `closed! { Code = ALL; }`
/// the words before braces and equal signs, in a rule the enums and structs that it names itself.
fn made_by_macro(item: &Item) -> Vec<String> {
    let Item::Macro(ItemMacro { ident, mac, .. }) = item else { return Vec::new() };
    let tokens: Vec<TokenTree> = mac.tokens.clone().into_iter().collect();
    if ident.is_some() {
        return named_by_rule(&tokens);
    }
    let pairs = tokens.iter().zip(tokens.iter().skip(1));
    let named = pairs.filter_map(|pair| match pair {
        (TokenTree::Ident(word), TokenTree::Group(group)) => {
            (group.delimiter() == Delimiter::Brace).then(|| word.to_string())
        }
        (TokenTree::Ident(word), TokenTree::Punct(sign)) => {
            (sign.as_char() == '=').then(|| word.to_string())
        }
        _ => None,
    });
    named.collect()
}

fn named_by_rule(tokens: &[TokenTree]) -> Vec<String> {
    let mut named = Vec::new();
    for pair in tokens.windows(2) {
        if let [TokenTree::Ident(sort), TokenTree::Ident(word)] = pair
            && (sort == "enum" || sort == "struct")
        {
            named.push(word.to_string());
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            named.extend(named_by_rule(&inside));
        }
    }
    named
}
