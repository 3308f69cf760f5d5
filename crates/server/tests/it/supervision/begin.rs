use xianban_domain::supervision::{self, Cadence, Reason, Standing, Step};

use super::{Town, greens, in_town};
use xianban_domain::appeals::PlaceGiven;

#[test]
fn the_agenda_says_of_each_matter_why_it_is_there_and_stays_as_it_was() {
    in_town(|town| {
        let new = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        town.plans_meetings(1);
        let planned = town.meeting(Cadence::Daily, 2);
        let begun = town.begins(&town.secretary(), &planned.no, 5).unwrap();
        let item = begun.item(&new.no).unwrap();
        assert_eq!(item.reasons, [Reason::New]);
        let later = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        let items = begun.items.clone();
        let shown = town.does(&town.secretary(), 9, move |work| supervision::matters(work, &items));
        let shown = shown.unwrap();
        assert_eq!(shown.len(), begun.items.len());
        assert!(shown.iter().any(|one| one.title.as_deref().is_some_and(|it| it.contains("种菜"))));
        assert!(
            begun.item(&later.no).is_none(),
            "what comes during the meeting waits for the next"
        );
        assert!(town.verifies());
    });
}

#[test]
fn only_who_heads_the_unit_leads_its_meetings() {
    in_town(|town| {
        town.plans_meetings(1);
        let no = town.meeting(Cadence::Daily, 2).no;
        let offers = |town: &Town, actor: &xianban_kernel::Actor| {
            let no = no.clone();
            let offered = town.does(actor, 3, move |work| {
                let held = supervision::by_no(work, &no)?;
                supervision::offered(work, &held)
            });
            offered.unwrap()
        };
        assert_eq!(offers(town, &town.secretary()), [Step::Begin, Step::CallOff]);
        assert_eq!(offers(town, &town.clerk), []);
        assert_eq!(town.begins(&town.clerk, &no, 4).unwrap_err().code(), "not_found");
        let street = town.person("zhonghan", "head");
        assert_eq!(town.begins(&street, &no, 4).unwrap_err().code(), "not_own_meeting");
        assert_eq!(town.begins(&town.gardeners, &no, 4).unwrap_err().code(), "not_found");
        assert_eq!(town.begins(&town.resident, &no, 4).unwrap_err().code(), "not_found");
        let begun = town.begins(&town.secretary(), &no, 5).unwrap();
        assert_eq!(offers(town, &town.secretary()), [Step::Decide, Step::Close]);
        let again = town.begins(&town.secretary(), &begun.no, 6);
        assert_eq!(again.unwrap_err().code(), "meeting_not_there");
        assert_eq!(town.closes(&no, 7).unwrap().standing, Standing::Done);
        assert!(town.verifies());
    });
}
