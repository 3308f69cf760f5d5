use xianban_domain::appeals::TITLE_MOST;
use xianban_domain::appeals::casework::{Measure, Visit, Why};
use xianban_domain::organisation::Unit;
use xianban_domain::rules::Action;

use super::super::moves::{Control, Field, MoveForm};
use super::Table;
use super::choices::coded;
use super::fields::{line, long, time};
use crate::frame::Choice;

/// Moves that bring people to the matter, or the matter to people.
pub(super) fn fields(action: Action, form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let (deep, rules) = (&form.deep, table.rules);
    let words = |label: &str| long("words", label, &form.words, rules.forms.note_max);
    match action {
        Action::OfferVisit => {
            let waits = table.appeal.casework.visits.iter().any(Visit::is_owed);
            if waits {
                return vec![words("上门的情况；没有去成的，写清原因")];
            }
            vec![time("at", "什么时候上门", &deep.at), words("上门做什么")]
        }
        Action::Consult => consulting(form, table),
        Action::Meet => {
            let kinds: Vec<_> = Measure::ALL.iter().map(|one| (one.code(), one.name())).collect();
            vec![
                coded("why", "形式", &kinds, &deep.why),
                time("at", "什么时候", &deep.at),
                line("who", "谁参加", &deep.who),
                words("看到什么、议定什么"),
            ]
        }
        Action::List => listing(form, table),
        Action::Share => {
            let against = table.appeal.casework.assessment.against.map(|unit| unit.unit);
            let other = |unit: &Unit| against != Some(unit.id);
            let unit = table.unit_if(("unit", "给哪个单位看"), &form.unit, other);
            vec![unit, words("为什么")]
        }
        Action::Split => vec![
            line("title", "分出去的事，一句话", &deep.title).at_most(TITLE_MOST),
            words("分出去的事").hint("同一个诉求人、同一个地点，另有编号，诉求人会收到通知。"),
        ],
        Action::Attend => vec![words("怎样督促，要求什么时候办好")],
        _ => Vec::new(),
    }
}

fn consulting(form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let (deep, rules) = (&form.deep, table.rules);
    let words = |label: &str| long("words", label, &form.words, rules.forms.note_max);
    if table.appeal.casework.consults.iter().any(|consult| !consult.ended) {
        return vec![words("会诊结论")];
    }
    let expert = |name: &'static str, label: &str, chosen: &str| {
        let choices = table.around.experts.iter().map(|one| {
            Choice::new(one.id.to_string(), one.name.clone()).hint(&one.field).chosen_if(chosen)
        });
        Field::new(name, label, Control::Pick { choices: choices.collect() })
    };
    let hint = "专家只看得到您写在这里的话，请不要写诉求人的身份。";
    vec![
        expert("experts", "请哪位专家", &deep.experts),
        expert("expert2", "第二位", &deep.expert2).optional(),
        expert("expert3", "第三位", &deep.expert3).optional(),
        words("情况和要问的问题").hint(hint),
    ]
}

fn listing(form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let deep = &form.deep;
    let words = |label: &str| long("words", label, &form.words, table.rules.forms.note_max);
    // What is on no list and may not be shown has no step on the public board.
    let may = |why: &&Why| {
        let open = table.appeal.public || **why != Why::Board;
        open || table.appeal.is_listed(**why)
    };
    let here = Why::ALL.iter().filter(may);
    let (listed, others): (Vec<&Why>, Vec<_>) = here.partition(|why| table.appeal.is_listed(**why));
    let lists: Vec<_> = others.iter().chain(&listed).map(|why| (why.code(), why.name())).collect();
    let ways = [("on", "列入", others.len()), ("off", "移出", listed.len())];
    let ways: Vec<_> = ways.iter().filter(|way| way.2 > 0).map(|w| (w.0, w.1)).collect();
    vec![
        coded("why", "哪个清单", &lists, &deep.why),
        coded("choice", "这一步", &ways, &deep.choice),
        words("理由"),
    ]
}
