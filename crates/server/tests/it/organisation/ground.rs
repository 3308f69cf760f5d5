//! Outlines as they are brought in, and what they are asked.

use serde_json::{Value, json};
use xianban_domain::organisation::{
    Brought, DEMO_OUTLINES, ImportPlan, Located, Table, Tally, Traced, edges_of, export, grid_of,
    located,
};
use xianban_kernel::{Problem, Wgs84};

use super::{at, in_the_house, lands, planned};

const ESTATE: &str = "37/3702/370212/370212001/370212001901/cgss1";
/// In building 5 of the first estate.
const IN_BUILDING_5: Wgs84 = Wgs84 { lat: 36.1131, lon: 120.4296 };

fn geojson(features: &[Value]) -> Vec<Brought> {
    let whole = json!({ "type": "FeatureCollection", "features": features });
    vec![Brought { name: "district.geojson".into(), bytes: whole.to_string().into_bytes() }]
}

fn feature(key: &str, code: &str, geometry: &Value) -> Value {
    json!({ "type": "Feature", "properties": { key: code }, "geometry": geometry })
}

/// A square with this south-western corner and edge, in degrees.
fn square(lon: f64, lat: f64, edge: f64) -> Value {
    let (east, north) = (lon + edge, lat + edge);
    let ring = json!([[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]);
    json!({ "type": "Polygon", "coordinates": [ring] })
}

fn tally(plan: &ImportPlan) -> Tally {
    plan.tallies.iter().find(|(of, _)| *of == Table::Outlines).unwrap().1
}

#[test]
fn the_demos_own_file_fits_as_it_is_and_changes_nothing() {
    in_the_house(|house| {
        let file = Brought { name: "demo.geojson".into(), bytes: DEMO_OUTLINES.as_bytes().into() };
        let plan = planned(house, &[file]).unwrap();
        assert!(plan.is_empty() && plan.remarks.is_empty(), "{:?}", plan.remarks);
        assert_eq!(tally(&plan), Tally { same: 160, ..Tally::default() });
    });
}

#[test]
fn what_was_taken_out_can_be_brought_in_again() {
    in_the_house(|house| {
        let out = house.does(export);
        let file = Brought { name: "边界.geojson".into(), bytes: out.into_bytes() };
        assert_eq!(tally(&planned(house, &[file]).unwrap()).same, 160);
    });
}

#[test]
fn a_new_line_is_drawn_changed_and_taken_away() {
    in_the_house(|house| {
        let building = format!("{ESTATE}/5");
        let garden = square(120.4294, 36.1130, 0.0003);
        let plan = lands(house, &geojson(&[feature("place", &building, &garden)]));
        assert_eq!(tally(&plan), Tally { changed: 1, left: 159, ..Tally::default() });
        let note = plan.notes().next().unwrap().to_string();
        assert!(note.contains("春光山色一期5号楼") && note.contains("平方米 → "), "{note}");
        house.renews();
        house.does(|work| {
            let found = located(work, Wgs84 { lat: 36.11328, lon: 120.42945 }, Some(10))?;
            assert_eq!(found.place.unwrap().name, "5号楼");
            Ok(())
        });
        let plan = lands(house, &geojson(&[feature("place", &building, &Value::Null)]));
        assert_eq!(tally(&plan).changed, 1);
        house.renews();
        house.does(|work| {
            let found = located(work, Wgs84 { lat: 36.11328, lon: 120.42945 }, Some(10))?;
            assert_eq!(found.place.unwrap().name, "春光山色一期");
            Ok(())
        });
    });
}

#[test]
fn what_does_not_fit_the_ground_is_told_with_its_line() {
    in_the_house(|house| {
        let building = |n: u32| format!("{ESTATE}/{n}");
        let files = geojson(&[
            feature("place", &building(5), &square(120.4294, 36.1160, 0.0003)),
            feature("place", &building(4), &square(120.42925, 36.1130, 0.0004)),
            feature("place", &format!("{ESTATE}/99"), &square(120.4294, 36.1130, 0.0003)),
            feature("grid", "nowhere-g01", &square(120.4294, 36.1130, 0.0003)),
            feature("place", &building(6), &square(36.1130, 120.4294, 0.0003)),
            feature(
                "place",
                &building(6),
                &json!({ "type": "Point", "coordinates": [120.4, 36.1] }),
            ),
            json!({ "type": "Feature", "properties": {}, "geometry": square(120.4, 36.1, 0.1) }),
        ]);
        let misfits = planned(house, &files).unwrap_err();
        insta::allow_duplicates! { insta::assert_snapshot!(misfits.join("\n"), @r"
        district.geojson 的 outlines 第 1 项：春光山色一期5号楼有 100% 在春光山色一期的边界之外。
        district.geojson 的 outlines 第 1 项：春光山色一期5号楼和青禾里（演示）4号楼重叠了 55%。
        district.geojson 的 outlines 第 3 项：地点“37/3702/370212/370212001/370212001901/cgss1/99”不在文件里，平台上也没有。
        district.geojson 的 outlines 第 4 项：网格“nowhere-g01”不在文件里，平台上也没有。
        district.geojson 的 outlines 第 5 项：经度和纬度写反了，GeoJSON 先写经度。
        district.geojson 的 outlines 第 6 项：边界应当是面（Polygon 或 MultiPolygon）。
        district.geojson 的 outlines 第 7 项：没有写是哪个地点（place）或者哪个网格（grid）。
        "); }
    });
}

#[test]
fn a_building_in_another_grid_than_its_address_says_is_named_for_a_look() {
    in_the_house(|house| {
        let text = format!("path,name,grid\n{ESTATE}/5,5号楼,cgss-g02\n");
        let plan = planned(house, &[super::csv("places.csv", &text)]).unwrap();
        insta::allow_duplicates! { insta::assert_snapshot!(plan.remarks.join("\n"), @"春光山色一期5号楼按登记属第2网格，按边界在第1网格；办理时以登记为准，请核对。"); }
    });
}

#[test]
fn a_point_finds_as_little_as_it_is_good_for() {
    in_the_house(|house| {
        house.does(|work| {
            let mut named = |accuracy| {
                let found = located(work, IN_BUILDING_5, accuracy)?;
                let place = found.place.map(|place| place.address);
                Ok::<_, Problem>((place.unwrap_or_default(), found.grid.map(|grid| grid.name)))
            };
            let grid = Some("第1网格".to_owned());
            assert_eq!(named(Some(8))?, ("春光山色一期5号楼".into(), grid.clone()));
            assert_eq!(named(Some(120))?, ("春光山色一期".into(), grid));
            assert_eq!(named(Some(2_000))?, ("春光山色社区".into(), None));
            let sea = located(work, Wgs84 { lat: 36.0, lon: 120.6 }, None)?;
            assert_eq!(sea, Located::default());
            Ok(())
        });
    });
}

#[test]
fn the_public_is_shown_the_estate_never_the_building() {
    in_the_house(|house| {
        house.does(|work| {
            let home = at(work.tx, "cgss1/5/1/502")?;
            let atlas = work.office.atlas();
            let shown = atlas.public_point(&home.path).unwrap();
            let (of, estate) = atlas.around(&super::path("cgss1")).unwrap();
            assert_eq!(of, super::path("cgss1"));
            assert_eq!(shown, estate.middle());
            Ok(())
        });
    });
}

#[test]
fn a_drawing_of_a_home_shows_its_building_in_its_estate() {
    in_the_house(|house| {
        house.does(|work| {
            let home = at(work.tx, "cgss1/5/1/502")?;
            let edges = edges_of(work, &Traced::Place(home.path))?;
            let own: Vec<_> =
                edges.iter().filter(|edge| edge.own).map(|e| e.name.clone()).collect();
            assert_eq!(own, ["5号楼"]);
            assert_eq!(edges.first().unwrap().name, "春光山色一期");
            let home = at(work.tx, "cgss1/5/1/502")?;
            let grid = grid_of(work.tx, &home)?.unwrap();
            let edges = edges_of(work, &Traced::Grid(grid.id))?;
            assert!(edges.len() > 1 && edges.iter().filter(|edge| edge.own).count() == 1);
            Ok(())
        });
    });
}
