//! Whether all lines fit together and with what is there.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Lines, UnitLine};
use super::records::{Misfit, Spot};
use super::standing::Standing;
use crate::organisation::{PlaceKind, PlacePath, UnitKind};
use crate::rules::Rules;

pub(super) fn check(lines: &Lines, standing: &Standing, rules: &Rules, misfits: &mut Vec<Misfit>) {
    let mut check = Check { lines, standing, kinds: BTreeMap::new(), misfits };
    check.learn_kinds();
    check.units();
    check.zeros();
    check.tree();
    check.covers();
    check.grids();
    check.places();
    check.staff(rules);
}

struct Check<'a> {
    lines: &'a Lines,
    standing: &'a Standing,
    /// The kind of every unit in use afterwards, by code.
    kinds: BTreeMap<&'a str, UnitKind>,
    misfits: &'a mut Vec<Misfit>,
}

impl<'a> Check<'a> {
    fn wrong(&mut self, at: &Spot, column: &'static str, why: impl Into<String>) {
        self.misfits.push(Misfit { at: at.clone(), column, why: why.into() });
    }

    fn learn_kinds(&mut self) {
        let standing = self.standing.units.iter();
        let open = standing.filter(|(_, known)| known.unit.closed_at.is_none());
        self.kinds.extend(open.map(|(code, known)| (code.as_str(), known.unit.kind)));
        self.kinds.extend(self.lines.units.iter().map(|line| (line.code.as_str(), line.kind)));
        let teams = self.lines.grids.iter();
        self.kinds.extend(teams.map(|line| (line.code.as_str(), UnitKind::GridTeam)));
    }

    fn units(&mut self) {
        let lines = self.lines;
        let units = lines.units.iter().map(|line| (&line.at, &line.code, line.kind));
        let teams = lines.grids.iter().map(|line| (&line.at, &line.code, UnitKind::GridTeam));
        let mut seen: BTreeMap<&str, &Spot> = BTreeMap::new();
        for (at, code, kind) in units.chain(teams) {
            if let Some(first) = seen.insert(code, at) {
                self.wrong(at, "code", format!("代码“{code}”重复，{first} 已经用了。"));
            }
            let Some(known) = self.standing.units.get(code) else { continue };
            if known.unit.kind != kind {
                let was = known.unit.kind.name();
                let why = format!("“{code}”现在是{was}，类型不能改；请撤销它，再用新代码建一个。");
                self.wrong(at, "kind", why);
            }
            if known.unit.closed_at.is_some() {
                let why = format!("“{}”已经撤销，不能再导入；请换一个代码。", known.unit.name);
                self.wrong(at, "code", why);
            }
        }
        for line in &lines.units {
            let superior = self.superior_of(line);
            match (line.kind, superior) {
                (UnitKind::District, Some(_)) => {
                    self.wrong(&line.at, "superior", "区在最上面，没有上级单位。");
                }
                (UnitKind::District, None) => {}
                (_, None) => {
                    self.wrong(&line.at, "superior", "没有填写上级单位，逾期时找不到上级。");
                }
                (kind, Some(code)) => self.below(&line.at, kind, code),
            }
        }
        for line in &lines.grids {
            self.below(&line.at, UnitKind::GridTeam, &line.superior);
        }
        self.alone(UnitKind::District, "区");
        self.alone(UnitKind::PlatformOffice, "平台办公室");
    }

    /// No two codes differ only in zeros before them: spreadsheets take those away.
    fn zeros(&mut self) {
        let lines = self.lines;
        let bare = |code: &'a str| {
            let digits = code.bytes().all(|c| c.is_ascii_digit());
            digits.then(|| code.trim_start_matches('0'))
        };
        let units = lines.units.iter().map(|line| (&line.at, line.code.as_str()));
        let written: Vec<_> =
            units.chain(lines.grids.iter().map(|line| (&line.at, line.code.as_str()))).collect();
        let standing = self.standing.units.keys().map(String::as_str);
        let mut known: BTreeMap<&str, &str> = BTreeMap::new();
        known.extend(standing.filter_map(|code| Some((bare(code)?, code))));
        for (at, code) in written {
            let Some(bare) = bare(code) else { continue };
            let first = *known.entry(bare).or_insert(code);
            if first != code && !self.standing.units.contains_key(code) {
                let why = format!(
                    "代码“{code}”和“{first}”只差前面的 0，像是被表格软件去掉了。请把这一列设成文本，重新填写。"
                );
                self.wrong(at, "code", why);
            }
        }
    }

    fn superior_of(&self, line: &'a UnitLine) -> Option<&'a str> {
        let written =
            line.superior.as_deref().map(|code| Some(code).filter(|code| !code.is_empty()));
        written.unwrap_or_else(|| self.standing_superior(&line.code))
    }

    fn standing_superior(&self, code: &str) -> Option<&'a str> {
        let above = self.standing.units.get(code)?.unit.superior?;
        let mut units = self.standing.units.iter();
        units.find(|(_, known)| known.unit.id == above).map(|(code, _)| code.as_str())
    }

    fn below(&mut self, at: &Spot, kind: UnitKind, superior: &str) {
        let Some(above) = self.kinds.get(superior).copied() else {
            let why = format!("上级单位“{superior}”不在文件里，平台上也没有。");
            return self.wrong(at, "superior", why);
        };
        let leaf = matches!(kind, UnitKind::GridTeam | UnitKind::PropertyCompany);
        if leaf && above != UnitKind::Community {
            let why = format!("{}的上级应当是社区，“{superior}”是{}。", kind.name(), above.name());
            self.wrong(at, "superior", why);
        }
    }

    /// A district has exactly one of these.
    fn alone(&mut self, kind: UnitKind, name: &str) {
        let all: Vec<_> =
            self.kinds.iter().filter(|(_, of)| **of == kind).map(|(code, _)| *code).collect();
        if all.len() > 1 {
            let why = format!("只能有一个{name}，现在有 {}。", all.join("、"));
            let line = self.lines.units.iter().rfind(|line| line.kind == kind);
            let at = line.map_or(Spot::Form, |line| line.at.clone());
            self.wrong(&at, "kind", why);
        }
        if let (true, Some(line)) = (all.is_empty(), self.lines.units.first()) {
            let at = line.at.clone();
            self.wrong(&at, "", format!("还没有{name}，文件里也没有写。"));
        }
    }

    /// No unit stands above itself.
    fn tree(&mut self) {
        let mut above: BTreeMap<&str, &str> = BTreeMap::new();
        for code in self.standing.units.keys() {
            above.extend(self.standing_superior(code).map(|superior| (code.as_str(), superior)));
        }
        for line in &self.lines.units {
            above.extend(self.superior_of(line).map(|superior| (line.code.as_str(), superior)));
        }
        for line in &self.lines.units {
            let mut way = vec![line.code.as_str()];
            while let Some(next) = way.last().and_then(|code| above.get(code)) {
                if way.contains(next) {
                    way.push(next);
                    break;
                }
                way.push(next);
            }
            if way.len() > 1 && way.last() == way.first() {
                let why = format!("上级绕成了一圈：{}。", way.join(" → "));
                self.wrong(&line.at, "superior", why);
            }
        }
    }

    fn is_known(&self, path: &PlacePath, written: &BTreeSet<&PlacePath>) -> bool {
        written.contains(path) || self.standing.places.contains_key(&path.id())
    }

    fn covers(&mut self) {
        let lines = self.lines;
        let written: BTreeSet<_> = lines.places.iter().map(|line| &line.path).collect();
        let mut communities = BTreeMap::new();
        for line in &lines.units {
            for path in line.covers.iter().flatten() {
                if !self.is_known(path, &written) {
                    let why = format!("负责的地点“{path}”不在文件里，平台上也没有。");
                    self.wrong(&line.at, "covers", why);
                }
                let first = (line.kind == UnitKind::Community)
                    .then(|| communities.insert(path.id(), &line.code))
                    .flatten();
                let other = first.map(String::as_str).or_else(|| self.covered_by(line, path));
                if let Some(other) = other {
                    let why = format!("“{path}”已经由社区“{other}”负责，诉求会不知道给谁。");
                    self.wrong(&line.at, "covers", why);
                }
            }
        }
    }

    /// Another community that covers a place and is not written anew.
    fn covered_by(&self, line: &UnitLine, path: &PlacePath) -> Option<&'a str> {
        let anew = |code: &str| {
            self.lines.units.iter().any(|line| line.code == *code && line.covers.is_some())
        };
        let mut units = self.standing.units.iter();
        let found = units.find(|(code, known)| {
            known.unit.kind == UnitKind::Community
                && line.kind == UnitKind::Community
                && known.unit.closed_at.is_none()
                && known.covers.contains(&path.id())
                && !anew(code)
        });
        found.map(|(code, _)| code.as_str())
    }

    fn grids(&mut self) {
        let lines = self.lines;
        let written: BTreeSet<_> = lines.places.iter().map(|line| &line.path).collect();
        let mut numbers: BTreeMap<_, &str> = BTreeMap::new();
        for (code, (grid, _)) in &self.standing.grids {
            numbers.insert((grid.community, grid.code.as_str()), code);
        }
        for line in &lines.grids {
            if line.community.kind() != PlaceKind::Community {
                let why = format!("“{}”不是社区的路径，网格在一个社区里。", line.community);
                self.wrong(&line.at, "community", why);
            } else if !self.is_known(&line.community, &written) {
                let why = format!("社区“{}”不在文件里，平台上也没有。", line.community);
                self.wrong(&line.at, "community", why);
            }
            let place = (line.community.id(), line.number.as_str());
            let first = numbers.insert(place, &line.code).filter(|code| *code != line.code);
            if let Some(other) = first {
                let why = format!("编号 {} 在这个社区已经是“{other}”的。", line.number);
                self.wrong(&line.at, "number", why);
            }
            if let Some((grid, _)) = self.standing.grids.get(&line.code)
                && (grid.community, grid.code.as_str()) != place
            {
                let why = format!("“{}”的社区和编号不能改；请用新代码建一个网格。", line.code);
                self.wrong(&line.at, "number", why);
            }
        }
        for line in &lines.members {
            if self.kinds.get(line.grid.as_str()) != Some(&UnitKind::GridTeam) {
                let why = format!("网格“{}”不在文件里，平台上也没有。", line.grid);
                self.wrong(&line.at, "grid", why);
            }
        }
    }

    fn places(&mut self) {
        let lines = self.lines;
        let mut seen = BTreeMap::new();
        let written: BTreeSet<_> = lines.places.iter().map(|line| &line.path).collect();
        for line in &lines.places {
            if let Some((first, grid)) = seen.insert(&line.path, (&line.at, &line.grid)) {
                let why = match (grid, &line.grid) {
                    (Some(one), Some(other)) if one != other => {
                        format!(
                            "“{}”已在 {first} 登记在网格“{one}”，一栋楼只能在一个网格。",
                            line.path
                        )
                    }
                    _ => format!("“{}”重复，{first} 已经写了。", line.path),
                };
                self.wrong(&line.at, "path", why);
            }
            if line.path.parent().is_some_and(|parent| !self.is_known(&parent, &written)) {
                let why = format!("“{}”的上一级不在文件里，平台上也没有。", line.path);
                self.wrong(&line.at, "path", why);
            }
            if ![0, self.standing.district].contains(&line.path.district()) {
                let why = format!("“{}”不在本区（{}）。", line.path, self.standing.district);
                self.wrong(&line.at, "path", why);
            }
            let known = self.standing.places.get(&line.path.id());
            if known.is_some_and(|place| place.closed_at.is_some()) {
                let why = format!("“{}”已经停用，不能再导入。", line.path);
                self.wrong(&line.at, "path", why);
            }
            let building = line.path.kind() == PlaceKind::Building;
            match &line.grid {
                Some(grid) => self.in_grid(&line.at, &line.path, grid),
                None if building && known.is_none() => {
                    self.wrong(&line.at, "grid", "没有写网格，每栋楼都要在一个网格里。");
                }
                None => {}
            }
        }
    }

    fn in_grid(&mut self, at: &Spot, building: &PlacePath, grid: &str) {
        let written = self.lines.grids.iter().find(|line| line.code == grid);
        let standing = self.standing.grids.get(grid).map(|(grid, _)| grid);
        let standing = standing.filter(|grid| grid.closed_at.is_none());
        let community = written.map(|line| line.community.id());
        let community = community.or(standing.map(|grid| grid.community));
        let own = building.at(PlaceKind::Community).map(|path| path.id());
        match community {
            None => self.wrong(at, "grid", format!("网格“{grid}”不在文件里，平台上也没有。")),
            Some(community) if Some(community) != own => {
                let why = format!("网格“{grid}”在另一个社区，一个网格不能跨两个社区。");
                self.wrong(at, "grid", why);
            }
            Some(_) => {}
        }
    }

    fn staff(&mut self, rules: &Rules) {
        let lines = self.lines;
        let mut posts = BTreeSet::new();
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for line in &lines.staff {
            let username = line.username.as_str();
            if !posts.insert((username, &line.unit, line.role.code())) {
                self.wrong(&line.at, "username", format!("“{username}”的这个岗位重复。"));
            }
            let name = names.insert(username, &line.name).filter(|name| *name != line.name);
            if let Some(other) = name {
                let why = format!("“{username}”的姓名在前面写成了“{other}”。");
                self.wrong(&line.at, "name", why);
            }
            let Some(kind) = self.kinds.get(line.unit.as_str()).copied() else {
                let why = format!("单位“{}”不在文件里，平台上也没有。", line.unit);
                self.wrong(&line.at, "unit", why);
                continue;
            };
            let Some(rule) = rules.role(&line.role) else { continue };
            if !rule.units.contains(&kind) {
                let kinds: Vec<_> = rule.units.iter().map(|kind| kind.name()).collect();
                let (role, kinds) = (&rule.name, kinds.join("、"));
                let why = format!("{}没有“{role}”这个岗位，只有{kinds}才有。", kind.name());
                self.wrong(&line.at, "role", why);
            }
        }
    }
}
