use std::fmt::Display;

use serde::de::DeserializeOwned;
use xianban_kernel::{AppealId, Moment, Problem};
use xianban_store::{Error, Result, Row, Tx, params};

use super::appeal::{Appeal, Words};
use super::duties::Duty;
use super::event::AtUnit;
use super::state::{Origin, State};
use super::sweep::Waiting;
use crate::organisation::UnitKind;
use crate::rules::{AppealKind, DutyKind, HandleClass, Lane};

const COLUMNS: &str = "district, id, no, query, kind, origin, rules, applicant, place, unit, \
    unit_kind, tile, lane, class, round, public, title, body, where_said, contact, state, since, \
    filed_at, version, cards";

/// The appeal with this row; `None` when there is none.
pub fn load(tx: &mut Tx<'_>, district: i64, id: AppealId) -> Result<Option<Appeal>> {
    let sql = format!("select {COLUMNS} from appeal where district = $1 and id = $2");
    tx.row(&sql, params![district, id])?.as_ref().map(from_row).transpose()
}

pub(super) fn by_no(tx: &mut Tx<'_>, district: i64, no: &str) -> Result<Option<Appeal>> {
    let sql = format!("select {COLUMNS} from appeal where district = $1 and no = $2");
    tx.row(&sql, params![district, no])?.as_ref().map(from_row).transpose()
}

/// Writes a new appeal; `false` when its row or number is taken and another must be drawn.
pub(super) fn insert(tx: &mut Tx<'_>, appeal: &Appeal) -> std::result::Result<bool, Problem> {
    let sql = format!(
        "insert into appeal ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, \
         $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) on conflict do nothing"
    );
    let touched = tx.execute(
        &sql,
        params![
            appeal.district,
            appeal.id,
            appeal.no,
            appeal.query,
            appeal.kind.code(),
            appeal.origin.code(),
            appeal.rules,
            appeal.applicant,
            appeal.place,
            appeal.receiver.unit,
            appeal.receiver.kind.code(),
            appeal.tile,
            appeal.lane.code(),
            appeal.class.code(),
            appeal.round,
            appeal.public,
            appeal.words.title,
            appeal.words.text,
            appeal.words.where_said,
            appeal.words.contact,
            appeal.state.code(),
            appeal.since,
            appeal.filed_at,
            appeal.version,
            cards(appeal)?,
        ],
    )?;
    Ok(touched == 1)
}

/// Writes what an event changed, if the row is still at version `before`.
pub(super) fn update(
    tx: &mut Tx<'_>,
    appeal: &Appeal,
    before: i64,
) -> std::result::Result<(), Problem> {
    let touched = tx.execute(
        "update appeal set place = $1, unit = $2, unit_kind = $3, lane = $4, class = $5, round = $6,
           state = $7, since = $8, version = $9, cards = $10
         where district = $11 and id = $12 and version = $13",
        params![
            appeal.place,
            appeal.receiver.unit,
            appeal.receiver.kind.code(),
            appeal.lane.code(),
            appeal.class.code(),
            appeal.round,
            appeal.state.code(),
            appeal.since,
            appeal.version,
            cards(appeal)?,
            appeal.district,
            appeal.id,
            before,
        ],
    )?;
    if touched == 1 { Ok(()) } else { Err(Problem::broken("appeal row changed under its verb")) }
}

pub(super) fn from_row(row: &Row) -> Result<Appeal> {
    let no: String = row.get("no")?;
    let cards: String = row.get("cards")?;
    Ok(Appeal {
        district: row.get("district")?,
        id: row.get("id")?,
        query: row.get("query")?,
        kind: word(row, &no, "kind", AppealKind::from_code)?,
        origin: word(row, &no, "origin", Origin::from_code)?,
        rules: row.get("rules")?,
        applicant: row.get("applicant")?,
        place: row.get("place")?,
        receiver: AtUnit {
            unit: row.get("unit")?,
            kind: word(row, &no, "unit_kind", UnitKind::from_code)?,
        },
        tile: row.get("tile")?,
        lane: word(row, &no, "lane", Lane::from_code)?,
        class: word(row, &no, "class", HandleClass::from_code)?,
        round: row.get("round")?,
        public: row.get("public")?,
        words: Words {
            title: row.get("title")?,
            text: row.get("body")?,
            where_said: row.get("where_said")?,
            contact: row.get("contact")?,
        },
        state: word(row, &no, "state", State::from_code)?,
        since: row.get("since")?,
        filed_at: row.get("filed_at")?,
        version: row.get("version")?,
        cards: json(&no, &cards)?,
        no,
    })
}

/// Replaces the duties of an appeal.
pub(super) fn replace_duties(tx: &mut Tx<'_>, appeal: &Appeal, owed: &[Duty]) -> Result<()> {
    tx.execute(
        "delete from duty where district = $1 and appeal = $2",
        params![appeal.district, appeal.id],
    )?;
    for duty in owed {
        tx.execute(
            "insert into duty (district, appeal, kind, work_order, unit, role, since, yellow, due,
               wake) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            params![
                appeal.district,
                appeal.id,
                duty.kind.code(),
                duty.order,
                duty.unit,
                duty.role,
                duty.since,
                duty.yellow,
                duty.due,
                duty.next_card(&appeal.cards).map(|(at, _)| at),
            ],
        )?;
    }
    Ok(())
}

/// The duties of an appeal, by kind and order.
pub(super) fn duties_of(tx: &mut Tx<'_>, appeal: &Appeal) -> Result<Vec<Duty>> {
    tx.rows(
        "select kind, work_order, unit, role, since, yellow, due, wake from duty
         where district = $1 and appeal = $2 order by kind, work_order",
        params![appeal.district, appeal.id],
    )?
    .iter()
    .map(|row| {
        let duty = Duty {
            kind: word(row, &appeal.no, "kind", DutyKind::from_code)?,
            order: row.get("work_order")?,
            unit: row.get("unit")?,
            role: row.get("role")?,
            since: row.get("since")?,
            yellow: row.get("yellow")?,
            due: row.get("due")?,
        };
        if row.get::<Option<Moment>>("wake")? == duty.next_card(&appeal.cards).map(|(at, _)| at) {
            return Ok(duty);
        }
        Err(Error::inconsistent("duty", &appeal.no, "wakes at another time than its cards say"))
    })
    .collect()
}

/// Duties of a district whose next card is due at `at`, earliest first, after the position `after`.
pub(super) fn waiting_for_cards(
    tx: &mut Tx<'_>,
    district: i64,
    at: Moment,
    after: Option<Waiting>,
    most: i64,
) -> Result<Vec<Waiting>> {
    let (wake, appeal) =
        after.map_or((i64::MIN, i64::MIN), |last| (last.wake.millis(), last.appeal.value()));
    tx.rows(
        "select wake, appeal from duty
         where district = $1 and wake <= $2 and (wake, appeal) > ($3, $4)
         order by wake, appeal limit $5",
        params![district, at, wake, appeal, most],
    )?
    .iter()
    .map(|row| Ok(Waiting { wake: row.get("wake")?, appeal: row.get("appeal")? }))
    .collect()
}

fn cards(appeal: &Appeal) -> std::result::Result<String, Problem> {
    serde_json::to_string(&appeal.cards).map_err(|error| Problem::broken(error.to_string()))
}

fn json<T: DeserializeOwned>(no: &dyn Display, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::inconsistent("appeal", no, error.to_string()))
}

/// A column that holds one of a closed list of words.
fn word<T>(
    row: &Row,
    no: &dyn Display,
    column: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T> {
    let code: String = row.get(column)?;
    read(&code).ok_or_else(|| Error::inconsistent("appeal", no, format!("{column} is {code}")))
}
