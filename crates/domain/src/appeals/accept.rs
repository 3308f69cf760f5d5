use xianban_kernel::{PlaceId, Problem};

use super::appeal::Appeal;
use super::event::{Accepted, AtUnit, Event};
use super::policy::{by_no, may_make};
use super::record::record;
use super::state::Seen;
use crate::office::Work;
use crate::organisation::{open_place, receiving_unit};
use crate::rules::Action;

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
    let appeal = by_no(work, no)?;
    if seen == Seen(appeal.version) && !may_make(work, &appeal, Action::Accept)? {
        let said = "这件诉求现在不能由您接单：它不在待接单的状态，或者不归您所在的单位接收。";
        return Err(Problem::refused("accept", said));
    }
    if let Some(place) = form.place {
        open_place(work.tx, work.office.district, place, work.cx.at)?;
    }
    let place = form.place.or(appeal.place);
    let unit = receiving_unit(work.tx, appeal.district, place)?;
    let receiver = AtUnit { unit: unit.id, kind: unit.kind };
    record(work, appeal, Some(seen), &Event::Accepted(Accepted { place, receiver }))
}
