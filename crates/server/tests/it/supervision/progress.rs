use xianban_domain::appeals::{self as room, ProgressWanted};
use xianban_kernel::{Actor, PageSize};

use super::{DAY, Town, greens, in_town};
use xianban_domain::appeals::PlaceGiven;

fn progress(
    town: &Town,
    actor: &Actor,
    minutes: i64,
    wanted: &ProgressWanted,
) -> Vec<room::InProgress> {
    let wanted = wanted.clone();
    let page =
        town.does(actor, minutes, move |work| room::progress(work, &wanted, None, PageSize::USUAL));
    page.unwrap().rows
}

#[test]
fn every_open_matter_has_somebody_and_a_day() {
    in_town(|town| {
        let led = town.handled_by_gardeners();
        let new = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        let all = ProgressWanted::default();
        let lines = progress(town, &town.secretary(), 50, &all);
        let numbers: Vec<&str> = lines.iter().map(|line| line.facts.no.as_str()).collect();
        assert!(numbers.contains(&led.no.as_str()) && numbers.contains(&new.no.as_str()));
        let line = lines.iter().find(|line| line.facts.no == led.no).unwrap();
        assert_eq!((line.day, line.is_overdue), (1, false));
        assert!(line.of >= 5, "so many working days: {}", line.of);
        assert!(line.last.is_some() && line.title.is_some());
        let later = progress(town, &town.secretary(), 3 * DAY, &all);
        let line = later.iter().find(|line| line.facts.no == led.no).unwrap();
        assert_eq!((line.day, line.is_overdue), (4, true));
        let overdue = ProgressWanted { colour: Some(room::Colour::Red), ..all.clone() };
        assert!(progress(town, &town.secretary(), 50, &overdue).is_empty());
        assert!(!progress(town, &town.secretary(), 3 * DAY, &overdue).is_empty());
        let unit = ProgressWanted { unit: Some(town.unit("zh_city")), ..all.clone() };
        let own = progress(town, &town.secretary(), 50, &unit);
        assert_eq!(own.iter().map(|line| &line.facts.no).collect::<Vec<_>>(), [&led.no]);
        let gardeners = progress(town, &town.gardeners, 50, &all);
        assert_eq!(gardeners.len(), 1, "everybody sees what he may open");
        let resident = town.does(&town.resident, 50, |work| {
            room::progress(work, &ProgressWanted::default(), None, PageSize::USUAL)
        });
        assert_eq!(resident.unwrap_err().code(), "not_found");
    });
}

#[test]
fn a_page_of_progress_goes_on_where_the_last_one_ended() {
    in_town(|town| {
        for _ in 0..3 {
            town.files(greens(PlaceGiven::Known(town.estate()))).unwrap();
        }
        let page = |after| {
            let all = ProgressWanted::default();
            let read = town.does(&town.secretary(), 9, move |work| {
                room::progress(work, &all, after, PageSize::new(2))
            });
            read.unwrap()
        };
        let first = page(None);
        let second = page(first.rows.last().map(|line| line.facts.id));
        assert_eq!((first.rows.len(), second.rows.len()), (2, 1));
        assert!(first.next.is_some() && second.next.is_none());
    });
}
