//! Choosing where it is when a matter is taken on: found by typing, or one of the communities. Left
//! alone, the place stays as it was filed.

use xianban_domain::appeals::{Appeal, said};
use xianban_domain::office::Work;
use xianban_domain::organisation::{
    Place, PlaceKind, find_place, places_named, places_of, receiving_unit,
};
use xianban_kernel::Problem;

use crate::console::control::{Control, Field, Shelf};
use crate::console::desk;
use crate::frame::Choice;

/// Found for what was typed.
const FOUND: usize = 20;

/// What the form of taking on chooses from.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// The place as it was filed, when it is known.
    known: Option<Place>,
    /// What fits what was typed, with the unit that would receive it.
    found: Vec<(Place, String)>,
    /// The communities.
    communities: Vec<Place>,
}

impl Places {
    /// Reads what fits `typed`, else the applicant's own words about the place.
    pub(super) fn read(
        work: &mut Work<'_, '_>,
        appeal: &Appeal,
        typed: &str,
    ) -> Result<Self, Problem> {
        let district = appeal.district;
        let known = appeal.place.map(|id| find_place(work.tx, id)).transpose()?.flatten();
        let own = said(work, appeal)?.where_said.unwrap_or_default();
        let words = if typed.trim().is_empty() { own.as_str() } else { typed };
        let mut found = Vec::new();
        for place in places_named(work.tx, district, words, FOUND)? {
            let unit = receiving_unit(work.tx, district, Some(&place))?;
            found.push((place, unit.name));
        }
        let communities = places_of(work.tx, district, PlaceKind::Community)?;
        Ok(Self { known, found, communities })
    }

    /// The field, with what is chosen and what was typed to find it.
    pub(super) fn field(&self, no: &str, (chosen, typed): (&str, &str)) -> Field {
        let typed = typed.trim();
        let one = |place: &Place, hint: &str| {
            Choice::new(place.id.to_string(), place.address.clone()).hint(hint).chosen_if(chosen)
        };
        let found: Vec<Choice> =
            self.found.iter().map(|(place, unit)| one(place, &format!("归{unit}"))).collect();
        let said = match (typed.is_empty(), found.len()) {
            (true, _) => String::new(),
            (false, 0) => format!("没有找到“{typed}”。请换个说法，或者从社区里选。"),
            (false, n) => format!("找到“{typed}” {n} 处："),
        };
        let here = |choice: &Choice| found.iter().any(|other| other.code == choice.code);
        let rest = self.communities.iter().map(|place| one(place, "")).filter(|one| !here(one));
        let rest: Vec<Choice> = rest.collect();
        let heading = if typed.is_empty() { "诉求里说的，可能是" } else { "找到的" };
        let mut shelves = vec![
            Shelf { name: heading.to_owned(), choices: found },
            Shelf { name: "只知道社区".to_owned(), choices: rest },
        ];
        shelves.retain(|shelf| !shelf.choices.is_empty());
        let hint = self.known.as_ref().map_or_else(
            || {
                "诉求里没有定下地点：打几个字就能找，如“开泰锦城 3号楼”。选了以后由那里的社区办；\
                 说不清就不选，留在本单位。"
                    .to_owned()
            },
            |place| format!("现在记的是{}。地点不对才要另选：打几个字就能找。", place.address),
        );
        let at = format!("{}/accept", desk::href(no));
        let control = Control::Search { at, typed: typed.to_owned(), said, shelves };
        Field::new("place", "地点", control).hint(hint).optional()
    }
}
