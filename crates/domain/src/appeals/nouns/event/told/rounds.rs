use super::{Line, Telling, Told, Tone, seat};
use crate::appeals::nouns::event::{
    AfterRating, ClosedUnrated, Disowned, FollowedUp, Rated, Reconsidered, Reworked, Split,
};

impl Told for FollowedUp {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("访", Tone::Voice, self.heard()).beside_unit())
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Rated {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of)).map(Line::beside_unit)
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let (title, said) = self.given(of);
        Some(Line::new("评", Tone::Voice, title).saying(said))
    }
}

impl Told for Disowned {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let title = format!("{}说代记的评价不是自己的，已经划去，不再计入", of.you());
        let words = of.words.map(|words| format!("{words}\n")).unwrap_or_default();
        let seat = seat(of.unit, self.role.code(), of.rules);
        let said = format!("{words}原来由{seat}在 {} 记录", self.taken_at.said());
        Some(Line::new("划", Tone::Care, title).saying(said))
    }
}

impl Told for Reworked {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let line = Line::new("再", Tone::Care, format!("再接单，由{}牵头", of.unit()));
        Some(Line { with_files: true, ..line.saying(of.words()) })
    }
}

impl Told for ClosedUnrated {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        Some(Line::new("结", Tone::Aside, "到期没有评价，办结"))
    }
}

impl Told for Split {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("分", Tone::Step, format!("分出一件：{}", self.no)))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        Some(Line::new("分", Tone::Step, format!("有一件事单独办理，编号 {}", self.no)))
    }
}

impl Told for Reconsidered {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("复", Tone::Care, format!("诉求人申请复核，由{}重新看", of.unit())))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        Some(
            Line::new("复", Tone::Care, format!("{}申请了复核，由{}重新看", of.you(), of.unit()))
                .saying(of.words()),
        )
    }
}

impl FollowedUp {
    /// A follow-up with what was answered.
    fn heard(&self) -> String {
        let answer = |question: &str, said: Option<bool>| match said {
            Some(true) => format!("，{question}：是"),
            Some(false) => format!("，{question}：否"),
            None => String::new(),
        };
        let way = match self.method.as_str() {
            "unreachable" => return "回访：没有联系上".to_owned(),
            "visit" => "上门回访",
            _ => "电话回访",
        };
        let (solved, satisfied) = (self.solved, self.satisfied);
        format!("{way}{}{}", answer("解决了", solved), answer("满意", satisfied))
    }
}

impl Rated {
    /// The title of a rating, and what was said: the applicant's own words, or by whom they were taken down.
    fn given(&self, of: &Telling<'_>) -> (String, String) {
        let (you, words) = (of.you(), of.words());
        let (way, said) = match &self.taken {
            Some(taken) => {
                let seat = seat(of.unit, taken.role.code(), of.rules);
                let way = if taken.method == "visit" { "上门时" } else { "电话里" };
                let witness = of.witness.map(|name| format!("，见证人：{name}"));
                let by = format!("{seat}记录{}", witness.unwrap_or_default());
                (format!("{you}{way}的评价，工作人员代记"), format!("{words}\n{by}"))
            }
            // As taken down before it was kept by whom.
            None if self.how == "oral" => (format!("{you}的口头评价"), words),
            None if self.how == "witnessed" => (format!("{you}当面的评价，有人见证"), words),
            None => (format!("{you}的评价"), words),
        };
        if of.struck {
            return (format!("{way}，已经划去"), said);
        }
        let again = matches!(self.then, AfterRating::Round { .. });
        let again = if again { "：再办一次" } else { "" };
        let name = of.rules.rating.grade(self.grade).map(|grade| grade.name.as_str());
        (format!("{way}{again}（{}）", name.unwrap_or_default()), said)
    }
}
