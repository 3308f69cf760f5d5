use xianban_domain::appeals::PlaceGiven;
use xianban_domain::dossier;
use xianban_kernel::Problem;
use xianban_testkit::office::LAOSHAN;

use super::{Town, greens, in_town};

/// Files and accepts one appeal, and seals it.
fn with_history(town: &Town) -> String {
    let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
    town.accepts(&filed.no, filed.version).unwrap();
    let sealed = town.does(&town.resident, 31, |work| {
        dossier::seal(work.tx, &work.office.keys, LAOSHAN, work.cx.at)
    });
    assert_eq!(sealed.unwrap().unwrap().leaves.len(), 2);
    filed.no
}

/// Checks the trail after `tampering`, which is then undone; says the first broken place.
pub(crate) fn broken_place(town: &Town, tampering: &'static [&'static str]) -> String {
    let seen = town.does(&town.resident, 40, move |work| -> Result<(), Problem> {
        for sql in tampering {
            assert!(work.tx.execute(sql, &[])? > 0, "{sql} touched nothing");
        }
        let office = work.office;
        let broken = xianban_domain::rooms::verify(office, work.tx, None)?;
        let place = broken.map_or_else(|| "nowhere".to_owned(), |broken| broken.to_string());
        Err(Problem::refused("undo", place))
    });
    seen.unwrap_err().said()
}

#[test]
fn an_honest_trail_verifies() {
    in_town(|town| {
        with_history(town);
        assert_eq!(broken_place(town, &[]), "nowhere");
    });
}

#[test]
fn every_change_of_a_sealed_part_is_found() {
    in_town(|town| {
        with_history(town);
        for tampering in [
            &["update appeal set round = 2"],
            &["update appeal set since = since + 1"],
            &["update appeal set tile = 'safety'"],
            &["update duty set due = due + 1"],
            &["update duty set wake = null"],
            &["update duty set wake = due"],
            &["update duty set role = 'dispatcher'"],
            &["update event set actor = 'staff:1' where seq = 2"],
            &["update event set occurred_at = occurred_at + 1 where seq = 1"],
            &["update vault set salt = null, sealed = null where n = 1"],
            &["update vault set sealed = salt where n = 2"],
            &["update seal set at = at + 1"],
            &["delete from event where seq = 1"],
            &["delete from event where seq = 2"],
            &["delete from event"],
            &["delete from appeal"],
            &["delete from duty"],
            &["delete from vault where n = 1"],
            &["update dossier set key = null"],
            &["delete from dossier"],
            &["delete from reader"],
            &["update dossier set unit = unit + 1"],
        ] {
            assert_ne!(broken_place(town, tampering), "nowhere", "{tampering:?}");
        }
    });
}

#[test]
fn a_whole_appeal_that_vanished_is_missed() {
    in_town(|town| {
        with_history(town);
        let everything = &[
            "delete from event",
            "delete from appeal",
            "delete from duty",
            "delete from vault",
            "delete from dossier",
            "delete from reader",
        ];
        let place = broken_place(town, everything);
        assert!(place.contains("was sealed and is gone"), "{place}");
    });
}

#[test]
fn the_sealer_finds_nothing_to_do_twice() {
    in_town(|town| {
        with_history(town);
        let again = town.does(&town.resident, 50, |work| {
            dossier::seal(work.tx, &work.office.keys, LAOSHAN, work.cx.at)
        });
        assert_eq!(again.unwrap(), None);
    });
}
