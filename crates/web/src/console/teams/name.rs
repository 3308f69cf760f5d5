use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianban_domain::identity::NAME_MOST;
use xianban_domain::office::Work;
use xianban_domain::organisation::GridRole;
use xianban_domain::teams::{
    self, NameShown, Person, PhoneShown, Shown, TeamRules, accounts_for, by_no, people,
};
use xianban_kernel::Problem;

use super::subject::{href, member, number, subject};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::{Digits, GridRoleCode, NameShownCode, PhoneShownCode, named};
use crate::console::control::{Control, Field};
use crate::console::parts::{coded, long, person};
use crate::frame::Choice;

/// Somebody is taken into a team.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = TeamName)]
pub(super) struct Member {
    /// As what.
    #[schema(required = true, value_type = GridRoleCode)]
    role: String,
    /// His name.
    #[schema(required = true)]
    name: String,
    /// His number.
    phone: String,
    /// When he is there.
    times: String,
    /// What residents read of his name.
    #[schema(required = true, value_type = NameShownCode)]
    shown_name: String,
    /// Which number residents read.
    #[schema(required = true, value_type = PhoneShownCode)]
    shown_phone: String,
    /// His account.
    #[schema(value_type = Digits)]
    staff: String,
}

impl Member {
    fn of(known: &Person) -> Self {
        Self {
            role: known.role.code().to_owned(),
            name: known.name.clone(),
            phone: known.phone.clone(),
            times: known.times.clone(),
            shown_name: known.shown.name.code().to_owned(),
            shown_phone: known.shown.phone.code().to_owned(),
            staff: known.staff.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default(),
        }
    }

    /// Whether nothing was typed yet.
    fn is_fresh(&self) -> bool {
        self.role.is_empty() && self.name.is_empty() && self.shown_name.is_empty()
    }

    fn asked(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let held = by_no(work, no)?;
        let rules = work.office.rules_at(work.cx.at).rules;
        let most = TeamRules::of(&rules).text_max;
        let account = |(id, name): (_, String)| {
            Choice::new(xianban_kernel::StaffId::to_string(&id), name).chosen_if(&self.staff)
        };
        let mut accounts = vec![Choice::new("", "没有账号").chosen_if(&self.staff)];
        accounts.extend(accounts_for(work, &held)?.into_iter().map(account));
        Ok(vec![
            coded("role", "是什么", named!(GridRole), &self.role),
            Field::line("name", "姓名", &self.name).at_most(NAME_MOST),
            Field::line("phone", "电话", &self.phone).at_most(20).optional(),
            coded("shown_name", "居民看到的姓名", named!(NameShown), &self.shown_name)
                .hint("按他本人同意的填。"),
            coded("shown_phone", "居民看到的电话", named!(PhoneShown), &self.shown_phone)
                .hint("按他本人同意的填。"),
            long("times", "什么时候在", &self.times, most)
                .hint("例如：工作日早八点半到晚六点")
                .optional(),
            Field::new("staff", "工作人员账号", Control::Pick { choices: accounts }).optional(),
        ])
    }

    fn form(&self) -> Result<teams::Name, Problem> {
        let role = GridRole::from_code(&self.role)
            .ok_or_else(|| Problem::fault("role", "请选他是八大员里的哪一员。"))?;
        let name = NameShown::from_code(&self.shown_name)
            .ok_or_else(|| Problem::fault("shown_name", "请选居民看到的姓名。"))?;
        let phone = PhoneShown::from_code(&self.shown_phone)
            .ok_or_else(|| Problem::fault("shown_phone", "请选居民看到的电话。"))?;
        Ok(teams::Name {
            role,
            name: self.name.clone(),
            phone: self.phone.clone(),
            times: self.times.clone(),
            shown: Shown { name, phone },
            staff: person(&self.staff),
        })
    }
}

impl Act for Member {
    const PATH: &'static str = "/c/teams/{no}/name";
    const VERB: Verb = Verb::new("添人", "他会出现在居民“找网格员”的页面上，按下面选的显示。");
    const DONE: &'static str = "已添到队里。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        self.asked(work, no)
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        teams::name(work, on.no, on.seen, &self.form()?)?;
        Ok(href(on.no))
    }
}

/// What is known of one of a team is written anew.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = TeamChange)]
pub(super) struct Change {
    /// Of whom.
    #[schema(required = true, value_type = Digits)]
    member: String,
    /// The same as for a new one; empty when nothing was typed yet.
    #[serde(flatten)]
    form: Member,
}

impl Act for Change {
    const PATH: &'static str = "/c/teams/{no}/change";
    const VERB: Verb = Verb::new("改信息", "居民看到的马上跟着变；原来的姓名和电话会删除。");
    const DONE: &'static str = "已改好。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let mut fields = vec![member(work, no, &self.member, |_| true)?];
        let held = by_no(work, no)?;
        let known = people(work, &held)?;
        let known = known.iter().find(|one| one.n.to_string() == self.member);
        let form = match known {
            Some(known) if self.form.is_fresh() => Member::of(known),
            _ => self.form.clone(),
        };
        fields.extend(form.asked(work, no)?);
        Ok(fields)
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let form = (number(&self.member)?, &self.form.form()?);
        teams::change(work, on.no, on.seen, form)?;
        Ok(href(on.no))
    }
}
