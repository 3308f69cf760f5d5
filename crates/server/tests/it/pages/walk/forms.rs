//! Filling in the form of a move: as a person usually does, and once with each choice of each control.

use std::collections::BTreeSet;

use serde_json::Value;

/// What is typed where words are asked for; each field has its own.
pub(super) const WORDS: &str = "走查写下的话";
/// Choices alike in kind, such as the units of one sort, are tried once when there are more.
const ALL_TRIED: usize = 8;

/// Names and values, in the order of the form.
pub(super) type Fill = Vec<(String, String)>;

pub(super) fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// Every choice of a control, on whatever shelf.
pub(super) fn every(field: &Value) -> Vec<&Value> {
    let shelves = field["shelves"].as_array().into_iter().flatten();
    let nested = shelves.flat_map(|shelf| shelf["choices"].as_array().into_iter().flatten());
    field["choices"].as_array().into_iter().flatten().chain(nested).collect()
}

/// The choices of a control, one of each kind when there are many.
fn choices(field: &Value) -> Vec<String> {
    let (all, mut kinds) = (every(field), BTreeSet::new());
    let many = all.len() > ALL_TRIED;
    let tried = all.iter().filter(|one| !many || kinds.insert(text(one, "hint")));
    tried.map(|one| text(one, "code")).collect()
}

/// What a field is filled with at first; `None` leaves it empty.
fn usual(code: &str, field: &Value) -> Option<String> {
    let name = text(field, "name");
    match text(field, "control").as_str() {
        "line" | "words" if name == "witness" => None,
        "line" | "words" => Some(format!("{WORDS}-{code}-{name}")),
        "time" if code == "meet" => Some("2026-11-23T08:07".to_owned()),
        "time" => Some("2026-11-24T17:07".to_owned()),
        "search" if name == "matter" => Some("other.advice".to_owned()),
        _ if field["optional"] == true => None,
        "one" | "pick" | "search" => choices(field).into_iter().next(),
        _ => None,
    }
}

/// A form as it is being filled in.
struct Sheet<'a> {
    fields: &'a [Value],
    fill: Fill,
}

impl Sheet<'_> {
    fn get(&self, name: &str) -> &str {
        self.fill.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn set(&mut self, name: &str, value: String) {
        self.fill.retain(|(known, _)| known != name);
        self.fill.push((name.to_owned(), value));
    }

    fn field(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|field| text(field, "name") == name)
    }

    /// Takes the first choice of a field but one.
    fn first_but(&mut self, name: &str, but: &str) {
        let found = self.field(name).into_iter().flat_map(every);
        let found = found.map(|one| text(one, "code")).find(|code| code != but);
        if let Some(found) = found {
            self.set(name, found);
        }
    }

    /// A choice asks for another beside it, as the hints of the form say.
    fn completed(mut self, code: &str) -> Fill {
        let unit = self.get("unit").to_owned();
        if self.get("choice") == "moves" && unit.is_empty() {
            self.first_but("unit", "");
        }
        if self.field("lead").is_some() && ["", &unit].contains(&self.get("lead")) {
            self.first_but("lead", &unit);
        }
        if !unit.is_empty() && self.get("against") == unit {
            self.first_but("unit", &unit);
        }
        for (twin, of) in [("expert2", "experts"), ("expert3", "experts")] {
            if !self.get(twin).is_empty() && self.get(twin) == self.get(of) {
                self.fill.retain(|(known, _)| known != twin);
            }
        }
        match code {
            "issue_slip" => self.person_of_the_unit(),
            "list" => {
                self.way_of_the_list();
                // Only a supervised matter has a day, as the hint says.
                if self.get("why") != "supervised" || self.get("choice") == "off" {
                    self.fill.retain(|(name, _)| name != "until");
                }
            }
            "follow_up" if self.get("method") == "unreachable" => {
                self.fill.retain(|(name, _)| !["solved", "satisfied", "grade"].contains(&&**name));
            }
            "follow_up" => {
                for (name, usual) in [("solved", "yes"), ("satisfied", "yes")] {
                    if self.get(name).is_empty() {
                        self.set(name, usual.to_owned());
                    }
                }
                // Whatever was answered is meant.
                self.set("sure", "1".to_owned());
            }
            _ => {}
        }
        self.fill
    }

    /// A person named for a slip sits in the unit that gets it.
    fn person_of_the_unit(&mut self) {
        let person = self.get("person").to_owned();
        let named = self.field("person").into_iter().flat_map(every);
        let at =
            named.filter(|one| text(one, "code") == person).map(|one| text(one, "hint")).next();
        let units = self.field("unit").into_iter().flat_map(every);
        let unit = at.and_then(|at| {
            let mut own = units.filter(|one| text(one, "text") == at);
            own.next().map(|one| text(one, "code"))
        });
        if let Some(unit) = unit {
            self.set("unit", unit);
        }
    }

    /// Only what stands on a list is taken off it, and only what does not is put there.
    fn way_of_the_list(&mut self) {
        let ways: Vec<String> = self.field("choice").into_iter().flat_map(choices).collect();
        if ways.len() < 2 {
            return;
        }
        // What is listed stands last among the lists.
        let lists: Vec<String> = self.field("why").into_iter().flat_map(choices).collect();
        let Some(listed) = lists.last() else { return };
        if self.get("choice") == "off" {
            self.set("why", listed.clone());
        } else if self.get("why") == listed {
            self.set("choice", "off".to_owned());
        }
    }
}

/// One way of filling in a form, and which choice it is about.
pub(super) struct Filled {
    pub(super) fill: Fill,
    /// Control and choice; empty for the usual way.
    pub(super) about: String,
}

/// Words up to the last sign that a browser lets through, over two lines and with a sign that counts
/// twice.
fn to_the_brim(code: &str, field: &Value) -> Option<String> {
    let name = text(field, "name");
    let (most, apart) = match text(field, "control").as_str() {
        "words" => (field["limit"].as_u64()?, "\r\n"),
        "line" => (field["limit"].as_u64()?, ""),
        _ => return None,
    };
    let begun = format!("{WORDS}-{code}-{name}-满{apart}𠮷");
    let written = begun.replace('\r', "").encode_utf16().count();
    Some(format!("{begun}{}", "字".repeat(usize::try_from(most).ok()?.checked_sub(written)?)))
}

/// The fillings of a form: the usual one first, one with as many words as fit, and one with each
/// choice of each control.
pub(super) fn fillings(code: &str, fields: &[Value]) -> Vec<Filled> {
    let usual: Fill = fields
        .iter()
        .filter_map(|field| Some((text(field, "name"), usual(code, field)?)))
        .collect();
    let sheet = |fill: Fill| Sheet { fields, fill };
    let mut all = vec![Filled { fill: sheet(usual.clone()).completed(code), about: String::new() }];
    let mut full = sheet(usual.clone());
    for field in fields.iter().filter(|field| usual_words(&usual, field)) {
        if let Some(words) = to_the_brim(code, field) {
            full.set(&text(field, "name"), words);
        }
    }
    all.push(Filled { fill: full.completed(code), about: "to the brim".to_owned() });
    for field in fields.iter().filter(|field| text(field, "name") != "matter") {
        let name = text(field, "name");
        for choice in choices(field) {
            let about = format!("{name}={choice}");
            let mut chosen = sheet(usual.clone());
            chosen.set(&name, choice);
            all.push(Filled { fill: chosen.completed(code), about });
        }
    }
    all
}

/// Whether words are usually typed into this field.
fn usual_words(usual: &Fill, field: &Value) -> bool {
    usual.iter().any(|(name, value)| *name == text(field, "name") && value.starts_with(WORDS))
}
