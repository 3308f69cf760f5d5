//! The public timeline: what everybody reads of each event.

use serde::Serialize;
use xianban_domain::appeals::{Happened, Reader, Telling, Tone};
use xianban_domain::rules::Rules;
use xianban_kernel::Moment;

use crate::files;
use crate::frame::{Photo, Stamp};

/// One line of the public timeline.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Entry {
    /// One character for the round mark.
    #[serde(skip)]
    pub mark: &'static str,
    /// `blue`, `green`, `gold`, `red`, `grey`.
    #[serde(skip)]
    pub tone: &'static str,
    /// What happened.
    pub title: String,
    /// Published words; may be empty.
    pub said: String,
    /// When.
    pub at: Stamp,
    /// Published photos.
    pub photos: Vec<Photo>,
}

/// What the applicant reads of one event; `None` for what stays inside.
pub(super) fn entry(happened: &Happened, rules: &Rules, now: Moment) -> Option<Entry> {
    let line = happened.event.for_applicant(&telling(happened, Reader::Applicant, rules))?;
    let photos = if line.with_files {
        files::kept(&happened.files, "您补充的照片")
    } else {
        Vec::new()
    };
    let at = Stamp::new(happened.at, now);
    let (mark, tone) = (line.mark, colour(line.tone));
    Some(Entry { mark, tone, title: line.title, said: line.said, at, photos })
}

/// What an event needs to be told.
pub(crate) fn telling<'a>(happened: &'a Happened, reader: Reader, rules: &'a Rules) -> Telling<'a> {
    Telling {
        reader,
        unit: happened.unit.as_deref(),
        words: happened.words.as_deref(),
        witness: happened.witness.as_deref(),
        struck: happened.struck,
        rules,
    }
}

/// The colour in which a line is drawn.
pub(crate) const fn colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Step => "blue",
        Tone::Good => "green",
        Tone::Voice => "gold",
        Tone::Care => "amber",
        Tone::Bad => "red",
        Tone::Aside => "grey",
    }
}
