use xianban_domain::organisation::{
    Unit, UnitKind, covering_unit, duty_list_has, place_by_path, platform_office, receiving_unit,
    superior, unit, unit_by_code, units_below, units_of, who_has,
};
use xianban_domain::rules::{OnLists, Rules, SHIPPED};
use xianban_kernel::{Problem, UnitId};
use xianban_store::{Tx, params};

use super::{LAOSHAN, NOW, at, in_the_demo};

fn named(tx: &mut Tx<'_>, code: &str) -> Result<Unit, Problem> {
    Ok(unit_by_code(tx, LAOSHAN, code)?.expect("the unit is laid"))
}

fn codes(units: &[Unit]) -> Vec<&str> {
    units.iter().map(|unit| unit.code.as_str()).collect()
}

#[test]
fn each_kind_of_unit_answers_for_a_door_by_what_it_covers() {
    in_the_demo(|tx| {
        let door = at(tx, "fsh8/9/4/602")?;
        for (kind, code) in [
            (UnitKind::GridTeam, "cgss-g07"),
            (UnitKind::PropertyCompany, "anhe"),
            (UnitKind::Community, "cgss"),
            (UnitKind::StreetOffice, "zhonghan"),
            (UnitKind::PlatformOffice, "platform"),
        ] {
            assert_eq!(covering_unit(tx, &door, kind)?.unwrap().code, code);
        }
        let community = at(tx, "")?;
        assert_eq!(covering_unit(tx, &community, UnitKind::PropertyCompany)?, None);
        Ok(())
    });
}

#[test]
fn an_appeal_goes_to_the_community_of_its_place_or_to_the_platform_office() {
    in_the_demo(|tx| {
        let door = at(tx, "fsh8/9/4/602")?;
        assert_eq!(receiving_unit(tx, LAOSHAN, Some(&door))?.code, "cgss");
        assert_eq!(receiving_unit(tx, LAOSHAN, None)?.code, "platform");
        let street = "37/3702/370212/370212002".to_owned().try_into().unwrap();
        let street = place_by_path(tx, &street)?.unwrap();
        assert_eq!(receiving_unit(tx, LAOSHAN, Some(&street))?.code, "platform");
        Ok(())
    });
}

#[test]
fn a_unit_that_closed_answers_for_nothing() {
    in_the_demo(|tx| {
        tx.execute("update unit set closed_at = $1 where code = 'cgss'", params![NOW])?;
        let door = at(tx, "fsh8/9/4/602")?;
        assert_eq!(receiving_unit(tx, LAOSHAN, Some(&door))?.code, "platform");
        assert!(units_of(tx, LAOSHAN, UnitKind::Community)?.is_empty());
        Ok(())
    });
}

#[test]
fn one_climbs_from_a_grid_team_to_the_district() {
    in_the_demo(|tx| {
        let mut climbed = vec![named(tx, "cgss-g07")?];
        while let Some(above) = superior(tx, &climbed[climbed.len() - 1])? {
            climbed.push(above);
        }
        assert_eq!(codes(&climbed), ["cgss-g07", "cgss", "zhonghan", "laoshan"]);
        assert_eq!(unit(tx, UnitId::new(7)), Err(Problem::NotFound));
        Ok(())
    });
}

#[test]
fn a_head_reaches_what_is_below() {
    in_the_demo(|tx| {
        let community = named(tx, "cgss")?.id;
        assert_eq!(units_below(tx, community)?.len(), 1 + 7 + 20);
        let company = named(tx, "anhe")?.id;
        assert_eq!(units_below(tx, company)?, [company]);
        let street = named(tx, "zhonghan")?.id;
        let street = units_below(tx, street)?;
        assert!(street.contains(&community) && !street.contains(&platform_office(tx, LAOSHAN)?.id));
        Ok(())
    });
}

/// The names under which a duty list may hold a matter.
fn listed(code: &str) -> OnLists {
    Rules::parse(SHIPPED, xianban_domain::rooms::vocabulary()).unwrap().on_lists(code)
}

#[test]
fn a_duty_list_has_single_matters_groups_and_whole_branches() {
    in_the_demo(|tx| {
        let (market, community) = (named(tx, "market")?.id, named(tx, "cgss")?.id);
        assert!(duty_list_has(tx, market, &listed("consumer.food"))?);
        assert!(!duty_list_has(tx, community, &listed("consumer.food"))?);
        assert!(duty_list_has(tx, community, &listed("elderly.meals"))?);
        assert!(!duty_list_has(tx, community, &listed("elderly.allowance"))?);
        let grid = named(tx, "cgss-g07")?.id;
        assert!(duty_list_has(tx, grid, &listed("other.advice"))?, "by its branch");
        assert!(duty_list_has(tx, community, &listed("disputes.smoke_smell"))?, "by its group");
        Ok(())
    });
}

#[test]
fn who_has_a_matter_is_named_nearest_first() {
    in_the_demo(|tx| {
        let door = at(tx, "fsh8/9/4/602")?;
        let has = who_has(tx, LAOSHAN, &listed("safety.fire_lanes"), Some(&door))?;
        assert_eq!(codes(&has), ["anhe", "zh_safety"]);
        let has = who_has(tx, LAOSHAN, &listed("disputes.neighbours"), Some(&door))?;
        assert_eq!(codes(&has), ["cgss-g07", "cgss"]);
        let has = who_has(tx, LAOSHAN, &listed("assistance.hardship"), None)?;
        assert_eq!(codes(&has), ["civil", "zh_civil"]);
        assert!(who_has(tx, LAOSHAN, &listed("rockets.launch"), Some(&door))?.is_empty());
        Ok(())
    });
}
