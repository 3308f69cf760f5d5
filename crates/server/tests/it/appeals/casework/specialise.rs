use xianban_domain::appeals::{self, Why};
use xianban_domain::rules::Lane;

use super::super::{PlaceGiven, greens, in_town};

#[test]
fn a_prior_petition_takes_the_special_channel_with_a_named_person() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let secretary = town.person("cgss", "secretary");
        let professional = town.hired("cgss", "handler");
        let (at, who) = (town.unit("cgss"), professional.staff().unwrap().id);
        let special = town
            .moves(&secretary, 60, &no, move |work, no, seen| {
                appeals::specialise(work, no, seen, (at, who), "去年到市里信访过一次。")
            })
            .unwrap();
        assert_eq!(special.lane, Lane::Special);
        assert!(special.is_listed(Why::Hard) && town.kinds(&special).contains(&"review_special"));
        let next = town.at(8 * 24 * 60);
        let look = |actor, minutes| {
            town.moves(actor, minutes, &no, move |work, no, _| {
                appeals::follow_special(work, no, next, "已上门谈过。")
            })
        };
        assert!(look(&secretary, 61).is_err(), "only the named person");
        assert!(look(&professional, 62).is_ok());
        assert!(town.verifies());
    });
}

#[test]
fn earlier_rounds_and_refusals_of_the_applicant_point_at_a_petition() {
    in_town(|town| {
        let old = town.answered().no;
        town.rates(&old, 1, false).unwrap();
        let new = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        let found = town.does(&town.clerk, 150, move |work| appeals::had_petition(work, &new));
        assert_eq!(found.unwrap(), [old]);
    });
}
