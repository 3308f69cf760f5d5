//! 回访: the applicant is asked afterwards.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::Appeal;
use xianban_domain::office::Work;
use xianban_domain::rules::Grade;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::{Digits, YesNo, closed};
use crate::console::control::{Control, Field};
use crate::console::parts::{answered, coded, yes_no};
use crate::frame::Choice;
use crate::resident::appeals::rate::contradiction;

const WAYS: &[(&str, &str)] = &[("phone", "电话"), ("visit", "上门"), ("unreachable", "联系不上")];

closed! {
    /// How the applicant was asked.
    Asking { WAYS }
}

/// 回访: the applicant is asked afterwards.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct FollowUp {
    /// How the applicant was asked.
    #[schema(required = true, value_type = Asking)]
    method: String,
    /// Whether the applicant says that it is solved.
    #[schema(value_type = YesNo)]
    solved: String,
    /// Whether the applicant is content.
    #[schema(value_type = YesNo)]
    satisfied: String,
    /// The stars that the applicant gave by word of mouth.
    #[schema(value_type = Digits)]
    grade: String,
    /// Who saw the stars being given at a visit.
    witness: String,
    /// What was said.
    #[schema(required = true)]
    words: String,
    /// Not empty: told so, although the answers speak against each other.
    sure: String,
}

impl Step for FollowUp {
    const ACTION: Action = Action::FollowUp;
    const VERB: Verb = Verb::new("登记回访", "如实记下：联系不上就记联系不上。");
    const RANK: Rank = Rank::Awaited;
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let mut fields = vec![
            coded("method", "方式", WAYS, &self.method),
            yes_no("solved", "诉求人说解决了吗", &self.solved).optional(),
            yes_no("satisfied", "诉求人满意吗", &self.satisfied).optional(),
            self.stars(table),
            Field::line("witness", "见证人", &self.witness)
                .hint("上门时当面打星，请在场的人见证，写他的姓名。")
                .optional(),
            table.note("words", "怎么说的", &self.words),
        ];
        if contradiction(&self.solved, &self.grade).is_some() {
            let ticked = Control::Tick { ticked: !self.sure.is_empty() };
            fields.push(Field::new("sure", "就是这样说的", ticked));
        }
        Ok(fields)
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        self.meant()?;
        let (solved, satisfied) = (answered(&self.solved), answered(&self.satisfied));
        let (method, words) = (self.method.clone(), self.words.clone());
        let (grade, witness) = (self.grade.parse().ok(), self.witness.clone());
        let heard = domain::FollowUp { method, solved, satisfied, grade, witness, words };
        domain::follow_up(work, on.no, &heard)
    }
}

impl FollowUp {
    /// The stars given by word of mouth.
    fn stars(&self, table: &Table<'_, '_, '_>) -> Field {
        let star = |grade: &Grade| {
            let name = format!("{} 星（{}）", grade.value, grade.name);
            Choice::new(grade.value.to_string(), name).chosen_if(&self.grade)
        };
        let choices = table.rules.rating.grades.iter().map(star).collect();
        Field::new("grade", "诉求人打几星", Control::Pick { choices })
            .hint("诉求人自己在手机上评过就不用填。填了就算他的评价。")
            .optional()
    }

    /// Answers that speak against each other are asked back once before they are recorded.
    fn meant(&self) -> Result<(), Problem> {
        match contradiction(&self.solved, &self.grade) {
            Some((solved, grade)) if self.sure.is_empty() => Err(Problem::fault(
                "sure",
                format!(
                    "记的是“{solved}”，打的却是“{grade}”。诉求人就是这样说的，请勾选“就是这样说的”再登记；记错了，改过来就行。"
                ),
            )),
            _ => Ok(()),
        }
    }
}
