//! Photos and documents from staging to their end: who may see, claim and destroy them.

use std::sync::Arc;

use xianban_domain::appeals::{self, Appeal, ErasureGround, PlaceGiven};
use xianban_domain::files::{self, Claim, Content, FileKind, Part, Sealed, Stager};
use xianban_domain::office::Work;
use xianban_domain::rooms;
use xianban_gateways::objects::{MemoryObjects, Objects};
use xianban_kernel::{Actor, FileId, PersonId, Problem, Seed};
use xianban_store::params;
use xianban_testkit::office::{LAOSHAN, doing};

use super::{Town, greens, in_town};

const FULL: &[u8] = b"a picture of the vegetables";
const DAY: i64 = 24 * 60;

/// Stages a photo `minutes` after nine.
pub(crate) fn stages(town: &Town, objects: &MemoryObjects, by: &Stager, minutes: i64) -> FileId {
    let picture = Content {
        what: FileKind::Photo,
        name: String::new(),
        full: FULL.to_vec(),
        thumb: Some(b"small".to_vec()),
        width: 4,
        height: 3,
    };
    let sealed = Sealed::of(&town.office.keys, &mut Seed::fresh().draw(), &picture);
    let at = doing(&town.resident, minutes).at;
    let full = objects.put(&sealed.full, at).unwrap().to_string();
    let thumb = objects.put(sealed.thumb.as_deref().unwrap(), at).unwrap().to_string();
    let by = by.clone();
    let staged = town.does(&town.resident, minutes, move |work| {
        files::stage(work, &by, &sealed, &full, Some(&thumb))
    });
    staged.unwrap()
}

fn person(actor: &Actor) -> Stager {
    Stager::person(actor).unwrap()
}

fn sends(ids: &[FileId], by: &Stager) -> Claim {
    Claim { ids: ids.to_vec(), by: vec![by.clone()] }
}

fn files_with(town: &Town, claim: Claim, minutes: i64) -> Result<Appeal, Problem> {
    let form = greens(PlaceGiven::Known(town.estate()));
    town.does(&town.resident, minutes, move |work| {
        let filed = appeals::submit(work, &form)?.appeal;
        appeals::attach(work, filed, &claim)
    })
}

fn opens(town: &Town, who: &Actor, id: FileId) -> Result<(), Problem> {
    let by: Vec<Stager> = Stager::person(who).into_iter().collect();
    town.does(who, 10, move |work| rooms::file(work, id, &by).map(drop))
}

/// What the check of the files says of the district after `change`, which is then taken back; empty
/// when they hold.
fn found(town: &Town, objects: &Arc<MemoryObjects>, change: &'static str) -> String {
    let objects = Arc::clone(objects);
    let verified = town.does(&Actor::System, 9, move |work| -> Result<(), Problem> {
        if !change.is_empty() {
            work.tx.execute(&format!("update file set {change}"), params![])?;
        }
        let fetch = |object: &str| objects.get(&object.parse().unwrap()).ok();
        let office = work.office;
        let broken = rooms::verify(office, work.tx, Some(&fetch))?;
        Err(Problem::refused("found", broken.map(|it| it.to_string()).unwrap_or_default()))
    });
    verified.unwrap_err().said()
}

#[test]
fn a_filed_photo_opens_to_those_who_may_open_the_appeal() {
    in_town(|town| {
        let objects = Arc::new(MemoryObjects::new());
        let by = person(&town.resident);
        let id = stages(town, &objects, &by, 0);
        let neighbour = Actor::Resident(PersonId::new(8));
        assert_eq!(opens(town, &town.resident, id), Ok(()));
        for other in [&neighbour, &town.clerk, &Actor::Guest] {
            assert_eq!(opens(town, other, id), Err(Problem::NotFound), "still staged");
        }
        files_with(town, sends(&[id], &by), 1).unwrap();
        assert_eq!(opens(town, &town.resident, id), Ok(()));
        assert_eq!(opens(town, &town.clerk, id), Ok(()));
        for stranger in [&neighbour, &town.gardeners, &Actor::Guest] {
            assert_eq!(opens(town, stranger, id), Err(Problem::NotFound));
        }
        assert!(town.verifies() && found(town, &objects, "").is_empty());
    });
}

#[test]
fn a_photo_is_claimed_once_in_time_and_by_whoever_staged_it() {
    in_town(|town| {
        let objects = Arc::new(MemoryObjects::new());
        let guest = Stager::browser(&town.office.keys, "a browser's secret");
        let id = stages(town, &objects, &guest, 0);
        let fields = |claimed: Result<Appeal, Problem>| match claimed {
            Err(Problem::Faults(faults)) => faults.into_iter().map(|fault| fault.field).collect(),
            other => vec![if other.is_ok() { "filed" } else { "another problem" }],
        };
        let me = person(&town.resident);
        assert_eq!(fields(files_with(town, sends(&[id], &me), 1)), ["photos"], "another's");
        assert_eq!(fields(files_with(town, sends(&[id], &guest), 2)), ["filed"]);
        assert_eq!(fields(files_with(town, sends(&[id], &guest), 3)), ["photos"], "used");
        let late = stages(town, &objects, &guest, 4);
        assert_eq!(fields(files_with(town, sends(&[late], &guest), 5 + DAY)), ["photos"], "late");
        let ten: Vec<_> = (0..10).map(|_| stages(town, &objects, &guest, 6)).collect();
        assert_eq!(fields(files_with(town, sends(&ten, &guest), 7)), ["photos"], "too many");
    });
}

#[test]
fn a_handler_s_photo_reaches_the_applicant_only_with_the_released_reply() {
    in_town(|town| {
        let objects = Arc::new(MemoryObjects::new());
        let no = town.handled_by_gardeners().no;
        let by = person(&town.gardeners);
        let id = stages(town, &objects, &by, 50);
        town.moves(&town.gardeners, 60, &no, appeals::acknowledge).unwrap();
        let claim = sends(&[id], &by);
        town.moves(&town.gardeners, 90, &no, move |work, no, seen| {
            let appeal = appeals::complete(work, no, seen, "已清理种植土，补种冬青四十六株。")?;
            appeals::attach(work, appeal, &claim)
        })
        .unwrap();
        assert_eq!(opens(town, &town.reviewer, id), Ok(()));
        assert_eq!(opens(town, &town.resident, id), Err(Problem::NotFound));
        town.moves(&town.reviewer, 95, &no, appeals::release).unwrap();
        assert_eq!(opens(town, &town.resident, id), Ok(()));
    });
}

#[test]
fn a_result_that_came_with_a_photo_is_taken_back_and_sent_anew() {
    in_town(|town| {
        let objects = Arc::new(MemoryObjects::new());
        let no = town.handled_by_gardeners().no;
        let by = person(&town.gardeners);
        let before = town.moves(&town.gardeners, 60, &no, appeals::acknowledge).unwrap();
        let sends_result = |minutes| {
            let claim = sends(&[stages(town, &objects, &by, minutes)], &by);
            let sent = town.moves(&town.gardeners, minutes, &no, move |work, no, seen| {
                let appeal = appeals::complete(work, no, seen, "已清理种植土，补种冬青四十六株。")?;
                appeals::attach(work, appeal, &claim)
            });
            sent.unwrap()
        };
        sends_result(90);
        let back = town.moves(&town.gardeners, 90, &no, |work, no, _| appeals::undo(work, no));
        let back = back.unwrap();
        assert_eq!((back.state, back.orders), (before.state, before.orders));
        assert!(town.verifies());
        sends_result(91);
        town.moves(&town.reviewer, 95, &no, appeals::release).unwrap();
        assert!(town.verifies());
    });
}

#[test]
fn files_come_only_with_a_move_just_made() {
    in_town(|town| {
        let objects = Arc::new(MemoryObjects::new());
        let by = person(&town.clerk);
        let no = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal.no;
        let claim = sends(&[stages(town, &objects, &by, 2)], &by);
        let attached = town.moves(&town.clerk, 3, &no, move |work, no, _| {
            let appeal = appeals::by_no(work, no)?;
            appeals::attach(work, appeal, &claim)
        });
        let refused = attached.expect_err("nothing was made just now");
        assert!(matches!(&refused, Problem::Faults(faults) if faults[0].field == "photos"));
    });
}

#[test]
fn an_erased_appeal_takes_its_photos_with_it() {
    in_town(|town| {
        let objects = Arc::new(MemoryObjects::new());
        let by = person(&town.resident);
        let id = stages(town, &objects, &by, 0);
        let no = files_with(town, sends(&[id], &by), 1).unwrap().no;
        let erase = town.does(&town.resident, 5, move |work| {
            appeals::erase(work, &no, ErasureGround::ConsentWithdrawn)
        });
        erase.unwrap();
        let (file, gone) = town
            .does(&town.resident, 6, move |work| {
                let file = files::find(work.tx, LAOSHAN, id)?.unwrap();
                Ok((file, files::let_go(work.tx, 9)?))
            })
            .unwrap();
        assert!(file.is_erased() && file.object(Part::Full).is_none());
        assert_eq!(gone.len(), 2);
        for object in gone {
            objects.delete(&object.parse().unwrap()).unwrap();
        }
        assert!(town.verifies() && found(town, &objects, "").is_empty());
    });
}

#[test]
fn one_changed_byte_of_a_file_s_row_or_object_is_found() {
    in_town(|town| {
        let objects = Arc::new(MemoryObjects::new());
        let by = person(&town.resident);
        let id = stages(town, &objects, &by, 0);
        files_with(town, sends(&[id], &by), 1).unwrap();
        let none = Arc::new(MemoryObjects::new());
        assert!(found(town, &none, "").contains("is not what its event says"));
        for change in [
            "bytes = bytes + 1",
            "width = width + 1",
            "staged_at = staged_at + 1",
            "stager = 'resident:8'",
            "what = 'original'",
            "full_object = thumb_object",
            "thumb_object = null",
            "sm3 = thumb_sm3",
            "salt = wrapped",
            "wrapped = salt",
            "dossier = null",
            "dossier = dossier + 1",
        ] {
            assert!(found(town, &objects, change).contains(" file "), "{change}");
        }
        assert_eq!(found(town, &objects, ""), "");
    });
}

#[test]
fn what_was_staged_in_vain_is_let_go_after_a_day() {
    in_town(|town| {
        let objects = Arc::new(MemoryObjects::new());
        let by = person(&town.resident);
        let (old, kept) = (stages(town, &objects, &by, 0), stages(town, &objects, &by, 1));
        let young = stages(town, &objects, &by, DAY);
        files_with(town, sends(&[kept], &by), 2).unwrap();
        let sweep = |work: &mut Work<'_, '_>| files::sweep(work, 99);
        assert_eq!(town.does(&Actor::System, DAY - 1, sweep), Ok(0));
        assert_eq!(town.does(&Actor::System, DAY + 1, sweep), Ok(1));
        let (left, gone, needed) = town
            .does(&Actor::System, DAY + 2, move |work| {
                let mut left = Vec::new();
                for id in [old, kept, young] {
                    left.push(files::find(work.tx, LAOSHAN, id)?.is_some());
                }
                let gone = files::let_go(work.tx, 9)?;
                let needed = files::known(work.tx, &gone[0])?;
                Ok((left, gone, needed))
            })
            .unwrap();
        assert_eq!((left, gone.len(), needed), (vec![false, true, true], 2, false));
    });
}
