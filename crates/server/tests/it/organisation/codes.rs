use xianban_domain::organisation::{
    CodePurpose, code_for, codes_of_estate, place_by_code, scanned,
};
use xianban_kernel::Problem;
use xianban_store::params;

use super::{NOW, at, id, in_the_demo};

#[test]
fn the_sheet_of_an_estate_follows_the_way_one_walks() {
    in_the_demo(|tx| {
        let sheet = codes_of_estate(tx, id("cgss1"), CodePurpose::File)?;
        let walls: Vec<_> = sheet.iter().map(|code| code.place.address.as_str()).collect();
        assert_eq!(walls.len(), 1 + 9 + 9);
        let first =
            ["春光山色一期", "春光山色一期1号楼", "春光山色一期1号楼1单元", "春光山色一期2号楼"];
        assert_eq!(walls[..4], first);
        Ok(())
    });
}

#[test]
fn a_code_opens_its_place_and_each_scan_counts() {
    in_the_demo(|tx| {
        let entrance = at(tx, "cgss1/2/1")?;
        let code = code_for(tx, entrance.id, CodePurpose::File, NOW)?;
        assert_eq!(place_by_code(tx, &code, NOW)?, entrance);
        scanned(tx, &code)?;
        scanned(tx, &code)?;
        let sheet = codes_of_estate(tx, id("cgss1"), CodePurpose::File)?;
        let scans = sheet.iter().find(|on_sheet| on_sheet.code == code).unwrap().scans;
        assert_eq!(scans, 2);
        Ok(())
    });
}

#[test]
fn a_place_keeps_its_code_and_one_without_gets_one() {
    in_the_demo(|tx| {
        let community = id("");
        let code = code_for(tx, community, CodePurpose::File, NOW)?;
        assert_eq!(code_for(tx, community, CodePurpose::File, NOW)?, code);
        Ok(())
    });
}

#[test]
fn a_foreign_code_and_a_closed_place_are_told_apart() {
    in_the_demo(|tx| {
        let refused = place_by_code(tx, "0000000000", NOW).unwrap_err();
        assert_eq!(refused.code(), "unknown_place_code");
        let entrance = id("cgss1/2/1");
        let code = code_for(tx, entrance, CodePurpose::File, NOW)?;
        tx.execute("update place set closed_at = $1 where id = $2", params![NOW, entrance])?;
        let refused = place_by_code(tx, &code, NOW).unwrap_err();
        let said = "春光山色一期2号楼1单元已经停用，请直接提诉求，再选择地点。";
        assert_eq!(refused, Problem::refused("closed_place", said));
        Ok(())
    });
}
