use xianban_domain::consultation::{self, Decision, Reply, Standing};
use xianban_kernel::{Actor, Problem};
use xianban_testkit::office::staff;

use super::{EVENING, in_room, refused};

#[test]
fn nothing_is_published_before_a_second_person_reviewed_it() {
    in_room(|room| {
        let no = room.written(Decision::Agreed).no;
        for n in 1..=3 {
            room.answers(&no, n, Reply::Confirm).unwrap();
        }
        let publishes = |actor: &Actor| {
            room.does(actor, EVENING + 90, &no, |work, no, seen| {
                consultation::publish(work, no, seen, true)
            })
        };
        assert_eq!(refused(&publishes(&room.secretary).unwrap_err()), "separation");
        let shown = |no: String| {
            room.town.does(&Actor::Guest, EVENING + 91, move |work| consultation::public(work, &no))
        };
        assert_eq!(shown(no.clone()).unwrap_err(), Problem::NotFound);
        let sent_back = room.does(&room.head(), EVENING + 80, &no, |work, no, seen| {
            consultation::send_back(work, no, seen, "请写清株数")
        });
        assert_eq!(sent_back.unwrap().standing, Standing::Held);
    });
}

#[test]
fn everybody_reads_public_minutes_without_names() {
    in_room(|room| {
        let held = room.published(Decision::Agreed, true);
        assert_eq!(held.standing, Standing::Following);
        let facts = room
            .town
            .does(&Actor::Guest, EVENING + 99, move |work| consultation::public(work, &held.no));
        let facts = facts.unwrap();
        let words = facts.minutes.unwrap().words;
        assert_eq!(words, "王**说不能种菜；赵**答应补种。");
        let clerk = staff(&room.town.office.db, "zh_city", "head");
        let no = facts.no;
        let opened =
            room.town.does(&clerk, EVENING + 99, move |work| consultation::by_no(work, &no));
        assert_eq!(opened.unwrap_err(), Problem::NotFound);
    });
}
