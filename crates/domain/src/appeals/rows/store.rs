use std::collections::HashMap;
use std::fmt::Display;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xianban_kernel::{DossierId, Moment, Problem};
use xianban_store::{Error, Param, Result, Row, Tx, params};

use super::face::KIND;
use crate::appeals::nouns::registers;
use crate::appeals::nouns::{
    Appeal, Casework, Filing, Order, Origin, Part, Progress, Standing, State, Urges, Why, Words,
};
use crate::organisation::{AtUnit, UnitKind};
use crate::rules::{AppealKind, HandleClass, Lane, Under};

const COLUMNS: &str = "district, id, no, query, kind, origin, rules, applicant, place, unit, \
    unit_kind, assessor, assessor_kind, office, office_kind, list, matter, tile, lane, class, round, \
    public, title, body, where_said, contact, state, standing, since, filed_at, version, cards, hands, \
    urges, urged_at, call, closes_at, casework, grade, board_since, \
    rules_as_of, registers, minor, parent, beside";

/// The appeal with this row, held until the verb ends; `None` when there is none.
pub fn load(tx: &mut Tx<'_>, district: i64, id: DossierId) -> Result<Option<Appeal>> {
    let holding = tx.holding();
    let sql = format!("select {COLUMNS} from appeal where district = $1 and id = $2{holding}");
    let row = tx.row(&sql, params![district, id])?;
    row.map(|row| with_orders(tx, &row)).transpose()
}

pub(crate) fn by_no(tx: &mut Tx<'_>, district: i64, no: &str) -> Result<Option<Appeal>> {
    let holding = tx.holding();
    let sql = format!(
        "select {COLUMNS} from appeal where district = $1 and id = (select id from dossier
           where district = $1 and no = $2 and kind = $3){holding}"
    );
    let row = tx.row(&sql, params![district, no, KIND])?;
    row.map(|row| with_orders(tx, &row)).transpose()
}

/// Writes a new appeal, whose dossier is open.
pub(crate) fn insert(tx: &mut Tx<'_>, appeal: &Appeal) -> std::result::Result<(), Problem> {
    let places = (1..=45).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("insert into appeal ({COLUMNS}) values ({places})");
    tx.execute(
        &sql,
        params![
            appeal.district,
            appeal.id,
            appeal.no,
            appeal.query,
            appeal.kind.code(),
            appeal.origin.code(),
            appeal.rules.version,
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
            casework(appeal)?,
            appeal.casework.grade,
            board_since(appeal),
            appeal.rules.as_of,
            registers(appeal),
            appeal.filing.minor,
            appeal.filing.parent,
            appeal.filing.beside,
        ],
    )?;
    Ok(())
}

/// Writes what an event changed, if the row is still at version `before`.
pub(crate) fn update(
    tx: &mut Tx<'_>,
    appeal: &Appeal,
    before: i64,
) -> std::result::Result<(), Problem> {
    let touched = tx.execute(
        "update appeal set place = $1, unit = $2, unit_kind = $3, assessor = $4, assessor_kind = $5,
           list = $6, matter = $7, lane = $8, class = $9, round = $10, state = $11, standing = $12,
           since = $13, version = $14, cards = $15, hands = $16, urges = $17, urged_at = $18,
           call = $19, closes_at = $20, casework = $21, grade = $22, board_since = $23,
           rules_as_of = $24, registers = $25
         where district = $26 and id = $27 and version = $28",
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
            casework(appeal)?,
            appeal.casework.grade,
            board_since(appeal),
            appeal.rules.as_of,
            registers(appeal),
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

/// The column for handling in depth; empty as long as there is nothing of it.
fn casework(appeal: &Appeal) -> std::result::Result<Option<String>, Problem> {
    let some = appeal.casework != Casework::default();
    some.then(|| as_json(&appeal.casework)).transpose()
}

/// Since when an appeal is on the public board.
fn board_since(appeal: &Appeal) -> Option<Moment> {
    let mut listings = appeal.casework.listings.iter();
    listings.find(|listing| listing.why == Why::Board).map(|listing| listing.since)
}

/// Writes the orders of an appeal as they are now.
fn write_orders(tx: &mut Tx<'_>, appeal: &Appeal) -> std::result::Result<(), Problem> {
    for order in &appeal.orders {
        tx.execute(
            "insert into work_order (district, appeal, n, round, unit, unit_kind, part, progress,
               since, contacted) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict (district, appeal, n) do update
             set unit = excluded.unit, unit_kind = excluded.unit_kind, progress = excluded.progress,
               since = excluded.since, contacted = excluded.contacted",
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

/// Forgets the orders of a move that was taken back.
pub(crate) fn forget_orders(tx: &mut Tx<'_>, appeal: &Appeal) -> std::result::Result<(), Problem> {
    let last = appeal.orders.last().map_or(0, |order| order.n);
    tx.execute(
        "delete from work_order where district = $1 and appeal = $2 and n > $3",
        params![appeal.district, appeal.id, last],
    )?;
    Ok(())
}

fn orders_of(tx: &mut Tx<'_>, district: i64, appeal: DossierId) -> Result<Vec<Order>> {
    tx.rows(
        "select n, round, unit, unit_kind, part, progress, since, contacted from work_order
         where district = $1 and appeal = $2 order by n",
        params![district, appeal],
    )?
    .iter()
    .map(|row| order(row, appeal))
    .collect()
}

fn order(row: &Row, appeal: DossierId) -> Result<Order> {
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
}

/// Several appeals for looking at, in no order.
pub(crate) fn load_many(tx: &mut Tx<'_>, district: i64, ids: &[DossierId]) -> Result<Vec<Appeal>> {
    let places = (2..MANY + 2).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("select {COLUMNS} from appeal where district = $1 and id in ({places})");
    let mut orders = orders_of_many(tx, district, ids)?;
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(MANY) {
        let mut values = vec![Param::Int(district)];
        values.extend((0..MANY).map(|n| Param::Int(some.get(n).map_or(0, |id| id.value()))));
        for row in tx.rows(&sql, &values)? {
            let mut appeal = from_row(&row)?;
            appeal.orders = orders.remove(&appeal.id).unwrap_or_default();
            found.push(appeal);
        }
    }
    Ok(found)
}

/// How many appeals [`orders_of_many`] looks up at once: one text of the statement for all.
const MANY: usize = 64;

/// The orders of several appeals.
pub(crate) fn orders_of_many(
    tx: &mut Tx<'_>,
    district: i64,
    appeals: &[DossierId],
) -> Result<HashMap<DossierId, Vec<Order>>> {
    let places = (2..MANY + 2).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "select appeal, n, round, unit, unit_kind, part, progress, since, contacted
         from work_order where district = $1 and appeal in ({places}) order by appeal, n"
    );
    let mut found: HashMap<DossierId, Vec<Order>> = HashMap::new();
    for some in appeals.chunks(MANY) {
        let mut values = vec![Param::Int(district)];
        values.extend((0..MANY).map(|n| Param::Int(some.get(n).map_or(0, |id| id.value()))));
        for row in tx.rows(&sql, &values)? {
            let appeal = row.get("appeal")?;
            found.entry(appeal).or_default().push(order(&row, appeal)?);
        }
    }
    Ok(found)
}

/// Reads an appeal from its row, its orders included.
pub(crate) fn with_orders(tx: &mut Tx<'_>, row: &Row) -> Result<Appeal> {
    let mut appeal = from_row(row)?;
    appeal.orders = orders_of(tx, appeal.district, appeal.id)?;
    Ok(appeal)
}

/// An appeal from its row, without its orders.
pub(crate) fn from_row(row: &Row) -> Result<Appeal> {
    let no: String = row.get("no")?;
    let (cards, hands): (String, String) = (row.get("cards")?, row.get("hands")?);
    let (state, call): (String, Option<String>) = (row.get("state")?, row.get("call")?);
    let state: State = json(&no, &state)?;
    let casework: Option<String> = row.get("casework")?;
    let casework: Casework =
        casework.map(|casework| json(&no, &casework)).transpose()?.unwrap_or_default();
    let appeal = Appeal {
        district: row.get("district")?,
        id: row.get("id")?,
        query: row.get("query")?,
        kind: word(row, &no, "kind", AppealKind::from_code)?,
        origin: word(row, &no, "origin", Origin::from_code)?,
        rules: Under { version: row.get("rules")?, as_of: row.get("rules_as_of")? },
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
        filing: Filing {
            minor: row.get("minor")?,
            parent: row.get("parent")?,
            beside: row.get("beside")?,
        },
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
        casework,
        hands: json(&no, &hands)?,
        no,
    };
    agrees(row, &appeal)?;
    Ok(appeal)
}

/// Columns that say again what a value holds, for lists and indexes, say the same.
fn agrees(row: &Row, appeal: &Appeal) -> Result<()> {
    let wrong = |why: &str| Err(Error::inconsistent("appeal", &appeal.no, why));
    if row.get::<Option<Moment>>("closes_at")? != appeal.state.closes_at() {
        return wrong("closes at another time than its window");
    }
    if word(row, &appeal.no, "standing", Standing::from_code)? != appeal.state.standing() {
        return wrong("standing is not that of the state");
    }
    if row.get::<Option<i64>>("grade")? != appeal.casework.grade {
        return wrong("grade is not that of the casework");
    }
    if row.get::<Option<Moment>>("board_since")? != board_since(appeal) {
        return wrong("board is not that of the casework");
    }
    Ok(())
}

fn as_json(value: &impl Serialize) -> std::result::Result<String, Problem> {
    serde_json::to_string(value).map_err(|error| Problem::broken(error.to_string()))
}

fn json<T: DeserializeOwned>(no: &dyn Display, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::inconsistent("appeal", no, error.to_string()))
}

/// A column that holds one of a closed list of words.
pub(crate) fn word<T>(
    row: &Row,
    no: &dyn Display,
    column: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T> {
    let code: String = row.get(column)?;
    read(&code).ok_or_else(|| Error::inconsistent("appeal", no, format!("{column} is {code}")))
}

/// The lists that the row says the appeal is on.
pub(crate) fn registers_of(tx: &mut Tx<'_>, appeal: &Appeal) -> Result<Option<String>> {
    let sql = "select registers from appeal where district = $1 and id = $2";
    let row = tx.row(sql, params![appeal.district, appeal.id])?;
    row.map(|row| row.get("registers")).transpose()
}
