use xianban_domain::appeals::{self, Appeal, Ended, State, close_ended};
use xianban_domain::retention::{Cleared, clear_out};
use xianban_kernel::{Actor, Moment};
use xianban_store::{finish_letter, params, post};
use xianban_testkit::office::{LAOSHAN, doing, nine_o_clock};

use super::{Town, in_town};

const DAY: i64 = 24 * 60;

impl Town {
    fn ends_windows_at(&self, minutes: i64) -> Ended {
        self.waits(close_ended(&self.office, &doing(&Actor::System, minutes))).unwrap()
    }

    fn clears_out_on(&self, day: i64) -> Cleared {
        self.waits(clear_out(&self.office, &doing(&Actor::System, day * DAY))).unwrap()
    }
}

/// Minutes after nine.
fn minutes(at: Moment) -> i64 {
    (at.millis() - nine_o_clock().millis()) / 60_000
}

#[test]
fn a_window_closes_at_its_end_and_not_before() {
    in_town(|town| {
        let appeal = town.answered();
        let until = minutes(appeal.state.closes_at().unwrap());
        assert_eq!(town.ends_windows_at(until), Ended::default());
        assert_eq!(town.ends_windows_at(until + 1), Ended { closed: 1, failed: 0 });
        assert_eq!(town.ends_windows_at(until + 1), Ended::default());
        assert_eq!(town.inbox(&town.resident)[0], "已办结（未评价）");
        assert!(town.verifies());
    });
}

#[test]
fn a_rating_in_time_is_not_overtaken_by_the_sweep() {
    in_town(|town| {
        let no = town.answered().no;
        town.rates(&no, 5, true).unwrap();
        assert_eq!(town.ends_windows_at(60 * DAY), Ended::default());
    });
}

#[test]
fn an_appeal_that_cannot_be_read_keeps_no_other_open() {
    in_town(|town| {
        let (broken, sound) = (town.answered(), town.answered());
        let id = broken.id;
        let spoilt = town.does(&Actor::System, 0, move |work| {
            Ok(work.tx.execute("update appeal set hands = '?' where id = $1", params![id])?)
        });
        assert_eq!(spoilt.unwrap(), 1);
        assert_eq!(town.ends_windows_at(60 * DAY), Ended { closed: 1, failed: 1 });
        let read =
            town.moves(&town.resident, 61 * DAY, &sound.no, |work, no, _| appeals::by_no(work, no));
        assert!(matches!(read.unwrap().state, State::Closed(_)));
    });
}

#[test]
fn two_sweeps_at_once_close_each_appeal_once() {
    in_town(|town| {
        let appeals: Vec<Appeal> = (0..6).map(|_| town.answered()).collect();
        let closed: u64 = std::thread::scope(|scope| {
            let sweeps: Vec<_> = (0..2)
                .map(|_| {
                    scope.spawn(|| {
                        let cx = doing(&Actor::System, 60 * DAY);
                        let runtime =
                            tokio::runtime::Builder::new_current_thread().enable_all().build();
                        runtime.unwrap().block_on(close_ended(&town.office, &cx)).unwrap().closed
                    })
                })
                .collect();
            sweeps.into_iter().map(|sweep| sweep.join().unwrap()).sum()
        });
        assert_eq!(closed, u64::try_from(appeals.len()).unwrap());
        assert!(town.verifies());
    });
}

#[test]
fn old_rows_go_in_pieces_and_young_ones_stay() {
    in_town(|town| {
        town.does(&Actor::System, 0, |work| {
            for n in 0..1_201 {
                work.tx.execute(
                    "insert into replay (district, actor, route, key, body, status, location, at)
                     values ($1, 'resident:7', 'POST', $2, $3, 201, '', $4)",
                    params![work.tx.district(), n.to_string(), vec![0_u8], work.cx.at],
                )?;
            }
            Ok(())
        })
        .unwrap();
        assert_eq!(town.clears_out_on(89).replays, 0);
        assert_eq!(town.clears_out_on(90).replays, 1_201);
        assert_eq!(town.clears_out_on(91).replays, 0);
    });
}

#[test]
fn a_letter_that_waits_is_never_cleared_out() {
    in_town(|town| {
        town.does(&Actor::System, 0, |work| {
            post(work.tx, LAOSHAN, "sms", "waits", "{}", work.cx.at)?;
            post(work.tx, LAOSHAN, "sms", "done", "{}", work.cx.at)?;
            let row = work.tx.row("select id from outbox where key = 'done'", params![])?;
            Ok(finish_letter(work.tx, row.unwrap().get("id")?, work.cx.at)?)
        })
        .unwrap();
        assert_eq!(town.clears_out_on(29).letters, 0);
        assert_eq!(town.clears_out_on(400).letters, 1);
        let left = town.does(&Actor::System, 0, |work| {
            Ok(work.tx.rows("select kind from outbox", params![])?.len())
        });
        assert_eq!(left.unwrap(), 1);
    });
}

#[test]
fn unrated_after_the_window_is_closed_without_a_grade() {
    in_town(|town| {
        let no = town.answered().no;
        let closed_on = |days: i64| {
            let ended = town.waits(close_ended(&town.office, &doing(&Actor::System, days * 1440)));
            ended.unwrap().closed
        };
        assert_eq!([closed_on(3), closed_on(12), closed_on(13)], [0, 1, 0]);
        let read =
            town.moves(&town.resident, 1440 * 13, &no, |work, no, _| appeals::by_no(work, no));
        let State::Closed(closing) = read.unwrap().state else { panic!("not closed") };
        assert_eq!(closing.grade, None);
        assert!(town.verifies());
    });
}
