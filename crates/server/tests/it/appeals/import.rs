use xianban_domain::appeals::{
    self, Appeal, ErasureGround, Glance, Origin, Standing, import::ImportRow, import::Landed,
    import::Replied, import::Source, import::import,
};
use xianban_domain::rooms;
use xianban_kernel::{Actor, DossierId, Moment, Problem};
use xianban_store::{Sought, params, search_text};
use xianban_testkit::office::{LAOSHAN, doing, nine_o_clock, staff};

use super::{Town, in_town};

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// What somebody wrote to another platform long ago.
fn lamp(id: &str) -> ImportRow {
    ImportRow {
        id: id.to_owned(),
        user: Some("U77".to_owned()),
        title: "楼道灯不亮".to_owned(),
        at: at("2019-04-25T09:32:09+08:00"),
        text: "三单元的楼道灯坏了一周。".to_owned(),
        reply: None,
    }
}

fn replied(id: &str) -> ImportRow {
    let reply = Replied { text: "已换新灯。".to_owned(), at: at("2019-05-09T16:30:00+08:00") };
    ImportRow { reply: Some(reply), ..lamp(id) }
}

fn lands(town: &Town, who: &Actor, row: ImportRow) -> Result<Landed, Problem> {
    let source: Source = "mailbox".parse().unwrap();
    town.does(who, 0, move |work| import(work, &source, &row))
}

/// The only appeal there is, at a glance.
fn landed(town: &Town) -> Glance {
    let found = town.does(&Actor::System, 1, |work| {
        let no: String = work.tx.row("select no from appeal", params![])?.unwrap().get("no")?;
        appeals::glance(work, &no)
    });
    found.unwrap()
}

fn times_in_the_trail(town: &Town, appeal: DossierId) -> Vec<(Moment, Moment)> {
    let records = town.does(&Actor::System, 1, move |work| {
        Ok(xianban_domain::dossier::read_records(work.tx, LAOSHAN, appeal)?)
    });
    records.unwrap().iter().map(|record| (record.occurred_at, record.recorded_at)).collect()
}

fn found(town: &Town, word: &'static str) -> usize {
    let found = town.does(&Actor::System, 2, move |work| {
        Ok(search_text(work.tx, Sought::under("37/3702/370212", word), 9)?.found.len())
    });
    found.unwrap()
}

fn count(town: &Town, sql: &'static str) -> i64 {
    let counted = town.does(&Actor::System, 2, move |work| {
        let row = work.tx.row(sql, params![])?;
        Ok(row.unwrap().get("n")?)
    });
    counted.unwrap()
}

#[test]
fn what_was_replied_to_elsewhere_lands_closed_with_its_real_times() {
    in_town(|town| {
        assert_eq!(lands(town, &Actor::System, replied("9001")), Ok(Landed::Added));
        let Glance { appeal, title, next, .. } = landed(town);
        assert_eq!((title.as_deref(), next), (Some("楼道灯不亮"), None));
        let Appeal { origin, state, filed_at, .. } = &appeal;
        assert_eq!((*origin, state.standing()), (Origin::OtherPlatform, Standing::Closed));
        assert_eq!(*filed_at, lamp("9001").at);
        let now = nine_o_clock();
        let replied_at = at("2019-05-09T16:30:00+08:00");
        assert_eq!(times_in_the_trail(town, appeal.id), [(*filed_at, now), (replied_at, now)]);
        let history = town.does(&Actor::System, 1, move |work| appeals::history(work, &appeal));
        assert_eq!(history.unwrap()[1].words.as_deref(), Some("已换新灯。"));
        assert_eq!(found(town, "楼道灯"), 1);
        assert_eq!(count(town, "select count(*) as n from notice"), 0);
        assert_eq!(count(town, "select count(*) as n from outbox"), 0);
        assert!(town.verifies());
    });
}

#[test]
fn what_has_no_reply_waits_for_acceptance_from_now_on() {
    in_town(|town| {
        lands(town, &Actor::System, lamp("9001")).unwrap();
        let Glance { appeal, next, .. } = landed(town);
        let (duty, unit) = next.unwrap();
        assert_eq!((appeal.state.standing(), appeal.filed_at), (Standing::Submitted, lamp("").at));
        assert_eq!((duty.since, unit.as_str()), (nine_o_clock(), "崂山区社会治理中心"));
        let swept = town.waits(rooms::sweep(&town.office, &doing(&Actor::System, 1))).unwrap();
        assert_eq!(swept.cards, 0, "its years elsewhere are not ours");
        assert!(town.verifies());
    });
}

#[test]
fn a_row_lands_once_and_what_was_erased_does_not_come_back() {
    in_town(|town| {
        let operator = staff(&town.office.db, "platform", "operator");
        assert_eq!(lands(town, &operator, replied("9001")), Ok(Landed::Added));
        assert_eq!(lands(town, &operator, replied("9001")), Ok(Landed::AlreadyThere));
        let no = landed(town).appeal.no;
        let ground = ErasureGround::ConsentWithdrawn;
        town.does(&Actor::System, 3, move |work| appeals::erase(work, &no, ground)).unwrap();
        assert_eq!(lands(town, &operator, replied("9001")), Ok(Landed::AlreadyThere));
        assert_eq!((count(town, "select count(*) as n from appeal"), found(town, "灯")), (1, 0));
        assert_eq!(lands(town, &operator, replied("9002")), Ok(Landed::Added));
        assert!(town.verifies());
    });
}

#[test]
fn only_the_operator_brings_in_and_nothing_from_the_future() {
    in_town(|town| {
        assert_eq!(lands(town, &town.clerk, lamp("9001")), Err(Problem::NotFound));
        assert_eq!(lands(town, &town.resident, lamp("9001")), Err(Problem::NotFound));
        let tomorrow = ImportRow { at: at("2026-11-24T09:00:00+08:00"), ..lamp("9001") };
        let refused = lands(town, &Actor::System, tomorrow).unwrap_err();
        assert_eq!(refused.code(), "later_than_now");
        assert_eq!(count(town, "select count(*) as n from imported"), 0);
    });
}
