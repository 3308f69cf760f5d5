//! A search looks at so many rows at once, and whoever goes on from there finds everything.

use xianban_domain::appeals::{self, PlaceGiven, Wanted};
use xianban_domain::praise;
use xianban_kernel::{Actor, DossierId, PageSize};
use xianban_store::{Entry, LOOKED, index_text};

use crate::appeals::{Town, greens, in_town};

/// Newer than anything else: so many of a kind with this text, of which nobody bears a mark.
fn floods(town: &Town, kind: &'static str, many: usize, text: &'static str) {
    let flooded = town.does(&Actor::System, 1, move |work| {
        let first = DossierId::first_at(work.cx.at.plus_millis(86_400_000)).value();
        for n in 0..i64::try_from(many).unwrap() {
            let (id, at) = (first + n, work.cx.at);
            let entry = Entry { id, kind, scope: "37/3702/370212", at };
            index_text(work.tx, entry, text)?;
        }
        Ok(())
    });
    flooded.unwrap();
}

fn one(town: &Town) -> DossierId {
    town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal.id
}

/// The pages of a search, one after the other: what each shows, and whether it leads on.
fn walked(town: &Town, actor: &Actor, words: &str) -> Vec<(Vec<DossierId>, bool)> {
    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let wanted = Wanted { words: words.to_owned(), ..Wanted::default() };
        let found =
            town.does(actor, 3, move |work| appeals::search(work, &wanted, after, PageSize::TEN));
        let found = found.unwrap();
        let ids = found.rows.into_iter().map(|line| line.appeal.id).collect();
        pages.push((ids, found.next.is_some()));
        let Some(next) = found.next else { return pages };
        let (at, row) = next.split_once('.').unwrap();
        after = Some((at.parse().unwrap(), row.parse().unwrap()));
    }
}

#[test]
fn what_lies_behind_more_hits_than_are_looked_at_is_found_by_going_on() {
    in_town(|town| {
        let id = one(town);
        floods(town, "appeal", LOOKED + 10, "小区绿地没人打理");
        let pages = walked(town, &town.clerk, "绿地");
        assert_eq!(pages, [(vec![], true), (vec![id], false)]);
        assert_eq!(walked(town, &town.gardeners, "绿地"), [(vec![], true), (vec![], false)]);
    });
}

#[test]
fn what_lies_within_what_is_looked_at_is_found_at_once() {
    in_town(|town| {
        let id = one(town);
        floods(town, "appeal", 300, "小区绿地没人打理");
        assert_eq!(walked(town, &town.clerk, "绿地"), [(vec![id], false)]);
    });
}

#[test]
fn a_rare_kind_is_found_at_once_however_common_its_words_are() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        town.passes_on(&given, None).unwrap();
        floods(town, "appeal", LOOKED + 10, "水龙头滴水");
        let wall = town.does(&Actor::Guest, 90, |work| {
            Ok((
                praise::wall(work, "水龙头", None, PageSize::TEN)?,
                praise::wall(work, "电梯", None, PageSize::TEN)?,
            ))
        });
        let (found, other) = wall.unwrap();
        assert_eq!(found.rows.iter().map(|one| one.praise.id).collect::<Vec<_>>(), [given.id]);
        assert_eq!((found.next, other.rows.len(), other.next), (None, 0, None));
    });
}
