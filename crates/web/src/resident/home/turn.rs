use serde::Serialize;
use xianban_domain::appeals::{Awaited, Glance};
use xianban_domain::consultation::{AskedOf, Line};
use xianban_kernel::Moment;

use crate::resident::appeals::view;
use crate::resident::consultations;

/// Something that waits for the visitor: one line, one button.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Turn {
    /// `rate`, `visit`, `come` or `minutes`.
    pub code: &'static str,
    /// What it is about.
    pub title: String,
    /// What is asked, and by when.
    pub said: String,
    /// What the button says.
    pub act: &'static str,
    /// Where it leads.
    pub href: String,
}

impl Turn {
    /// Its drawing.
    pub fn icon(&self) -> &'static str {
        match self.code {
            "rate" => "star",
            "visit" => "clock",
            "come" => "users",
            _ => "file-text",
        }
    }
}

/// What waits for the visitor, the most urgent first.
pub(super) fn turns(waiting: &[Glance], invited: &[(Line, AskedOf)], now: Moment) -> Vec<Turn> {
    let own = waiting.iter().filter_map(|one| of_appeal(one, now));
    let mut turns: Vec<_> = own.chain(invited.iter().map(of_consultation)).collect();
    turns.sort_by_key(|(by, _)| by.unwrap_or(now));
    turns.into_iter().map(|(_, turn)| turn).collect()
}

/// By when it is asked, and the line.
type Urgent = (Option<Moment>, Turn);

fn of_appeal(glance: &Glance, now: Moment) -> Option<Urgent> {
    let href = view::href(&glance.appeal.no);
    let turn = |code, said, act, href| Turn { code, title: view::title(glance), said, act, href };
    Some(match glance.appeal.waits_for(now)? {
        Awaited::Rating { until } => {
            let said = format!("结果已经答复，请您在 {} 前评价。", until.said());
            (Some(until), turn("rate", said, "看答复，去评价", href))
        }
        Awaited::Visit { at, .. } => {
            let said = format!("工作人员想在 {} 上门，这个时间方便吗？", at.said());
            (Some(at), turn("visit", said, "回答", format!("{href}/visit")))
        }
    })
}

fn of_consultation((line, asked): &(Line, AskedOf)) -> Urgent {
    let href = consultations::href(&line.held.no, "");
    let turn = |code, said, act| Turn { code, title: line.title.clone(), said, act, href };
    match asked {
        AskedOf::Come(at) => {
            let said = format!("请您 {} 到{}参加协商。", at.said(), line.place);
            (Some(*at), turn("come", said, "看安排"))
        }
        AskedOf::Answer => {
            let said = "协商纪要写好了，请您看看对不对。".to_owned();
            (None, turn("minutes", said, "看纪要"))
        }
    }
}
