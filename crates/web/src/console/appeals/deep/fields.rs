use xianban_domain::appeals::casework::{Jurisdiction, Level, Mode, Risk, SlipProgress, StopFor};
use xianban_domain::organisation::Unit;
use xianban_domain::rules::{Action, DutyKind, Evidence, Lane};
use xianban_kernel::{Moment, UnitId};

use super::super::moves::{Control, Field, MoveForm};
use super::Table;
use super::choices::{coded, one};
use super::people;
use crate::frame::Choice;

/// What the form of a move of handling in depth asks for.
pub(in super::super) fn fields(action: Action, form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let (deep, rules) = (&form.deep, table.rules);
    let words = |label: &str| long("words", label, &form.words, rules.forms.note_max);
    match action {
        Action::Plan => planning(form, table),
        Action::Approve => {
            let answers = [("grant", "同意"), ("refuse", "不同意")];
            let choice = coded("choice", "意见", &answers, &deep.choice);
            vec![table.asks(&deep.item), choice, words("理由").hint("不同意时必填。").optional()]
        }
        Action::Extend => vec![words("为什么要延期").hint("批准后原话会告诉诉求人。")],
        Action::Pause => pausing(form, table),
        Action::Hold => holding(form, table),
        Action::ReturnOrder => returning(form, table),
        Action::Rule => vec![
            table.disputes(&deep.item),
            coded(
                "choice",
                "裁定",
                &[("stays", "仍由原单位办"), ("moves", "改由别的单位办")],
                &deep.choice,
            ),
            table
                .receiver(("unit", "改由谁办"), &form.unit, &[])
                .hint("仍由原单位办就不用选。")
                .optional(),
            words("裁定的理由"),
            overridden(form, table.rules.forms.note_max),
        ],
        Action::Reassign => vec![
            table.orders(false, &deep.item),
            table.receiver(("unit", "改派给"), &form.unit, only_at(table).as_slice()),
            words("改派的理由"),
            overridden(form, table.rules.forms.note_max),
        ],
        Action::Assign => {
            let hint = "不选就退回给这个岗位的所有人。";
            vec![
                table.orders(true, &deep.item),
                table.person("给谁", &deep.person, "").hint(hint).optional(),
            ]
        }
        Action::Refer => vec![
            line("body", "外部单位", &deep.body).hint("如：供电公司、法院、外区部门。"),
            table.unit("unit", "由哪个单位联系", &form.unit),
            words("请它做什么"),
        ],
        Action::Recuse => vec![
            table.unit("unit", "被反映的单位", &form.unit),
            table
                .receiver(("lead", "改由谁主办"), &deep.lead, &[])
                .hint("它正在主办时要选。")
                .optional(),
            words("理由"),
            overridden(form, table.rules.forms.note_max),
        ],
        _ => beside(action, form, table),
    }
}

fn beside(action: Action, form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let (deep, rules) = (&form.deep, table.rules);
    let words = |label: &str| long("words", label, &form.words, rules.forms.note_max);
    match action {
        Action::IssueSlip => slip(form, table),
        Action::DoSlip => {
            let steps = [("done", "办完了"), ("take", "接收，开始办")];
            let sent = table.slips_to_do().any(|slip| slip.progress == SlipProgress::Sent);
            let steps = if sent { &steps[..] } else { &steps[..1] };
            vec![
                table.slips(table.slips_to_do(), &deep.item),
                coded("choice", "这一步", steps, &deep.choice),
                words("办了什么").optional(),
            ]
        }
        Action::CheckSlip => {
            let good = [("good", "合格"), ("again", "不合格，重办")];
            vec![
                table.slips(table.slips_to_check(), &deep.item),
                coded("choice", "检查结果", &good, &deep.choice),
                words("检查情况").hint("不合格要写清哪里要重办。").optional(),
            ]
        }
        Action::Terminate => {
            let reasons = rules.decline_reasons.iter().map(|reason| {
                Choice::new(reason.code.clone(), reason.name.clone()).chosen_if(&form.reason)
            });
            let reason = Field::new("reason", "理由", Control::Pick { choices: reasons.collect() });
            let answer = rules.forms.answer_max;
            vec![reason, long("words", "给诉求人的说明", &form.words, answer)]
        }
        Action::Transfer => vec![long(
            "words",
            "给诉求人的说明：转给谁、怎样联系",
            &form.words,
            rules.forms.answer_max,
        )],
        Action::Conclude => vec![
            long("words", "结论：理由和下一步的法定途径", &form.words, rules.forms.answer_max)
                .hint("按不满意统计。请写明可以申请复查、诉讼等的途径和期限。"),
        ],
        Action::Relane => {
            let others = [Lane::General, Lane::Urgent].into_iter();
            let others = others.filter(|lane| *lane != table.appeal.lane);
            let lanes: Vec<_> = others.map(|lane| (lane.code(), lane.name())).collect();
            vec![coded("lane", "改到", &lanes, &form.lane), words("理由")]
        }
        Action::Specialise => vec![
            table.person("跟踪办理的人", &deep.person, ""),
            words("信访经过").hint(petitions(table)),
        ],
        Action::FollowSpecial => {
            vec![words("这次看到的情况"), time("at", "下次什么时候看", &deep.at)]
        }
        _ => people::fields(action, form, table),
    }
}

fn returning(form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let rules = table.rules;
    let reasons = rules.casework.return_reasons.iter().map(|reason| {
        Choice::new(reason.code.clone(), reason.name.clone()).chosen_if(&form.reason)
    });
    let reason = one("reason", "退单理由", reasons.collect());
    let other = |unit: &Unit| !table.around.own.contains(&unit.id);
    let suggested = table.unit_if(("unit", "建议由谁办"), &form.unit, other);
    let words = long("words", "说明", &form.words, rules.forms.note_max);
    vec![reason, suggested.optional(), words]
}

fn planning(form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let (deep, most) = (&form.deep, table.rules.forms.answer_max);
    vec![
        long("nature", "性质：是一件什么样的事", &deep.nature, most),
        long("responsibility", "责任：谁负责、谁配合", &deep.responsibility, most),
        time("at", "时限：什么时候办好", &deep.at),
        long("procedure", "程序：分哪几步", &deep.procedure, most),
        long("goal", "目标：办好是什么样", &deep.goal, most),
    ]
}

fn pausing(form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let (deep, rules) = (&form.deep, table.rules);
    if table.appeal.stopped().is_some_and(|stop| stop.what == StopFor::Pause) {
        let words = long("words", "等到了什么", &form.words, rules.forms.note_max);
        return vec![words.optional()];
    }
    let reasons = rules.casework.pause_reasons.iter().map(|reason| {
        Choice::new(reason.code.clone(), reason.name.clone())
            .hint(format!("最长 {}", reason.most.said()))
            .chosen_if(&form.reason)
    });
    vec![
        one("reason", "为什么暂停", reasons.collect()),
        time("at", "最晚到什么时候", &deep.at),
        long("words", "在等什么", &form.words, rules.forms.note_max),
    ]
}

fn holding(form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let (deep, rules) = (&form.deep, table.rules);
    let words = |label: &str| long("words", label, &form.words, rules.forms.note_max);
    if table.appeal.stopped().is_some_and(|stop| stop.what == StopFor::Hold) {
        let ways = [("clear", "销账，继续办"), ("keep", "还办不了，继续挂账")];
        let at = time("at", "下次什么时候看", &deep.at).hint("销账不用填。").optional();
        return vec![coded("choice", "复查结果", &ways, &deep.choice), words("情况"), at];
    }
    vec![
        long("condition", "要等到什么条件才能办", &deep.condition, rules.forms.note_max)
            .hint("批准后原话会告诉诉求人。"),
        time("at", "什么时候复查", &deep.at)
            .hint(format!("最长 {}。", rules.casework.hold_review.said())),
    ]
}

fn slip(form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let (deep, rules) = (&form.deep, table.rules);
    if deep.choice == "end" {
        return vec![
            hidden_choice(&deep.choice),
            table.slips(table.appeal.casework.slips.iter().filter(|s| s.is_live()), &deep.item),
            long("words", "为什么撤销", &form.words, rules.forms.note_max),
        ];
    }
    let round = table.appeal.round;
    let takes = |unit: &Unit| rules.owing_role(DutyKind::Slip, round, unit.kind).is_some();
    let evidence: Vec<_> = Evidence::ALL.iter().map(|one| (one.code(), one.name())).collect();
    let matter = table.appeal.matter.as_deref().and_then(|code| rules.matter(code));
    let asked = matter.map_or(Evidence::Nothing, |one| one.matter.evidence).code();
    let chosen = if deep.evidence.is_empty() { asked } else { &deep.evidence };
    vec![
        table.unit_if(("unit", "交给谁"), &form.unit, takes),
        table
            .person("指定到人", &deep.person, &form.unit)
            .hint("不选就是那个单位的人都可以接。选的人要在上面那个单位。")
            .optional(),
        long("goal", "要做什么，做到什么样", &deep.goal, rules.forms.note_max),
        time("at", "什么时候办好", &deep.at)
            .hint(format!("不填就是 {}。", rules.casework.slip.said()))
            .optional(),
        coded("evidence", "要交的照片", &evidence, chosen),
    ]
}

/// The unit that holds every order that may be given away, when it is one.
fn only_at(table: &Table<'_>) -> Option<UnitId> {
    let free = table.appeal.orders.iter().filter(|one| table.around.items.contains(&one.n));
    let mut units: Vec<UnitId> = free.map(|one| one.unit.unit).collect();
    units.dedup();
    if let [only] = units[..] { Some(only) } else { None }
}

/// Fields of the assessment in depth.
pub(in super::super) fn assessing(form: &MoveForm, table: &Table<'_>) -> Vec<Field> {
    let deep = &form.deep;
    let jurisdictions = named(Jurisdiction::ALL.iter().map(|o| (o.code(), o.name())));
    let levels = named(Level::ALL.iter().map(|o| (o.code(), o.name())));
    let modes = named(Mode::ALL.iter().map(|o| (o.code(), o.name())));
    let risks = named(Risk::ALL.iter().map(|o| (o.code(), o.name())));
    let note = table.rules.forms.note_max;
    vec![
        long("cause", "起因", &deep.cause, note).optional(),
        long("course", "经过", &deep.course, note).optional(),
        coded("jurisdiction", "归谁管", &jurisdictions, &deep.jurisdiction).optional(),
        coded("level", "在哪一级解决", &levels, &deep.level).optional(),
        coded("mode", "研判方式", &modes, &deep.mode).optional(),
        coded("risk", "风险", &risks, &deep.risk).optional(),
        table
            .unit("against", "被反映的单位", &deep.against)
            .hint("诉求反映的就是某个单位时选。它不能主办，也看不到诉求人是谁。")
            .optional(),
    ]
}

fn named(
    all: impl Iterator<Item = (&'static str, &'static str)>,
) -> Vec<(&'static str, &'static str)> {
    all.collect()
}

fn petitions(table: &Table<'_>) -> String {
    if table.around.petitions.is_empty() {
        return "没有查到这位诉求人以前的多轮办理。".to_owned();
    }
    format!("这位诉求人以前办过多轮或者被拒绝的：{}。", table.around.petitions.join("、"))
}

fn overridden(form: &MoveForm, most: usize) -> Field {
    long("override_reason", "越过职责清单的理由", &form.override_reason, most)
        .hint("单位的职责清单上有这件事就不用填。")
        .optional()
}

fn hidden_choice(value: &str) -> Field {
    coded("choice", "这一步", &[("end", "撤销任务单")], value)
}

pub(super) fn long(name: &'static str, label: &str, value: &str, most: usize) -> Field {
    let limit = u32::try_from(most).unwrap_or(u32::MAX);
    Field::new(name, label, Control::Words { value: value.to_owned(), limit })
}

pub(super) fn line(name: &'static str, label: &str, value: &str) -> Field {
    Field::line(name, label, value)
}

pub(super) fn time(name: &'static str, label: &str, value: &str) -> Field {
    Field::new(name, label, Control::Time { value: value.to_owned() })
}

/// A time as the browser sends it, `2026-11-25T18:00`, China time.
pub(in super::super) fn moment(
    field: &'static str,
    text: &str,
) -> Result<Moment, xianban_kernel::Problem> {
    let whole = if text.len() == 16 { format!("{text}:00+08:00") } else { format!("{text}+08:00") };
    Moment::parse(&whole).ok_or_else(|| xianban_kernel::Problem::fault(field, "请选日期和时间。"))
}
