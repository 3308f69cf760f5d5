use xianban_kernel::{DossierId, Moment, Page, PageSize, Problem, UnitId};
use xianban_store::{Param, Row};

use super::Count;
use super::due::{owed, owing};
use super::scope::{Scope, Span};
use super::spot::Spot;
use crate::dossier::Vault;
use crate::office::Work;
use crate::search::Sight;

/// Which dossiers of a number are wanted.
#[derive(Clone, Debug)]
pub struct CasesAsked {
    /// Of which number.
    pub of: Of,
    /// In which scope.
    pub scope: Scope,
    /// In which days; what stands now is asked for whenever it began.
    pub span: Span,
    /// Of the work of this unit only.
    pub unit: Option<UnitId>,
    /// On this list of five only; an empty code for none yet.
    pub list: Option<String>,
    /// Of this matter only.
    pub matter: Option<String>,
}

/// A number that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// What is counted.
    Count(Count),
    /// Something owed on it is overdue.
    Overdue,
    /// Something owed on it falls due before then.
    Soon(Moment),
}

/// A dossier that a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The dossier.
    pub id: DossierId,
    /// Of which kind, as stored.
    pub kind: String,
    /// Its number; `None` where the actor may not open it.
    pub no: Option<String>,
    /// Its first words; `None` where they were erased or the actor may not open it.
    pub title: Option<String>,
    /// Who has it, by name.
    pub unit: String,
    /// When that became true for which it is counted.
    pub at: Moment,
}

/// The dossiers of a number, the newest first, after a position; exactly as many as the number says: one
/// that counts twice stands there twice, and what the actor's `sight` does not hold stands there unnamed.
/// Whether he may have the number at all is asked before.
pub fn cases(
    work: &mut Work<'_, '_>,
    asked: &CasesAsked,
    sight: &Sight,
    after: Option<(i64, i64, i64)>,
    size: PageSize,
) -> Result<Page<Counted>, Problem> {
    let (at, id, n) = after.unwrap_or((i64::MAX, i64::MAX, i64::MAX));
    let limit = i64::try_from(size.rows() + 1).unwrap_or(i64::MAX);
    let (counted, given) = counted(work, asked)?;
    let m = given.len();
    let sql = format!(
        "with counted as ({counted})
         select c.at, c.n, dossier.id, dossier.kind, dossier.no, dossier.words,
           dossier.key, unit.name,
           title.sealed, case when {} then 1 else 0 end as seen
         from counted c
         join dossier on dossier.district = $1 and dossier.id = c.dossier
         join unit on unit.district = dossier.district and unit.id = dossier.unit
         left join vault title on title.district = dossier.district
           and title.dossier = dossier.id and title.n = dossier.title
         where (c.at < ${a} or (c.at = ${a} and (c.dossier < ${b} or
           (c.dossier = ${b} and c.n < ${c}))))
         order by c.at desc, c.dossier desc, c.n desc limit ${d}",
        sight.sql("dossier", m + 1),
        a = m + 3,
        b = m + 4,
        c = m + 5,
        d = m + 6,
    );
    let mut values: Vec<Param<'_>> = given.iter().map(Given::param).collect();
    values.extend(sight.values());
    values.extend([at, id, n, limit].map(Param::Int));
    let rows = work.tx.rows(&sql, &values)?;
    let read = |row: &Row| Ok((row.get::<i64>("n")?, one(work, row)?));
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, Problem>>()?;
    let page = Page::cut(rows, size, |(n, one)| format!("{}.{}.{n}", one.at.millis(), one.id));
    Ok(page.map(|(_, one)| one))
}

/// A value of a statement.
enum Given {
    Number(i64),
    Text(String),
}

impl Given {
    fn param(&self) -> Param<'_> {
        match self {
            Self::Number(number) => Param::Int(*number),
            Self::Text(text) => Param::Text(text),
        }
    }
}

/// The statement that finds them, as `dossier`, `at`, `n`; and its values.
fn counted(work: &mut Work<'_, '_>, asked: &CasesAsked) -> Result<(String, Vec<Given>), Problem> {
    let spot = Spot::of(work, asked.scope)?;
    let mut given = vec![Given::Number(work.office.district)];
    let mut sql = match asked.of {
        Of::Count(count) => {
            let span = if count.stands() { Span::EVER } else { asked.span };
            given.push(Given::Text(count.code().to_owned()));
            let (from, to) = span.moments();
            given.extend([from.millis(), to.millis(), asked.scope.id()].map(Given::Number));
            format!(
                "select f.dossier, f.at, f.n from fact f
                 where f.district = $1 and f.count = $2 and f.at >= $3 and f.at < $4 and {}",
                spot.sql("f", 5, 1)
            )
        }
        Of::Overdue => {
            given.extend([work.cx.at.millis(), asked.scope.id()].map(Given::Number));
            due("", &owing(&spot, 3, 1))
        }
        Of::Soon(before) => {
            let (now, scope) = (work.cx.at.millis(), asked.scope.id());
            given.extend([before.millis(), now, scope].map(Given::Number));
            due("and d.due >= $3", &owing(&spot, 4, 1))
        }
    };
    for (column, value) in [("list", &asked.list), ("matter", &asked.matter)] {
        if let Some(value) = value {
            given.push(Given::Text(value.clone()));
            sql = format!("{sql} and f.{column} = ${}", given.len());
        }
    }
    if let Some(unit) = asked.unit {
        given.push(Given::Number(unit.value()));
        let whose = if matches!(asked.of, Of::Count(_)) { "f" } else { "d" };
        sql = format!("{sql} and {whose}.unit = ${}", given.len());
    }
    if !matches!(asked.of, Of::Count(_)) {
        sql.push_str(" group by d.dossier");
    }
    Ok((sql, given))
}

fn due(more: &str, scope: &str) -> String {
    format!(
        "select d.dossier, min(d.due) as at, cast(0 as bigint) as n {} {more} and {scope}",
        owed(1)
    )
}

fn one(work: &Work<'_, '_>, row: &Row) -> Result<Counted, Problem> {
    let (id, key): (DossierId, Option<Vec<u8>>) = (row.get("id")?, row.get("key")?);
    let vault = Vault::opened(&work.office.keys, work.office.district, id, key.as_deref())?;
    let seen = row.get::<i64>("seen")? != 0;
    let no: String = row.get("no")?;
    Ok(Counted {
        id,
        kind: row.get("kind")?,
        no: seen.then_some(no),
        title: if seen { vault.reveal(row.get("sealed")?)?.or(row.get("words")?) } else { None },
        unit: row.get("name")?,
        at: row.get("at")?,
    })
}
