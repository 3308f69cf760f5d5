use std::sync::Arc;

use xianban_domain::files::{Claim, Stager};
use xianban_domain::praise::{self, Standing};
use xianban_domain::rooms;
use xianban_gateways::objects::{MemoryObjects, Objects};
use xianban_kernel::{Actor, Problem};
use xianban_store::{Sought, search_text};

use super::{in_town, neighbour};
use crate::appeals::photos::stages;

#[test]
fn erased_words_and_photos_are_nowhere_and_the_trail_still_holds() {
    in_town(|town| {
        let objects = Arc::new(MemoryObjects::new());
        let by = Stager::person(&town.resident).unwrap();
        let photo = stages(town, &objects, &by, 0);
        let form = town.thanks();
        let claim = Claim { ids: vec![photo], by: vec![by] };
        let given = town.does(&town.resident, 1, move |work| {
            let given = praise::give(work, &form)?;
            praise::attach(work, given, &claim)
        });
        let given = given.unwrap();
        assert_eq!(given.photos, [photo]);
        town.passes_on(&given, None).unwrap();
        let sees =
            |who: &Actor| town.does(who, 70, move |work| rooms::file(work, photo, &[])).is_ok();
        assert!(sees(&neighbour()) && sees(&town.clerk), "it hangs on the wall");
        let no = given.no.clone();
        let erased = town.does(&town.resident, 80, move |work| praise::erase(work, &no)).unwrap();
        assert_eq!(erased.standing, Standing::Withdrawn);
        assert!(!sees(&neighbour()) && !sees(&town.clerk));
        let read = town.reads_praise(&town.resident, &given.no).unwrap();
        assert_eq!((read.text, read.banner, read.whom, read.photos), (None, None, None, vec![]));
        let hits = town.does(&Actor::System, 81, |work| {
            Ok(search_text(work.tx, Sought::under("37/3702/370212", "螺旋翼"), 9)?.found.len())
        });
        assert_eq!(hits.unwrap(), 0);
        let fetched = Arc::clone(&objects);
        let broken = town.does(&Actor::System, 82, move |work| {
            let fetch = |object: &str| fetched.get(&object.parse().ok()?).ok();
            rooms::verify(work.office, work.tx, Some(&fetch))
        });
        assert_eq!(broken.unwrap(), None);
    });
}

#[test]
fn nobody_erases_what_another_gave_and_twice_changes_nothing() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        let no = given.no.clone();
        let other = town.does(&town.reviewer, 1, move |work| praise::erase(work, &no));
        assert_eq!(other.err(), Some(Problem::NotFound));
        let erases = |minutes| {
            let no = given.no.clone();
            town.does(&town.resident, minutes, move |work| praise::erase(work, &no)).unwrap()
        };
        assert_eq!(erases(2).version, erases(3).version);
        assert!(town.verifies());
    });
}

#[test]
fn every_change_behind_its_back_is_found() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        town.passes_on(&given, None).unwrap();
        for sql in [
            "update praise set public = 0",
            "update praise set person = 7",
            "delete from praise",
            "update dossier set unit = unit + 1 where kind = 'praise'",
            "delete from reader where reader = 'public'",
            "update vault set sealed = salt where n = 1",
        ] {
            let found = town.does(&Actor::System, 90, move |work| -> Result<(), Problem> {
                assert!(work.tx.execute(sql, &[])? > 0, "{sql} touched nothing");
                let broken = rooms::verify(work.office, work.tx, None)?;
                Err(Problem::refused("undo", broken.map(|it| it.place).unwrap_or_default()))
            });
            assert_ne!(found.unwrap_err().said(), "", "{sql}");
        }
    });
}
