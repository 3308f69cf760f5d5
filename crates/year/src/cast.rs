use std::collections::HashMap;

use xianban_domain::identity::{
    PasswordHash, PersonName, Username, acting, hire, record_person, staff_by_username,
};
use xianban_domain::office::Work;
use xianban_domain::organisation::{
    DEMO, DistrictData, PlacePath, StaffEntry, place_by_path, unit_by_code,
};
use xianban_kernel::{Actor, PersonId, PhoneNumber, PlaceId, Problem, StaffId, UnitId};

use crate::plan::Plan;
use crate::situations::situations;

/// Everybody who acts in the year, and where things are, by their rows.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    seats: HashMap<(UnitId, String), Vec<Actor>>,
    staff: HashMap<StaffId, Actor>,
    units: HashMap<String, UnitId>,
    /// The residents and firms, by number.
    pub(crate) people: Vec<(PersonId, PhoneNumber)>,
    /// The buildings of the plan, in its order.
    pub places: Vec<PlaceId>,
}

/// The accounts of the year beside those of the demo: a grid worker for each grid, and a handler and
/// a head at each unit that leads something.
pub fn hired() -> Result<Vec<StaffEntry>, Problem> {
    let data = DistrictData::parse(DEMO).map_err(Problem::broken)?;
    let has = |unit: &str, role: &str| {
        data.staff.iter().any(|entry| entry.unit == unit && entry.role == role)
    };
    let mut found = Vec::new();
    let mut add = |username: String, name: String, unit: &str, role: &str| {
        if !has(unit, role) {
            let (unit, role) = (unit.to_owned(), role.to_owned());
            found.push(StaffEntry { username, name, unit, role });
        }
    };
    for grid in &data.grids {
        let name = format!("演示-{}网格员", grid.name.trim_end_matches("网格"));
        add(format!("grid{}", grid.code), name, &grid.unit_code(), "grid_worker");
    }
    let mut leads: Vec<&str> = situations().iter().map(|one| one.lead.as_str()).collect();
    leads.retain(|code| !matches!(*code, "company" | "cgss"));
    leads.extend(data.estates.iter().filter_map(|estate| estate.company.as_deref()));
    leads.sort_unstable();
    leads.dedup();
    for code in leads {
        let unit = data.units.iter().find(|unit| unit.code == code);
        let name = unit.map_or("", |unit| unit.name.trim_end_matches("（演示）"));
        add(format!("{code}.handler"), format!("演示-{name}承办人"), code, "handler");
        add(format!("{code}.head"), format!("演示-{name}负责人"), code, "head");
    }
    Ok(found)
}

impl Cast {
    /// Gives everybody the account that is missing, and reads who acts from where.
    ///
    /// # Errors
    /// When the demo's data does not fit the district.
    pub fn called(
        work: &mut Work<'_, '_>,
        plan: &Plan,
        password: &PasswordHash,
    ) -> Result<Self, Problem> {
        let mut cast = Self::default();
        let data = DistrictData::parse(DEMO).map_err(Problem::broken)?;
        for entry in data.staff.iter().chain(&hired()?) {
            hire(work, entry, password)?;
            cast.seat(work, entry)?;
        }
        for unit in &data.units {
            if let Some(found) = unit_by_code(work.tx, work.office.district, &unit.code)? {
                cast.units.insert(unit.code.clone(), found.id);
            }
        }
        for (n, family) in FAMILIES.iter().cycle().take(plan.people).enumerate() {
            let phone = PhoneNumber::parse(&format!("1380000{:04}", 1000 + n));
            let phone = phone.map_err(|fault| Problem::broken(format!("{fault:?}")))?;
            let name: PersonName =
                format!("{family}{}", if n % 2 == 0 { "女士" } else { "先生" }).parse()?;
            let person = record_person(work, &phone, Some(&name))?;
            cast.people.push((person, phone));
        }
        for building in &plan.buildings {
            let path = PlacePath::parse(&building.path);
            let path = path.ok_or_else(|| Problem::broken(format!("path {}", building.path)))?;
            let place = place_by_path(work.tx, &path)?;
            let place = place.ok_or_else(|| Problem::broken(format!("no place {path}")))?;
            cast.places.push(place.id);
        }
        Ok(cast)
    }

    fn seat(&mut self, work: &mut Work<'_, '_>, entry: &StaffEntry) -> Result<(), Problem> {
        let username: Username = entry.username.parse()?;
        let Some(account) = staff_by_username(work, &username)? else { return Ok(()) };
        let Some((actor, _)) = acting(work, account.id)? else { return Ok(()) };
        let Some(unit) = unit_by_code(work.tx, work.office.district, &entry.unit)? else {
            return Ok(());
        };
        self.units.insert(entry.unit.clone(), unit.id);
        self.staff.insert(account.id, actor.clone());
        self.seats.entry((unit.id, entry.role.clone())).or_default().push(actor);
        Ok(())
    }

    /// The unit with this code.
    ///
    /// # Errors
    /// When the district has none.
    pub fn unit(&self, code: &str) -> Result<UnitId, Problem> {
        let found = self.units.get(code).copied();
        found.ok_or_else(|| Problem::broken(format!("no unit {code} in the year")))
    }

    /// Somebody at a unit in the first of these roles that it has; `n` takes turns.
    ///
    /// # Errors
    /// When nobody sits there.
    pub fn at(&self, unit: UnitId, roles: &[&str], n: usize) -> Result<&Actor, Problem> {
        let found = roles.iter().find_map(|role| self.seats.get(&(unit, (*role).to_owned())));
        let found = found.and_then(|people| people.get(n % people.len().max(1)));
        found.ok_or_else(|| Problem::broken(format!("nobody is {roles:?} at unit {unit}")))
    }

    /// Whose account this is.
    pub(crate) fn account(&self, id: StaffId) -> Result<&Actor, Problem> {
        self.staff.get(&id).ok_or_else(|| Problem::broken("somebody unknown was drawn"))
    }
}

const FAMILIES: [&str; 24] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢",
];
