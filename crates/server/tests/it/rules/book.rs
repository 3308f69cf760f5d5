use xianban_domain::rooms::vocabulary;
use xianban_domain::rules::{RuleBook, SHIPPED};
use xianban_kernel::{Moment, Problem, Seed};
use xianban_store::{Db, Tx, params};

const LAOSHAN: i64 = 370_212;
const NOW: Moment = Moment::from_millis(1_795_000_000_000);

fn bring(db: &Db, text: &str, at: Moment) -> Result<RuleBook, Problem> {
    let text = text.to_owned();
    db.write_blocking(Seed::fixed(1), move |tx| {
        RuleBook::lay(tx, LAOSHAN, (&text, vocabulary()), at)
    })
}

fn load(db: &Db, district: i64) -> Result<RuleBook, Problem> {
    db.read_blocking(move |tx| RuleBook::load(tx, district))
}

#[test]
fn the_same_file_brought_twice_is_one_version() {
    crate::on_each_engine(|db| {
        bring(db, SHIPPED, NOW).unwrap();
        let book = bring(db, SHIPPED, NOW.plus_hours(1)).unwrap();
        assert_eq!(book.versions().count(), 1);
        assert_eq!(load(db, LAOSHAN).unwrap().current(NOW).version, 1);
    });
}

#[test]
fn an_appeal_is_judged_by_the_version_it_started_under() {
    crate::on_each_engine(|db| {
        let later = NOW.plus_hours(24);
        bring(db, SHIPPED, NOW).unwrap();
        bring(db, &SHIPPED.replace("max_rounds = 3", "max_rounds = 2"), later).unwrap();
        let book = load(db, LAOSHAN).unwrap();
        let rounds = |at| (book.current(at).version, book.current(at).rules.rating.max_rounds);
        assert_eq!(rounds(NOW.plus_hours(-1)), (1, 3));
        assert_eq!(rounds(later.plus_millis(-1)), (1, 3));
        assert_eq!(rounds(later), (2, 2));
        assert_eq!(book.version(1).unwrap().rules.rating.max_rounds, 3);
        assert!(book.version(3).is_none());
    });
}

#[test]
fn going_back_to_an_old_file_is_a_new_version() {
    crate::on_each_engine(|db| {
        bring(db, SHIPPED, NOW).unwrap();
        bring(db, &SHIPPED.replace("max_rounds = 3", "max_rounds = 2"), NOW).unwrap();
        let book = bring(db, SHIPPED, NOW).unwrap();
        assert_eq!(book.current(NOW).version, 3);
        assert_eq!(book.current(NOW).rules.rating.max_rounds, 3);
    });
}

#[test]
fn rules_that_do_not_hold_together_leave_the_old_ones_in_force() {
    crate::on_each_engine(|db| {
        bring(db, SHIPPED, NOW).unwrap();
        let broken = SHIPPED.replace("rework_at_most = 2", "rework_at_most = 4");
        let refused = bring(db, &broken, NOW).unwrap_err();
        let said = "有一级评价既算满意、又开启再接单";
        assert_eq!(refused, Problem::fault("rules", said));
        let foreign = SHIPPED.replace("\"370212\"", "\"370213\"");
        assert!(matches!(bring(db, &foreign, NOW), Err(Problem::Faults(_))));
        assert_eq!(load(db, LAOSHAN).unwrap().versions().count(), 1);
        assert_eq!(load(db, 370_213).unwrap_err(), Problem::NotFound);
    });
}

fn lay_shipped(db: &Db, at: Moment) -> RuleBook {
    db.write_blocking(Seed::fixed(1), move |tx| {
        RuleBook::lay_shipped(tx, LAOSHAN, vocabulary(), at)
    })
    .unwrap()
}

#[test]
fn a_newer_program_brings_its_rules_where_nobody_edited_any() {
    crate::on_each_engine(|db| {
        let older = SHIPPED.replace("max_rounds = 3", "max_rounds = 2");
        bring(db, &older, NOW).unwrap();
        let book = lay_shipped(db, NOW.plus_hours(1));
        assert_eq!(book.newest().version, 2);
        assert_eq!(book.newest().rules.rating.max_rounds, 3);
        assert!(book.knows_shipped());
        assert_eq!(lay_shipped(db, NOW.plus_hours(2)).newest().version, 2, "once");
    });
}

#[test]
fn a_newer_program_leaves_edited_rules_in_force() {
    crate::on_each_engine(|db| {
        let older = SHIPPED.replace("max_rounds = 3", "max_rounds = 2");
        bring(db, &older, NOW).unwrap();
        edited(db, &older.replace("max_rounds = 2", "max_rounds = 4"));
        let book = lay_shipped(db, NOW.plus_hours(2));
        assert_eq!(book.newest().version, 2);
        assert_eq!(book.newest().rules.rating.max_rounds, 4);
        assert!(!book.knows_shipped(), "it is said that there are newer ones");
        let ours = load(db, LAOSHAN).unwrap();
        assert_eq!(ours.current(NOW.plus_hours(3)).rules.rating.max_rounds, 4);
    });
}

#[test]
fn who_edited_what_this_program_ships_is_told_nothing() {
    crate::on_each_engine(|db| {
        bring(db, SHIPPED, NOW).unwrap();
        edited(db, &SHIPPED.replace("max_rounds = 3", "max_rounds = 4"));
        let book = lay_shipped(db, NOW.plus_hours(2));
        assert_eq!((book.newest().version, book.newest().rules.rating.max_rounds), (2, 4));
        assert!(book.knows_shipped());
    });
}

/// The next version, as the console and the command line bring one in.
fn edited(db: &Db, text: &str) {
    let text = text.to_owned();
    let publish = move |tx: &mut Tx<'_>| {
        RuleBook::lay(tx, LAOSHAN, (&text, vocabulary()), NOW.plus_hours(1))?;
        let sql = "update rule_set set why = $1 where version = 2";
        Ok::<_, Problem>(tx.execute(sql, params!["试行"]).map(drop)?)
    };
    db.write_blocking(Seed::fixed(2), publish).unwrap();
}
