use std::sync::Arc;

use xianban_domain::files::{Claim, Stager};
use xianban_domain::{rooms, whistle};
use xianban_gateways::objects::{MemoryObjects, Objects};
use xianban_kernel::Actor;

use super::on_the_street;
use crate::appeals::photos::stages;

#[test]
fn photos_of_a_result_are_seen_by_who_may_read_the_whistle_alone() {
    on_the_street(|town, people| {
        let objects = Arc::new(MemoryObjects::new());
        let (held, _) = town.blows(people);
        town.on_whistle(&people.city, 70, &held.no, |work, no, seen| {
            whistle::respond(work, no, seen, (1, ""))
        })
        .unwrap();
        town.on_whistle(&people.city, 80, &held.no, |work, no, seen| {
            whistle::arrive(work, no, seen, (1, ""))
        })
        .unwrap();
        town.on_whistle(&town.clerk, 81, &held.no, |work, no, seen| {
            whistle::confirm(work, no, seen, (1, true, ""))
        })
        .unwrap();
        let by = Stager::person(&people.city).unwrap();
        let photo = stages(town, &objects, &by, 82);
        town.on_whistle(&people.city, 90, &held.no, move |work, no, seen| {
            let claim = Claim { ids: vec![photo], by: vec![by.clone()] };
            whistle::report(work, no, seen, (1, "清完了。", &claim))
        })
        .unwrap();
        let sees =
            |who: &Actor| town.does(who, 91, move |work| rooms::file(work, photo, &[])).is_ok();
        assert!(sees(&town.clerk) && sees(&people.company) && !sees(&town.resident));
        let fetched = Arc::clone(&objects);
        let broken = town.does(&Actor::System, 92, move |work| {
            let fetch = |object: &str| fetched.get(&object.parse().ok()?).ok();
            rooms::verify(work.office, work.tx, Some(&fetch))
        });
        assert_eq!(broken.unwrap(), None);
    });
}
