use std::collections::HashMap;

use xianban_kernel::{DossierId, Problem};
use xianban_store::{Row, params};

use crate::among::among;
use crate::appeals::desk;
use crate::appeals::desk::{by_no, in_words};
use crate::appeals::nouns::{Appeal, Duty, duties, next};
use crate::appeals::rows::store;
use crate::dossier::Vault;
use crate::office::Work;
use crate::organisation::{UnitNames, unit};

/// An appeal as a card or the head of a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// The appeal.
    pub appeal: Appeal,
    /// Its first words; `None` when erased.
    pub title: Option<String>,
    /// Its place, in words; empty when nothing is known.
    pub place: String,
    /// What is owed next, and by whom.
    pub next: Option<(Duty, String)>,
}

/// An appeal the actor may open, at a glance.
pub fn glance(work: &mut Work<'_, '_>, no: &str) -> Result<Glance, Problem> {
    let appeal = by_no(work, no)?;
    glance_at(work, appeal)
}

/// The appeal that number and query code open together, for somebody without a login.
pub fn by_query(work: &mut Work<'_, '_>, no: &str, code: &str) -> Result<Glance, Problem> {
    let appeal = store::by_no(work.tx, work.office.district, no)?.ok_or(Problem::NotFound)?;
    let given = hex::encode(work.office.keys.fingerprint("query", code.as_bytes()));
    let same: bool =
        subtle::ConstantTimeEq::ct_eq(given.as_bytes(), appeal.query.as_bytes()).into();
    if same { glance_at(work, appeal) } else { Err(Problem::NotFound) }
}

/// Appeals the actor has open, at a glance, in their order: a fixed number of statements for each 64.
pub(crate) fn glances_at(
    work: &mut Work<'_, '_>,
    appeals: Vec<Appeal>,
) -> Result<Vec<Glance>, Problem> {
    let ids: Vec<i64> = appeals.iter().map(|appeal| appeal.id.value()).collect();
    let found = among(work.tx, params![work.office.district], &ids, |places| {
        format!(
            "select a.id, d.key, title.sealed as title_sealed, said.sealed as said_sealed,
               place.address from appeal a
             join dossier d on d.district = a.district and d.id = a.id
             left join vault title on title.district = a.district and title.dossier = a.id
               and title.n = a.title
             left join vault said on said.district = a.district and said.dossier = a.id
               and said.n = a.where_said
             left join place on place.district = a.district and place.id = a.place
             where a.district = $1 and a.id in ({places})"
        )
    })?;
    let mut rows: HashMap<DossierId, Row> = HashMap::new();
    for row in found {
        rows.insert(row.get("id")?, row);
    }
    let (mut names, mut glances) = (UnitNames::default(), Vec::with_capacity(appeals.len()));
    for appeal in appeals {
        let row = rows.get(&appeal.id).ok_or(Problem::NotFound)?;
        let key: Option<Vec<u8>> = row.get("key")?;
        let vault = Vault::opened(&work.office.keys, appeal.district, appeal.id, key.as_deref())?;
        let title = vault.reveal(row.get("title_sealed")?)?;
        let place = in_words(row.get("address")?, vault.reveal(row.get("said_sealed")?)?);
        let owed = duties(&appeal, &work.office.rules_of(appeal.rules)?);
        let next = match next(owed) {
            Some(duty) => {
                let name = names.name(work.tx, duty.unit)?;
                Some((duty, name))
            }
            None => None,
        };
        glances.push(Glance { appeal, title, place, next });
    }
    Ok(glances)
}

/// An appeal the actor has open, at a glance.
pub(crate) fn glance_at(work: &mut Work<'_, '_>, appeal: Appeal) -> Result<Glance, Problem> {
    let said = desk::said(work, &appeal)?;
    let place = desk::place(work, &appeal)?;
    let owed = duties(&appeal, &work.office.rules_of(appeal.rules)?);
    let next = match next(owed) {
        Some(duty) => {
            let name = unit(work.tx, duty.unit)?.name;
            Some((duty, name))
        }
        None => None,
    };
    Ok(Glance { appeal, title: said.title, place, next })
}
