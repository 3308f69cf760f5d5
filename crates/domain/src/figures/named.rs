use std::collections::BTreeMap;

use xianban_kernel::Problem;
use xianban_store::params;

use super::scope::Scope;
use crate::among::among;
use crate::office::Work;
use crate::organisation::UnitKind;

/// What a scope is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Of a unit: what sort of unit it is; only like is set beside like.
    pub class: Option<UnitKind>,
    /// What it lies in, one level up; `None` for the district.
    pub above: Option<Scope>,
}

/// What some scopes are called.
pub fn named(work: &mut Work<'_, '_>, scopes: &[Scope]) -> Result<BTreeMap<Scope, Named>, Problem> {
    let mut found = BTreeMap::new();
    let district = work.office.district;
    let rules = work.office.rules_at(work.cx.at).rules;
    let ids = |of: fn(&Scope) -> Option<i64>| {
        let ids: Vec<i64> = scopes.iter().filter_map(of).collect();
        (!ids.is_empty()).then_some(ids)
    };
    if scopes.contains(&Scope::District) {
        let name = rules.district.name.clone();
        found.insert(Scope::District, Named { name, class: None, above: None });
    }
    if let Some(ids) = ids(|one| if let Scope::Place(id) = one { Some(id.value()) } else { None }) {
        let rows = among(work.tx, params![district], &ids, |places| {
            format!(
                "select p.id, p.name, parent.id as above, parent.kind as level from place p
                 left join place parent on parent.district = p.district and parent.id = p.parent
                 where p.district = $1 and p.id in ({places})"
            )
        })?;
        for row in &rows {
            let level: Option<String> = row.get("level")?;
            let counted = level.is_some_and(|one| ["street", "community"].contains(&one.as_str()));
            let above: Option<xianban_kernel::PlaceId> = row.get("above")?;
            let above = above.filter(|_| counted).map_or(Scope::District, Scope::Place);
            let named = Named { name: row.get("name")?, class: None, above: Some(above) };
            found.insert(Scope::Place(row.get("id")?), named);
        }
    }
    if let Some(ids) = ids(|one| if let Scope::Grid(id) = one { Some(id.value()) } else { None }) {
        let rows = among(work.tx, params![district], &ids, |places| {
            format!("select id, name, community from grid where district = $1 and id in ({places})")
        })?;
        for row in &rows {
            let above = Some(Scope::Place(row.get("community")?));
            let named = Named { name: row.get("name")?, class: None, above };
            found.insert(Scope::Grid(row.get("id")?), named);
        }
    }
    if let Some(ids) = ids(|one| if let Scope::Unit(id) = one { Some(id.value()) } else { None }) {
        let rows = among(work.tx, params![district], &ids, |places| {
            format!("select id, name, kind from unit where district = $1 and id in ({places})")
        })?;
        for row in &rows {
            let named =
                Named { name: row.get("name")?, class: Some(row.get("kind")?), above: None };
            found.insert(Scope::Unit(row.get("id")?), named);
        }
    }
    Ok(found)
}
