use super::{AppealKind, Evidence, HandleClass, Lane};
use crate::organisation::UnitKind;
use serde::{Deserialize, Serialize};

/// One of the five lists (五类清单).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListOfFive {
    /// As stored.
    pub code: String,
    /// As shown.
    pub name: String,
}

/// A tile of the resident's form: a first, rough sorting in everyday words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// As stored and as written in the form.
    pub code: String,
    /// As shown.
    pub name: String,
    /// The kind of appeal whose form shows it.
    pub kind: AppealKind,
}

/// A branch of the category tree; below it groups, and in them the leaves.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// As stored; the first half of a [`MatterCode`].
    pub code: String,
    /// As shown.
    pub name: String,
    /// The list of five its matters go on unless they say otherwise.
    pub list: String,
    /// The tile that leads here.
    pub tile: String,
    /// The kinds of appeal that may be about it.
    pub kinds: Vec<AppealKind>,
    /// What people say for it, with spaces between.
    #[serde(default)]
    pub words: String,
    /// Its groups.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Leaves in no group, as all were before there were groups.
    #[serde(default)]
    pub matters: Vec<Matter>,
}

/// The middle level of the category tree: leaves of a branch that are looked for together. Its code is
/// its own among the groups and leaves of the branch, so that a duty list can name it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// As a duty list names it, after that of the branch.
    pub code: String,
    /// As shown.
    pub name: String,
    /// The list of five of its leaves, when not the branch's.
    #[serde(default)]
    pub list: Option<String>,
    /// The tile of its leaves, when not the branch's.
    #[serde(default)]
    pub tile: Option<String>,
    /// What people say for it, with spaces between.
    #[serde(default)]
    pub words: String,
    /// Its leaves.
    pub matters: Vec<Matter>,
}

/// A leaf of the category tree (事项): what one appeal is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// As stored; the second half of a [`MatterCode`].
    pub code: String,
    /// As shown.
    pub name: String,
    /// How much work it usually is.
    pub class: HandleClass,
    /// The sort of unit that usually answers for it.
    pub unit: UnitKind,
    /// The lane proposed at assessment.
    #[serde(default = "general")]
    pub lane: Lane,
    /// What people say for it, with spaces between.
    #[serde(default)]
    pub words: String,
    /// Its list of five, when not the group's or branch's.
    #[serde(default)]
    pub list: Option<String>,
    /// Its tile, when not the group's or branch's.
    #[serde(default)]
    pub tile: Option<String>,
    /// The photos its reply must show.
    #[serde(default = "nothing")]
    pub evidence: Evidence,
}

const fn nothing() -> Evidence {
    Evidence::Nothing
}

const fn general() -> Lane {
    Lane::General
}

/// The full code of a matter, such as `greening.occupied`, borrowed from the rules.
#[derive(Clone, Copy, Debug)]
pub struct MatterCode<'a> {
    /// The branch.
    pub category: &'a Category,
    /// The group, when it is in one.
    pub group: Option<&'a Group>,
    /// The leaf.
    pub matter: &'a Matter,
}

impl<'a> MatterCode<'a> {
    /// As stored: branch, dot, leaf.
    pub fn code(self) -> String {
        format!("{}.{}", self.category.code, self.matter.code)
    }

    /// As shown in full; names of leaves are unique in their branch, so the group is left out.
    pub fn name(self) -> String {
        format!("{} / {}", self.category.name, self.matter.name)
    }

    /// Branch and group, as the heading over its leaves.
    pub fn shelf(self) -> String {
        match self.group {
            Some(group) => format!("{} · {}", self.category.name, group.name),
            None => self.category.name.clone(),
        }
    }

    /// The code of the list of five it goes on.
    pub fn list(self) -> &'a str {
        let own = self.matter.list.as_deref();
        own.or(self.group.and_then(|group| group.list.as_deref())).unwrap_or(&self.category.list)
    }

    /// The code of the tile that leads to it.
    pub fn tile(self) -> &'a str {
        let own = self.matter.tile.as_deref();
        own.or(self.group.and_then(|group| group.tile.as_deref())).unwrap_or(&self.category.tile)
    }

    /// The names under which a duty list may hold it.
    pub fn on_lists(self) -> OnLists {
        let branch = self.category.code.clone();
        let group = self.group.map(|group| format!("{branch}.{}", group.code));
        OnLists([self.code(), group.unwrap_or_else(|| branch.clone()), branch])
    }
}

/// The names under which a duty list may hold a matter: its own code, its group's, its branch's.
#[derive(Clone, Debug)]
pub struct OnLists(pub(crate) [String; 3]);

impl Category {
    /// Its leaves with their groups, in order.
    pub(super) fn leaves(&self) -> impl Iterator<Item = MatterCode<'_>> {
        let grouped = self
            .groups
            .iter()
            .flat_map(|group| group.matters.iter().map(move |matter| (Some(group), matter)));
        let alone = self.matters.iter().map(|matter| (None, matter));
        let leaf = |(group, matter)| MatterCode { category: self, group, matter };
        grouped.chain(alone).map(leaf)
    }
}
