use xianban_domain::whistle::{self, Refusal, Stage};
use xianban_kernel::Problem;

use super::on_the_street;

#[test]
fn a_called_unit_comes_and_nobody_answers_for_another() {
    on_the_street(|town, people| {
        let (held, _) = town.blows(people);
        let other = town.on_whistle(&people.company, 70, &held.no, |work, no, seen| {
            whistle::respond(work, no, seen, (1, ""))
        });
        assert!(other.unwrap_err().said().contains("别的单位"));
        let came = town.on_whistle(&people.city, 70, &held.no, |work, no, seen| {
            whistle::respond(work, no, seen, (1, "刘队来。"))
        });
        let came = came.unwrap();
        assert_eq!(came.receivers[0].stage, Stage::Coming);
        assert_eq!(came.receivers[1].stage, Stage::Called);
        assert!(town.verifies());
    });
}

#[test]
fn two_who_answer_at_once_and_the_second_is_told() {
    on_the_street(|town, people| {
        let (held, _) = town.blows(people);
        let (no, seen) = (held.no.clone(), held.version);
        let respond = move |work: &mut xianban_domain::office::Work<'_, '_>| {
            whistle::respond(work, &no, seen, (1, ""))
        };
        town.does(&people.city, 70, respond.clone()).unwrap();
        assert!(town.does(&people.city, 70, respond).unwrap_err().said().contains("刚刚有了变化"));
    });
}

#[test]
fn a_refusal_needs_a_reason_of_the_rules() {
    on_the_street(|town, people| {
        let (held, _) = town.blows(people);
        let refusal = Refusal { n: 1, words: "不归我们。".to_owned(), ..Refusal::default() };
        let tried = town.on_whistle(&people.city, 70, &held.no, move |work, no, seen| {
            whistle::refuse(work, no, seen, &refusal)
        });
        assert_eq!(tried.unwrap_err(), Problem::fault("reason", "请选一个理由。"));
    });
}
