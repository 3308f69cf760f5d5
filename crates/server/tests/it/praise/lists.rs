use xianban_domain::praise::{self, Give, Looked};
use xianban_kernel::{Actor, PageSize, Problem};

use super::{Town, in_town, neighbour};

impl Town {
    fn finds(&self, actor: &Actor, words: &str) -> Result<usize, Problem> {
        let looked = Looked { words: words.to_owned(), standing: None };
        let page = self
            .does(actor, 100, move |work| praise::register(work, &looked, None, PageSize::USUAL));
        page.map(|page| page.rows.len())
    }
}

#[test]
fn words_are_found_by_those_alone_who_may_read_them() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        assert_eq!(town.finds(&town.reviewer, "水龙头"), Ok(1));
        assert_eq!(town.finds(&town.clerk, "水龙头"), Ok(0), "it waits for review");
        assert_eq!(town.wall("水龙头").len(), 0);
        town.passes_on(&given, None).unwrap();
        assert_eq!(town.finds(&town.clerk, "水龙头"), Ok(1));
        assert_eq!(town.finds(&town.clerk, ""), Ok(1));
        assert_eq!(town.finds(&town.gardeners, "水龙头"), Ok(0), "of another unit");
        assert_eq!(town.finds(&town.gardeners, ""), Ok(0));
        assert_eq!(town.finds(&neighbour(), ""), Err(Problem::NotFound));
        assert_eq!(town.wall("水龙头").len(), 1);
        assert_eq!(town.wall("电梯").len(), 0);
    });
}

#[test]
fn a_search_for_appeals_finds_no_praise() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        town.passes_on(&given, None).unwrap();
        let hits = town.does(&town.clerk, 100, |work| {
            let wanted = xianban_domain::appeals::Wanted {
                words: "水龙头".to_owned(),
                ..Default::default()
            };
            xianban_domain::appeals::search(work, &wanted, None, PageSize::USUAL)
        });
        assert_eq!(hits.unwrap().rows.len(), 0);
    });
}

/// There are no points and no ranking: whoever is thanked more often stands no higher, and nothing that
/// is stored or shown counts persons or units.
#[test]
fn the_wall_is_by_time_alone_and_counts_nobody() {
    in_town(|town| {
        let often = town.unit("cgss");
        let once = town.unit("zh_city");
        let mut given = Vec::new();
        for (n, unit) in [often, often, once, often].into_iter().enumerate() {
            let form = Give { unit: Some(unit), ..town.thanks() };
            given.push(town.gives(form, i64::try_from(n).unwrap()).unwrap());
        }
        // Published out of order: what was passed on last stands first.
        for (n, index) in [3, 1, 0, 2].into_iter().enumerate() {
            let (no, seen) = (given[index].no.clone(), given[index].version);
            let at = 60 + i64::try_from(n).unwrap();
            town.does(&town.reviewer, at, move |work| praise::publish(work, &no, seen, None))
                .unwrap();
        }
        let wall: Vec<_> = town.wall("").into_iter().map(|seen| seen.praise.no).collect();
        let wanted: Vec<_> = [2, 0, 1, 3].map(|index| given[index].no.clone()).into();
        assert_eq!(wall, wanted);
        let columns = town.does(&Actor::System, 90, |work| {
            Ok(work
                .tx
                .rows("select * from praise limit 1", &[])?
                .first()
                .map(|row| row.cells().map(|(name, _)| name.to_owned()).collect::<Vec<_>>()))
        });
        for column in columns.unwrap().unwrap() {
            for word in ["point", "score", "rank", "count", "star", "likes"] {
                assert!(!column.contains(word), "{column} smells of points");
            }
        }
    });
}
