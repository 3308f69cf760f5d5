use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use xianban_kernel::{DossierId, Due, Moment, Problem, UnitId};
use xianban_store::{Param, Row, params};

use crate::among::among;
use crate::appeals::desk::sight;
use crate::appeals::nouns::duties::BESIDE;
use crate::appeals::nouns::event::{Assigned, ExtensionAsked, Happening, Listed, Met, SlipIssued};
use crate::appeals::nouns::{Action, DutyKind, Register, Standing};
use crate::dossier::Vault;
use crate::duty::due;
use crate::office::Work;

/// So many open matters of one unit are weighed.
const MOST: i64 = 2000;

/// What is known of an open appeal without opening it: what agendas and the table of progress go by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The appeal.
    pub id: DossierId,
    /// Its number.
    pub no: String,
    /// Where it stands.
    pub standing: Standing,
    /// When it was filed.
    pub filed_at: Moment,
    /// Which round it is in.
    pub round: i64,
    /// Who has it now.
    pub holder: UnitId,
    /// The last step that anybody of staff took on it.
    pub acted_at: Option<Moment>,
    /// What is owed next.
    pub duty: DutyKind,
    /// Who owes that.
    pub owing: UnitId,
    /// When it is near due.
    pub yellow: Moment,
    /// When it is due.
    #[serde(serialize_with = "moment")]
    pub due: Due,
    /// When the handling is due, while there is some.
    pub handled_by: Option<Moment>,
    /// When a unit last returned an order of it.
    pub returned_at: Option<Moment>,
    /// When it was last rated low.
    pub low_at: Option<Moment>,
    /// When its applicant last urged.
    pub urged_at: Option<Moment>,
    /// Until when it is on hold.
    pub hold_until: Option<Moment>,
    /// 重难点.
    pub is_hard: bool,
    /// 挂牌督办.
    pub is_supervised: bool,
}

fn moment<S: serde::Serializer>(due: &Due, to: S) -> Result<S::Ok, S::Error> {
    due.at.serialize(to)
}

/// What facts are read from; what comes before is what is wanted besides, what follows the conditions.
/// The duty is the one that leads the appeal on next (`nouns::duties::next`).
pub(super) const FACTS: &str =
    "a.id, a.no, a.standing, a.filed_at, a.round, a.registers, a.urged_at,
       dossier.unit as holder, d.kind as owed, d.unit as owing, d.yellow, d.due, d.provisional,
       (select max(h.due) from duty h where h.district = d.district and h.dossier = d.dossier
          and h.kind = 'handle') as handled_by,
       (select max(h.due) from duty h where h.district = d.district and h.dossier = d.dossier
          and h.kind = 'review_hold') as hold_until,
       (select max(r.at) from returned_order r where r.district = d.district
          and r.appeal = d.dossier) as returned_at,
       (select max(l.at) from low_rating l where l.district = d.district
          and l.appeal = d.dossier) as low_at,
       (select e.occurred_at from event e where e.district = d.district and e.dossier = d.dossier
          and e.actor like 'staff:%' order by e.seq desc limit 1) as acted_at";

/// The rows of open appeals, each with its next duty.
const OPEN: &str = "from duty d
       join appeal a on a.district = d.district and a.id = d.dossier
       join dossier on dossier.district = d.district and dossier.id = d.dossier";

/// That no other duty of it comes before, those that stand beside the way left out.
pub(super) fn next() -> String {
    let beside =
        BESIDE.iter().map(|kind| format!("'{}'", kind.code())).collect::<Vec<_>>().join(", ");
    format!(
        "d.kind not in ({beside})
         and a.standing not in ('closed', 'declined', 'transferred', 'withdrawn')
         and not exists (select 1 from duty n where n.district = d.district
           and n.dossier = d.dossier and n.kind not in ({beside})
           and (n.due, n.kind, n.part) < (d.due, d.kind, d.part))"
    )
}

/// The facts of all open appeals that a unit may open, whoever asks: for the program's own lists, which
/// show of each only what the reader may open. What is read does not grow with what was closed.
pub fn facts_at(work: &mut Work<'_, '_>, unit: UnitId) -> Result<Vec<Facts>, Problem> {
    let sql = format!(
        "select {FACTS} {OPEN}
         join reader on reader.district = d.district and reader.dossier = d.dossier
           and reader.reader = $1
         where d.district = $2 and {} order by d.due, d.dossier limit $3",
        next()
    );
    let mark = format!("unit:{unit}");
    let rows = work.tx.rows(&sql, params![mark, work.office.district, MOST])?;
    rows.iter().map(facts).collect()
}

pub(super) fn facts(row: &Row) -> Result<Facts, Problem> {
    let (standing, duty): (String, String) = (row.get("standing")?, row.get("owed")?);
    let unknown = |what: &str| Problem::broken(format!("an open appeal with {what}"));
    let registers: String = row.get("registers")?;
    let into = |register: Register| registers.contains(&format!(",{},", register.code()));
    Ok(Facts {
        id: row.get("id")?,
        no: row.get("no")?,
        standing: Standing::from_code(&standing).ok_or_else(|| unknown(&standing))?,
        filed_at: row.get("filed_at")?,
        round: row.get("round")?,
        holder: row.get("holder")?,
        acted_at: row.get("acted_at")?,
        duty: DutyKind::from_code(&duty).ok_or_else(|| unknown(&duty))?,
        owing: row.get("owing")?,
        yellow: row.get("yellow")?,
        due: due(row, "due", "provisional")?,
        handled_by: row.get("handled_by")?,
        returned_at: row.get("returned_at")?,
        low_at: row.get("low_at")?,
        urged_at: row.get("urged_at")?,
        hold_until: row.get("hold_until")?,
        is_hard: into(Register::Hard),
        is_supervised: into(Register::Supervised),
    })
}

/// The first words of those of these appeals that the actor may open.
pub fn titles(
    work: &mut Work<'_, '_>,
    of: &BTreeSet<DossierId>,
) -> Result<BTreeMap<DossierId, String>, Problem> {
    let (sight, ids) = (sight(work)?, of.iter().map(|id| id.value()).collect::<Vec<_>>());
    let [marks, seats] = sight.values();
    let given = [Param::Int(work.office.district), marks, seats];
    let rows = among(work.tx, &given, &ids, |places| {
        format!(
            "select a.id, a.key, title.sealed from dossier a
             left join vault title on title.district = a.district and title.dossier = a.id
               and title.n = a.title
             where a.district = $1 and {} and a.id in ({places})",
            sight.sql("a", 2)
        )
    })?;
    let mut found = BTreeMap::new();
    for row in &rows {
        let id: DossierId = row.get("id")?;
        found.extend(title(work, row, "sealed")?.map(|title| (id, title)));
    }
    Ok(found)
}

/// The title of a row that brought its dossier's key.
pub(super) fn title(
    work: &Work<'_, '_>,
    row: &Row,
    sealed: &'static str,
) -> Result<Option<String>, Problem> {
    let (id, key): (DossierId, Option<Vec<u8>>) = (row.get("id")?, row.get("key")?);
    let vault = Vault::opened(&work.office.keys, work.office.district, id, key.as_deref())?;
    vault.reveal(row.get(sealed)?)
}

/// What each move that a meeting can decide leaves in the trail.
const LEFT: [(Action, &str); 5] = [
    (Action::IssueSlip, SlipIssued::SORT.kind),
    (Action::Assign, Assigned::SORT.kind),
    (Action::Extend, ExtensionAsked::SORT.kind),
    (Action::List, Listed::SORT.kind),
    (Action::Meet, Met::SORT.kind),
];

/// The actor's own last move of this name on an appeal from a moment on, by its place in the trail.
pub fn moved_since(
    work: &mut Work<'_, '_>,
    appeal: DossierId,
    action: Action,
    from: Moment,
) -> Result<Option<i64>, Problem> {
    let Some((_, kind)) = LEFT.iter().find(|(one, _)| *one == action) else { return Ok(None) };
    let row = work.tx.row(
        "select max(seq) as seq from event where district = $1 and dossier = $2 and actor = $3
           and kind = $4 and occurred_at >= $5",
        params![work.office.district, appeal, work.cx.actor.mark(), *kind, from],
    )?;
    row.map_or(Ok(None), |row| Ok(row.get("seq")?))
}

#[cfg(test)]
impl Facts {
    /// A matter that goes its way.
    pub(crate) fn quiet(filed_at: Moment, acted_at: Moment, due: Moment) -> Self {
        Self {
            id: DossierId::new(1),
            no: "1".to_owned(),
            standing: Standing::Handling,
            filed_at,
            round: 1,
            holder: UnitId::new(7),
            acted_at: Some(acted_at),
            duty: DutyKind::Handle,
            owing: UnitId::new(7),
            yellow: due,
            due: Due::agreed(due),
            handled_by: Some(due),
            returned_at: None,
            low_at: None,
            urged_at: None,
            hold_until: None,
            is_hard: false,
            is_supervised: false,
        }
    }
}
