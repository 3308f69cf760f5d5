use std::sync::LazyLock;

use serde::Deserialize;
use xianban_domain::rules::AppealKind;

use crate::figures::Fate;

/// Something that happens in an estate, and what is done about it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situation {
    /// Branch and leaf of the category tree.
    pub matter: String,
    /// Code of the unit that leads, or `company` for the one that serves the estate.
    pub lead: String,
    /// Which kind of appeal.
    #[serde(default = "livelihood")]
    pub kind: AppealKind,
    /// The tile of the resident's form.
    pub tile: String,
    /// Which of the year's stories it is for, if it is for one.
    #[serde(default)]
    pub story: String,
    /// How often it comes, beside the others.
    pub weight: u64,
    /// In which months; all year when empty.
    #[serde(default)]
    pub months: Vec<i8>,
    /// Whether its class needs a plan first.
    #[serde(default)]
    pub plan: bool,
    /// Whether the community answers at once.
    #[serde(default)]
    pub answered: bool,
    /// Whether a grid worker finds it on his round.
    #[serde(default)]
    pub patrol: bool,
    /// Which of the ends can be its own that not every matter can have: [`Fate::is_rare`].
    #[serde(default)]
    pub rare: Vec<Fate>,
    /// What people write.
    pub texts: Vec<String>,
    /// What the assessment finds.
    #[serde(default)]
    pub facts: String,
    /// What the unit says while it works.
    #[serde(default)]
    pub note: String,
    /// What the reply says.
    pub done: Vec<String>,
}

const fn livelihood() -> AppealKind {
    AppealKind::Livelihood
}

#[derive(Deserialize)]
struct Table {
    situations: Vec<Situation>,
}

const DATA: &str = include_str!("../data/situations.toml");

/// All situations.
pub fn situations() -> &'static [Situation] {
    static READ: LazyLock<Vec<Situation>> = LazyLock::new(|| {
        toml::from_str::<Table>(DATA).map(|table| table.situations).unwrap_or_default()
    });
    &READ
}

#[cfg(test)]
mod tests {
    use super::*;
    use xianban_domain::organisation::{DEMO, DistrictData};
    use xianban_domain::rooms::vocabulary;
    use xianban_domain::rules::{HandleClass, Rules, SHIPPED};

    #[test]
    fn every_situation_fits_the_rules_and_a_duty_list() {
        toml::from_str::<Table>(DATA).unwrap();
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        let demo = DistrictData::parse(DEMO).unwrap();
        assert!(situations().len() >= 55);
        for one in situations() {
            let found = rules.matter(&one.matter).unwrap_or_else(|| panic!("{}", one.matter));
            assert_eq!(found.matter.class == HandleClass::Complex, one.plan, "{}", one.matter);
            assert!(rules.tile(&one.tile).is_some(), "{}", one.tile);
            // A duty list may name a branch, a group or a leaf.
            let branch = one.matter.split('.').next().unwrap_or_default();
            let duties = match one.lead.as_str() {
                "company" => &demo.company_duties,
                code => &demo.units.iter().find(|unit| unit.code == code).unwrap().duties,
            };
            let near = duties.iter().any(|duty| duty.starts_with(branch));
            let told = !one.story.is_empty();
            assert!(near || one.answered || told, "{} at {}", one.matter, one.lead);
            assert!(one.answered || (!one.facts.is_empty() && !one.note.is_empty()));
        }
    }
}
