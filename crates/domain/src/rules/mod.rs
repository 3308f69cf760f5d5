//! The rules of a district: limits, reasons, the rating standard, categories, roles and texts.
//!
//! Rules are data. One TOML file is shipped; the database keeps every version that was ever in
//! force, dated, and an appeal is judged to its end by the version it started under
//! ([`RuleBook::of_matter`]), but for what a later version says running matters take over
//! ([`Running`]). New work starts under [`RuleBook::current`]. What is not here: the
//! moves of an appeal and the laws between them, which no district may change.

mod apart;
mod asked;
mod book;
mod casework;
mod categories;
mod check;
mod door;
mod draft;
mod evidence;
mod file;
mod find;
mod limits;
mod notices;
mod policy;
mod reasons;
mod right;
mod running;
mod sheet;
mod tree;
mod vocabulary;
mod whole;
mod words;
#[cfg(test)]
mod years;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xianban_kernel::CalendarData;
pub use xianban_kernel::TimeLimit;

pub use apart::is_administrator;
pub use book::{RuleBook, RuleSet};
pub use casework::{Approver, CaseworkRules, ExtensionRule, PauseReason, PlanNeeded, Reason};
pub use categories::{Category, Group, ListOfFive, Matter, MatterCode, OnLists, Tile};
pub use door::{Door, Often};
pub use draft::{
    Draft, Preview, Version, change_draft, discard_draft, draft, preview, preview_of, publish,
    text_of, versions,
};
pub use evidence::Evidence;
pub use file::{json_of, toml_of};
pub use limits::{ByClass, ByKind, LaneLimits, Limits};
pub use notices::{Notice, SmsWords};
pub use policy::{ApartRule, DutyRule, KindRule, Others, RoleRule, Submitter};
pub use reasons::{Channel, DeclineReason, Grade, RatingStandard};
pub use right::Right;
pub use running::{Adopted, Running, Under};
pub use sheet::{Difference, Node, Shape, Sheet, differences};
pub use vocabulary::{RoomCheck, Vocabulary};
pub use whole::Fit;
pub use words::{ActionWord, AppealKind, DutyWord, HandleClass, KEPT_APART, Lane, Reach, Seat};

/// The rules as shipped with the program.
pub const SHIPPED: &str = concat!(
    include_str!("../../data/rules.toml"),
    "\n",
    include_str!("../../data/categories.toml")
);

/// One version of a district's rules, as written in its TOML file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Whose rules these are and what its platform is called.
    pub district: District,
    /// How much a form takes.
    pub forms: Forms,
    /// Working days, holidays and office hours.
    pub calendar: CalendarData,
    /// By when each duty is owed.
    pub limits: Limits,
    /// What needs a plan, who agrees to what, what a pause or a return may be founded on.
    #[serde(default)]
    pub casework: CaseworkRules,
    /// What counts as satisfied and what opens a new round.
    pub rating: RatingStandard,
    /// The lawful reasons for declining, with the right channel.
    pub decline_reasons: Vec<DeclineReason>,
    /// The five lists; every appeal is on exactly one.
    pub lists: Vec<ListOfFive>,
    /// The three kinds and who may file them.
    pub kinds: Vec<KindRule>,
    /// The tiles of the resident's form, in the order shown.
    pub tiles: Vec<Tile>,
    /// The category tree: branches, groups, leaves.
    pub categories: Vec<Category>,
    /// The roles of staff.
    pub roles: Vec<RoleRule>,
    /// Which posts may not meet in one person.
    #[serde(default = "policy::usual_apart")]
    pub apart: Vec<ApartRule>,
    /// What those may do who hold no post.
    pub others: Others,
    /// Who owes which duty.
    pub duties: Vec<DutyRule>,
    /// What the machine writes to the applicant.
    pub notices: BTreeMap<String, Notice>,
    /// What short messages say.
    #[serde(default)]
    pub sms: SmsWords,
    /// How often the same may be tried at the door.
    #[serde(default)]
    pub door: Door,
    /// What rooms of their own rule, each under the word of its dossiers.
    #[serde(default)]
    pub rooms: BTreeMap<String, toml::Table>,
    /// What this version means for matters that run already.
    #[serde(default)]
    pub running: Running,
}

/// Whose rules these are.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// The six-digit county code (统计用区划代码).
    pub code: String,
    /// Its name.
    pub name: String,
    /// The two capital letters that begin its appeals' numbers.
    pub letters: String,
    /// What residents call the platform.
    pub platform: String,
    /// The names of the three sections of the home page.
    pub sections: [String; 3],
}

/// How much a form takes; texts in characters.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    /// An appeal's own words.
    pub text_max: usize,
    /// A reply.
    pub answer_max: usize,
    /// A note, a supplement, a reason.
    pub note_max: usize,
    /// Photos of one filing.
    pub photos_max: usize,
    /// Documents of one filing, where documents are taken.
    #[serde(default = "documents_max")]
    pub documents_max: usize,
    /// Megabytes of one document.
    #[serde(default = "document_megabytes")]
    pub document_megabytes: usize,
    /// Hours a file waits for the form it was taken for.
    #[serde(default = "staged_hours")]
    pub staged_hours: i64,
    /// Files that one person or browser may have waiting.
    #[serde(default = "staged_max")]
    pub staged_max: i64,
    /// Files that all who are not logged in may have waiting together.
    #[serde(default = "staged_by_guests_max")]
    pub staged_by_guests_max: i64,
    /// Of these from one network address.
    #[serde(default = "staged_of_address_max")]
    pub staged_of_address_max: i64,
}

// What counted before the rules said so, for versions of the rules that are older.
const fn documents_max() -> usize {
    5
}

const fn document_megabytes() -> usize {
    20
}

const fn staged_hours() -> i64 {
    24
}

const fn staged_max() -> i64 {
    36
}

const fn staged_by_guests_max() -> i64 {
    3000
}

const fn staged_of_address_max() -> i64 {
    300
}

impl Rules {
    /// What a room rules, in its own shape; `None` where these rules say nothing of it. The check of the
    /// whole sees to it that what they say can be read.
    pub fn room<T: serde::de::DeserializeOwned>(&self, kind: &str) -> Option<T> {
        self.rooms.get(kind)?.clone().try_into().ok()
    }

    /// Reads a rules file and checks it as a whole against the words of all rooms. The error lists every fault, one a line, for
    /// whoever edits the file.
    pub fn parse(text: &str, words: &Vocabulary) -> Result<Self, String> {
        let rules: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let faults = rules.check(words);
        if faults.is_empty() { Ok(rules) } else { Err(faults.join("\n")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rooms::vocabulary;

    #[test]
    fn the_shipped_rules_hold_together() {
        assert_eq!(Rules::parse(SHIPPED, vocabulary()).err(), None);
    }

    #[test]
    fn a_misspelt_rule_is_refused_with_its_name() {
        let text = SHIPPED.replace("photos_max", "photo_max");
        assert!(Rules::parse(&text, vocabulary()).unwrap_err().contains("photo_max"));
    }

    #[test]
    fn rules_from_before_photos_are_still_read() {
        let before = SHIPPED.lines().filter(|line| !line.starts_with("staged_"));
        let rules = Rules::parse(&before.collect::<Vec<_>>().join("\n"), vocabulary()).unwrap();
        assert_eq!(rules.forms.staged_hours, 24);
    }

    #[test]
    fn a_limit_that_cannot_be_read_is_refused_with_its_text() {
        let text = SHIPPED.replacen("accept = \"24h\"", "accept = \"24 hours\"", 1);
        assert!(Rules::parse(&text, vocabulary()).unwrap_err().contains("\"24 hours\" 不是时限"));
    }
}
