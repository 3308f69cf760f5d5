//! A unit, grid or place as its page shows it.

use serde::Serialize;
use xianban_domain::ledger::Entry;
use xianban_domain::office::Work;
use xianban_domain::organisation::{
    self, GridSheet, Place, PlaceKind, PlaceSheet, Table, UnitKind, UnitSheet,
};
use xianban_kernel::{Moment, PlaceId, Problem};

use super::fields::{self, ThingForm};
use crate::console::control::Field;
use crate::frame::{Link, Stamp};

/// What is known of a thing.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Sheet {
    /// What it is, such as 社区.
    pub sort: &'static str,
    /// What it is called.
    pub title: String,
    /// The way up.
    pub above: Vec<Link>,
    /// Its facts.
    pub facts: Vec<Fact>,
    /// What belongs to it.
    pub groups: Vec<Group>,
    /// The form that changes it; empty when it was closed.
    pub fields: Vec<Field>,
    /// Whether it can be closed.
    pub closable: bool,
    /// The number of the last change to it.
    pub seen: i64,
    /// What was done to it, newest first.
    pub history: Vec<Past>,
}

/// A line of facts.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ThingFact)]
pub struct Fact {
    /// What.
    pub name: &'static str,
    /// Its value.
    pub text: String,
}

/// Links under one heading.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// The links.
    pub links: Vec<Link>,
    /// Where one more is added; none where that is done elsewhere.
    pub add: Option<Link>,
}

/// A change in the history.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Past {
    /// When.
    pub at: Stamp,
    /// Who; empty when it was done at the machine.
    pub by: String,
    /// What.
    pub said: String,
}

pub(crate) fn past(kept: &Entry, now: Moment) -> Past {
    let by = if kept.by.is_empty() { "在服务器上".to_owned() } else { kept.by.clone() };
    Past { at: Stamp::new(kept.at, now), by, said: kept.note.to_string() }
}

/// What a level of places is called.
pub(super) const fn called(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Province => "省",
        PlaceKind::City => "市",
        PlaceKind::District => "区",
        PlaceKind::Street => "街道",
        PlaceKind::Community => "社区",
        PlaceKind::Estate => "小区",
        PlaceKind::Building => "楼栋",
        PlaceKind::Entrance => "单元",
        PlaceKind::Household => "户",
    }
}

/// The page of one thing, as it is or with what was typed.
pub(super) fn sheet(
    work: &mut Work<'_, '_>,
    table: Table,
    key: &str,
    typed: Option<&ThingForm>,
) -> Result<Sheet, Problem> {
    match table {
        Table::Units => {
            let sheet = organisation::unit_sheet(work, key)?;
            if sheet.unit.kind == UnitKind::GridTeam {
                return self::sheet(work, Table::Grids, key, typed);
            }
            Ok(unit(work, &sheet, typed))
        }
        Table::Grids => {
            let sheet = organisation::grid_sheet(work, key)?;
            Ok(grid(work, &sheet, typed))
        }
        Table::Places => {
            let id = key.parse().map(PlaceId::new).map_err(|_| Problem::NotFound)?;
            let sheet = organisation::place_sheet(work, id)?;
            Ok(place(work, &sheet, typed))
        }
        _ => Err(Problem::NotFound),
    }
}

fn unit(work: &Work<'_, '_>, sheet: &UnitSheet, typed: Option<&ThingForm>) -> Sheet {
    let unit = &sheet.unit;
    let superior = sheet.above.as_ref().map(|above| above.code.clone());
    let standing = ThingForm {
        name: Some(unit.name.clone()),
        superior,
        phone: Some(unit.phone.clone()),
        covers: Some(joined(sheet.covers.iter().map(|place| place.path.as_str()))),
        duties: Some(joined(sheet.duties.iter().map(String::as_str))),
        ..ThingForm::default()
    };
    let open = unit.closed_at.is_none();
    let fields = fields::of_unit(typed.unwrap_or(&standing), false);
    let community = sheet.covers.iter().find(|place| place.kind() == PlaceKind::Community);
    let add = community.filter(|_| unit.kind == UnitKind::Community).map(|place| {
        let query = format!("path={}&superior={}", place.path, unit.code);
        Link::new("新增网格", format!("/c/organisation/grids?{query}"))
    });
    let grids = sheet.grids.iter().map(|(grid, code)| grid_link(&grid.name, code)).collect();
    let below = format!("/c/organisation/units?superior={}", unit.code);
    Sheet {
        sort: unit.kind.name(),
        title: unit.name.clone(),
        above: sheet.above.iter().map(|above| unit_link(&above.name, &above.code)).collect(),
        facts: facts(work, sheet),
        groups: vec![
            Group {
                title: "下级单位".into(),
                links: sheet.below.iter().map(|one| unit_link(&one.name, &one.code)).collect(),
                add: Some(Link::new("新增下级单位", below)),
            },
            Group { title: "网格".into(), links: grids, add },
            Group {
                title: "负责的地点".into(),
                links: sheet.covers.iter().map(place_link).collect(),
                add: None,
            },
            people(work, sheet),
        ],
        fields: if open { fields } else { Vec::new() },
        closable: open && !matches!(unit.kind, UnitKind::District | UnitKind::PlatformOffice),
        seen: sheet.history.first().map_or(0, |kept| kept.n),
        history: sheet.history.iter().map(|kept| past(kept, work.cx.at)).collect(),
    }
}

fn facts(work: &Work<'_, '_>, sheet: &UnitSheet) -> Vec<Fact> {
    let (unit, now) = (&sheet.unit, work.cx.at);
    let rules = &work.office.rules_at(now).rules;
    let name = |code: &String| rules.listed_name(code).unwrap_or_else(|| code.clone());
    let duties: Vec<_> = sheet.duties.iter().map(name).collect();
    let mut facts = vec![
        Fact { name: "代码", text: unit.code.clone() },
        Fact { name: "电话", text: or_none(&unit.phone) },
        Fact { name: "职责", text: or_none(&duties.join("、")) },
    ];
    if let Some(closed) = unit.closed_at {
        facts.push(Fact { name: "已撤销", text: Stamp::new(closed, now).text });
    }
    facts
}

fn people(work: &Work<'_, '_>, sheet: &UnitSheet) -> Group {
    let rules = &work.office.rules_at(work.cx.at).rules;
    let role = |code: &str| {
        let rule = rules.roles.iter().find(|rule| rule.code.code() == code);
        rule.map_or_else(|| code.to_owned(), |rule| rule.name.clone())
    };
    let link = |one: &organisation::Colleague| {
        let text = format!("{}（{}）", one.name, role(&one.role));
        Link::new(text, format!("/c/organisation/people/{}", one.username))
    };
    let add = format!("/c/organisation/people?unit={}", sheet.unit.code);
    Group {
        title: "人员".into(),
        links: sheet.staff.iter().map(link).collect(),
        add: Some(Link::new("新增人员", add)),
    }
}

fn grid(work: &Work<'_, '_>, sheet: &GridSheet, typed: Option<&ThingForm>) -> Sheet {
    let unit = &sheet.sheet.unit;
    let member = |one: &organisation::GridMember| {
        format!("{} {} {}", one.role.name(), one.name, one.phone).trim_end().to_owned()
    };
    let standing = ThingForm {
        name: Some(sheet.grid.name.clone()),
        phone: Some(unit.phone.clone()),
        duties: Some(joined(sheet.sheet.duties.iter().map(String::as_str))),
        team: Some(joined(sheet.team.iter().map(member).collect::<Vec<_>>().iter().map(|s| &**s))),
        ..ThingForm::default()
    };
    let mut facts = facts(work, &sheet.sheet);
    facts.insert(1, Fact { name: "编号", text: sheet.grid.code.clone() });
    let team = |one: &organisation::GridMember| Fact { name: one.role.name(), text: member(one) };
    facts.extend(sheet.team.iter().map(|one| {
        let fact = team(one);
        let text = fact.text.strip_prefix(fact.name).unwrap_or(&fact.text).trim().to_owned();
        Fact { text, ..fact }
    }));
    let superior = sheet.sheet.above.iter().map(|above| unit_link(&above.name, &above.code));
    let open = unit.closed_at.is_none();
    let fields = fields::of_grid(typed.unwrap_or(&standing), false);
    Sheet {
        sort: "网格",
        title: format!("{}{}", sheet.community.name, sheet.grid.name),
        above: superior.chain([place_link(&sheet.community)]).collect(),
        facts,
        groups: vec![
            Group {
                title: "楼栋".into(),
                links: sheet.sheet.covers.iter().map(place_link).collect(),
                add: None,
            },
            people(work, &sheet.sheet),
        ],
        fields: if open { fields } else { Vec::new() },
        closable: open,
        seen: sheet.sheet.history.first().map_or(0, |kept| kept.n),
        history: sheet.sheet.history.iter().map(|kept| past(kept, work.cx.at)).collect(),
    }
}

fn place(work: &Work<'_, '_>, sheet: &PlaceSheet, typed: Option<&ThingForm>) -> Sheet {
    let place = &sheet.place;
    let standing = ThingForm {
        name: Some(place.name.clone()),
        nature: place.nature.map(|nature| nature.code().to_owned()),
        grid: sheet.grid.as_ref().map(|(_, code)| code.clone()),
        ..ThingForm::default()
    };
    let mut facts = vec![
        Fact { name: "路径", text: place.path.to_string() },
        Fact { name: "地址", text: place.address.clone() },
    ];
    facts.extend(place.nature.map(|one| Fact { name: "性质", text: one.name().into() }));
    if let Some(closed) = place.closed_at {
        facts.push(Fact { name: "已停用", text: Stamp::new(closed, work.cx.at).text });
    }
    let below = PlaceKind::ALL.get(place.kind() as usize + 1).copied();
    let below = below.filter(|kind| *kind > PlaceKind::District).map(|kind| Group {
        title: called(kind).into(),
        links: sheet.below.iter().map(place_link).collect(),
        add: Some(Link::new(
            format!("新增{}", called(kind)),
            format!("/c/organisation/places?path={}", place.path),
        )),
    });
    let grid = sheet.grid.iter().map(|(grid, code)| grid_link(&grid.name, code));
    let units = sheet.units.iter().filter(|unit| unit.kind != UnitKind::GridTeam);
    let units = units.map(|unit| unit_link(&unit.name, &unit.code));
    let units =
        Group { title: "负责的单位".into(), links: units.chain(grid).collect(), add: None };
    let open = place.closed_at.is_none();
    let fields = fields::of_place(typed.unwrap_or(&standing), place.kind(), &sheet.grids, false);
    Sheet {
        sort: called(place.kind()),
        title: place.address.clone(),
        above: sheet.above.iter().map(place_link).collect(),
        facts,
        groups: below.into_iter().chain([units]).collect(),
        fields: if open { fields } else { Vec::new() },
        closable: open && place.kind() >= PlaceKind::Estate,
        seen: sheet.history.first().map_or(0, |kept| kept.n),
        history: sheet.history.iter().map(|kept| past(kept, work.cx.at)).collect(),
    }
}

fn unit_link(name: &str, code: &str) -> Link {
    Link::new(name, format!("/c/organisation/units/{code}"))
}

fn grid_link(name: &str, code: &str) -> Link {
    Link::new(name, format!("/c/organisation/grids/{code}"))
}

fn place_link(place: &Place) -> Link {
    Link::new(place.address.clone(), format!("/c/organisation/places/{}", place.id))
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

fn or_none(text: &str) -> String {
    if text.is_empty() { "没有填写".to_owned() } else { text.to_owned() }
}
