//! The forms about the organisation. Their fields are the columns of the tables that are imported.

use serde::Deserialize;
use xianban_domain::identity;
use xianban_domain::organisation::{
    EstateNature, Grid, GridRole, NAME_MOST, PlaceKind, Records, Table, UnitKind,
};
use xianban_domain::rules::Rules;

use crate::console::control::{Control, Field};
use crate::frame::Choice;

/// What a form about a unit, grid, place or account says; a field that is not sent leaves alone what
/// is known.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct ThingForm {
    /// Code of a unit or grid; the last part of a place's path.
    pub(crate) code: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) superior: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) covers: Option<String>,
    pub(crate) duties: Option<String>,
    /// Path of a place, or of the place above a new one.
    pub(crate) path: Option<String>,
    pub(crate) nature: Option<String>,
    pub(crate) grid: Option<String>,
    pub(crate) entrances: Option<String>,
    pub(crate) floors: Option<String>,
    pub(crate) doors: Option<String>,
    pub(crate) community: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) role: Option<String>,
    /// The team of a grid, one a line: role, name, phone.
    pub(crate) team: Option<String>,
    /// The number of the last change that was seen.
    pub(crate) seen: i64,
}

impl ThingForm {
    /// As lines of the tables that are imported.
    pub(crate) fn records(&self, table: Table) -> Records {
        let all: [(&'static str, &Option<String>); 17] = [
            ("code", &self.code),
            ("kind", &self.kind),
            ("name", &self.name),
            ("superior", &self.superior),
            ("phone", &self.phone),
            ("covers", &self.covers),
            ("duties", &self.duties),
            ("path", &self.path),
            ("nature", &self.nature),
            ("grid", &self.grid),
            ("entrances", &self.entrances),
            ("floors", &self.floors),
            ("doors", &self.doors),
            ("community", &self.community),
            ("number", &self.number),
            ("username", &self.username),
            ("unit", &self.unit),
        ];
        let mut cells: Vec<_> =
            all.iter().filter_map(|(code, text)| Some((*code, text.as_deref()?))).collect();
        cells.extend(self.role.as_deref().map(|role| ("role", role)));
        let mut records = Records::of_form(table, &cells);
        let team = self.team.as_deref().filter(|_| table == Table::Grids).unwrap_or_default();
        for line in team.lines().filter(|line| !line.trim().is_empty()) {
            let mut words = line.split_whitespace();
            let mut next = || words.next().unwrap_or_default();
            let (role, name, phone) = (next(), next(), next());
            let grid = self.code.as_deref().unwrap_or_default();
            let cells = [("grid", grid), ("role", role), ("name", name), ("phone", phone)];
            records = records.and(Table::Members, &cells);
        }
        records
    }
}

fn line(name: &'static str, label: &str, value: Option<&String>) -> Field {
    Field::line(name, label, value.cloned().unwrap_or_default())
}

fn words(name: &'static str, label: &str, value: Option<&String>, limit: u32) -> Field {
    let value = value.cloned().unwrap_or_default();
    Field::new(name, label, Control::Words { value, limit }).optional()
}

fn pick(name: &'static str, label: &str, choices: Vec<Choice>) -> Field {
    Field::new(name, label, Control::Pick { choices })
}

/// The fields of a unit. `fresh` when it is to be added.
pub(super) fn of_unit(form: &ThingForm, fresh: bool) -> Vec<Field> {
    let mut fields = Vec::new();
    if fresh {
        let kinds = UnitKind::ALL.iter().filter(|kind| **kind != UnitKind::GridTeam);
        let chosen = form.kind.as_deref().unwrap_or_default();
        let kinds = kinds.map(|kind| Choice::new(kind.code(), kind.name()).chosen_if(chosen));
        fields.push(pick("kind", "类型", kinds.collect()));
        let hint = "小写字母、数字、横线，例如 haikou；以后不能改。";
        fields.push(line("code", "代码", form.code.as_ref()).hint(hint));
    }
    let paths = "每行一个完整的地点路径，例如 37/3702/370212/370212001。";
    let matters = "每行一个事项代码，例如 environment.rubbish，或者一整类，例如 property。";
    fields.extend([
        line("name", "名称", form.name.as_ref()).at_most(NAME_MOST),
        line("superior", "上级单位的代码", form.superior.as_ref()).optional(),
        line("phone", "电话", form.phone.as_ref()).optional(),
        words("covers", "负责的地点", form.covers.as_ref(), 20_000).hint(paths),
        words("duties", "职责清单", form.duties.as_ref(), 20_000).hint(matters),
    ]);
    fields
}

/// The fields of a grid.
pub(super) fn of_grid(form: &ThingForm, fresh: bool) -> Vec<Field> {
    let mut fields = Vec::new();
    if fresh {
        fields.push(line("code", "代码", form.code.as_ref()).hint("例如 haikou-g01；以后不能改。"));
        fields.push(line("number", "编号", form.number.as_ref()).hint("社区里的第几个，例如 07。"));
        fields.push(line("community", "社区的路径", form.community.as_ref()));
        fields.push(line("superior", "社区单位的代码", form.superior.as_ref()));
    }
    let roles: Vec<_> = GridRole::ALL.iter().map(|role| role.name()).collect();
    let team = format!("每行一人：角色 姓名 电话。角色是{}。", roles.join("、"));
    fields.extend([
        line("name", "名称", form.name.as_ref()).at_most(NAME_MOST),
        line("phone", "电话", form.phone.as_ref()).optional(),
        words("duties", "职责清单", form.duties.as_ref(), 20_000),
        words("team", "八大员", form.team.as_ref(), 5000).hint(team),
    ]);
    fields
}

/// The fields of a place of this kind.
pub(super) fn of_place(
    form: &ThingForm,
    kind: PlaceKind,
    grids: &[(Grid, String)],
    fresh: bool,
) -> Vec<Field> {
    let mut fields = Vec::new();
    if fresh {
        let hint = match kind {
            PlaceKind::Street => "九位统计代码，例如 370212001。",
            PlaceKind::Community => "十二位统计代码，例如 370212001001。",
            _ => "小写字母、数字、横线，例如 3；以后不能改。",
        };
        fields.push(line("code", "代码", form.code.as_ref()).hint(hint));
    }
    fields.push(line("name", "名称", form.name.as_ref()).at_most(NAME_MOST));
    if kind == PlaceKind::Estate {
        let chosen = form.nature.as_deref().unwrap_or_default();
        let natures = EstateNature::ALL.iter();
        let natures = natures.map(|one| Choice::new(one.code(), one.name()).chosen_if(chosen));
        fields.push(pick("nature", "性质", natures.collect()).optional());
    }
    if kind == PlaceKind::Building {
        let chosen = form.grid.as_deref().unwrap_or_default();
        let grids = grids.iter();
        let grids = grids.map(|(grid, code)| Choice::new(code, &grid.name).chosen_if(chosen));
        let hint = "换了网格，以后的事归新网格；已经派出去的工单不动。";
        let grid = pick("grid", "网格", grids.collect());
        fields.push(if fresh { grid } else { grid.hint(hint) });
        if fresh {
            fields.extend([
                line("entrances", "单元数", form.entrances.as_ref()).optional(),
                line("floors", "层数", form.floors.as_ref()).optional(),
                line("doors", "每层户数", form.doors.as_ref()).optional(),
            ]);
        }
    }
    fields
}

/// The fields of an account's post.
pub(super) fn of_staff(form: &ThingForm, rules: &Rules, fresh: bool) -> Vec<Field> {
    let mut fields = Vec::new();
    if fresh {
        let hint = "2 到 32 个小写字母、数字或 . - _，用来登录。";
        fields.push(line("username", "账号", form.username.as_ref()).hint(hint));
    }
    let chosen = form.role.as_deref().unwrap_or_default();
    let roles = rules.roles.iter();
    let roles = roles.map(|rule| Choice::new(rule.code.code(), &rule.name).chosen_if(chosen));
    let unit = line("unit", "单位的代码", form.unit.as_ref());
    fields.extend([
        line("name", "姓名", form.name.as_ref()).at_most(identity::NAME_MOST),
        if fresh { unit } else { unit.optional().hint("只改姓名的，这里空着。") },
        pick("role", "岗位", roles.collect()),
    ]);
    fields
}
