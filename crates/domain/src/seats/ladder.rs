use std::collections::HashMap;

use xianban_kernel::{Post, StaffId, UnitId};
use xianban_store::{Error, Tx, params};

use crate::organisation::UnitKind;
use crate::rules::Rules;

/// The units of a district by the one above: the ladder's rungs.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    units: HashMap<UnitId, (UnitKind, Option<UnitId>)>,
    office: Option<UnitId>,
}

/// Where a duty stands for a matter that some are barred from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// At its seat, or at the one that stands for it while nobody sits there.
    Own,
    /// Further up: everybody below is barred.
    Up(Post),
    /// Nobody on the whole ladder may.
    Nobody,
}

impl Tree {
    /// The units as they are.
    pub(super) fn load(tx: &mut Tx<'_>, district: i64) -> Result<Self, Error> {
        let rows = tx.rows(
            "select id, kind, superior, closed_at from unit where district = $1 order by code",
            params![district],
        )?;
        let mut tree = Self::default();
        for row in rows {
            let (id, kind): (UnitId, String) = (row.get("id")?, row.get("kind")?);
            let unknown = || Error::inconsistent("unit", &id, format!("kind is {kind}"));
            let kind = UnitKind::from_code(&kind).ok_or_else(unknown)?;
            let open = row.get::<Option<i64>>("closed_at")?.is_none();
            if kind == UnitKind::PlatformOffice && open && tree.office.is_none() {
                tree.office = Some(id);
            }
            tree.units.insert(id, (kind, row.get("superior")?));
        }
        Ok(tree)
    }

    #[cfg(test)]
    pub(super) fn of(units: &[(i64, UnitKind, Option<i64>)]) -> Self {
        let unit = |(id, kind, above): &(i64, UnitKind, Option<i64>)| {
            (UnitId::new(*id), (*kind, above.map(UnitId::new)))
        };
        let office = units.iter().find(|(_, kind, _)| *kind == UnitKind::PlatformOffice);
        Self { units: units.iter().map(unit).collect(), office: office.map(|o| UnitId::new(o.0)) }
    }

    pub(super) fn units(&self) -> impl Iterator<Item = (UnitId, UnitKind)> {
        self.units.iter().map(|(id, (kind, _))| (*id, *kind))
    }

    pub(super) const fn office(&self) -> Option<UnitId> {
        self.office
    }

    /// A seat and all that may stand for it, nearest first: the head of its unit, the head of each unit
    /// above, the head of the platform office. The head of a unit is the role that answers there what
    /// units below ask for. The district itself has no desk; the platform office is its desk.
    pub(super) fn rungs(&self, rules: &Rules, seat: &Post) -> Vec<Post> {
        let mut rungs = vec![seat.clone()];
        let mut add = |unit: UnitId, kind: UnitKind| {
            let head = rules.head_at(kind);
            let rung = head.map(|role| Post { unit, role: role.clone() });
            rungs.extend(rung.filter(|rung| kind != UnitKind::District && !rungs.contains(rung)));
        };
        let mut next = Some(seat.unit);
        // No chain of units is longer than there are units: a circle in the data ends here too.
        for _ in 0..self.units.len() {
            let Some((unit, (kind, above))) =
                next.and_then(|unit| self.units.get(&unit).map(|found| (unit, *found)))
            else {
                break;
            };
            add(unit, kind);
            next = above;
        }
        if let Some(office) = self.office {
            add(office, UnitKind::PlatformOffice);
        }
        rungs
    }
}

/// The first rung with somebody who is not barred.
pub(super) fn standing<'a>(
    rungs: &[Post],
    people: impl Fn(&Post) -> &'a [StaffId],
    barred: &[StaffId],
) -> Standing {
    let mut passed = false;
    for rung in rungs {
        let here = people(rung);
        if here.iter().any(|staff| !barred.contains(staff)) {
            return if passed { Standing::Up(rung.clone()) } else { Standing::Own };
        }
        passed |= !here.is_empty();
    }
    if passed { Standing::Nobody } else { Standing::Own }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rooms::vocabulary;
    use crate::rules::SHIPPED;
    use xianban_kernel::Role;

    fn seat(unit: i64, role: &str) -> Post {
        Post { unit: UnitId::new(unit), role: Role::new(role) }
    }

    /// District 1, office 2, street 3, community 4, company 5 below it, grid 6 below it.
    fn tree() -> Tree {
        Tree::of(&[
            (1, UnitKind::District, None),
            (2, UnitKind::PlatformOffice, Some(1)),
            (3, UnitKind::StreetOffice, Some(1)),
            (4, UnitKind::Community, Some(3)),
            (5, UnitKind::PropertyCompany, Some(4)),
            (6, UnitKind::GridTeam, Some(4)),
        ])
    }

    #[test]
    fn one_climbs_from_a_company_over_its_heads_to_the_platform_office() {
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        let rungs = tree().rungs(&rules, &seat(5, "handler"));
        let way = [
            seat(5, "handler"),
            seat(5, "head"),
            seat(4, "secretary"),
            seat(3, "head"),
            seat(2, "dispatcher"),
        ];
        assert_eq!(rungs, way);
    }

    #[test]
    fn a_circle_of_units_and_a_unit_that_is_gone_end_at_the_platform_office() {
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        let circle = Tree::of(&[
            (2, UnitKind::PlatformOffice, None),
            (4, UnitKind::Community, Some(5)),
            (5, UnitKind::PropertyCompany, Some(4)),
        ]);
        for start in [seat(4, "clerk"), seat(9, "clerk")] {
            assert_eq!(circle.rungs(&rules, &start).last(), Some(&seat(2, "dispatcher")));
        }
    }

    #[test]
    fn nobody_barred_is_stopped_at_and_an_empty_seat_is_no_bar() {
        let (a, b) = ([StaffId::new(1)], [StaffId::new(2)]);
        let rungs = [seat(5, "handler"), seat(5, "head"), seat(4, "secretary")];
        let people = |sitting: [&'static [i64]; 3]| {
            sitting.map(|ids| ids.iter().copied().map(StaffId::new).collect::<Vec<_>>())
        };
        let stands = |sitting: [&'static [i64]; 3], barred: &[StaffId]| {
            let people = people(sitting);
            let at = |post: &Post| {
                let n = rungs.iter().position(|rung| rung == post).unwrap();
                people[n].as_slice()
            };
            standing(&rungs, at, barred)
        };
        assert_eq!(stands([&[1], &[], &[]], &[]), Standing::Own);
        assert_eq!(stands([&[1, 2], &[], &[]], &a), Standing::Own);
        assert_eq!(stands([&[1], &[2], &[]], &a), Standing::Up(rungs[1].clone()));
        assert_eq!(stands([&[1], &[1], &[2]], &a), Standing::Up(rungs[2].clone()));
        assert_eq!(stands([&[], &[], &[2]], &a), Standing::Own);
        assert_eq!(stands([&[], &[2], &[1]], &b), Standing::Up(rungs[2].clone()));
        assert_eq!(stands([&[1], &[], &[1]], &a), Standing::Nobody);
        assert_eq!(stands([&[], &[], &[]], &a), Standing::Own);
    }
}
