use xianban_domain::whistle::{self, Draft, Standing};
use xianban_kernel::Problem;

use super::on_the_street;

#[test]
fn a_draft_is_not_seen_by_whom_it_would_call_and_waits_for_the_secretary() {
    on_the_street(|town, people| {
        let appeal = town.led_by_the_community();
        let form = town.bundle(&[&appeal.no]);
        let held = town.does(&town.clerk, 60, move |work| whistle::draft(work, &form)).unwrap();
        assert!(held.no.starts_with("CS2026"), "{}", held.no);
        assert_eq!(held.standing, Standing::Draft);
        let sees = |who| {
            let no = held.no.clone();
            town.does(who, 61, move |work| whistle::by_no(work, &no)).is_ok()
        };
        assert!(sees(&people.secretary) && sees(&town.clerk));
        assert!(!sees(&people.city) && !sees(&people.company) && !sees(&town.resident));
        assert!(town.verifies());
    });
}

#[test]
fn what_is_missing_stands_at_its_field() {
    on_the_street(|town, _| {
        let said = |form: Draft| match town
            .does(&town.clerk, 60, move |work| whistle::draft(work, &form))
        {
            Err(Problem::Faults(faults)) => {
                faults.iter().map(|fault| fault.field).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(said(Draft::default()), ["title", "text", "appeals", "unit", "minutes"]);
        let others = town.handled_by_gardeners();
        assert_eq!(said(town.bundle(&[&others.no])), ["appeals"], "others lead it");
        assert_eq!(said(town.bundle(&["LS20260101999999999"])), ["appeals"]);
        let own = town.led_by_the_community();
        let mut form = town.bundle(&[&own.no]);
        form.called.iter_mut().for_each(|one| one.reason = String::new());
        assert_eq!(said(form), ["unit"], "no company has greens on its duty list");
    });
}

#[test]
fn a_draft_sent_back_is_mended_or_dropped() {
    on_the_street(|town, people| {
        let appeal = town.led_by_the_community();
        let form = town.bundle(&[&appeal.no]);
        let asked = form.clone();
        let held = town.does(&town.clerk, 60, move |work| whistle::draft(work, &asked)).unwrap();
        let no = held.no.clone();
        let back = town.on_whistle(&people.secretary, 61, &no, |work, no, seen| {
            whistle::send_back(work, no, seen, "请写清楚哪三个小区。")
        });
        assert_eq!(back.unwrap().standing, Standing::Back);
        let changed = town.on_whistle(&town.clerk, 62, &no, move |work, no, seen| {
            whistle::change(work, no, seen, &form)
        });
        assert_eq!(changed.unwrap().standing, Standing::Draft);
        let dropped = town.on_whistle(&town.clerk, 63, &no, |work, no, seen| {
            whistle::drop_draft(work, no, seen, "已经自己清理了。")
        });
        assert_eq!(dropped.unwrap().standing, Standing::Dropped);
        assert!(town.verifies());
    });
}
