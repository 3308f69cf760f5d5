use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::casework::whistles::WhistleEnd;
use crate::appeals::nouns::event::{WhistleEnded, Whistled};

impl Told for Whistled {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("哨", Tone::Step, format!("吹哨，请{}来一起办", of.unit())))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        Some(Line::new("哨", Tone::Step, format!("社区吹哨，请{}一起办", of.unit())))
    }
}

impl Told for WhistleEnded {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let title = match self.end {
            WhistleEnd::Done => "应哨，办好了它的部分",
            WhistleEnd::Excused => "这次吹哨不用来",
            WhistleEnd::Bound => "裁定应当来，继续办",
        };
        Some(of.inside("哨", Tone::Step, title).beside_unit())
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let done = self.end == WhistleEnd::Done;
        done.then(|| Line::new("哨", Tone::Step, format!("{}办好了它的部分", of.unit())))
    }
}
