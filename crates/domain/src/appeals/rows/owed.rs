use xianban_kernel::{AppealId, Certainty, Due, Moment, Post, Staff, StaffId};
use xianban_store::{Error, Result, Row, Tx, params};

use super::store::word;
use crate::appeals::nouns::{Appeal, Duty};
use crate::rules::DutyKind;
use crate::seats::Place;

/// A duty with those who are barred from it, and the seat where it stands.
pub(crate) struct Placed {
    pub(crate) duty: Duty,
    pub(crate) barred: Vec<StaffId>,
    pub(crate) place: Place,
}

/// Replaces the duties of an appeal.
pub(crate) fn replace_duties(tx: &mut Tx<'_>, appeal: &Appeal, owed: &[Placed]) -> Result<()> {
    tx.execute(
        "delete from duty where district = $1 and appeal = $2",
        params![appeal.district, appeal.id],
    )?;
    for Placed { duty, barred, place } in owed {
        let ids: Vec<String> = barred.iter().map(ToString::to_string).collect();
        let barred = if ids.is_empty() { String::new() } else { format!(",{},", ids.join(",")) };
        tx.execute(
            "insert into duty (district, appeal, kind, work_order, unit, role, since, yellow, due,
               wake, person, at_unit, at_role, lifted, barred, provisional)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            params![
                appeal.district,
                appeal.id,
                duty.kind.code(),
                duty.order,
                duty.unit,
                duty.role,
                duty.since,
                duty.yellow,
                duty.due.at,
                duty.next_card(&appeal.cards).map(|(at, _)| at),
                duty.person,
                place.at.unit,
                place.at.role,
                i64::from(place.lifted),
                barred,
                i64::from(duty.due.is_provisional()),
            ],
        )?;
    }
    Ok(())
}

/// Seats whose duty on this appeal stands with somebody further up, for everybody below is barred.
pub(crate) fn lifted_to(tx: &mut Tx<'_>, appeal: &Appeal, staff: &Staff) -> Result<Vec<Post>> {
    let rows = tx.rows(
        "select unit, role, at_unit, at_role from duty
         where district = $1 and appeal = $2 and lifted = 1",
        params![appeal.district, appeal.id],
    )?;
    let mut seats = Vec::new();
    for row in &rows {
        let at = Post { unit: row.get("at_unit")?, role: row.get("at_role")? };
        if staff.posts.contains(&at) {
            seats.push(Post { unit: row.get("unit")?, role: row.get("role")? });
        }
    }
    Ok(seats)
}

/// The duties of an appeal, by kind and order.
pub(crate) fn duties_of(tx: &mut Tx<'_>, appeal: &Appeal) -> Result<Vec<Duty>> {
    tx.rows(
        "select kind, work_order, unit, role, since, yellow, due, provisional, wake, person
         from duty
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
            person: row.get("person")?,
            since: row.get("since")?,
            yellow: row.get("yellow")?,
            due: due(row, "due", "provisional")?,
        };
        if row.get::<Option<Moment>>("wake")? == duty.next_card(&appeal.cards).map(|(at, _)| at) {
            return Ok(duty);
        }
        Err(Error::inconsistent("duty", &appeal.no, "wakes at another time than its cards say"))
    })
    .collect()
}

/// A due moment with its mark, from two columns of `duty`.
pub(crate) fn due(row: &Row, at: &'static str, provisional: &'static str) -> Result<Due> {
    let certainty = match row.get(provisional)? {
        0_i64 => Certainty::Published,
        _ => Certainty::Provisional,
    };
    Ok(Due { at: row.get(at)?, certainty })
}

/// Duties of a district whose next card is due at `at`, earliest first, after the position `after`.
pub(crate) fn waiting_for_cards(
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
pub(crate) fn windows_over(
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

/// Running appeals after `after` that took over nothing yet from rules up to `version`.
pub(crate) fn under_older_rules(
    tx: &mut Tx<'_>,
    district: i64,
    after: AppealId,
    version: i64,
    most: i64,
) -> Result<Vec<AppealId>> {
    tx.rows(
        "select distinct d.appeal from duty d
           join appeal a on a.district = d.district and a.id = d.appeal
         where d.district = $1 and d.appeal > $2 and a.rules_as_of < $3 and d.kind <> 'call'
         order by d.appeal limit $4",
        params![district, after, version, most],
    )?
    .iter()
    .map(|row| row.get("appeal"))
    .collect()
}

/// A duty whose next card is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) wake: Moment,
    pub(crate) appeal: AppealId,
}

/// An appeal whose window for rating ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) closes_at: Moment,
    pub(crate) appeal: AppealId,
}
