use xianban_domain::appeals::{self, Appeal, Return};
use xianban_kernel::{Actor, Problem, UnitId};

use super::super::{Town, in_town};

pub(super) fn returns(
    town: &Town,
    actor: &Actor,
    minutes: i64,
    no: &str,
    suggested: Option<UnitId>,
) -> Result<Appeal, Problem> {
    town.moves(actor, minutes, no, move |work, no, seen| {
        let (reason, words) = ("not_on_duty_list".to_owned(), "不是我们的职责。".to_owned());
        appeals::return_order(work, no, seen, &Return { reason, words, suggested })
    })
}

#[test]
fn an_order_can_be_returned_for_one_working_day_only() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let late = returns(town, &town.gardeners, 3 * 24 * 60, &no, None);
        assert_eq!(late.unwrap_err().code(), "too_late_to_return");
    });
}
