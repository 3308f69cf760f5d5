use xianban_kernel::words::length;
use xianban_kernel::{ContactPhone, Datum, Role};

use super::eaten::{has_lost_its_zero, plain};
use super::records::{Misfit, Record, Records, Spot};
use super::table::Table;
use crate::identity::Username;
use crate::organisation::{EstateNature, GridRole, Outline, PlaceKind, PlacePath, UnitKind};
use crate::rules::Rules;

/// Longest name, in characters.
pub const NAME_MOST: usize = 60;

/// A unit as written; `None` leaves alone what is known.
pub(super) struct UnitLine {
    pub(super) at: Spot,
    pub(super) code: String,
    pub(super) kind: UnitKind,
    pub(super) name: String,
    pub(super) superior: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) covers: Option<Vec<PlacePath>>,
    pub(super) duties: Option<Vec<String>>,
}

/// A grid as written; its team is a unit below `superior`.
pub(super) struct GridLine {
    pub(super) at: Spot,
    pub(super) code: String,
    pub(super) community: PlacePath,
    pub(super) number: String,
    pub(super) name: String,
    pub(super) superior: String,
    pub(super) phone: Option<String>,
    pub(super) duties: Option<Vec<String>>,
}

/// One of a grid's eight.
pub(super) struct MemberLine {
    pub(super) at: Spot,
    pub(super) grid: String,
    pub(super) role: GridRole,
    pub(super) name: String,
    pub(super) phone: String,
}

/// Entrances, storeys and flats on each storey, of a building whose homes are alike.
#[derive(Clone, Copy)]
pub(super) struct Homes {
    pub(super) entrances: u32,
    pub(super) floors: u32,
    pub(super) doors: u32,
}

/// A place.
pub(super) struct PlaceLine {
    pub(super) at: Spot,
    pub(super) path: PlacePath,
    pub(super) name: String,
    pub(super) nature: Option<EstateNature>,
    pub(super) grid: Option<String>,
    pub(super) homes: Option<Homes>,
}

/// A post and who holds it.
pub(super) struct StaffLine {
    pub(super) at: Spot,
    pub(super) username: Username,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) role: Role,
    /// As shown.
    pub(super) role_name: String,
}

/// What an outline is said to be of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OutlineOf {
    /// A place.
    Place(PlacePath),
    /// A grid, by the code of its team.
    Grid(String),
}

/// An outline; `None` takes away what is known.
pub(super) struct OutlineLine {
    pub(super) at: Spot,
    pub(super) of: OutlineOf,
    pub(super) outline: Option<Outline>,
}

/// Every line that could be read.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) units: Vec<UnitLine>,
    pub(super) grids: Vec<GridLine>,
    pub(super) members: Vec<MemberLine>,
    pub(super) places: Vec<PlaceLine>,
    pub(super) staff: Vec<StaffLine>,
    pub(super) outlines: Vec<OutlineLine>,
    /// The tables that were brought at all.
    pub(super) tables: Vec<Table>,
}

impl Lines {
    pub(super) fn of(records: &Records, rules: &Rules, misfits: &mut Vec<Misfit>) -> Self {
        let mut lines = Self::default();
        lines.tables.extend(Table::ALL.iter().filter(|table| records.has(**table)));
        let mut each = |table, read: &mut dyn FnMut(&mut Cells<'_>)| {
            for record in records.of(table) {
                read(&mut Cells { table, record, misfits });
            }
        };
        each(Table::Units, &mut |cells| lines.units.extend(unit(cells, rules)));
        each(Table::Grids, &mut |cells| lines.grids.extend(grid(cells, rules)));
        each(Table::Members, &mut |cells| lines.members.extend(member(cells)));
        each(Table::Places, &mut |cells| lines.places.extend(place(cells)));
        each(Table::Staff, &mut |cells| lines.staff.extend(staff(cells, rules)));
        each(Table::Outlines, &mut |cells| lines.outlines.extend(outline(cells)));
        lines
    }
}

fn unit(cells: &mut Cells<'_>, rules: &Rules) -> Option<UnitLine> {
    let (code, name) = (cells.code("code"), cells.name("name"));
    let kinds = UnitKind::ALL.iter().filter(|kind| **kind != UnitKind::GridTeam);
    let kind = cells.one_of("kind", kinds.map(|kind| (*kind, kind.code(), kind.name())));
    let superior = cells.given("superior");
    let (phone, duties) = (cells.phone(), cells.duties(rules));
    let covers = cells.each("covers", PlacePath::parse, "不是完整的地点路径");
    let at = cells.record.at.clone();
    Some(UnitLine { at, code: code?, kind: kind?, name: name?, superior, phone, covers, duties })
}

fn grid(cells: &mut Cells<'_>, rules: &Rules) -> Option<GridLine> {
    let (code, name) = (cells.code("code"), cells.name("name"));
    let community = cells.path("community");
    let number = cells.parsed("number", "应当是两位数字，例如 07。", |text| {
        let fits = text.len() <= 2 && text.parse::<u8>().is_ok_and(|number| number > 0);
        fits.then(|| format!("{text:0>2}"))
    });
    let superior = cells.must("superior");
    let (phone, duties) = (cells.phone(), cells.duties(rules));
    Some(GridLine {
        at: cells.record.at.clone(),
        code: code?,
        community: community?,
        number: number?,
        name: name?,
        superior: superior?,
        phone,
        duties,
    })
}

fn member(cells: &mut Cells<'_>) -> Option<MemberLine> {
    let (grid, name) = (cells.must("grid"), cells.name("name"));
    let roles = GridRole::ALL.iter().map(|role| (*role, role.code(), role.name()));
    let role = cells.one_of("role", roles);
    let phone = cells.phone().unwrap_or_default();
    Some(MemberLine { at: cells.record.at.clone(), grid: grid?, role: role?, name: name?, phone })
}

fn place(cells: &mut Cells<'_>) -> Option<PlaceLine> {
    let (path, name) = (cells.path("path"), cells.name("name"));
    let natures = EstateNature::ALL.iter().map(|nature| (*nature, nature.code(), nature.name()));
    let nature = cells.filled("nature").and_then(|_| cells.one_of("nature", natures));
    let grid = cells.filled("grid");
    let homes = ["entrances", "floors", "doors"].map(|column| cells.count(column));
    let homes = match homes {
        [Some(entrances), Some(floors), Some(doors)] => Some(Homes { entrances, floors, doors }),
        [None, None, None] => None,
        _ => {
            cells.wrong("entrances", "单元数、层数、每层户数要一起填写。");
            None
        }
    };
    let path = path?;
    let kind = path.kind();
    if nature.is_some() && kind != PlaceKind::Estate {
        cells.wrong("nature", "只有小区才有性质。");
    }
    if (grid.is_some() || homes.is_some()) && kind != PlaceKind::Building {
        cells.wrong("grid", "网格和户数只写在楼栋上，单元和户跟着楼栋走。");
    }
    Some(PlaceLine { at: cells.record.at.clone(), path, name: name?, nature, grid, homes })
}

fn staff(cells: &mut Cells<'_>, rules: &Rules) -> Option<StaffLine> {
    let why = "应当是 2 到 32 个小写字母、数字或 . - _。";
    let username = cells.parsed("username", why, |text| text.parse().ok());
    let (name, unit) = (cells.name("name"), cells.must("unit"));
    let roles = rules.roles.iter();
    let roles = roles.map(|role| (role.code.clone(), role.code.code(), role.name.as_str()));
    let role = cells.one_of("role", roles);
    let (at, role) = (cells.record.at.clone(), role?);
    let role_name = rules.role(&role).map(|rule| rule.name.clone()).unwrap_or_default();
    Some(StaffLine { at, username: username?, name: name?, unit: unit?, role, role_name })
}

fn outline(cells: &mut Cells<'_>) -> Option<OutlineLine> {
    let place = cells.filled("place").and_then(|_| cells.path("place")).map(OutlineOf::Place);
    let of = place.or_else(|| cells.filled("grid").map(OutlineOf::Grid));
    if of.is_none() && cells.filled("place").is_none() {
        cells.wrong("place", "没有写是哪个地点（place）或者哪个网格（grid）。");
    }
    let crs = cells.filled("crs").unwrap_or_default();
    let datum = Datum::parse(&crs);
    if datum.is_none() {
        cells.wrong("crs", format!("不认识坐标系“{crs}”，可以是 wgs84、cgcs2000、gcj02、bd09。"));
    }
    let (of, datum) = (of?, datum?);
    let outline = match cells.filled("outline").map(|text| Outline::parse(&text, datum)) {
        None => None,
        Some(Ok(outline)) => Some(outline),
        Some(Err(why)) => {
            cells.wrong("outline", why);
            return None;
        }
    };
    Some(OutlineLine { at: cells.record.at.clone(), of, outline })
}

/// The cells of a line, read as words of the field; what cannot be read is told.
struct Cells<'a> {
    table: Table,
    record: &'a Record,
    misfits: &'a mut Vec<Misfit>,
}

impl Cells<'_> {
    fn wrong(&mut self, column: &'static str, why: impl Into<String>) {
        self.misfits.push(Misfit { at: self.record.at.clone(), column, why: why.into() });
    }

    /// What stands in a column, also when that is nothing; `None` when there is no such column.
    fn given(&self, column: &'static str) -> Option<String> {
        let text = self.record.cells.get(column)?;
        let words = ["name", "outline"].contains(&column);
        Some(if words { text.clone() } else { plain(text) })
    }

    fn filled(&self, column: &'static str) -> Option<String> {
        self.given(column).filter(|text| !text.is_empty())
    }

    fn must(&mut self, column: &'static str) -> Option<String> {
        let found = self.filled(column);
        if found.is_none() {
            self.wrong(column, format!("没有填写“{}”。", self.called(column)));
        }
        found
    }

    fn called(&self, column: &'static str) -> &'static str {
        self.table.column(column).map_or(column, |column| column.name)
    }

    fn parsed<T>(
        &mut self,
        column: &'static str,
        why: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.must(column)?;
        let parsed = parse(&text);
        if parsed.is_none() {
            self.wrong(column, format!("“{text}”{why}"));
        }
        parsed
    }

    fn one_of<'w, T>(
        &mut self,
        column: &'static str,
        words: impl Iterator<Item = (T, &'w str, &'w str)>,
    ) -> Option<T> {
        let text = self.must(column)?;
        let words: Vec<_> = words.collect();
        let names: Vec<_> = words.iter().map(|(.., name)| *name).collect();
        let said = format!("“{text}”不是{}之一。", names.join("、"));
        let found =
            words.into_iter().find(|(_, code, name)| [*code, *name].contains(&text.as_str()));
        if found.is_none() {
            self.wrong(column, said);
        }
        found.map(|(word, ..)| word)
    }

    fn code(&mut self, column: &'static str) -> Option<String> {
        let why = "应当是 1 到 40 个小写字母、数字或 - _。";
        self.parsed(column, why, |text| {
            let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
            (text.len() <= 40 && text.chars().all(known)).then(|| text.to_owned())
        })
    }

    fn name(&mut self, column: &'static str) -> Option<String> {
        let why = format!("太长，最多 {NAME_MOST} 个字，不能换行。");
        self.parsed(column, &why, |text| {
            let fits = length(text) <= NAME_MOST && !text.chars().any(char::is_control);
            fits.then(|| text.to_owned())
        })
    }

    fn path(&mut self, column: &'static str) -> Option<PlacePath> {
        let why = "不是完整的地点路径，应当像 37/3702/370212/370212001/370212001901/xq/3。";
        self.parsed(column, why, PlacePath::parse)
    }

    fn count(&mut self, column: &'static str) -> Option<u32> {
        let text = self.filled(column)?;
        let count = text.parse().ok().filter(|count| (1..=99).contains(count));
        if count.is_none() {
            self.wrong(column, format!("“{text}”应当是 1 到 99 的数字。"));
        }
        count
    }

    /// A telephone as it can be dialled; an invented one of a demo stays as written.
    fn phone(&mut self) -> Option<String> {
        let text = self.given("phone")?;
        if has_lost_its_zero(&text) {
            let why = format!(
                "“{text}”像是区号前面的 0 被表格软件去掉了。请把这一列设成文本，写成 0532-88881234 这样。"
            );
            self.wrong("phone", why);
            return Some(text);
        }
        if let Ok(phone) = ContactPhone::parse(&text) {
            return Some(phone.as_str().to_owned());
        }
        let plain = text.len() <= 20 && text.chars().all(|c| c.is_ascii_digit() || c == '-');
        if !plain {
            self.wrong("phone", format!("“{text}”不是电话号码，例如 0532-88881234。"));
        }
        Some(text)
    }

    fn each<T>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        why: &str,
    ) -> Option<Vec<T>> {
        let text = self.given(column)?;
        let parts = text.split([';', '；', '、', ' ', '\n', '\r']).map(str::trim);
        let mut found = Vec::new();
        for part in parts.filter(|part| !part.is_empty()) {
            match parse(part) {
                Some(one) => found.push(one),
                None => self.wrong(column, format!("“{part}”{why}。")),
            }
        }
        Some(found)
    }

    fn duties(&mut self, rules: &Rules) -> Option<Vec<String>> {
        let known = |text: &str| rules.can_be_listed(text).then(|| text.to_owned());
        self.each("duties", known, "不是事项目录里的代码")
    }
}
