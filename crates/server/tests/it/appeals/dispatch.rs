use xianban_domain::appeals::{self, Dispatch, Standing};
use xianban_domain::organisation::unit_by_code;
use xianban_testkit::office::{LAOSHAN, staff};

use super::{COMMUNITY_UNIT, Town, in_town};

pub(super) fn dispatch_to(
    town: &Town,
    no: &str,
    unit: &'static str,
) -> Result<usize, xianban_kernel::Problem> {
    let secretary = staff(&town.office.db, COMMUNITY_UNIT, "secretary");
    let dispatched = town.moves(&secretary, 50, no, move |work, no, seen| {
        let unit = unit_by_code(work.tx, LAOSHAN, unit)?.expect("the demo has this unit").id;
        let (words, override_reason) = ("请派人到场。".to_owned(), "一起到场".to_owned());
        appeals::dispatch(work, no, seen, &Dispatch { unit, words, override_reason })
    });
    dispatched.map(|appeal| appeal.orders.len())
}

#[test]
fn the_reply_waits_for_every_helper() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        assert_eq!(dispatch_to(town, &no, "zh_party"), Ok(2));
        town.moves(&town.gardeners, 60, &no, appeals::acknowledge).unwrap();
        let complete = |minutes| {
            town.moves(&town.gardeners, minutes, &no, |work, no, seen| {
                appeals::complete(work, no, seen, "已清理。")
            })
        };
        assert_eq!(complete(70).unwrap_err().code(), "assistants_at_work");
        let helper = staff(&town.office.db, "zh_party", "handler");
        town.moves(&helper, 75, &no, |work, no, _| appeals::report(work, no, "已到场劝导。"))
            .unwrap();
        assert_eq!(complete(80).unwrap().state.standing(), Standing::Reviewing);
        assert!(town.verifies());
    });
}
