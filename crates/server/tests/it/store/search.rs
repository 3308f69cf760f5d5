use xianban_kernel::{Moment, Seed};
use xianban_store::{Db, Entry, Sought, forget_text, index_text, search_text};

const NOW: Moment = Moment::from_millis(1_795_000_000_000);

fn entry(id: i64, scope: &str, at: Moment) -> Entry<'_> {
    Entry { id, kind: "appeal", scope, at }
}

/// Puts texts under their places, each a minute after the one before; rows count from 1.
fn holding(db: &Db, texts: &'static [(&'static str, &'static str)]) {
    let job = move |tx: &mut xianban_store::Tx<'_>| {
        (1..).zip(texts).try_for_each(|(id, (scope, text))| {
            index_text(tx, entry(id, scope, NOW.plus_millis(id * 60_000)), text)
        })
    };
    db.write_blocking(Seed::fixed(1), job).unwrap();
}

fn found(db: &Db, scope: &'static str, query: &'static str) -> Vec<i64> {
    let hits = db.read_blocking(move |tx| search_text(tx, Sought::under(scope, query), 10));
    hits.unwrap().found
}

#[test]
fn words_of_two_characters_are_found_newest_first() {
    crate::on_each_engine(|db| {
        holding(db, &[("37/1", "小区路灯坏了"), ("37/1", "电梯停运"), ("37/2", "路灯不亮，灯坏")]);
        assert_eq!(found(db, "37", "路灯"), [3, 1]);
        assert_eq!(found(db, "37", "路灯 坏了"), [1]);
        assert_eq!(found(db, "37", "灯"), [3, 1]);
        assert_eq!(found(db, "37", "小灯"), [0; 0]);
        assert_eq!(found(db, "37", "？'\" or"), [0; 0]);
    });
}

#[test]
fn nobody_finds_what_lies_outside_their_scope() {
    crate::on_each_engine(|db| {
        holding(db, &[("37/1", "路灯"), ("37/1/2", "路灯"), ("37/10", "路灯"), ("38/1", "路灯")]);
        assert_eq!(found(db, "37/1", "路灯"), [2, 1], "place 10 is not inside place 1");
        assert_eq!(found(db, "37", "路灯"), [3, 2, 1]);
        assert_eq!(found(db, "3", "路灯"), [0; 0]);
    });
}

#[test]
fn what_is_replaced_or_forgotten_is_no_longer_found() {
    crate::on_each_engine(|db| {
        holding(db, &[("37", "路灯"), ("37", "路灯")]);
        let changed = db.write_blocking(Seed::fixed(1), |tx| {
            index_text(tx, entry(1, "37", NOW), "电梯")?;
            forget_text(tx, 2)
        });
        changed.unwrap();
        assert_eq!((found(db, "37", "路灯"), found(db, "37", "电梯")), (vec![], vec![1]));
    });
}
