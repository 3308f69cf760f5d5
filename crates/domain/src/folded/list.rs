use std::collections::BTreeSet;

use xianban_kernel::{DossierId, Moment, Problem, UnitId};
use xianban_store::{Param, params};

use super::noun::{Folded, Held};
use super::own::marks;
use super::row::{COLUMNS, from_row};
use crate::office::Work;
use crate::rules::ActionWord;

/// Which of a room's nouns are wanted, newest first.
#[derive(Clone, Debug)]
pub struct Page {
    /// Only those that still owe something.
    pub open: bool,
    /// Begun from here on.
    pub from: Option<Moment>,
    /// Begun before.
    pub until: Option<Moment>,
    /// Only those that this unit may read for its part in them.
    pub with: Option<UnitId>,
    /// Behind this one.
    pub after: Option<DossierId>,
    /// At most so many; one more says that there is a next page.
    pub most: i64,
}

/// Nouns that the actor may read by what `action` lets him reach.
pub fn list<N: Folded>(
    work: &mut Work<'_, '_>,
    action: impl ActionWord,
    page: &Page,
) -> Result<Vec<Held<N>>, Problem> {
    let marks = marks(work, action)?;
    let with = page.with.map_or_else(String::new, |unit| format!("unit:{unit}"));
    // Whoever reads all of a unit's walks along the unit's own mark, however rare it is among the others.
    let (marks, with) = if marks.contains("all") || marks.contains(&with) {
        let all = if with.is_empty() { "all".to_owned() } else { with };
        (BTreeSet::from([all]), String::new())
    } else {
        (marks, with)
    };
    let sign = if page.open { '!' } else { '@' };
    let bound =
        |at: Option<Moment>, none: i64| at.map_or(none, |at| DossierId::first_at(at).value());
    let until = bound(page.until, i64::MAX).min(page.after.map_or(i64::MAX, DossierId::value));
    let sql = format!(
        "select {COLUMNS} from reader r join folded f on f.district = r.district and f.id = r.dossier
         where r.district = $1 and r.reader = $2 and r.dossier >= $3 and r.dossier < $4
           and ($5 = '' or exists (select 1 from reader p where p.district = r.district
             and p.dossier = r.dossier and p.reader = $5))
         order by r.dossier desc limit $6"
    );
    let mut found = std::collections::BTreeMap::new();
    for mark in marks {
        let mark = format!("{}{sign}{mark}", N::KIND);
        let from = bound(page.from, i64::MIN);
        let rows =
            work.tx.rows(&sql, params![work.tx.district(), mark, from, until, with, page.most])?;
        for row in &rows {
            let held = from_row::<N>(row)?;
            found.insert(std::cmp::Reverse(held.id), held);
        }
    }
    let most = usize::try_from(page.most).unwrap_or(usize::MAX);
    Ok(found.into_values().take(most).collect())
}

/// Nouns that bear this mark of a reader (`all` for every one), newest first, at most `most`, whoever may
/// read them; only those that still owe something if `open`.
pub fn marked<N: Folded>(
    work: &mut Work<'_, '_>,
    mark: &str,
    open: bool,
    most: i64,
) -> Result<Vec<Held<N>>, Problem> {
    let sql = format!(
        "select {COLUMNS} from reader r join folded f on f.district = r.district and f.id = r.dossier
         where r.district = $1 and r.reader = $2 order by r.dossier desc limit $3"
    );
    let mark = format!("{}{}{mark}", N::KIND, if open { '!' } else { '@' });
    let rows = work.tx.rows(&sql, params![work.tx.district(), mark, most])?;
    Ok(rows.iter().map(from_row::<N>).collect::<Result<_, _>>()?)
}

/// Nouns of a kind that are about a dossier, newest first, at most `most`, whoever may read them.
pub fn about<N: Folded>(
    work: &mut Work<'_, '_>,
    about: DossierId,
    most: i64,
) -> Result<Vec<Held<N>>, Problem> {
    let sql = format!(
        "select {COLUMNS} from tie t join folded f on f.district = t.district and f.id = t.dossier
         where t.district = $1 and t.about = $2 and f.kind = $3
         order by t.dossier desc limit $4"
    );
    let rows = work.tx.rows(&sql, params![work.tx.district(), about, N::KIND, most])?;
    Ok(rows.iter().map(from_row::<N>).collect::<Result<_, _>>()?)
}

/// How many nouns [`many`] looks up at once: one text of the statement for all.
const MANY: usize = 64;

/// Nouns of a kind by their rows, in no order, whoever may read them.
pub fn many<N: Folded>(
    work: &mut Work<'_, '_>,
    ids: &[DossierId],
) -> Result<Vec<Held<N>>, Problem> {
    let places = (3..MANY + 3).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "select {COLUMNS} from folded f where f.district = $1 and f.kind = $2 and f.id in ({places})"
    );
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(MANY) {
        let mut values = vec![Param::Int(work.tx.district()), Param::Text(N::KIND)];
        values.extend((0..MANY).map(|n| Param::Int(some.get(n).map_or(0, |id| id.value()))));
        for row in &work.tx.rows(&sql, &values)? {
            found.push(from_row::<N>(row)?);
        }
    }
    Ok(found)
}
