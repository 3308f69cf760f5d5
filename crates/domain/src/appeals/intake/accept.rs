use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::{PlaceId, Problem};

use crate::appeals::desk::{permitted, record, tell};
use crate::appeals::nouns::event::Accepted;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;
use crate::organisation::{AtUnit, find_place, open_place, receiving_unit};
use crate::rules::AppealKind;

/// What a clerk fills in to take an appeal on.
#[derive(Clone, Debug, Default)]
pub struct Accept {
    /// The place as it was found to be; `None` leaves it as the applicant gave it.
    pub place: Option<PlaceId>,
}

/// Takes an appeal on (接单): settles its place; it then belongs to that place's unit.
pub fn accept(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Accept,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Accept)?;
    let place = match form.place {
        Some(place) => Some(open_place(work.tx, work.office.district, place, work.cx.at)?),
        None => appeal.place.map(|place| find_place(work.tx, place)).transpose()?.flatten(),
    };
    let unit = receiving_unit(work.tx, appeal.district, place.as_ref())?;
    let place = form.place.or(appeal.place);
    // What a firm asks and what a community reports for a department is assessed by the platform office.
    let assessor = (appeal.kind != AppealKind::Livelihood).then_some(appeal.office);
    let accepted = Accepted { place, receiver: AtUnit::of(&unit), assessor };
    let appeal = record(work, appeal, Some(seen), &Event::Accepted(accepted))?;
    tell(work, &appeal, NoticeKind::Accepted, &[("unit", unit.name)])?;
    Ok(appeal)
}
