use crate::appeals::nouns::Action;
use xianban_kernel::{Moment, Problem};

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::Met;
use crate::appeals::nouns::{Appeal, Event, Measure};
use crate::office::Work;

/// A visit on site, a hearing or a joint meeting.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Which.
    pub what: Measure,
    /// When it took place.
    pub held_at: Moment,
    /// Who came.
    pub who: String,
    /// What was found or agreed.
    pub words: String,
}

/// Writes down a visit on site, a hearing or a joint meeting of several parties.
pub fn meet(work: &mut Work<'_, '_>, no: &str, form: &Meeting) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Meet)?;
    if form.held_at > work.cx.at {
        return Err(Problem::fault("at", "还没有到这个时间，请在开完以后登记。"));
    }
    let who = write(work, &appeal, "who", &form.who, Bound::Note)?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let (what, held_at) = (form.what, form.held_at);
    record(work, appeal, None, &Event::Met(Met { what, held_at, who, words }))
}
