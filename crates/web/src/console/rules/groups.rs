use serde::Serialize;
use xianban_domain::rules::{Node, Shape, Sheet};

use super::words::{self, Pair, UNITS, called, codes, halves};
use crate::frame::{Choice, Link};

/// More values than this are shown part by part.
const AT_ONCE: usize = 160;

/// Lists whose entries have a page each.
const LEAVES: &[&str] = &["roles", "categories", "groups"];

/// A value in a form.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = RuleField)]
pub struct Field {
    /// Where it stands in the file.
    pub path: String,
    /// What it is called.
    pub label: String,
    /// What is shown.
    pub text: String,
    /// Several answers to choose from.
    pub choices: Vec<Choice>,
    /// Which control: `line`, `words`, `number`, `flag`, `limit`, `one`, `many` or `days`.
    pub control: &'static str,
    /// What was wrong with what was typed.
    pub fault: String,
}

/// Values that belong together.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
#[schema(as = RuleGroup)]
pub struct Group {
    /// What they are about.
    pub title: String,
    /// How deep it lies.
    pub depth: usize,
    /// Its values.
    pub fields: Vec<Field>,
    /// Parts that have a page of their own.
    pub links: Vec<Link>,
    /// Where an entry can be added, when it is a list.
    pub add: String,
    /// Where it can be taken off its list, when it is an entry.
    pub drop: String,
}

/// The part of a rules file at `path`, as groups of fields.
pub(super) fn groups(sheet: &Sheet, path: &str) -> Option<Vec<Group>> {
    let node = sheet.node(path)?;
    let steps: Vec<&str> = path.split('.').filter(|step| !step.is_empty()).collect();
    let mut into = Vec::new();
    let whole = node.size() <= AT_ONCE;
    let mut drawing = Drawing { sheet, whole, into: &mut into };
    let entry = steps.last().is_some_and(|step| step.parse::<usize>().is_ok());
    let title = if entry { entry_name(&node, 0) } else { String::new() };
    let drop = if entry { path.to_owned() } else { String::new() };
    drawing.draw(&node, &steps, Group { title, drop, ..Group::default() });
    Some(into)
}

/// The names of the steps to `path`, for a trail of links.
pub(super) fn trail(sheet: &Sheet, path: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut above: Vec<&str> = Vec::new();
    for key in path.split('.').filter(|step| !step.is_empty()) {
        let here = above.iter().copied().chain([key]).collect::<Vec<_>>().join(".");
        let name = match (key.parse::<usize>(), sheet.node(&here)) {
            (Ok(n), Some(node)) => entry_name(&node, n),
            _ => called(&above, key),
        };
        links.push(Link::new(name, format!("/c/rules/edit?at={here}")));
        above.push(key);
    }
    links
}

/// What an entry of a list is called: its name, else its code in words.
fn entry_name(entry: &Node, n: usize) -> String {
    let code = || ["code", "duty", "year", "value"].iter().find_map(|key| entry.text_of(key));
    let name = entry.text_of("name").map(str::to_owned);
    let name = name.or_else(|| {
        code().map(|code| words::name_of_any(code).map_or_else(|| code.to_owned(), str::to_owned))
    });
    name.unwrap_or_else(|| format!("第 {} 条", n + 1))
}

struct Drawing<'a> {
    sheet: &'a Sheet,
    whole: bool,
    into: &'a mut Vec<Group>,
}

impl Drawing<'_> {
    fn draw(&mut self, node: &Node, steps: &[&str], mut group: Group) {
        let path = |key: &str| {
            if steps.is_empty() { key.to_owned() } else { format!("{}.{key}", steps.join(".")) }
        };
        let depth = group.depth;
        match node {
            Node::Value(shape, text) => {
                let (key, trail) = steps.split_last().unwrap_or((&"", &[]));
                group.fields.push(self.field(trail, key, *shape, text));
                self.into.push(group);
            }
            Node::Table(parts) => {
                let mut below = Vec::new();
                for (key, part) in parts {
                    match part {
                        Node::Value(shape, text) => {
                            group.fields.push(self.field(steps, key, *shape, text));
                        }
                        part if self.opens(key, part) => {
                            let href = format!("/c/rules/edit?at={}", path(key));
                            group.links.push(Link::new(called(steps, key), href));
                        }
                        part => below.push((key, part)),
                    }
                }
                let title = group.title.clone();
                self.into.push(group);
                for (key, part) in below {
                    let title = joined(&title, &called(steps, key));
                    let steps: Vec<&str> = steps.iter().copied().chain([key.as_str()]).collect();
                    self.draw(part, &steps, Group { title, depth: depth + 1, ..Group::default() });
                }
            }
            Node::List(entries) => {
                group.add = steps.join(".");
                let key = steps.last().copied().unwrap_or_default();
                let apart = LEAVES.contains(&key);
                let name = |(n, entry)| (n, entry_name(entry, n));
                let named: Vec<_> = entries.iter().enumerate().map(name).collect();
                if apart {
                    let link = |(n, name): &(usize, String)| {
                        Link::new(name, format!("/c/rules/edit?at={}", path(&n.to_string())))
                    };
                    group.links.extend(named.iter().map(link));
                }
                let title = group.title.clone();
                self.into.push(group);
                for ((n, name), entry) in named.into_iter().zip(entries).filter(|_| !apart) {
                    let n = n.to_string();
                    let steps: Vec<&str> = steps.iter().copied().chain([n.as_str()]).collect();
                    let (title, drop) = (joined(&title, &name), path(&n));
                    self.draw(
                        entry,
                        &steps,
                        Group { title, drop, depth: depth + 1, ..Group::default() },
                    );
                }
            }
        }
    }

    /// Whether a part has a page of its own.
    fn opens(&self, key: &str, part: &Node) -> bool {
        LEAVES.contains(&key) || (!self.whole && part.size() > AT_ONCE / 4)
    }

    fn field(&self, trail: &[&str], key: &str, shape: Shape, text: &str) -> Field {
        let path = trail.iter().copied().chain([key]).collect::<Vec<_>>().join(".");
        let chosen: Vec<&str> = text.lines().collect();
        let choices = self.choices(trail, key, &chosen);
        let timed = matches!(trail.first(), Some(&("limits" | "casework")));
        let control = match shape {
            Shape::Number => "number",
            Shape::Flag => "flag",
            Shape::Days => "days",
            Shape::Lines if choices.is_empty() => "words",
            Shape::Lines => "many",
            Shape::Text if !choices.is_empty() => "one",
            Shape::Text if timed && halves(text).is_some() => "limit",
            Shape::Text if long(key, text) => "words",
            Shape::Text => "line",
        };
        let choices = match (control, halves(text)) {
            ("limit", Some((_, unit))) => {
                UNITS.iter().map(|(code, name)| Choice::new(*code, *name).chosen_if(unit)).collect()
            }
            _ => choices,
        };
        let text = match (control, halves(text)) {
            ("limit", Some((number, _))) => number.to_owned(),
            _ => text.to_owned(),
        };
        let (label, fault) = (called(trail, key), String::new());
        Field { path, label, text, choices, control, fault }
    }

    fn choices(&self, trail: &[&str], key: &str, chosen: &[&str]) -> Vec<Choice> {
        let of = |(code, name): (String, String)| {
            let on = chosen.contains(&code.as_str());
            Choice { chosen: on, ..Choice::new(code, name) }
        };
        if let Some(codes) = codes(trail, key) {
            let pair = |(code, name): Pair| (code.to_owned(), name.to_owned());
            let free = match key {
                "lane" => Some("一般（不另定）"),
                "evidence" => Some("不要求照片（不另定）"),
                _ => None,
            };
            let free = free.filter(|_| trail.contains(&"matters"));
            let first = free.map(|name| Choice::new("", name));
            return first.into_iter().chain(codes.into_iter().map(pair).map(of)).collect();
        }
        let own = match (trail.first().copied().unwrap_or_default(), key) {
            ("categories", "list") => self.own("lists"),
            ("categories", "tile") => self.own("tiles"),
            ("duties", "roles" | "rework") => self.own("roles"),
            ("categories", "unit") | (_, "units") => {
                let kinds = xianban_domain::organisation::UnitKind::ALL.iter();
                kinds.map(|kind| (kind.code().to_owned(), kind.name().to_owned())).collect()
            }
            _ => Vec::new(),
        };
        let mut choices: Vec<_> = own.into_iter().map(of).collect();
        // Of a matter, these may be left to its branch.
        let free = trail.len() > 2 && matches!(key, "list" | "tile");
        if free {
            choices.insert(0, Choice { chosen: chosen.is_empty(), ..Choice::new("", "同分类") });
        }
        choices
    }

    /// The entries of another part of the file: code and name.
    fn own(&self, list: &str) -> Vec<(String, String)> {
        let Some(Node::List(entries)) = self.sheet.node(list) else { return Vec::new() };
        let pair = |entry: &Node| {
            Some((entry.text_of("code")?.to_owned(), entry.text_of("name")?.to_owned()))
        };
        entries.iter().filter_map(pair).collect()
    }
}

fn joined(title: &str, name: &str) -> String {
    if title.is_empty() { name.to_owned() } else { format!("{title} · {name}") }
}

fn long(key: &str, text: &str) -> bool {
    matches!(key, "text" | "told" | "law" | "hint" | "notice") || text.chars().count() > 40
}
