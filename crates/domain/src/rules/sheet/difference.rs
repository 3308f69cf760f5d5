use std::collections::BTreeMap;

use super::Sheet;
use super::node::Node;

/// One value that two rules files have differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where: keys, and for an entry of a list what it is called.
    pub at: Vec<String>,
    /// Before; `None` when it was not there.
    pub from: Option<String>,
    /// After; `None` when it is not there.
    pub to: Option<String>,
}

/// What is different in `new`, in the order of the file, then what is gone.
pub fn differences(old: &Sheet, new: &Sheet) -> Vec<Difference> {
    let (mut was, mut is) = (Vec::new(), Vec::new());
    let collect = |sheet: &Sheet, into: &mut Vec<(Vec<String>, String)>| {
        if let Some(node) = sheet.node("") {
            flatten(&node, &mut Vec::new(), into);
        }
    };
    collect(old, &mut was);
    collect(new, &mut is);
    let before: BTreeMap<_, _> = was.iter().map(|(at, text)| (at, text)).collect();
    let after: BTreeMap<_, _> = is.iter().map(|(at, text)| (at, text)).collect();
    let changed = is.iter().filter(|(at, text)| before.get(at) != Some(&text));
    let changed = changed.map(|(at, text)| Difference {
        at: at.clone(),
        from: before.get(at).map(|text| (*text).clone()),
        to: Some(text.clone()),
    });
    let gone = was.iter().filter(|(at, _)| !after.contains_key(at));
    let gone =
        gone.map(|(at, text)| Difference { at: at.clone(), from: Some(text.clone()), to: None });
    changed.chain(gone).collect()
}

fn flatten(node: &Node, at: &mut Vec<String>, into: &mut Vec<(Vec<String>, String)>) {
    match node {
        Node::Value(_, text) => {
            if !text.is_empty() {
                into.push((at.clone(), text.clone()));
            }
        }
        Node::Table(parts) => {
            for (key, part) in parts {
                at.push(key.clone());
                flatten(part, at, into);
                at.pop();
            }
        }
        Node::List(entries) => {
            for (n, entry) in entries.iter().enumerate() {
                at.push(called(entry, n));
                flatten(entry, at, into);
                at.pop();
            }
        }
    }
}

/// An entry by its own code, so that one more before it does not make it another.
fn called(entry: &Node, n: usize) -> String {
    let own = ["code", "duty", "year", "value", "name"];
    let code = own.iter().find_map(|key| entry.text_of(key));
    code.map_or_else(|| (n + 1).to_string(), str::to_owned)
}
