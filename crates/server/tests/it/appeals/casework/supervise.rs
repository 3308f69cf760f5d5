use xianban_domain::appeals::{self, ToList, Why};
use xianban_kernel::{Actor, Moment, Problem, Staff};

use super::super::{Town, in_town};

pub(super) fn urges(town: &Town, no: &str, who: &Actor, minutes: i64) -> Result<(), Problem> {
    let words = "三天内到现场，办不了的说明原因。";
    town.moves(who, minutes, no, |work, no, _| appeals::supervise(work, no, words)).map(drop)
}

#[test]
fn only_who_stands_above_the_matter_urges_and_not_twice_before_an_answer() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let refused = |who: &Actor| urges(town, &no, who, 50).unwrap_err().code().to_owned();
        assert_eq!(refused(&town.gardeners), "not_your_move");
        assert_eq!(refused(&town.person("zh_city", "head")), "not_your_move", "his own matter");
        assert_eq!(refused(&town.person("housing", "head")), "not_found");
        let head = town.person("zhonghan", "head");
        urges(town, &no, &head, 51).unwrap();
        assert_eq!(refused(&head), "supervised_already");
        urges(town, &no, &town.person("platform", "dispatcher"), 52).unwrap();
        assert!(town.verifies());
    });
}

#[test]
fn when_the_only_one_who_could_answer_urged_it_himself_somebody_else_is_looked_for() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let head = town.person("zhonghan", "head");
        let (gardener, above) = (town.gardeners.staff().unwrap(), head.staff().unwrap());
        let posts = gardener.posts.iter().chain(above.posts.iter()).cloned().collect();
        let both = Actor::Staff(Staff::new(gardener.id, &gardener.name, posts));
        urges(town, &no, &both, 50).unwrap();
        let words = "正在办。";
        let answered = town.moves(&both, 51, &no, |work, no, seen| {
            appeals::answer_supervision(work, no, seen, words)
        });
        assert_eq!(answered.unwrap_err().code(), "not_your_move");
        assert!(town.verifies());
    });
}

#[test]
fn only_a_supervised_matter_has_a_day() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let dispatcher = town.person("platform", "dispatcher");
        let until = Some(Moment::parse("2026-11-30T17:00:00+08:00").unwrap());
        let listed = |why| {
            let form = ToList { why, until, words: "拖了两个月。".to_owned() };
            town.moves(&dispatcher, 11, &no, move |work, no, seen| {
                appeals::list(work, no, seen, &form)
            })
        };
        assert_eq!(listed(Why::Hard).unwrap_err().code(), "faults");
        assert!(listed(Why::Supervised).is_ok());
    });
}
