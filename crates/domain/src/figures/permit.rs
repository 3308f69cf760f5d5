use std::collections::BTreeSet;

use xianban_kernel::{Actor, PlaceId, Post, Problem, UnitId};
use xianban_store::params;

use super::Scope;
use crate::among::among;
use crate::office::Work;
use crate::organisation::{UnitKind, unit, units_below};
use crate::rules::{ActionWord, Reach, Rules};

/// What the actor may have figures of, by what `action` lets him reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// The whole district.
    pub everything: bool,
    /// The units.
    pub units: BTreeSet<UnitId>,
    /// The ground that those units cover, streets, communities and estates; the widest first.
    pub places: Vec<PlaceId>,
}

/// Whether somebody oversees anything: then there are figures for him.
pub fn oversees(rules: &Rules, actor: &Actor, action: impl ActionWord) -> bool {
    let wide = |post: &Post| {
        let wide = matches!(reach(rules, post), Reach::Below | Reach::District);
        wide && rules.role_may(&post.role, action)
    };
    actor.staff().is_some_and(|staff| staff.posts.iter().any(wide))
}

/// What the actor reaches; nothing for everybody but staff.
pub fn reached(work: &mut Work<'_, '_>, action: impl ActionWord) -> Result<Reached, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    let (mut reached, mut streets) = (Reached::default(), Vec::new());
    let Actor::Staff(staff) = work.cx.actor.clone() else { return Ok(reached) };
    for post in staff.posts.iter().filter(|post| rules.role_may(&post.role, action)) {
        match reach(&rules, post) {
            Reach::District => reached.everything = true,
            Reach::Below => {
                let below = units_below(work.tx, post.unit)?;
                match unit(work.tx, post.unit)?.kind {
                    UnitKind::District => reached.everything = true,
                    UnitKind::StreetOffice => streets.extend(streets_of(work, &below)?),
                    _ => {}
                }
                reached.units.extend(below);
            }
            // What one unit does may be what one person does: only who oversees has figures.
            Reach::Unit | Reach::Nothing => continue,
        }
        reached.units.insert(post.unit);
    }
    reached.places = streets;
    reached.places.extend(covered(work, &reached.units)?);
    Ok(reached)
}

fn reach(rules: &Rules, post: &Post) -> Reach {
    rules.role(&post.role).map_or(Reach::Nothing, |role| role.reach)
}

/// The streets in which some units have their ground: a street office covers what its communities do.
fn streets_of(work: &mut Work<'_, '_>, units: &[UnitId]) -> Result<Vec<PlaceId>, Problem> {
    let ids: Vec<i64> = units.iter().map(|unit| unit.value()).collect();
    let rows = among(work.tx, params![work.office.district], &ids, |places| {
        format!(
            "select distinct p.street from unit_cover c
             join place p on p.district = c.district and p.id = c.place
             join unit u on u.district = c.district and u.id = c.unit
             where c.district = $1 and u.kind = 'community' and p.street is not null
               and c.unit in ({places})"
        )
    })?;
    let streets = rows.iter().map(|row| row.get("street"));
    let streets: BTreeSet<PlaceId> = streets.collect::<xianban_store::Result<_>>()?;
    Ok(streets.into_iter().collect())
}

/// The ground of the communities among some units, from the widest down. What a department or a company
/// works on is not its ground: others work there too.
fn covered(work: &mut Work<'_, '_>, units: &BTreeSet<UnitId>) -> Result<Vec<PlaceId>, Problem> {
    let ids: Vec<i64> = units.iter().map(|unit| unit.value()).collect();
    let rows = among(work.tx, params![work.office.district], &ids, |places| {
        format!(
            "select distinct p.id, p.path from unit_cover c
             join place p on p.district = c.district and p.id = c.place
             join unit u on u.district = c.district and u.id = c.unit
             where c.district = $1 and u.kind = 'community' and c.unit in ({places})"
        )
    })?;
    let places = rows.iter().map(|row| Ok((row.get("path")?, row.get("id")?)));
    let places: BTreeSet<(String, PlaceId)> = places.collect::<xianban_store::Result<_>>()?;
    Ok(places.into_iter().map(|(_, id)| id).collect())
}

impl Reached {
    /// The widest scope he reaches; `None` when he reaches nothing.
    pub fn widest(&self) -> Option<Scope> {
        if self.everything {
            return Some(Scope::District);
        }
        let ground = self.places.first().map(|place| Scope::Place(*place));
        ground.or_else(|| self.units.first().map(|unit| Scope::Unit(*unit)))
    }

    /// Refuses a scope beyond his reach, as if it did not exist.
    pub fn permits(&self, work: &mut Work<'_, '_>, scope: Scope) -> Result<(), Problem> {
        if self.everything {
            return Ok(());
        }
        let permitted = match scope {
            Scope::District => false,
            Scope::Unit(unit) => self.units.contains(&unit),
            Scope::Place(place) => self.holds(&above(work, "id", place.value())?),
            Scope::Grid(grid) => self.holds(&above(work, "grid", grid.value())?),
        };
        if permitted { Ok(()) } else { Err(Problem::NotFound) }
    }

    fn holds(&self, chain: &[i64]) -> bool {
        self.places.iter().any(|place| chain.contains(&place.value()))
    }
}

/// A place, or one that lies in a grid, with everything above it.
fn above(work: &mut Work<'_, '_>, column: &str, id: i64) -> Result<Vec<i64>, Problem> {
    let sql = format!(
        "select id, street, community, estate from place where district = $1 and {column} = $2
         order by id limit 1"
    );
    let Some(row) = work.tx.row(&sql, params![work.office.district, id])? else {
        return Ok(Vec::new());
    };
    let mut chain = vec![row.get::<i64>("id")?];
    for column in ["street", "community", "estate"] {
        chain.extend(row.get::<Option<i64>>(column)?);
    }
    Ok(chain)
}
