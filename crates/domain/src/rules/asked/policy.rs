use crate::organisation::UnitKind;
use crate::rules::policy::{DutyRule, KindRule, RoleRule, Submitter, codes};
use crate::rules::{ActionWord, AppealKind, DutyWord, Rules, Vocabulary};
use xianban_kernel::{Actor, Role};

impl Rules {
    /// The role with this code.
    pub fn role(&self, role: &Role) -> Option<&RoleRule> {
        self.roles.iter().find(|rule| rule.code == *role)
    }

    /// Whether a role may do something, from a seat at its own unit.
    pub fn role_may(&self, role: &Role, action: impl ActionWord) -> bool {
        self.role(role).is_some_and(|rule| rule.may(action))
    }

    /// Whether an actor may do something at all, from any of its posts. Which appeals it may do it
    /// to is the appeal's own question.
    pub fn may(&self, actor: &Actor, action: impl ActionWord) -> bool {
        let code = action.code();
        let grants = |granted: &[String]| granted.iter().any(|one| one == code);
        match actor {
            Actor::Guest => grants(&self.others.guest),
            Actor::Resident(_) => grants(&self.others.resident),
            Actor::Staff(staff) => staff.posts.iter().any(|post| self.role_may(&post.role, action)),
            Actor::Service(service) => {
                grants(&self.others.service) && service.scopes.iter().any(|scope| scope == code)
            }
            Actor::System => grants(&self.others.system),
        }
    }

    /// The rule of a kind of appeal. The check of the whole sees to it that each kind has one.
    pub fn kind(&self, kind: AppealKind) -> Option<&KindRule> {
        self.kinds.iter().find(|rule| rule.code == kind)
    }

    /// Whether whoever this is may add documents to an appeal of this kind.
    pub fn takes_documents(&self, kind: AppealKind, actor: &Actor) -> bool {
        let may = matches!(actor, Actor::Staff(_)) || self.kind(kind).is_some_and(|k| k.documents);
        may && self.forms.documents_max > 0
    }

    /// Whether somebody of this sort may file this kind; staff, from a unit of kind `at`.
    pub fn may_file(&self, kind: AppealKind, who: Submitter, at: Option<UnitKind>) -> bool {
        self.kind(kind).is_some_and(|rule| {
            let placed = who != Submitter::Staff || at.is_some_and(|at| rule.units.contains(&at));
            rule.submitters.contains(&who) && placed
        })
    }

    /// The rule of a duty. The check of the whole sees to it that each duty has one.
    pub fn duty(&self, duty: impl DutyWord) -> Option<&DutyRule> {
        self.duties.iter().find(|rule| rule.duty == duty.code())
    }

    /// The role that owes a duty at a unit of kind `at`; `None` when nobody there can, and the seat
    /// moves to the unit above.
    pub fn owing_role(&self, duty: impl DutyWord, round: i64, at: UnitKind) -> Option<&Role> {
        let rule = self.duty(duty)?;
        let roles = if round > 1 && !rule.rework.is_empty() { &rule.rework } else { &rule.roles };
        roles.iter().find(|role| self.role(role).is_some_and(|rule| rule.units.contains(&at)))
    }

    /// The role that heads a unit of a kind: it answers there what units below ask for.
    pub fn head_at(&self, at: UnitKind) -> Option<&Role> {
        self.owing_role("approve", 1, at)
    }

    /// The role that reviews at a unit of a kind.
    pub fn reviewer_at(&self, at: UnitKind) -> Option<&Role> {
        self.owing_role("review", 1, at)
    }

    /// The role that finds another person where nobody is left.
    pub fn filler_at(&self, at: UnitKind) -> Option<&Role> {
        self.owing_role("fill_pool", 1, at)
    }

    /// The policy as text: each role's units and reach, then who may do each action, then who owes
    /// each duty. The golden file `golden/policy.txt` shows it to reviewers.
    pub fn matrix(&self, words: &Vocabulary) -> String {
        let roles = self.roles.iter().map(|rule| {
            let units = codes(rule.units.iter().map(|unit| unit.code()));
            format!("role    {:<18} {:<9} at {units}", rule.code.code(), rule.reach)
        });
        let actions = words
            .actions
            .iter()
            .map(|action| format!("action  {action:<18} {}", codes(self.doers(action))));
        let duties = self.duties.iter().map(|rule| {
            let roles = codes(rule.roles.iter().map(Role::code));
            let rework = codes(rule.rework.iter().map(Role::code));
            let later = if rework.is_empty() { rework } else { format!(", later {rework}") };
            let drawn = codes(rule.drawn.iter().map(Role::code));
            let drawn = if drawn.is_empty() { drawn } else { format!(", or drawn {drawn}") };
            format!("duty    {:<18} at {}: {roles}{later}{drawn}", rule.duty, rule.seat)
        });
        roles.chain(actions).chain(duties).map(|line| line + "\n").collect()
    }

    /// Everybody who may do an action, by code.
    fn doers(&self, action: &'static str) -> impl Iterator<Item = &str> {
        let others = [
            ("guest", &self.others.guest),
            ("resident", &self.others.resident),
            ("service", &self.others.service),
            ("system", &self.others.system),
        ];
        let staff = self.roles.iter().map(|rule| (rule.code.code(), &rule.actions));
        let rows = others.into_iter().chain(staff);
        rows.filter(move |(_, may)| may.iter().any(|one| one == action)).map(|(who, _)| who)
    }
}

#[cfg(test)]
mod tests {
    use crate::appeals::Action;
    use crate::appeals::DutyKind;
    use crate::rooms::vocabulary;
    use xianban_kernel::{PersonId, Post, ServiceAccount, ServiceId, Staff, StaffId, UnitId};

    use super::*;
    use crate::rules::SHIPPED;

    fn rules() -> Rules {
        Rules::parse(SHIPPED, vocabulary()).unwrap()
    }

    fn staff(roles: &[&str]) -> Actor {
        let post = |role: &&str| Post { unit: UnitId::new(1), role: Role::new(role) };
        let posts = roles.iter().map(post).collect();
        Actor::Staff(Staff::new(StaffId::new(1), "演示", posts))
    }

    #[test]
    fn the_policy_is_the_one_reviewers_have_seen() {
        let now = rules().matrix(vocabulary());
        let found = std::env::temp_dir().join("policy.txt");
        std::fs::write(&found, &now).unwrap();
        let golden = include_str!("../../../golden/policy.txt");
        assert!(now == golden, "when the change is meant, copy {} to golden/", found.display());
    }

    #[test]
    fn a_member_of_staff_may_what_any_of_the_posts_may() {
        let rules = rules();
        assert!(rules.may(&staff(&["reviewer"]), Action::Release));
        assert!(!rules.may(&staff(&["clerk"]), Action::Release));
        assert!(rules.may(&staff(&["clerk", "reviewer"]), Action::Release));
        assert!(!rules.may(&staff(&["astronaut"]), Action::ReadCase));
    }

    #[test]
    fn a_service_may_only_what_its_token_says() {
        let service = |scopes: &[&str]| {
            let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
            Actor::Service(ServiceAccount { id: ServiceId::new(1), scopes })
        };
        assert!(rules().may(&service(&["submit"]), Action::Submit));
        assert!(!rules().may(&service(&[]), Action::Submit));
        assert!(!rules().may(&service(&["release"]), Action::Release));
    }

    #[test]
    fn nobody_but_the_program_closes_and_no_resident_reviews() {
        let rules = rules();
        assert!(rules.may(&Actor::System, Action::Close));
        let resident = Actor::Resident(PersonId::new(1));
        assert!(rules.may(&resident, Action::Rate));
        assert!(!rules.may(&resident, Action::Release));
        assert!(!rules.may(&Actor::Guest, Action::ReadCase));
    }

    #[test]
    fn enforcement_is_filed_only_by_a_community() {
        use AppealKind::Enforcement;
        let rules = rules();
        assert!(rules.may_file(Enforcement, Submitter::Staff, Some(UnitKind::Community)));
        assert!(!rules.may_file(Enforcement, Submitter::Staff, Some(UnitKind::GridTeam)));
        assert!(!rules.may_file(Enforcement, Submitter::Resident, None));
        assert!(rules.may_file(AppealKind::Livelihood, Submitter::Guest, None));
    }

    #[test]
    fn a_second_round_is_led_by_the_secretary() {
        let rules = rules();
        let owes = |duty, round| rules.owing_role(duty, round, UnitKind::Community).unwrap().code();
        assert_eq!(owes(DutyKind::Assess, 1), "clerk");
        assert_eq!(owes(DutyKind::Assess, 2), "secretary");
        assert_eq!(owes(DutyKind::Handle, 1), "handler");
        assert_eq!(owes(DutyKind::Handle, 2), "secretary");
        assert_eq!(rules.owing_role(DutyKind::Handle, 1, UnitKind::PlatformOffice), None);
    }
}
