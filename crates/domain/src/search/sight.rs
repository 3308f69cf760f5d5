use std::collections::BTreeSet;

use xianban_kernel::{Post, StaffId, UnitId};

/// What somebody may see of one kind of dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    everything: bool,
    marks: Vec<String>,
    seats: Vec<Post>,
}

impl Sight {
    /// All of the district.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// What everybody may see.
    pub fn public() -> Self {
        Self { marks: vec!["public".to_owned()], ..Self::default() }
    }

    /// What bears one of these marks of readers; `all` stands for everything.
    pub fn with(marks: BTreeSet<String>) -> Self {
        let everything = marks.contains("all");
        Self { everything, marks: marks.into_iter().collect(), seats: Vec::new() }
    }

    /// What these units and this person have a part in, and what stands at these seats because
    /// everybody below is barred.
    pub fn of(person: Option<StaffId>, units: &[UnitId], seats: Vec<Post>) -> Self {
        let units = units.iter().map(|unit| format!("unit:{unit}"));
        let person = person.map(|staff| format!("staff:{staff}"));
        Self { everything: false, marks: units.chain(person).collect(), seats }
    }

    /// A condition on the row of a dossier that stands in a query as `row`. Marks and seats are numbers
    /// and codes of the program's own.
    pub fn sql(&self, row: &str) -> String {
        if self.everything {
            return "1 = 1".to_owned();
        }
        let marks: Vec<_> = self.marks.iter().map(|mark| format!("'{mark}'")).collect();
        let mut ways = Vec::new();
        if !marks.is_empty() {
            ways.push(format!(
                "exists (select 1 from reader r where r.district = {row}.district
                   and r.dossier = {row}.id and r.reader in ({}))",
                marks.join(", ")
            ));
        }
        if !self.seats.is_empty() {
            let seat = |seat: &Post| format!("('{}', {})", seat.role, seat.unit);
            let seats: Vec<_> = self.seats.iter().map(seat).collect();
            ways.push(format!(
                "exists (select 1 from duty d where d.district = {row}.district
                   and d.dossier = {row}.id and d.lifted = 1
                   and (d.at_role, d.at_unit) in (values {}))",
                seats.join(", ")
            ));
        }
        if ways.is_empty() { "1 = 0".to_owned() } else { format!("({})", ways.join(" or ")) }
    }
}
