use xianban_domain::appeals::DutyKind;

use xianban_domain::appeals::{self, Origin, PlaceGiven, State};
use xianban_domain::duty::{self, Sieve};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Actor, PageSize, PersonId, PlaceId, Problem};

use super::{Town, greens, in_town};

fn faulty_fields(problem: &Problem) -> Vec<&'static str> {
    let Problem::Faults(faults) = problem else { return Vec::new() };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn a_resident_files_and_the_community_of_the_place_owes_an_acceptance_by_tomorrow() {
    in_town(|town| {
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap();
        assert_eq!(filed.appeal.state, State::Submitted);
        assert_eq!(filed.appeal.origin, Origin::Resident);
        let queue = owed(town, &town.clerk, DutyKind::Accept);
        assert_eq!(
            queue,
            [("楼前绿地被占种菜".to_owned(), "2026-11-24T09:00:00+08:00".to_owned())]
        );
    });
}

#[test]
fn an_unknown_place_goes_to_the_platform_office() {
    in_town(|town| {
        town.files(greens(PlaceGiven::Unknown)).unwrap();
        assert_eq!(owed(town, &town.clerk, DutyKind::Accept), []);
        let dispatcher = xianban_testkit::office::staff(&town.office.db, "platform", "dispatcher");
        assert_eq!(owed(town, &dispatcher, DutyKind::Accept).len(), 1);
    });
}

#[test]
fn the_words_come_back_to_the_applicant_and_to_nobody_else() {
    in_town(|town| {
        let no = town.files(greens(PlaceGiven::Unknown)).unwrap().appeal.no;
        let asked = no.clone();
        let said = town.does(&town.resident, 1, move |work| {
            let appeal = appeals::by_no(work, &asked)?;
            appeals::said(work, &appeal)
        });
        assert_eq!(said.unwrap().text.as_deref(), Some("楼前绿地被占种菜。希望恢复绿化。"));
        for stranger in [Actor::Guest, Actor::Resident(PersonId::new(8)), town.clerk.clone()] {
            let no = no.clone();
            let opened = town.does(&stranger, 1, move |work| appeals::by_no(work, &no));
            assert_eq!(opened, Err(Problem::NotFound), "{stranger:?}");
        }
    });
}

#[test]
fn only_a_community_files_for_enforcement() {
    in_town(|town| {
        let mut form = greens(PlaceGiven::Known(town.estate()));
        form.kind = AppealKind::Enforcement;
        form.tile = None;
        let by_resident = town.files(form.clone()).map(drop);
        assert_eq!(by_resident.unwrap_err().code(), "submitter");
        let by_clerk = town.does(&town.clerk, 0, move |work| appeals::submit(work, &form));
        assert_eq!(by_clerk.unwrap().appeal.origin, Origin::Community);
    });
}

#[test]
fn an_empty_an_overlong_and_a_misplaced_form_name_their_fields() {
    in_town(|town| {
        let mut empty = greens(PlaceGiven::Unknown);
        empty.text = " \n".to_owned();
        empty.tile = Some("nonsense".to_owned());
        assert_eq!(faulty_fields(&town.files(empty).unwrap_err()), ["text", "tile"]);
        let mut long = greens(PlaceGiven::Unknown);
        long.text = "字".repeat(10_001);
        assert_eq!(faulty_fields(&town.files(long).unwrap_err()), ["text"]);
        let nowhere = greens(PlaceGiven::Known(PlaceId::new(1)));
        assert_eq!(faulty_fields(&town.files(nowhere).unwrap_err()), ["place"]);
    });
}

#[test]
fn ten_thousand_characters_fit() {
    in_town(|town| {
        let mut form = greens(PlaceGiven::Unknown);
        form.text = "字".repeat(10_000);
        assert!(town.files(form).is_ok());
    });
}

/// Titles and due times of what the first seat of `actor` owes.
fn owed(town: &Town, actor: &Actor, kind: DutyKind) -> Vec<(String, String)> {
    let seat = actor.staff().and_then(|staff| staff.posts.first()).unwrap().clone();
    let page = town.does(actor, 1, move |work| {
        duty::queue(
            work,
            std::slice::from_ref(&seat),
            kind.code(),
            &Sieve::default(),
            None,
            PageSize::USUAL,
        )
    });
    page.unwrap().rows.into_iter().map(|row| (row.title.unwrap(), row.due.at.to_string())).collect()
}
