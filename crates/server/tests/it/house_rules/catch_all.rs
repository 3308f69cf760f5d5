//! Who looks at every kind of event or action says what he does with each: a kind that is added later
//! is then asked about by the compiler, not passed over.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{ExprMatch, ImplItemFn, Item, ItemFn, ItemImpl, Pat, PatGuard, PatIdent, Path, Type};

use super::imports::{Map, attributes_of, only_for_tests};

const CLOSED: [&str; 2] = ["Event", "Action"];

/// Crates that have an `Event` of their own.
const FOREIGN: [&str; 2] = ["pulldown_cmark", "quick_xml"];

#[test]
fn nobody_passes_over_an_event_or_an_action() {
    let map = Map::of_rooms_and_faces();
    let found = map.modules().flat_map(|module| {
        let matches = catch_alls(&module.text).into_iter();
        let ours = matches.filter(|_| !module.imports_from(&FOREIGN));
        ours.map(|function| format!("{}: {function}", module.file))
    });
    let found: BTreeSet<String> = found.collect();
    assert!(found.is_empty(), "say what becomes of each event or action: {found:#?}");
}

/// The functions of a file that match over a closed set and catch what they do not name.
fn catch_alls(text: &str) -> BTreeSet<String> {
    let mut seeker = Seeker::default();
    seeker.visit_file(&syn::parse_file(text).unwrap());
    seeker.found
}

#[derive(Default)]
struct Seeker {
    /// Whose `impl` we are in.
    of: Option<String>,
    function: String,
    found: BTreeSet<String>,
}

impl Seeker {
    fn within(&mut self, function: &str, look: impl FnOnce(&mut Self)) {
        let name = self.of.iter().map(String::as_str).chain([function]).collect::<Vec<_>>();
        let outer = std::mem::replace(&mut self.function, name.join("::"));
        look(self);
        self.function = outer;
    }
}

impl<'ast> Visit<'ast> for Seeker {
    fn visit_item(&mut self, item: &'ast Item) {
        if !only_for_tests(attributes_of(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let Type::Path(of) = &*item.self_ty else { return visit::visit_item_impl(self, item) };
        let name = of.path.segments.last().map(|segment| segment.ident.to_string());
        let outer = std::mem::replace(&mut self.of, name);
        visit::visit_item_impl(self, item);
        self.of = outer;
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.within(&function.sig.ident.to_string(), |seeker| {
            visit::visit_impl_item_fn(seeker, function);
        });
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.within(&function.sig.ident.to_string(), |seeker| {
            visit::visit_item_fn(seeker, function);
        });
    }

    fn visit_expr_match(&mut self, matching: &'ast ExprMatch) {
        let mut names = Names { of: self.of.as_deref(), closed: false };
        matching.arms.iter().for_each(|arm| names.visit_pat(&arm.pat));
        let caught = matching.arms.iter().any(|arm| catches_all(&arm.pat));
        if names.closed && caught {
            self.found.insert(self.function.clone());
        }
        visit::visit_expr_match(self, matching);
    }
}

/// Whether patterns name a variant of a closed set.
struct Names<'a> {
    of: Option<&'a str>,
    closed: bool,
}

impl<'ast> Visit<'ast> for Names<'_> {
    /// The pattern alone: a guard may speak of anything.
    fn visit_pat_guard(&mut self, guarded: &'ast PatGuard) {
        self.visit_pat(&guarded.pat);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let before = path.segments.iter().rev().nth(1).map(|segment| segment.ident.to_string());
        let set = if before.as_deref() == Some("Self") { self.of } else { before.as_deref() };
        self.closed |= set.is_some_and(|set| CLOSED.contains(&set));
    }
}

fn catches_all(pattern: &Pat) -> bool {
    match pattern {
        Pat::Wild(_) => true,
        Pat::Ident(PatIdent { subpat: None, ident, .. }) => {
            ident.to_string().starts_with(char::is_lowercase)
        }
        Pat::Or(either) => either.cases.iter().any(catches_all),
        Pat::Paren(inner) => catches_all(&inner.pat),
        Pat::Reference(inner) => catches_all(&inner.pat),
        Pat::Tuple(all) => all.elems.iter().all(catches_all),
        _ => false,
    }
}

#[test]
fn a_catch_all_is_found() {
    let text = "
        fn by_line(event: &Event) { match event { Event::Rated(_) => one(), _ => two() } }
        fn by_name(event: trail::Event) { match event { Event::Rated(_) => 1, other => 2 } }
        fn each(event: Event) { match event { Event::Rated(_) | Event::Erased => 1 } }
        fn guarded(action: Action) { match action { Action::Rate => 1, _ if late() => 2 } }
        fn of_others(state: State) { match state { State::Closed => Event::Rated, _ => 2 } }
        impl Action { fn own(self) { match (self, 1) { (Self::Rate, 1) => 1, (_, _) => 2 } } }
        impl State { fn own(self) { match self { Self::Closed => 1, _ => 2 } } }
        #[cfg(test)] mod tests { fn by_test(event: Event) { match event { Event::A => 1, _ => 2 } } }
    ";
    let found = ["Action::own", "by_line", "by_name"].map(str::to_owned);
    assert_eq!(catch_alls(text), BTreeSet::from(found));
}
