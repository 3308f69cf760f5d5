use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{Called, Contacted, IdentitySeen, Through, Undelivered};

impl Told for Contacted {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let line = match self.through {
            None => of.inside("联", Tone::Step, "联系了诉求人"),
            Some(Through::Message) => of.inside("联", Tone::Step, "由平台留言给诉求人"),
            Some(Through::Call) => of.inside("联", Tone::Care, "请平台客服打电话转达"),
        };
        Some(line.beside_unit())
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let (unit, you) = (of.unit(), of.you());
        // Of a message its words, of a call only that it comes.
        let (title, said) = match self.through {
            None => (format!("{unit}联系了{you}"), String::new()),
            Some(Through::Message) => (format!("{unit}给{you}留言"), of.words()),
            Some(Through::Call) => (format!("{unit}请平台打电话联系{you}"), String::new()),
        };
        Some(Line::new("联", Tone::Step, title).saying(said))
    }
}

impl Told for IdentitySeen {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("看", Tone::Aside, "查看了诉求人的联系方式").beside_unit())
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Undelivered {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("电", Tone::Care, "通知没有送达，要打电话告诉诉求人"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Called {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let line = if self.reached {
            of.inside("电", Tone::Step, "电话通知了诉求人")
        } else {
            of.inside("电", Tone::Care, "打了电话，没有联系上")
        };
        Some(line.beside_unit())
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let title = format!("工作人员打电话通知了{}", of.you());
        self.reached.then(|| Line::new("电", Tone::Step, title))
    }
}
