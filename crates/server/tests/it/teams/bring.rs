use xianban_domain::organisation::{Brought, Records, carry, plan_import};
use xianban_domain::teams::{NameShown, PhoneShown};
use xianban_kernel::Actor;

use super::{in_formed_town, zhang};

#[test]
fn a_file_makes_the_team_what_it_says_and_keeps_what_people_allow() {
    in_formed_town(|town| {
        let before = town.named(zhang(), 5).unwrap();
        let text = "grid,role,name,phone\n\
                    cgss-g07,grid_worker,王敏,13800000001\n\
                    cgss-g07,building_lead,欧阳建国,13800009999\n";
        let files = [Brought { name: "members.csv".to_owned(), bytes: text.into() }];
        let records = Records::read(&files).unwrap();
        let brings = |minutes| {
            let records = records.clone();
            town.does(&Actor::System, minutes, move |work| {
                let plan = plan_import(work, &records)?.unwrap();
                carry(work, &plan.changes, &std::collections::BTreeMap::default())?;
                Ok(plan.changes.len())
            })
        };
        assert_eq!(brings(6).unwrap(), 1);
        let team = town.team_seven();
        assert_eq!(team.members.len(), 2);
        let kept = team.member(9).unwrap();
        assert_ne!(kept.phone, before.member(9).unwrap().phone);
        let shown = (kept.shown.name, kept.shown.phone);
        assert_eq!(shown, (NameShown::Surname, PhoneShown::Office));
        let cards = town.cards(7);
        assert_eq!(cards[0].name, "王敏");
        assert_eq!((cards[1].name.as_str(), cards[1].times.as_str()), ("欧阳师傅", "晚上七点以后"));
        assert_eq!(brings(8).unwrap(), 0);
        assert!(town.verifies());
    });
}
