//! What was settled about an appeal so far, as labels and values.

use serde::Serialize;
use xianban_domain::appeals::Appeal;
use xianban_domain::rules::{Evidence, MatterCode, Rules};

use crate::resident::appeals::view;

/// A label and its value.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Fact {
    /// The label.
    pub text: &'static str,
    /// The value.
    pub value: String,
}

/// What is settled about an appeal; `receiver` is the unit it belongs to, by name.
pub(super) fn facts(appeal: &Appeal, receiver: &str, rules: &Rules) -> Vec<Fact> {
    let list = appeal.list.as_deref().and_then(|code| rules.list(code));
    let matter = appeal.matter.as_deref().and_then(|code| rules.matter(code));
    let tile = appeal.tile.as_deref().and_then(|code| rules.tile(code));
    let settled = &appeal.casework.assessment;
    let facts = [
        ("类型", Some(view::kind(rules, appeal.kind).text)),
        ("来源", Some(appeal.origin.name().to_owned())),
        ("受理单位", Some(receiver.to_owned())),
        ("诉求人自选", tile.map(|tile| tile.name.clone())),
        ("五类清单", list.map(|list| list.name.clone())),
        ("类别", matter.map(MatterCode::name)),
        ("通道", Some(appeal.lane.name().to_owned())),
        ("归谁管", settled.jurisdiction.map(|one| one.name().to_owned())),
        ("层级", settled.level.map(|one| one.name().to_owned())),
        ("研判方式", settled.mode.map(|one| one.name().to_owned())),
        ("风险", settled.risk.map(|one| one.name().to_owned())),
        ("办完要交", evidence(appeal, rules).map(ToOwned::to_owned)),
        ("公开", Some(if appeal.public { "同意公开" } else { "不公开" }.to_owned())),
    ];
    facts.into_iter().filter_map(|(text, value)| Some(Fact { text, value: value? })).collect()
}

/// The photos that the matter asks for when it is done, told before; `None` when it asks for none.
pub(super) fn evidence(appeal: &Appeal, rules: &Rules) -> Option<&'static str> {
    let matter = appeal.matter.as_deref().and_then(|code| rules.matter(code))?;
    let asked = matter.matter.evidence;
    (asked != Evidence::Nothing).then(|| asked.name())
}
