//! How rules change: one draft a district works on, and the version it becomes.

use crate::rules::Right;
use xianban_kernel::{Moment, Problem};
use xianban_store::{Row, params};

use super::book::Bringing;
use super::whole::{Fit, fits};
use super::{Difference, RuleBook, Rules, Sheet, differences};
use crate::identity::require;
use crate::ledger::{Field, Note, Sort, Subject, What, keep};
use crate::office::Work;

/// A new version counts so many milliseconds later at the soonest: until then every node has it.
const TAKES: i64 = 5_000;

/// Differences kept in the note of a version; the texts of both versions hold all of them.
const NOTED: usize = 50;

/// The draft of the next version.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Counts its changes, from 1; 0 as long as there is none.
    pub n: i64,
    /// The version it was begun from.
    pub based_on: i64,
    /// When it was last changed, and by whom; `None` as long as there is none.
    pub changed: Option<(Moment, String)>,
    /// The text of the rules file.
    pub body: String,
}

/// A version that is or was in force, or will be.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number, from 1.
    pub version: i64,
    /// From when new matters start under it.
    pub valid_from: Moment,
    /// Who brought it in; empty when it was done at the machine.
    pub by: String,
    /// Why.
    pub why: String,
    /// Open matters that started under it.
    pub running: i64,
}

/// What a draft would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What is different from the newest version.
    pub differences: Vec<Difference>,
    /// Whether it can come into force.
    pub fit: Fit,
}

/// The versions, newest first.
pub fn versions(work: &mut Work<'_, '_>) -> Result<Vec<Version>, Problem> {
    require(work, Right::ManageRules)?;
    let sql = "select r.version, r.valid_from, r.author, r.why, \
               (select count(distinct d.dossier) from duty d join appeal a \
                on a.district = d.district and a.id = d.dossier \
                where d.district = r.district and a.rules = r.version) as running \
               from rule_set r where r.district = $1 order by r.version desc";
    let read = |row: &Row| {
        Ok(Version {
            version: row.get("version")?,
            valid_from: row.get("valid_from")?,
            by: row.get("author")?,
            why: row.get("why")?,
            running: row.get("running")?,
        })
    };
    work.tx.rows(sql, params![work.office.district])?.iter().map(read).collect()
}

/// The file of one version.
pub fn text_of(work: &mut Work<'_, '_>, version: i64) -> Result<String, Problem> {
    require(work, Right::ManageRules)?;
    let sql = "select body from rule_set where district = $1 and version = $2";
    let row = work.tx.row(sql, params![work.office.district, version])?;
    Ok(row.ok_or(Problem::NotFound)?.get("body")?)
}

/// The draft; one that is not begun yet is the newest version.
pub fn draft(work: &mut Work<'_, '_>) -> Result<Draft, Problem> {
    require(work, Right::ManageRules)?;
    let sql = "select n, based_on, changed_at, author, body from rule_draft where district = $1";
    if let Some(row) = work.tx.row(sql, params![work.office.district])? {
        let changed = Some((row.get("changed_at")?, row.get("author")?));
        let (n, based_on, body) = (row.get("n")?, row.get("based_on")?, row.get("body")?);
        return Ok(Draft { n, based_on, changed, body });
    }
    let newest = newest(work)?;
    Ok(Draft { n: 0, based_on: newest, changed: None, body: text_of(work, newest)? })
}

/// Writes the draft. It need not hold together yet, but must be a rules file.
///
/// # Errors
/// [`Problem::Stale`] when somebody else changed it since `seen`.
pub fn change_draft(work: &mut Work<'_, '_>, seen: i64, body: &str) -> Result<Draft, Problem> {
    let draft = unchanged(work, seen)?;
    let body = body.replace("\r\n", "\n");
    Sheet::parse(&body).map_err(|fault| Problem::fault("file", fault))?;
    let (n, at, by) = (draft.n + 1, work.cx.at, author(work));
    let written = work.tx.execute(
        "insert into rule_draft (district, n, based_on, changed_at, author, body) \
         values ($1, $2, $3, $4, $5, $6) on conflict (district) do update set \
         n = excluded.n, changed_at = excluded.changed_at, author = excluded.author, \
         body = excluded.body where rule_draft.n = excluded.n - 1",
        params![work.office.district, n, draft.based_on, at, by, body],
    )?;
    if written == 0 {
        return Err(work.tx.raced().into());
    }
    Ok(Draft { n, changed: Some((at, by)), body, ..draft })
}

/// Throws the draft away.
pub fn discard_draft(work: &mut Work<'_, '_>, seen: i64) -> Result<(), Problem> {
    unchanged(work, seen)?;
    let sql = "delete from rule_draft where district = $1";
    work.tx.execute(sql, params![work.office.district])?;
    Ok(())
}

/// What the draft changes, and whether it fits.
pub fn preview(work: &mut Work<'_, '_>) -> Result<Preview, Problem> {
    let body = draft(work)?.body;
    preview_of(work, &body)
}

/// The same of any rules file.
pub fn preview_of(work: &mut Work<'_, '_>, body: &str) -> Result<Preview, Problem> {
    require(work, Right::ManageRules)?;
    let fit = match toml::from_str::<Rules>(body) {
        Ok(rules) => fits(work, &rules)?,
        Err(error) => Fit { faults: vec![error.to_string()], warnings: Vec::new() },
    };
    Ok(Preview { differences: against_newest(work, body)?, fit })
}

/// Makes the draft the next version, for new matters from `from` on, or at once. What matters that
/// run already take over, the version itself says ([`super::Running`]).
pub fn publish(
    work: &mut Work<'_, '_>,
    seen: i64,
    from: Option<Moment>,
    why: &str,
) -> Result<i64, Problem> {
    let draft = unchanged(work, seen)?;
    let newest = newest(work)?;
    if draft.based_on != newest {
        let said = format!("第 {newest} 版已经公布，草稿是从第 {} 版改的。", draft.based_on);
        return Err(Problem::refused("rules_moved_on", format!("{said}请导出草稿，重新改一遍。")));
    }
    let why = why.trim();
    if why.is_empty() {
        return Err(Problem::fault("why", "请写一句为什么改，以后查得到。"));
    }
    let soonest = work.cx.at.plus_millis(TAKES);
    if from.is_some_and(|from| from < work.cx.at) {
        return Err(Problem::fault("from", "生效时间已经过去，请选以后的时间，或者立即生效。"));
    }
    let rules = Rules::parse(&draft.body, work.office.words)
        .map_err(|fault| Problem::fault("rules", fault))?;
    if let Some(fault) = fits(work, &rules)?.faults.first() {
        return Err(Problem::fault("rules", format!("还不能公布：{fault}。")));
    }
    let changed = against_newest(work, &draft.body)?;
    if changed.is_empty() {
        return Err(Problem::refused("nothing_changed", "草稿和现在的规则一样，没有可以公布的。"));
    }
    let by = author(work);
    let bringing =
        Bringing { at: work.cx.at, from: from.unwrap_or(soonest).max(soonest), by: &by, why };
    let district = work.office.district;
    let version = RuleBook::bring(work.tx, district, (&draft.body, work.office.words), &bringing)?
        .newest()
        .version;
    discard_draft(work, seen)?;
    let fields = changed.into_iter().take(NOTED).map(|one| Field {
        name: one.at.join("."),
        from: one.from.unwrap_or_default(),
        to: one.to.unwrap_or_default(),
    });
    let (subject, name) =
        (Subject::of(Sort::Rules, &version.to_string()), format!("第 {version} 版（{why}）"));
    keep(work, &Note { subject, what: What::Changed, name, fields: fields.collect() })?;
    Ok(version)
}

fn against_newest(work: &mut Work<'_, '_>, body: &str) -> Result<Vec<Difference>, Problem> {
    let newest = newest(work)?;
    let sheet = |text: &str| Sheet::parse(text).map_err(Problem::broken);
    Ok(differences(&sheet(&text_of(work, newest)?)?, &sheet(body)?))
}

fn unchanged(work: &mut Work<'_, '_>, seen: i64) -> Result<Draft, Problem> {
    let draft = draft(work)?;
    if draft.n == seen {
        return Ok(draft);
    }
    let said = "别人刚刚改过草稿，您的改动没有保存，但都还在下面。请看过最新的草稿再保存。";
    Err(Problem::Stale { said: said.to_owned() })
}

fn newest(work: &mut Work<'_, '_>) -> Result<i64, Problem> {
    let sql = "select coalesce(max(version), 0) as version from rule_set where district = $1";
    let row = work.tx.row(sql, params![work.office.district])?;
    Ok(row.ok_or(Problem::NotFound)?.get("version")?)
}

fn author(work: &Work<'_, '_>) -> String {
    work.cx.actor.staff().map(|staff| staff.name.to_string()).unwrap_or_default()
}
