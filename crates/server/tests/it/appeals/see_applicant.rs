use xianban_domain::appeals::{self, Appeal, Event, PlaceGiven};
use xianban_domain::identity;
use xianban_kernel::{Actor, PageSize, Problem};
use xianban_store::params;
use xianban_testkit::office::staff;

use super::{Town, greens, in_town};

impl Town {
    pub(crate) fn looks(
        &self,
        actor: &Actor,
        no: &str,
        reason: &'static str,
    ) -> Result<String, Problem> {
        let no = no.to_owned();
        let seen = self.does(actor, 50, move |work| appeals::see_applicant(work, &no, reason))?;
        Ok(seen.identity.phone)
    }

    /// An appeal of somebody with an account and a phone.
    pub(crate) fn filed_with_phone(&self) -> (Appeal, Actor) {
        let person = self.does(&Actor::System, 0, |work| {
            identity::record_person(work, &"13812346621".parse().expect("a phone"), None)
        });
        let resident = Actor::Resident(person.unwrap());
        let form = greens(PlaceGiven::Known(self.estate()));
        let filed = self.does(&resident, 0, move |work| appeals::submit(work, &form));
        (filed.unwrap().appeal, resident)
    }
}

#[test]
fn who_looks_at_the_applicant_leaves_unit_role_and_reason() {
    in_town(|town| {
        let (appeal, resident) = town.filed_with_phone();
        let phone = town.looks(&town.clerk, &appeal.no, "约时间上门查看").unwrap();
        assert_eq!(phone, "13812346621");
        let history = town.history(&resident, &appeal.no);
        let seen = history.last().unwrap();
        let Event::IdentitySeen(look) = &seen.event else { panic!("{:?}", seen.event) };
        assert_eq!((look.role.code(), seen.unit.as_deref()), ("clerk", Some("春光山色社区")));
        assert_eq!(seen.words.as_deref(), Some("约时间上门查看"));
        let views = town.does(&Actor::System, 60, |work| {
            Ok(work.tx.rows("select reason from identity_view", params![])?.len())
        });
        assert_eq!(views.unwrap(), 1);
        let inbox = town
            .does(&resident, 60, |work| xianban_domain::notice::inbox(work, None, PageSize::USUAL));
        let told = inbox.unwrap().rows.remove(0).text;
        assert!(told.contains("春光山色社区") && told.contains("约时间上门查看"), "{told}");
        assert!(town.verifies());
    });
}

#[test]
fn the_applicant_is_shown_to_nobody_without_a_reason_a_role_and_a_part() {
    in_town(|town| {
        let (appeal, _) = town.filed_with_phone();
        let no = &appeal.no;
        assert!(matches!(town.looks(&town.clerk, no, "  "), Err(Problem::Faults(_))));
        assert!(matches!(town.looks(&town.reviewer, no, "看看"), Err(Problem::Refused { .. })));
        assert_eq!(town.looks(&town.gardeners, no, "看看"), Err(Problem::NotFound));
        let elsewhere = staff(&town.office.db, "zh_city", "head");
        assert_eq!(town.looks(&elsewhere, no, "看看"), Err(Problem::NotFound));
        assert_eq!(town.looks(&Actor::Guest, no, "看看"), Err(Problem::NotFound));
        let history = town.history(&town.clerk, no);
        assert!(!history.iter().any(|one| matches!(one.event, Event::IdentitySeen(_))));
    });
}

#[test]
fn a_property_company_reaches_the_applicant_through_the_community_only() {
    in_town(|town| {
        let (appeal, _) = town.filed_with_phone();
        let no = &appeal.no;
        town.accepts(no, appeal.version).unwrap();
        town.assesses(no, "haiyue", "小区绿地由物业养护").unwrap();
        let company = town.person("haiyue", "handler");
        let now = town.does(&company, 45, {
            let no = no.clone();
            move |work| appeals::glance(work, &no).map(|glance| glance.appeal)
        });
        let against = now.unwrap().casework.assessment.against;
        assert_eq!(against, None, "nobody said that the company is complained of");
        let refused = town.looks(&company, no, "约时间上门").unwrap_err();
        assert_eq!(refused.code(), "not_your_move");
        assert_eq!(town.looks(&town.clerk, no, "约时间上门"), Ok("13812346621".to_owned()));
        let found = |actor: &Actor| {
            let wanted = appeals::Wanted { words: "13812346621".into(), ..Default::default() };
            let found = town
                .does(actor, 50, move |work| appeals::search(work, &wanted, None, PageSize::USUAL));
            found.unwrap().rows.len()
        };
        assert_eq!((found(&company), found(&town.clerk)), (0, 1), "nor by asking for a phone");
    });
}
