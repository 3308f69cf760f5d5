use std::fmt::Display;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xianban_kernel::{AppealId, Moment, Problem};
use xianban_store::{Error, Result, Row, Tx, params};

use super::appeal::{Appeal, Words};
use super::beside::Urges;
use super::duties::Duty;
use super::event::AtUnit;
use super::order::{Order, Part, Progress};
use super::state::{Origin, Standing, State};
use super::sweep::Waiting;
use super::windows::Window;
use crate::organisation::UnitKind;
use crate::rules::{AppealKind, DutyKind, HandleClass, Lane};

const COLUMNS: &str = "district, id, no, query, kind, origin, rules, applicant, place, unit, \
    unit_kind, assessor, assessor_kind, office, office_kind, list, matter, tile, lane, class, round, \
    public, title, body, where_said, contact, state, standing, since, filed_at, version, cards, hands, \
    urges, urged_at, call, closes_at";

/// The appeal with this row, held until the verb ends; `None` when there is none.
pub fn load(tx: &mut Tx<'_>, district: i64, id: AppealId) -> Result<Option<Appeal>> {
    let holding = tx.holding();
    let sql = format!("select {COLUMNS} from appeal where district = $1 and id = $2{holding}");
    let row = tx.row(&sql, params![district, id])?;
    row.map(|row| with_orders(tx, &row)).transpose()
}

pub(super) fn by_no(tx: &mut Tx<'_>, district: i64, no: &str) -> Result<Option<Appeal>> {
    let holding = tx.holding();
    let sql = format!("select {COLUMNS} from appeal where district = $1 and no = $2{holding}");
    let row = tx.row(&sql, params![district, no])?;
    row.map(|row| with_orders(tx, &row)).transpose()
}

/// Whether a row or a number drawn for a new appeal belongs to another already.
pub(super) fn is_taken(tx: &mut Tx<'_>, district: i64, id: AppealId, no: &str) -> Result<bool> {
    let taken = tx.row(
        "select 1 as one from appeal where district = $1 and (id = $2 or no = $3)",
        params![district, id, no],
    )?;
    Ok(taken.is_some())
}

/// Writes a new appeal; `false` when its row or number is taken and another must be drawn.
pub(super) fn insert(tx: &mut Tx<'_>, appeal: &Appeal) -> std::result::Result<bool, Problem> {
    let places = (1..=37).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("insert into appeal ({COLUMNS}) values ({places}) on conflict do nothing");
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
            appeal.assessor.unit,
            appeal.assessor.kind.code(),
            appeal.office.unit,
            appeal.office.kind.code(),
            appeal.list,
            appeal.matter,
            appeal.tile,
            appeal.lane.code(),
            appeal.class.code(),
            appeal.round,
            appeal.public,
            appeal.words.title,
            appeal.words.text,
            appeal.words.where_said,
            appeal.words.contact,
            as_json(&appeal.state)?,
            appeal.state.standing().code(),
            appeal.since,
            appeal.filed_at,
            appeal.version,
            as_json(&appeal.cards)?,
            as_json(&appeal.hands)?,
            appeal.urges.count,
            appeal.urges.last,
            appeal.call.as_ref().map(as_json).transpose()?,
            appeal.state.closes_at(),
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
        "update appeal set place = $1, unit = $2, unit_kind = $3, assessor = $4, assessor_kind = $5,
           list = $6, matter = $7, lane = $8, class = $9, round = $10, state = $11, standing = $12,
           since = $13, version = $14, cards = $15, hands = $16, urges = $17, urged_at = $18,
           call = $19, closes_at = $20
         where district = $21 and id = $22 and version = $23",
        params![
            appeal.place,
            appeal.receiver.unit,
            appeal.receiver.kind.code(),
            appeal.assessor.unit,
            appeal.assessor.kind.code(),
            appeal.list,
            appeal.matter,
            appeal.lane.code(),
            appeal.class.code(),
            appeal.round,
            as_json(&appeal.state)?,
            appeal.state.standing().code(),
            appeal.since,
            appeal.version,
            as_json(&appeal.cards)?,
            as_json(&appeal.hands)?,
            appeal.urges.count,
            appeal.urges.last,
            appeal.call.as_ref().map(as_json).transpose()?,
            appeal.state.closes_at(),
            appeal.district,
            appeal.id,
            before,
        ],
    )?;
    if touched != 1 {
        return Err(tx.raced().into());
    }
    write_orders(tx, appeal)
}

/// Writes the orders of an appeal as they are now.
fn write_orders(tx: &mut Tx<'_>, appeal: &Appeal) -> std::result::Result<(), Problem> {
    for order in &appeal.orders {
        tx.execute(
            "insert into work_order (district, appeal, n, round, unit, unit_kind, part, progress,
               since, contacted) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict (district, appeal, n) do update
             set progress = excluded.progress, since = excluded.since, contacted = excluded.contacted",
            params![
                appeal.district,
                appeal.id,
                order.n,
                order.round,
                order.unit.unit,
                order.unit.kind.code(),
                order.part.code(),
                order.progress.code(),
                order.since,
                order.contacted,
            ],
        )?;
    }
    Ok(())
}

fn orders_of(tx: &mut Tx<'_>, district: i64, appeal: AppealId) -> Result<Vec<Order>> {
    tx.rows(
        "select n, round, unit, unit_kind, part, progress, since, contacted from work_order
         where district = $1 and appeal = $2 order by n",
        params![district, appeal],
    )?
    .iter()
    .map(|row| {
        Ok(Order {
            n: row.get("n")?,
            round: row.get("round")?,
            unit: AtUnit {
                unit: row.get("unit")?,
                kind: word(row, &appeal, "unit_kind", UnitKind::from_code)?,
            },
            part: word(row, &appeal, "part", Part::from_code)?,
            progress: word(row, &appeal, "progress", Progress::from_code)?,
            since: row.get("since")?,
            contacted: row.get("contacted")?,
        })
    })
    .collect()
}

/// Reads an appeal from its row, its orders included.
pub(super) fn with_orders(tx: &mut Tx<'_>, row: &Row) -> Result<Appeal> {
    let mut appeal = from_row(row)?;
    appeal.orders = orders_of(tx, appeal.district, appeal.id)?;
    Ok(appeal)
}

fn from_row(row: &Row) -> Result<Appeal> {
    let no: String = row.get("no")?;
    let (cards, hands): (String, String) = (row.get("cards")?, row.get("hands")?);
    let (state, call): (String, Option<String>) = (row.get("state")?, row.get("call")?);
    let state: State = json(&no, &state)?;
    if row.get::<Option<Moment>>("closes_at")? != state.closes_at() {
        return Err(Error::inconsistent("appeal", &no, "closes at another time than its window"));
    }
    if word(row, &no, "standing", Standing::from_code)? != state.standing() {
        return Err(Error::inconsistent("appeal", &no, "standing is not that of the state"));
    }
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
        assessor: AtUnit {
            unit: row.get("assessor")?,
            kind: word(row, &no, "assessor_kind", UnitKind::from_code)?,
        },
        office: AtUnit {
            unit: row.get("office")?,
            kind: word(row, &no, "office_kind", UnitKind::from_code)?,
        },
        list: row.get("list")?,
        matter: row.get("matter")?,
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
        state,
        since: row.get("since")?,
        filed_at: row.get("filed_at")?,
        version: row.get("version")?,
        cards: json(&no, &cards)?,
        urges: Urges { count: row.get("urges")?, last: row.get("urged_at")? },
        call: call.map(|call| json(&no, &call)).transpose()?,
        orders: Vec::new(),
        hands: json(&no, &hands)?,
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

/// Appeals of a district whose window for rating is over at `at`, earliest first.
pub(super) fn windows_over(
    tx: &mut Tx<'_>,
    district: i64,
    at: Moment,
    after: Option<Window>,
    most: i64,
) -> Result<Vec<Window>> {
    let (closes_at, id) =
        after.map_or((i64::MIN, i64::MIN), |last| (last.closes_at.millis(), last.appeal.value()));
    tx.rows(
        "select closes_at, id from appeal
         where district = $1 and closes_at < $2 and (closes_at, id) > ($3, $4)
         order by closes_at, id limit $5",
        params![district, at, closes_at, id, most],
    )?
    .iter()
    .map(|row| Ok(Window { closes_at: row.get("closes_at")?, appeal: row.get("id")? }))
    .collect()
}

fn as_json(value: &impl Serialize) -> std::result::Result<String, Problem> {
    serde_json::to_string(value).map_err(|error| Problem::broken(error.to_string()))
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
