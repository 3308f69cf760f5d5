use xianban_domain::duty::{Sieve, queue};
use xianban_domain::praise::{self, Give, Standing, Thanked};
use xianban_kernel::{PageSize, Problem};

use super::{in_town, neighbour};

#[test]
fn thanks_wait_for_the_reviewer_and_nobody_else_sees_them() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        assert!(given.no.starts_with("JQ2026"), "{}", given.no);
        assert_eq!(given.standing, Standing::Given);
        let posts = town.reviewer.staff().unwrap().posts.to_vec();
        let lines = town.does(&town.reviewer, 1, move |work| {
            queue(work, &posts, "review_praise", &Sieve::default(), None, PageSize::USUAL)
        });
        let lines = lines.unwrap().rows;
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        assert_eq!(line.dossier.no, given.no);
        assert_eq!(line.title.as_deref(), Some("心系居民 热情服务"));
        assert_eq!(line.due.said(), "11月26日 17:30", "the third working day after Monday");
        assert!(town.opens_praise(&town.resident, &given.no));
        assert!(!town.opens_praise(&neighbour(), &given.no));
        assert!(!town.opens_praise(&town.clerk, &given.no), "not before it is reviewed");
        assert_eq!(town.wall("").len(), 0);
        assert!(town.verifies());
    });
}

#[test]
fn from_an_answered_appeal_those_with_a_part_in_it_are_thanked() {
    in_town(|town| {
        let appeal = town.answered();
        let from = Thanked::Appeal(appeal.no.clone());
        let asked = from.clone();
        let units = town.does(&town.resident, 100, move |work| praise::thanked(work, &asked));
        let units = units.unwrap();
        let codes: Vec<_> = units.iter().map(|unit| unit.code.as_str()).collect();
        assert!(codes.contains(&"zh_city") && codes.contains(&"cgss"), "{codes:?}");
        let form = Give { from: from.clone(), unit: Some(units[0].id), ..town.thanks() };
        let given = town.gives(form, 101).unwrap();
        assert_eq!(given.about, Some(appeal.id));
        let stranger = town.does(&neighbour(), 102, move |work| praise::thanked(work, &from));
        assert_eq!(stranger.err(), Some(Problem::NotFound));
    });
}

#[test]
fn an_open_appeal_is_no_reason_for_thanks_yet() {
    in_town(|town| {
        let no = town
            .files(crate::appeals::greens(xianban_domain::appeals::PlaceGiven::Known(
                town.estate(),
            )))
            .unwrap()
            .appeal
            .no;
        let from = Thanked::Appeal(no);
        let early = town.does(&town.resident, 2, move |work| praise::thanked(work, &from));
        assert!(early.unwrap_err().said().contains("办完以后再送"));
    });
}

#[test]
fn at_a_place_its_community_team_and_company_are_thanked() {
    in_town(|town| {
        let from = Thanked::Place(town.estate());
        let units = town.does(&town.resident, 0, move |work| praise::thanked(work, &from));
        let kinds: Vec<_> = units.unwrap().iter().map(|unit| unit.kind.code()).collect();
        assert_eq!(kinds.first(), Some(&"community"));
        assert!(kinds.contains(&"grid_team") && kinds.contains(&"property_company"), "{kinds:?}");
    });
}

#[test]
fn what_is_missing_or_too_long_is_told_field_by_field() {
    in_town(|town| {
        let form = Give {
            unit: None,
            text: " ".to_owned(),
            banner: "锦".repeat(25),
            signed: "王".repeat(60),
            ..town.thanks()
        };
        let Err(Problem::Faults(faults)) = town.gives(form, 0) else { panic!("faults") };
        let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["unit", "text", "banner", "signed"]);
    });
}

#[test]
fn a_sixth_on_one_day_waits_for_the_next() {
    in_town(|town| {
        for minutes in 0..5 {
            town.gives(town.thanks(), minutes).unwrap();
        }
        let said = town.gives(town.thanks(), 9).unwrap_err().said();
        assert!(said.contains("今天已经送了 5 份"), "{said}");
        assert!(town.gives(town.thanks(), 24 * 60).is_ok());
    });
}
