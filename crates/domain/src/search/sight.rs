use std::collections::BTreeSet;

use xianban_kernel::{Post, StaffId, UnitId};
use xianban_store::Param;

/// What somebody may see of one kind of dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// Marks of readers between commas; [`EVERYTHING`] for all of the district.
    marks: String,
    /// Seats as `role@unit` between commas.
    seats: String,
}

const EVERYTHING: &str = "all";

/// Words between commas, as a list inside a statement's value.
fn listed(words: impl IntoIterator<Item = String>) -> String {
    let words: Vec<_> = words.into_iter().collect();
    if words.is_empty() { String::new() } else { format!(",{},", words.join(",")) }
}

impl Sight {
    /// How many values the condition has.
    pub const VALUES: usize = 2;

    /// All of the district.
    pub fn everything() -> Self {
        Self { marks: EVERYTHING.to_owned(), seats: String::new() }
    }

    /// What everybody may see.
    pub fn public() -> Self {
        Self { marks: listed(["public".to_owned()]), seats: String::new() }
    }

    /// What bears one of these marks of readers; `all` stands for everything.
    pub fn with(marks: BTreeSet<String>) -> Self {
        if marks.contains("all") {
            return Self::everything();
        }
        Self { marks: listed(marks), seats: String::new() }
    }

    /// What these units and this person have a part in, and what stands at these seats because
    /// everybody below is barred.
    pub fn of(person: Option<StaffId>, units: &[UnitId], seats: Vec<Post>) -> Self {
        let units = units.iter().map(|unit| format!("unit:{unit}"));
        let person = person.map(|staff| format!("staff:{staff}"));
        let seats = seats.into_iter().map(|seat| format!("{}@{}", seat.role, seat.unit));
        Self { marks: listed(units.chain(person)), seats: listed(seats) }
    }

    /// The marks of which a reader must bear one, if they are that few: then each has its own walk, and so
    /// has what stands at [`Self::seats`].
    pub fn few_marks(&self) -> Option<Vec<&str>> {
        const FEW: usize = 8;
        if self.marks == EVERYTHING {
            return None;
        }
        let marks: Vec<_> = self.marks.split(',').filter(|mark| !mark.is_empty()).collect();
        (marks.len() <= FEW).then_some(marks)
    }

    /// The second of the values: seats at which something may stand because everybody below is barred.
    pub fn seats(&self) -> Param<'_> {
        Param::Text(&self.seats)
    }

    /// A condition on the row of a dossier that stands in a query as `row`: one text, whoever looks, whose
    /// values ([`Self::values`]) are numbered from `n` on.
    pub fn sql(&self, row: &str, n: usize) -> String {
        let (marks, seats) = (format!("${n}"), format!("${}", n + 1));
        format!(
            "({marks} = '{EVERYTHING}' or exists (select 1 from reader r
               where r.district = {row}.district and r.dossier = {row}.id
                 and {marks} like '%,' || r.reader || ',%')
             or exists (select 1 from duty l where l.district = {row}.district
               and l.dossier = {row}.id and l.lifted = 1
               and {seats} like '%,' || replace(l.at_role, '_', '\\_') || '@' || l.at_unit || ',%'
                 escape '\\'))"
        )
    }

    /// The values of the condition, in their order.
    pub fn values(&self) -> [Param<'_>; Self::VALUES] {
        [Param::Text(&self.marks), Param::Text(&self.seats)]
    }
}
