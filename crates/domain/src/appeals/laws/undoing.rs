//! A move that was taken back: what it changed is gone, what numbers it used stay used, and the chain
//! folds to what stands in the row.

use proptest::prelude::*;

use super::*;
use crate::appeals::nouns::casework::Used;
use crate::appeals::nouns::{Link, folded};

const DISTRICT: i64 = 370_212;

/// An appeal but for what a move leaves behind when it is taken back.
fn but_for_what_stays(appeal: &Appeal) -> Appeal {
    let mut plain = appeal.clone();
    (plain.version, plain.casework.used) = (0, Used::default());
    plain.hands.clear();
    plain
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_move_taken_back_leaves_nothing_but_its_numbers(
        dice in prop::collection::vec(any::<u32>(), 1200),
    ) {
        let (mut dice, set) = (Dice(dice.into_iter()), shipped());
        let mut at = Moment::parse("2026-03-02T09:00:00+08:00").unwrap();
        let filing = event(0, &mut dice);
        let Event::Submitted(submitted) = &filing else { panic!("a filing comes first") };
        let id = DossierId::new(1);
        let mut appeal = Appeal::begin(DISTRICT, id, at, "staff:1", submitted);
        let link = |seq, at, event| Link { seq, at, actor: "staff:1".to_owned(), event };
        let mut chain = vec![link(1, at, filing)];
        for _ in 0..25 {
            at = at.plus_millis(60_000);
            let event = next(&appeal, &mut dice);
            let Ok(after) = appeal.clone().after(at, "staff:1", &event) else { continue };
            let (undoable, seq) = (event.sort().undoable, i64::try_from(chain.len()).unwrap() + 1);
            chain.push(link(seq, at, event));
            if undoable && dice.coin() {
                chain.push(link(seq + 1, at, Event::Undone(Undone { seq })));
                let used = Used::up_to(&after);
                let back = after.taken_back(appeal.clone());
                prop_assert_eq!(but_for_what_stays(&back), but_for_what_stays(&appeal));
                prop_assert_eq!(Used::up_to(&back), used);
                appeal = back;
            } else {
                appeal = after;
            }
            holds(&appeal, &set);
            prop_assert_eq!(folded(DISTRICT, id, &chain), Ok(Some(appeal.clone())));
        }
    }
}
