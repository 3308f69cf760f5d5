//! The text of a rules file as something forms can show and change: its comments, its order and
//! whatever a form does not touch stay as they were written.

mod difference;
mod lists;
mod node;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use lists::{OPTIONAL, first};

pub use difference::{Difference, differences};
pub use node::{Node, Shape};

/// A rules file under the pen. A path names a part of it: keys and numbers (from 0) with dots between,
/// such as `limits.general.accept` or `decline_reasons.2.name`.
#[derive(Clone, Debug)]
pub struct Sheet {
    doc: DocumentMut,
}

/// What identifies an entry and is left empty in a new one.
const OWN: &[&str] = &["code", "name", "source", "law", "told"];

impl Sheet {
    /// Reads a rules file. The error says where it cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut doc: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            format!("文件读不懂：{}", error.to_string().trim())
        })?;
        if !doc.contains_key("running") {
            let mut running = Table::new();
            running.insert("adopts", toml_edit::value(Array::new()));
            doc.insert("running", Item::Table(running));
        }
        let mut sheet = Self { doc };
        sheet.write_days_in_line();
        Ok(sheet)
    }

    /// Programs write a list of stretches as tables; people, and this sheet, in one line.
    fn write_days_in_line(&mut self) {
        let years = self.doc.get_mut("calendar").and_then(|calendar| calendar.get_mut("years"));
        let years = years.and_then(Item::as_array_of_tables_mut);
        for year in years.into_iter().flat_map(ArrayOfTables::iter_mut) {
            for key in ["holidays", "workdays"] {
                let Some(days) = year.get_mut(key) else { continue };
                if let Some(list) = days.as_array_of_tables() {
                    *days = toml_edit::value(list.clone().into_array());
                }
            }
        }
    }

    /// The file as text.
    pub fn text(&self) -> String {
        self.doc.to_string()
    }

    /// The part at `path`; the whole file for an empty one.
    pub fn node(&self, path: &str) -> Option<Node> {
        let mut here = Node::of_table("", self.doc.as_table());
        for step in path.split('.').filter(|step| !step.is_empty()) {
            here = here.into_child(step)?;
        }
        Some(here)
    }

    /// Writes the value at `path`. The error says what cannot be written there.
    pub fn set(&mut self, path: &str, text: &str) -> Result<(), String> {
        let unknown = || format!("没有这一项：{path}");
        let (parent, key) = path.rsplit_once('.').ok_or_else(unknown)?;
        let list = parent.rsplit('.').nth(1).unwrap_or_default();
        let optional = OPTIONAL.iter().any(|(of, keys)| *of == list && keys.contains(&key));
        let table = self.table_mut(parent).ok_or_else(unknown)?;
        match table.get_mut(key) {
            Some(_) if optional && text.is_empty() => {
                table.remove(key);
            }
            Some(item) => {
                let value = item.as_value_mut().ok_or_else(unknown)?;
                node::write(value, key, text)?;
            }
            None if optional && !text.is_empty() => {
                table.insert(key, Item::Value(node::new(key, text)));
            }
            None if optional => {}
            None => return Err(unknown()),
        }
        Ok(())
    }

    /// Adds an entry at the end of the list at `path`, made like the one before it.
    pub fn add(&mut self, path: &str) -> Option<()> {
        let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
        match self.table_mut(parent)?.get_mut(key)? {
            Item::ArrayOfTables(list) => {
                let mut entry = list.iter().last()?.clone();
                empty(&mut entry);
                list.push(entry);
            }
            Item::Value(Value::Array(list)) => {
                let last = list.iter().last().and_then(Value::as_inline_table);
                let mut entry = last.cloned().or_else(|| first(key))?;
                empty(&mut entry);
                list.push_formatted(Value::InlineTable(entry));
            }
            _ => return None,
        }
        Some(())
    }

    /// Takes the entry at `path` off its list.
    pub fn remove(&mut self, path: &str) -> Option<()> {
        let (list, n) = path.rsplit_once('.')?;
        let n: usize = n.parse().ok()?;
        let (parent, key) = list.rsplit_once('.').unwrap_or(("", list));
        match self.table_mut(parent)?.get_mut(key)? {
            Item::ArrayOfTables(list) if n < list.len() => {
                list.remove(n);
            }
            Item::Value(Value::Array(list)) if n < list.len() => {
                list.remove(n);
            }
            _ => return None,
        }
        Some(())
    }

    fn table_mut(&mut self, path: &str) -> Option<&mut dyn TableLike> {
        let steps: Vec<_> = path.split('.').filter(|step| !step.is_empty()).collect();
        below(self.doc.as_table_mut(), &steps)
    }
}

fn below<'a>(table: &'a mut dyn TableLike, steps: &[&str]) -> Option<&'a mut dyn TableLike> {
    let [key, rest @ ..] = steps else { return Some(table) };
    match (table.get_mut(key)?, rest) {
        (Item::ArrayOfTables(list), [n, rest @ ..]) => below(list.get_mut(n.parse().ok()?)?, rest),
        (Item::Value(Value::Array(list)), [n, rest @ ..]) => {
            let entry = list.get_mut(n.parse().ok()?)?;
            below(entry.as_inline_table_mut()?, rest)
        }
        (item, rest) => below(item.as_table_like_mut()?, rest),
    }
}

/// Empties what a copied entry must not share with the one it was made from.
fn empty(entry: &mut dyn TableLike) {
    for (key, item) in entry.iter_mut() {
        if OWN.contains(&key.get())
            && let Some(value) = item.as_value_mut()
            && value.is_str()
        {
            let decor = value.decor().clone();
            *value = Value::from("");
            *value.decor_mut() = decor;
        }
    }
}

#[cfg(test)]
mod tests;
