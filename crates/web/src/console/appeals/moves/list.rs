//! 挂牌: an appeal is put on a list, or taken off it.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal, ToList, Why};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::{LocalTime, WhyCode, closed};
use crate::console::control::Field;
use crate::console::parts::{coded, moment, time};

const WAYS: &[(&str, &str)] = &[("on", "列入"), ("off", "移出")];

closed! {
    /// Onto a list, or off it.
    OnOff { WAYS }
}

/// 挂牌: an appeal is put on a list, or taken off it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct List {
    /// The list.
    #[schema(required = true, value_type = WhyCode)]
    why: String,
    /// Whether it is put on or taken off; left open, put on.
    #[schema(value_type = OnOff)]
    choice: String,
    /// By when a supervised matter is to be settled; left open, as the rules say.
    #[schema(value_type = LocalTime)]
    until: String,
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Step for List {
    const ACTION: Action = Action::List;
    const VERB: Verb = Verb::new("列入或移出清单", "挂牌的会在公示栏公开，只显示不带身份的内容。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let appeal = table.appeal;
        // What is on no list and may not be shown has no step on the public board.
        let may = |why: &&Why| appeal.public || **why != Why::Board || appeal.is_listed(**why);
        let here = Why::ALL.iter().filter(may);
        let (listed, others): (Vec<&Why>, Vec<_>) = here.partition(|why| appeal.is_listed(**why));
        let lists: Vec<_> =
            others.iter().chain(&listed).map(|why| (why.code(), why.name())).collect();
        let open = [!others.is_empty(), !listed.is_empty()];
        let ways = WAYS.iter().zip(open).filter(|(_, open)| *open).map(|(way, _)| *way);
        Ok(vec![
            coded("why", "哪个清单", &lists, &self.why),
            coded("choice", "这一步", &ways.collect::<Vec<_>>(), &self.choice),
            time("until", "限什么时候办好", &self.until)
                .optional()
                .hint("只用于挂牌督办；到期由挂牌的单位看：摘牌，或者再列入一次、改期限。"),
            table.note("words", "理由", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let why = Why::from_code(&self.why);
        let why = why.ok_or_else(|| Problem::fault("why", "请选一个清单。"))?;
        let open = self.until.is_empty();
        if self.choice == "off" && !open {
            return Err(Problem::fault("until", "移出清单不用写期限，请把期限清空。"));
        }
        if self.choice == "off" {
            return appeals::unlist(work, on.no, on.seen, why, &self.words);
        }
        let until = if open { None } else { Some(moment("until", &self.until)?) };
        let form = ToList { why, until, words: self.words.clone() };
        appeals::list(work, on.no, on.seen, &form)
    }
}
