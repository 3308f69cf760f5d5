use toml_edit::{Array, InlineTable, Item, TableLike, Value};

use super::lists::{OPTIONAL, holds_entries};

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no, written `true` or `false`.
    Flag,
    /// Several texts, one a line.
    Lines,
    /// Days, one a line; a stretch as `2026-02-15 至 2026-02-23`.
    Days,
}

/// A part of a rules file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A value, as written in a form.
    Value(Shape, String),
    /// Named parts, in the order of the file.
    Table(Vec<(String, Node)>),
    /// Entries that are made alike.
    List(Vec<Node>),
}

impl Node {
    pub(super) fn of_table(list: &str, table: &dyn TableLike) -> Self {
        let mut parts: Vec<_> = table
            .iter()
            .filter_map(|(key, item)| Some((key.to_owned(), Self::of_item(key, item)?)))
            .collect();
        let missing = OPTIONAL.iter().filter(|(of, _)| *of == list).flat_map(|(_, keys)| *keys);
        for key in missing.filter(|key| !table.contains_key(key)) {
            let shape = if is_days(key) { Shape::Days } else { Shape::Text };
            parts.push(((*key).to_owned(), Self::Value(shape, String::new())));
        }
        Self::Table(parts)
    }

    fn of_item(key: &str, item: &Item) -> Option<Self> {
        match item {
            Item::ArrayOfTables(list) => {
                Some(Self::List(list.iter().map(|table| Self::of_table(key, table)).collect()))
            }
            Item::Value(Value::Array(list)) => Some(Self::of_array(key, list)),
            Item::Value(value) if !value.is_inline_table() => Self::of_value(value),
            item => Some(Self::of_table("", item.as_table_like()?)),
        }
    }

    fn of_array(key: &str, list: &Array) -> Self {
        if is_days(key) {
            let days: Vec<_> = list.iter().map(day).collect();
            return Self::Value(Shape::Days, days.join("\n"));
        }
        let entries: Vec<_> = list.iter().filter_map(Value::as_inline_table).collect();
        if !entries.is_empty() || (list.is_empty() && holds_entries(key)) {
            return Self::List(entries.into_iter().map(|one| Self::of_table(key, one)).collect());
        }
        let texts: Vec<_> = list.iter().filter_map(Value::as_str).collect();
        Self::Value(Shape::Lines, texts.join("\n"))
    }

    fn of_value(value: &Value) -> Option<Self> {
        let (shape, text) = match value {
            Value::String(text) => (Shape::Text, text.value().clone()),
            Value::Integer(number) => (Shape::Number, number.value().to_string()),
            Value::Boolean(flag) => (Shape::Flag, flag.value().to_string()),
            _ => return None,
        };
        Some(Self::Value(shape, text))
    }

    pub(super) fn into_child(self, step: &str) -> Option<Self> {
        match self {
            Self::Value(..) => None,
            Self::Table(parts) => parts.into_iter().find(|(key, _)| key == step).map(|part| part.1),
            Self::List(entries) => entries.into_iter().nth(step.parse().ok()?),
        }
    }

    /// The value of a named part, when there is one.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        let Self::Table(parts) = self else { return None };
        parts.iter().find_map(|(name, part)| match part {
            Self::Value(_, text) if name == key && !text.is_empty() => Some(text.as_str()),
            _ => None,
        })
    }

    /// How many values it holds.
    pub fn size(&self) -> usize {
        match self {
            Self::Value(..) => 1,
            Self::Table(parts) => parts.iter().map(|(_, part)| part.size()).sum(),
            Self::List(entries) => entries.iter().map(Self::size).sum(),
        }
    }
}

fn is_days(key: &str) -> bool {
    matches!(key, "holidays" | "workdays")
}

fn day(value: &Value) -> String {
    let of = |table: &InlineTable, key| {
        table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    match value {
        Value::InlineTable(table) => format!("{} 至 {}", of(table, "from"), of(table, "to")),
        value => value.as_str().unwrap_or_default().to_owned(),
    }
}

/// Writes `text` in place of a value of the same shape; what stands around it stays.
pub(super) fn write(value: &mut Value, key: &str, text: &str) -> Result<(), String> {
    let decor = value.decor().clone();
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let new: Value = match value {
        Value::String(old) if old.value() == text => return Ok(()),
        Value::String(_) => text.replace("\r\n", "\n").into(),
        Value::Integer(_) => {
            let number: i64 = text.trim().parse().map_err(|_| "要写一个整数".to_owned())?;
            number.into()
        }
        Value::Boolean(_) => (text == "true").into(),
        Value::Array(_) if is_days(key) => new(key, text),
        Value::Array(_) => Value::Array(lines().map(Value::from).collect()),
        _ => return Err("这一项要分开填".to_owned()),
    };
    if Node::of_item(key, &Item::Value(new.clone()))
        != Node::of_item(key, &Item::Value(value.clone()))
    {
        *value = new;
        *value.decor_mut() = decor;
    }
    Ok(())
}

/// A value for a key that was missing.
pub(super) fn new(key: &str, text: &str) -> Value {
    if !is_days(key) {
        return text.into();
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Value::Array(lines.map(stretch).collect())
}

fn stretch(line: &str) -> Value {
    match line.split_once('至') {
        Some((from, to)) => {
            let mut days = InlineTable::new();
            days.insert("from", from.trim().into());
            days.insert("to", to.trim().into());
            Value::InlineTable(days)
        }
        None => line.into(),
    }
}
