use std::time::{Duration, Instant};

use xianban_domain::organisation::{Laid, lay, place, unit_by_code};
use xianban_kernel::{Problem, Seed};
use xianban_store::params;

use super::{LAOSHAN, NOW, at, demo, in_the_demo};

#[test]
fn laying_twice_adds_nothing() {
    crate::on_each_engine(|db| {
        let lay_demo = || db.write_blocking(Seed::fixed(1), |tx| lay(tx, &demo(), NOW)).unwrap();
        let first = lay_demo();
        assert_eq!((first.grids, first.units), (20, 58));
        assert_eq!(lay_demo(), Laid::default());
    });
}

#[test]
fn what_people_changed_since_is_kept_when_a_new_estate_is_laid() {
    in_the_demo(|tx| {
        tx.execute("update unit set phone = '1' where code = 'cgss'", params![])?;
        let mut more = demo();
        let estate = more.places.iter().find(|place| place.name == "开泰锦城").unwrap().clone();
        let path = estate.path.parent().unwrap().below("new").unwrap();
        let estate = xianban_domain::organisation::Place { id: path.id(), path, ..estate };
        more.places.push(estate.clone());
        assert_eq!(lay(tx, &more, NOW)?, Laid { places: 1, units: 0, grids: 0 });
        assert_eq!(place(tx, estate.id)?, estate);
        assert_eq!(unit_by_code(tx, LAOSHAN, "cgss")?.unwrap().phone, "1");
        Ok(())
    });
}

#[test]
fn a_place_comes_back_from_the_database_as_it_was_laid() {
    in_the_demo(|tx| {
        let layout = demo();
        let laid =
            layout.places.iter().find(|place| place.address.ends_with("开泰锦城3号楼1单元502"));
        assert_eq!(place(tx, laid.unwrap().id)?, *laid.unwrap());
        assert_eq!(at(tx, "ktjc/3/1/502")?.address, "开泰锦城3号楼1单元502");
        Ok(())
    });
}

#[test]
fn the_demo_is_laid_within_a_second() {
    crate::on_each_engine(|db| {
        let began = Instant::now();
        let layout = demo();
        let laid = db.write_blocking(Seed::fixed(1), move |tx| lay(tx, &layout, NOW));
        let _: Laid = laid.map_err(|problem: Problem| problem.to_string()).unwrap();
        eprintln!("{}: laid in {:?}", db.engine(), began.elapsed());
        assert!(began.elapsed() < Duration::from_secs(10), "a slow machine has ten times as long");
    });
}
