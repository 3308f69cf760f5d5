use xianban_domain::organisation::GridRole;
use xianban_domain::teams::{self, Name, PhoneShown, Shown};
use xianban_kernel::Problem;
use xianban_testkit::office::staff;

use super::{in_formed_town, zhang};

#[test]
fn residents_read_as_much_of_somebody_as_he_allows() {
    in_formed_town(|town| {
        let team = town.named(zhang(), 5).unwrap();
        assert_eq!(team.members.len(), 9);
        let cards = town.cards(6);
        let lead = cards.iter().find(|card| card.name == "欧阳师傅").unwrap();
        assert_eq!(lead.role, GridRole::BuildingLead);
        assert!(lead.office && lead.phone.is_some());
        assert_eq!(lead.times, "晚上七点以后");
        let said = format!("{cards:?}");
        assert!(!said.contains("建国") && !said.contains("13800001234"));
        let shown = Shown { phone: PhoneShown::Nothing, ..zhang().shown };
        town.named(Name { name: "李明".to_owned(), shown, ..zhang() }, 7).unwrap();
        let cards = town.cards(8);
        let silent = cards.iter().find(|card| card.name == "李师傅").unwrap();
        assert_eq!(silent.phone, None);
        assert!(town.verifies());
    });
}

#[test]
fn every_fault_of_the_form_is_told_at_once() {
    in_formed_town(|town| {
        let shown = Shown { phone: PhoneShown::Own, ..zhang().shown };
        let form = Name { name: " ".to_owned(), phone: String::new(), shown, ..zhang() };
        let Err(Problem::Faults(faults)) = town.named(form, 5) else { panic!("it has faults") };
        let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["name", "phone"]);
        assert_eq!(town.team_seven().version, 1);
    });
}

#[test]
fn only_its_own_community_writes_it_and_only_as_it_was_seen() {
    in_formed_town(|town| {
        let team = town.team_seven();
        let names = |actor: &xianban_kernel::Actor, seen| {
            let no = team.no.clone();
            town.does(actor, 5, move |work| teams::name(work, &no, seen, &zhang())).err()
        };
        assert_eq!(names(&town.resident, team.version), Some(Problem::NotFound));
        assert_eq!(names(&town.clerk, team.version), Some(Problem::NotFound));
        assert_eq!(names(&town.gardeners, team.version), Some(Problem::NotFound));
        let worker = staff(&town.office.db, "cgss-g07", "grid_worker");
        assert_eq!(names(&worker, team.version), Some(Problem::NotFound));
        assert!(matches!(names(&town.secretary(), 9), Some(Problem::Stale { .. })));
        assert_eq!(names(&town.secretary(), team.version), None);
    });
}
