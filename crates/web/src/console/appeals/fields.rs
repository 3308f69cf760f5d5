//! The fields of each move's form.

use xianban_domain::appeals::Happened;
use xianban_domain::rules::{Action, DeclineReason, Grade, Lane};

use super::deep::{self, Table};
use super::matter::matter;
use super::moves::{Control, Field, MoveForm};
use crate::console::desk;
use crate::frame::Choice;
use crate::resident::appeals::rate::contradiction;

/// What the form of a move asks for, with what was typed so far.
pub(super) fn fields(
    action: Action,
    form: &MoveForm,
    table: &Table<'_>,
    entries: &[&Happened],
) -> Vec<Field> {
    let rules = table.rules;
    let words = |label: &str, limit: usize| {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        Field::new("words", label, Control::Words { value: form.words.clone(), limit })
    };
    let (note, answer) = (rules.forms.note_max, rules.forms.answer_max);
    let most = u32::try_from(note).unwrap_or(u32::MAX);
    let reasons = |value: &str| Control::Words { value: value.to_owned(), limit: most };
    let overridden = || {
        Field::new("override_reason", "越过职责清单的理由", reasons(&form.override_reason))
            .hint("单位的职责清单上有这件事就不用填。")
            .optional()
    };
    match action {
        Action::Accept => {
            let places = &table.around.places;
            vec![places.field(&table.appeal.no, (&form.place, &form.find))]
        }
        Action::Decline => {
            let reason = |reason: &DeclineReason| {
                Choice::new(reason.code.clone(), reason.name.clone()).chosen_if(&form.reason)
            };
            let choices = rules.decline_reasons.iter().map(reason).collect();
            let reason = Field::new("reason", "理由", Control::Pick { choices });
            vec![reason, words("给诉求人的说明", answer)]
        }
        Action::Answer => {
            vec![about(action, form, table), words("给诉求人的答复", answer)]
        }
        Action::Complete => vec![words("给诉求人的答复", answer)],
        Action::Assess => {
            let lead = table.receiver(("unit", "主办单位"), &form.unit, &[]);
            assessing(form, table, lead, overridden())
        }
        Action::Dispatch => {
            let helper = table.receiver(("unit", "协办单位"), &form.unit, &table.at_work());
            vec![helper, words("请它做什么", note), overridden()]
        }
        Action::Report if leads(table) => vec![contacting(form), words("情况", note)],
        Action::Report | Action::Note => vec![words("情况", note)],
        Action::Publish => vec![publishing(form, entries)],
        Action::Call => {
            vec![yes_no("reached", "联系上了吗", &form.reached), words("说了什么", note)]
        }
        Action::SendBack => vec![words("要改什么", note)],
        Action::Verify => vec![yes_no("solved", "解决了吗", &form.solved), words("现场情况", note)],
        Action::FollowUp => asking(form, table),
        _ => deep::fields(action, form, table),
    }
}

/// A question with yes or no.
fn yes_no(name: &'static str, label: &str, chosen: &str) -> Field {
    let choices = [("yes", "是"), ("no", "否")];
    let choices = choices.map(|(code, text)| Choice::new(code, text).chosen_if(chosen)).into();
    Field::new(name, label, Control::One { choices })
}

/// What is asked of the applicant afterwards.
fn asking(form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let ways = [("phone", "电话"), ("visit", "上门"), ("unreachable", "联系不上")];
    let ways = ways.map(|(code, text)| Choice::new(code, text).chosen_if(&form.method)).into();
    let limit = u32::try_from(table.rules.forms.note_max).unwrap_or(u32::MAX);
    let words = Control::Words { value: form.words.clone(), limit };
    let mut fields = vec![
        Field::new("method", "方式", Control::One { choices: ways }),
        yes_no("solved", "诉求人说解决了吗", &form.solved).optional(),
        yes_no("satisfied", "诉求人满意吗", &form.satisfied).optional(),
        stars(form, table),
        witness(form),
        Field::new("words", "怎么说的", words),
    ];
    if contradiction(&form.solved, &form.grade).is_some() {
        let ticked = Control::Tick { ticked: !form.sure.is_empty() };
        fields.push(Field::new("sure", "就是这样说的", ticked));
    }
    fields
}

/// The stars given by word of mouth.
fn stars(form: &MoveForm, table: &Table<'_>) -> Field {
    let star = |grade: &Grade| {
        let name = format!("{} 星（{}）", grade.value, grade.name);
        Choice::new(grade.value.to_string(), name).chosen_if(&form.grade)
    };
    let choices = table.rules.rating.grades.iter().map(star).collect();
    Field::new("grade", "诉求人打几星", Control::Pick { choices })
        .hint("诉求人自己在手机上评过就不用填。填了就算他的评价。")
        .optional()
}

fn witness(form: &MoveForm) -> Field {
    Field::line("witness", "见证人", &form.witness)
        .hint("上门时当面打星，请在场的人见证，写他的姓名。")
        .optional()
}

fn publishing(form: &MoveForm, entries: &[&Happened]) -> Field {
    let choice = |one: &&Happened| {
        let words = one.words.clone().unwrap_or_default();
        Choice::new(one.seq.to_string(), words).chosen_if(&form.entry)
    };
    let choices = entries.iter().map(choice).collect();
    Field::new("entry", "公开哪一条", Control::One { choices })
}

/// What the appeal is about; what was settled before, as by an answer that was sent back, is chosen.
fn about(action: Action, form: &MoveForm, table: &Table<'_>) -> Field {
    let appeal = table.appeal;
    let said = (table.around.word(appeal.words.title), table.around.word(appeal.words.text));
    let at = format!("{}/{}", desk::href(&appeal.no), action.code());
    let settled = appeal.matter.as_deref().unwrap_or_default();
    let chosen = if form.matter.is_empty() { settled } else { &form.matter };
    matter(table.rules, appeal.kind, said, (chosen, &form.find), at)
}

fn assessing(form: &MoveForm, table: &Table<'_>, lead: Field, overridden: Field) -> Vec<Field> {
    let lanes = [Lane::General, Lane::Urgent].map(|lane| (lane.code(), lane.name()));
    let lanes = [("usual", "照类别通常的"), lanes[0], lanes[1]];
    let chosen = if form.lane.is_empty() { "usual" } else { &form.lane };
    let lanes = lanes.map(|(code, text)| Choice::new(code, text).chosen_if(chosen)).into();
    let limit = u32::try_from(table.rules.forms.note_max).unwrap_or(u32::MAX);
    let mut fields = vec![
        about(Action::Assess, form, table),
        Field::new("lane", "通道", Control::One { choices: lanes }),
        Field::new("facts", "背景", Control::Words { value: form.facts.clone(), limit }).optional(),
    ];
    fields.extend(deep::assessing(form, table));
    fields.extend([lead, overridden]);
    fields
}

/// Whether the actor's unit has the lead order.
fn leads(table: &Table<'_>) -> bool {
    table.appeal.lead().is_some_and(|order| table.around.own.contains(&order.unit.unit))
}

/// How the applicant is contacted: by oneself, or through the platform, which needs no number.
fn contacting(form: &MoveForm) -> Field {
    let ways = [
        (
            "message",
            "请平台把下面的话留言给诉求人",
            "他收到短信提醒，打开这件诉求就能看到、能回复；不用看他的电话",
        ),
        (
            "call",
            "请平台客服打电话，把下面的话告诉诉求人",
            "他不用手机上网，或者事情急；不用看他的电话",
        ),
        ("own", "已经自己联系过，在下面记下", "留言不发给诉求人"),
    ];
    let chosen = if form.deep.through.is_empty() { "own" } else { &form.deep.through };
    let choices =
        ways.map(|(code, text, hint)| Choice::new(code, text).hint(hint).chosen_if(chosen)).into();
    Field::new("through", "怎么联系诉求人", Control::One { choices })
}
