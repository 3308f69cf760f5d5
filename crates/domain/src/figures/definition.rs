use super::{Count, Numbers, Rate};

/// A figure: how it is made of what is counted, and how that is said to people.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// As addresses have it.
    pub code: &'static str,
    /// As people read it.
    pub name: &'static str,
    /// How it is made.
    pub made: Made,
    /// How it is counted, in plain words.
    pub said: &'static str,
    /// What is left out, and why.
    pub left_out: &'static [(&'static str, &'static str)],
    /// Where the way of counting comes from.
    pub source: &'static str,
    /// Since which day it is counted so (`2026-01-01`).
    pub since: &'static str,
}

/// How a figure is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// As many as there are.
    Count(Count),
    /// A part of a whole.
    Rate {
        /// The part.
        part: Count,
        /// The whole.
        whole: Count,
    },
}

/// The value of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// So many.
    Number(i64),
    /// A part of a whole.
    Rate(Rate),
}

impl Figure {
    /// What it comes to.
    pub fn of(&self, numbers: &Numbers) -> Value {
        self.value(|count| numbers.of(count))
    }

    /// What it comes to for one value of the facet.
    pub fn at(&self, numbers: &Numbers, value: &str) -> Value {
        self.value(|count| numbers.at(count, value))
    }

    fn value(&self, of: impl Fn(Count) -> i64) -> Value {
        match self.made {
            Made::Count(count) => Value::Number(of(count)),
            Made::Rate { part, whole } => Value::Rate(Rate { part: of(part), whole: of(whole) }),
        }
    }

    /// The figure of this code.
    pub fn by_code(code: &str) -> Option<&'static Self> {
        FIGURES.iter().find(|figure| figure.code == code)
    }
}

const SINCE: &str = "2025-01-01";

const fn count(code: &'static str, name: &'static str, of: Count, said: &'static str) -> Figure {
    let made = Made::Count(of);
    Figure { code, name, made, said, left_out: &[], source: OURS, since: SINCE }
}

const fn rate(
    code: &'static str,
    name: &'static str,
    (part, whole): (Count, Count),
    said: &'static str,
) -> Figure {
    let made = Made::Rate { part, whole };
    Figure { code, name, made, said, left_out: &[], source: OURS, since: SINCE }
}

impl Figure {
    const fn but(self, left_out: &'static [(&'static str, &'static str)]) -> Self {
        Self { left_out, ..self }
    }

    const fn after(self, source: &'static str) -> Self {
        Self { source, ..self }
    }
}

const OURS: &str = "本平台的统计口径";
const ARTICLE: &str = "春光山色社区公布的口径";

const ELSEWHERE: (&str, &str) = ("从其他平台带着答复转来的", "不是在这里办的");
const NOBODY_ASKED: (&str, &str) =
    ("网格巡查、未诉先办", "没有人提诉求，也就没有人可以问满意不满意");
const UNRATED: (&str, &str) =
    ("没有评价的", "没有评价，既不算满意，也不算不满意；旁边另有严格口径");
const RULED: (&str, &str) =
    ("经裁定不计入的", "单位提出异议，由没有办过这件的人裁定，每件写明理由，可以点开看");

/// Every figure, in the order people look for them.
pub const FIGURES: &[Figure] = &[
    count("accepted", "受理", Count::Accepted, "这段时间里接单的诉求，一件算一次，再办一轮不重复算。")
        .but(&[ELSEWHERE, NOBODY_ASKED])
        .after(ARTICLE),
    count("closed", "办结", Count::Closed, "这段时间里办结的诉求，按最后一次办结的日子算。")
        .but(&[ELSEWHERE, NOBODY_ASKED])
        .after(ARTICLE),
    count("open", "在办", Count::Open, "现在还没有办结的，不管是哪天提的，网格报送的也在内。"),
    rate(
        "satisfied",
        "居民满意率",
        (Count::ClosedSatisfied, Count::ClosedRated),
        "办结而且有评价的诉求里，最后一次评价满意的占多少。",
    )
    .but(&[UNRATED, RULED, ELSEWHERE, NOBODY_ASKED])
    .after(ARTICLE),
    rate(
        "satisfied_strict",
        "严格满意率",
        (Count::ClosedSatisfied, Count::ClosedAsked),
        "办结的诉求里，最后一次评价满意的占多少；没有评价的不算满意。",
    )
    .but(&[RULED, ELSEWHERE, NOBODY_ASKED]),
    rate(
        "satisfied_rounds",
        "逐轮满意率",
        (Count::Satisfied, Count::Rated),
        "每一轮评价都算一次：第一轮不满意、第二轮满意，算两次评价、一次满意。",
    )
    .but(&[RULED]),
    rate("rated", "评价率", (Count::ClosedRated, Count::ClosedAsked), "办结的诉求里，有评价的占多少。")
        .but(&[RULED, ELSEWHERE, NOBODY_ASKED]),
    rate("solved", "解决率", (Count::Solved, Count::Rated), "每一轮评价里，诉求人说已经解决的占多少。")
        .but(&[RULED])
        .after("《政务服务便民热线运行指南》的解决率"),
    rate(
        "in_time",
        "按时办结率",
        (Count::InTime, Count::Handled),
        "每一轮由主办单位报结的，报结时没有过期限的占多少。暂停和批准的延期都算进期限；退回重办的，按最后一次报结算。",
    )
    .but(&[RULED, ("当场答复、不予受理、转出的", "没有派给主办单位办")]),
    count("rounds", "再接单", Count::Round, "因为不满意，又办一轮的次数。"),
    count("low", "评价不满意", Count::Low, "每一轮评价里，不满意的次数。")
        .but(&[RULED]),
    count(
        "left_out",
        "不计入考核",
        Count::LeftOut,
        "单位提出计数异议、经没有办过这件的人裁定以后，从各项比率里剔除的；按办结或者最后一次评价的日子算。裁定改回的重新计入。",
    ),
    count("returned", "退单", Count::Returned, "单位退回任务、请上级裁定的次数。"),
    count("on_hold", "挂账", Count::OnHold, "现在条件不成熟、批准挂账的。"),
    count("hard", "重难点", Count::Hard, "现在列在重难点清单上的。"),
    count("supervised", "挂牌督办", Count::Supervised, "现在挂牌督办的。"),
    count("reported", "网格报送", Count::Reported, "网格员巡查时报送的问题。").after(ARTICLE),
    rate(
        "report_solved",
        "网格解决率",
        (Count::ReportSolved, Count::Reported),
        "这段时间报送的问题里，经现场核查已经解决的占多少。",
    )
    .after(ARTICLE),
    count("declined", "不予受理", Count::Declined, "审核以后不予受理的。"),
    count("withdrawn", "撤回", Count::Withdrawn, "诉求人自己撤回的。"),
    count("transferred", "转出", Count::Transferred, "审核以后转给别的地方或者平台的。"),
    count("whistles", "吹哨", Count::Whistle, "吹出去的哨，一张吹哨单算一次。"),
    rate(
        "responded",
        "按时应哨率",
        (Count::Responded, Count::Called),
        "吹哨叫到的单位里，在期限内应哨的占多少。",
    ),
    rate(
        "arrived",
        "按时到场率",
        (Count::Arrived, Count::Called),
        "吹哨叫到的单位里，吹哨的社区确认按时到场的占多少。",
    ),
    rate(
        "called_solved",
        "吹哨解决率",
        (Count::CalledSolved, Count::Called),
        "吹哨叫到的单位里，销哨时认定已经解决的占多少。",
    ),
    count("meetings", "督办会", Count::Met, "开成的碰头会、调度会和形势分析会。"),
    count("consulted", "网格协商", Count::Consulted, "开成的网格协商议事会。"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_count_has_a_figure_or_is_a_step_on_the_way() {
        let used: BTreeSet<&str> = FIGURES
            .iter()
            .flat_map(|figure| match figure.made {
                Made::Count(count) => vec![count.code()],
                Made::Rate { part, whole } => vec![part.code(), whole.code()],
            })
            .collect();
        let steps = ["filed", "at_collect", "at_assess", "at_plan", "at_carry", "at_answer"];
        let left = Count::ALL.iter().map(|count| count.code()).filter(|code| !used.contains(code));
        assert_eq!(left.collect::<Vec<_>>(), steps);
    }

    #[test]
    fn figures_have_codes_of_their_own() {
        let codes: BTreeSet<&str> = FIGURES.iter().map(|figure| figure.code).collect();
        assert_eq!(codes.len(), FIGURES.len());
        assert!(Figure::by_code("satisfied").is_some() && Figure::by_code("x").is_none());
    }
}
