//! Pages of what came in one moment: each line once, in one order, whatever the size of a page.

use xianban_domain::appeals::{self, DutyKind, Mine, PlaceGiven, Standing, Submit, Wanted};
use xianban_domain::duty::{self, Sieve};
use xianban_domain::praise::{self, Looked};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Actor, DossierId, Page, PageSize};

use crate::appeals::{Town, greens, in_town};

/// Everything that pages of this size show one after the other.
fn walked<T>(mut page: impl FnMut(Option<String>) -> Page<T>) -> Vec<T> {
    let (mut shown, mut next) = (Vec::new(), None);
    loop {
        let one = page(next);
        shown.extend(one.rows);
        next = one.next;
        if next.is_none() {
            return shown;
        }
    }
}

fn position(next: Option<String>) -> Option<(i64, i64)> {
    let next = next?;
    let (at, id) = next.split_once('.').unwrap();
    Some((at.parse().unwrap(), id.parse().unwrap()))
}

/// Seven appeals of one moment, every third of them a wish for development.
fn seven(town: &Town) -> Vec<DossierId> {
    let file = |n: usize| {
        let place = PlaceGiven::Known(town.estate());
        let kind =
            if n.is_multiple_of(3) { AppealKind::Development } else { AppealKind::Livelihood };
        let form = Submit { kind, tile: None, ..greens(place) };
        town.files(form).unwrap().appeal.id
    };
    let mut ids: Vec<_> = (0..7).map(file).collect();
    ids.sort_unstable();
    ids
}

/// What the clerk is to accept, by pages of this size.
fn queue(town: &Town, sieve: &Sieve, rows: u16) -> Vec<DossierId> {
    let seats = town.clerk.staff().unwrap().posts.to_vec();
    let lines = walked(|next| {
        let (seats, sieve) = (seats.clone(), sieve.clone());
        let after = next.map(|next| duty::after(&next).unwrap());
        let page = town.does(&town.clerk, 1, move |work| {
            let kind = DutyKind::Accept.code();
            duty::queue(work, &seats, kind, &sieve, after, PageSize::new(rows))
        });
        page.unwrap()
    });
    lines.into_iter().map(|line| line.dossier.id).collect()
}

#[test]
fn a_queue_shows_what_is_due_in_one_moment_once_each_and_sifts_it() {
    in_town(|town| {
        let ids = seven(town);
        let whole = queue(town, &Sieve::default(), 50);
        let mut sorted = whole.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, ids);
        for kind in [None, Some(AppealKind::Livelihood), Some(AppealKind::Development)] {
            let sieve = Sieve { sort: kind.map(AppealKind::code), ..Sieve::default() };
            let sifted = queue(town, &sieve, 50);
            let count = match kind {
                None => 7,
                Some(AppealKind::Development) => 3,
                Some(_) => 4,
            };
            assert_eq!(sifted.len(), count, "{kind:?}");
            let rest: Vec<_> = whole.iter().filter(|id| sifted.contains(id)).copied().collect();
            assert_eq!(sifted, rest, "{kind:?}");
            for rows in [1, 2, 3] {
                assert_eq!(queue(town, &sieve, rows), sifted, "{kind:?} by {rows}");
            }
        }
        let listed = Sieve { list: Some("resource".to_owned()), ..Sieve::default() };
        assert_eq!(queue(town, &listed, 50), [], "none is on a list yet");
    });
}

/// A resident's own, by pages of this size.
fn own(town: &Town, wanted: Mine, rows: u16) -> Vec<DossierId> {
    let lines = walked(|next| {
        let before = next.map(|next| next.parse().unwrap());
        let read = move |work: &mut xianban_domain::office::Work<'_, '_>| {
            appeals::mine(work, wanted, before, PageSize::new(rows))
        };
        town.does(&town.resident, 2, read).unwrap()
    });
    assert!(lines.iter().all(|line| line.title.is_some() && !line.place.is_empty()));
    lines.into_iter().map(|line| line.appeal.id).collect()
}

#[test]
fn somebody_pages_through_his_own_and_through_what_is_open_or_over() {
    in_town(|town| {
        let mut ids = seven(town);
        ids.reverse();
        for over in [ids[1], ids[4]] {
            let no = town.does(&town.resident, 1, move |work| {
                let appeal = appeals::load(work.tx, work.office.district, over)?;
                Ok(appeal.unwrap().no)
            });
            town.moves(&town.resident, 1, &no.unwrap(), |work, no, seen| {
                appeals::withdraw(work, no, seen, "自己解决了。")
            })
            .unwrap();
        }
        let open = [ids[0], ids[2], ids[3], ids[5], ids[6]];
        for rows in [1, 2, 50] {
            assert_eq!(own(town, Mine::All, rows), ids);
            assert_eq!(own(town, Mine::Open, rows), open);
            assert_eq!(own(town, Mine::Ended, rows), [ids[1], ids[4]]);
            assert_eq!(own(town, Mine::ToRate, rows), []);
        }
        let counted = town.does(&town.resident, 2, |work| appeals::own_count(work, 100));
        assert_eq!(counted.unwrap(), (5, 0));
    });
}

/// What a search finds for somebody, by pages of this size.
fn found(town: &Town, actor: &Actor, wanted: &Wanted, rows: u16) -> Vec<DossierId> {
    let lines = walked(|next| {
        let (wanted, after) = (wanted.clone(), position(next));
        let page = town
            .does(actor, 3, move |work| appeals::search(work, &wanted, after, PageSize::new(rows)));
        page.unwrap()
    });
    lines.into_iter().map(|line| line.appeal.id).collect()
}

#[test]
fn a_search_shows_the_newest_first_and_only_what_the_searcher_may_open() {
    in_town(|town| {
        let mut ids = seven(town);
        ids.reverse();
        let words = Wanted { words: "绿地".to_owned(), ..Wanted::default() };
        let stands = Wanted { standing: Some(Standing::Submitted), ..Wanted::default() };
        let closed = Wanted { standing: Some(Standing::Closed), ..Wanted::default() };
        for rows in [2, 3, 50] {
            for wanted in [&words, &stands] {
                assert_eq!(found(town, &town.clerk, wanted, rows), ids, "{wanted:?} by {rows}");
                assert_eq!(found(town, &town.reviewer, wanted, rows), ids, "{wanted:?}");
                assert_eq!(found(town, &town.gardeners, wanted, rows), [], "of another unit");
            }
            assert_eq!(found(town, &town.clerk, &closed, rows), []);
        }
        let development = Wanted { kind: Some(AppealKind::Development), ..Wanted::default() };
        assert_eq!(found(town, &town.clerk, &development, 2).len(), 3);
    });
}

#[test]
fn a_unit_pages_through_what_it_was_thanked_for_in_one_moment() {
    in_town(|town| {
        let mut ids = Vec::new();
        for _ in 0..4 {
            let given = town.gives(town.thanks(), 0).unwrap();
            town.passes_on(&given, None).unwrap();
            ids.push(given.id);
        }
        town.gives(town.thanks(), 0).unwrap();
        ids.sort_unstable();
        ids.reverse();
        let read = |actor: &Actor, standing, rows| {
            let lines = walked(|next| {
                let after = position(next);
                let looked = Looked { words: String::new(), standing };
                let page = town.does(actor, 90, move |work| {
                    praise::register(work, &looked, after, PageSize::new(rows))
                });
                page.unwrap()
            });
            lines.into_iter().map(|line| line.praise.id).collect::<Vec<_>>()
        };
        let published = Some(praise::Standing::Published);
        for rows in [1, 2, 50] {
            assert_eq!(read(&town.clerk, None, rows), ids);
            assert_eq!(read(&town.reviewer, published, rows), ids);
            assert_eq!(read(&town.reviewer, None, rows).len(), 5);
            assert_eq!(read(&town.clerk, Some(praise::Standing::Given), rows), []);
            assert_eq!(read(&town.gardeners, None, rows), []);
        }
    });
}
