use xianban_domain::organisation::{
    PlaceKind, ancestors, children, grid_of, grids_of, households_below, lie_within, open_place,
    place, places_of,
};
use xianban_kernel::{PlaceId, Problem};
use xianban_store::params;

use super::{LAOSHAN, NOW, at, id, in_the_demo};

#[test]
fn one_walks_down_from_the_community_to_a_door() {
    in_the_demo(|tx| {
        let community = at(tx, "")?;
        assert_eq!(children(tx, community.id)?.len(), 10);
        let buildings = children(tx, id("ktjc"))?;
        let names: Vec<_> = buildings.iter().map(|place| place.name.as_str()).collect();
        assert_eq!((names[0], names[8], names[9], names.len()), ("1号楼", "9号楼", "10号楼", 12));
        let doors = children(tx, id("ktjc/3/1"))?;
        let (first, last) = (&doors[0].name, &doors[35].name);
        assert_eq!((first.as_str(), last.as_str(), doors.len()), ("101", "1802", 36));
        Ok(())
    });
}

#[test]
fn one_walks_up_from_a_door_to_the_province() {
    in_the_demo(|tx| {
        let door = at(tx, "ktjc/3/1/502")?;
        let names: Vec<_> = ancestors(tx, &door)?.into_iter().map(|place| place.name).collect();
        let above = [
            "1单元",
            "3号楼",
            "开泰锦城",
            "春光山色社区",
            "中韩街道",
            "崂山区",
            "青岛市",
            "山东省",
        ];
        assert_eq!(names, above);
        Ok(())
    });
}

#[test]
fn households_are_counted_at_every_level() {
    in_the_demo(|tx| {
        let mut count = |rest: &str| {
            let place = at(tx, rest).unwrap();
            households_below(tx, &place).unwrap()
        };
        let counts = [count(""), count("cgss1"), count("cgss1/2"), count("cgss1/2/1")];
        assert_eq!(counts, [7976, 828, 92, 92]);
        assert_eq!(count("cgss1/2/1/101"), 1);
        let district = places_of(tx, LAOSHAN, PlaceKind::District)?;
        assert_eq!(households_below(tx, &district[0])?, 7976);
        Ok(())
    });
}

#[test]
fn a_place_that_was_given_up_or_never_was_takes_nothing_new() {
    in_the_demo(|tx| {
        let building = at(tx, "ktjc/3")?;
        assert_eq!(open_place(tx, LAOSHAN, building.id, NOW)?, building);
        let sql = "update place set closed_at = $1 where id = $2";
        tx.execute(sql, params![NOW, building.id])?;
        let refused = open_place(tx, LAOSHAN, building.id, NOW).unwrap_err();
        let said = "开泰锦城3号楼已经停用，请重新选择地点。";
        assert_eq!(refused, Problem::fault("place", said));
        assert!(open_place(tx, LAOSHAN, building.id, NOW.plus_millis(-1)).is_ok());
        for (district, id) in [(370_213, id("ktjc")), (LAOSHAN, PlaceId::new(7))] {
            let refused = open_place(tx, district, id, NOW).unwrap_err();
            assert!(matches!(refused, Problem::Faults(_)), "{refused:?}");
        }
        assert_eq!(place(tx, PlaceId::new(7)), Err(Problem::NotFound));
        Ok(())
    });
}

#[test]
fn every_door_is_in_the_grid_of_its_building() {
    in_the_demo(|tx| {
        let door = at(tx, "fsh8/9/4/602")?;
        let grid = grid_of(tx, &door)?.unwrap();
        assert_eq!(grid.name, "第7网格");
        assert_eq!(grids_of(tx, id(""))?.len(), 20);
        let estate = at(tx, "fsh8")?;
        assert_eq!(grid_of(tx, &estate)?, None);
        Ok(())
    });
}

#[test]
fn a_building_lies_in_its_estate_and_not_in_the_next() {
    in_the_demo(|tx| {
        let (building, own, next) = (id("ktjc/3"), id("ktjc"), id("fsh8"));
        assert!(lie_within(tx, building, own)?);
        assert!(!lie_within(tx, building, next)?);
        assert!(!lie_within(tx, own, building)?);
        Ok(())
    });
}
