use xianban_kernel::{AppealId, Context, Problem};

use crate::appeals::clock::escalate;
use crate::appeals::desk::record;
use crate::appeals::nouns::{Colour, Event};
use crate::appeals::rows::{Waiting, owed, store};
use crate::office::{Office, Work};

/// Duties looked at together.
const PAGE: i64 = 200;

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Cards given.
    pub cards: u64,
    /// Appeals that could not be written; the next sweep tries them again.
    pub failed: u64,
}

/// Gives every card of the district whose moment has passed at `cx.at`: each appeal is a write of its
/// own behind people's work, and one that fails does not keep the others waiting.
pub async fn sweep(office: &Office, cx: &Context) -> Result<Swept, Problem> {
    let mut swept = Swept::default();
    let mut after = None;
    loop {
        let waiting = move |work: &mut Work<'_, '_>| {
            Ok(owed::waiting_for_cards(work.tx, work.office.district, work.cx.at, after, PAGE)?)
        };
        let mut page = office.read(cx, waiting).await?;
        let Some(last) = page.last() else { return Ok(swept) };
        after = Some(*last);
        page.dedup_by_key(|waiting| waiting.appeal);
        for Waiting { appeal, .. } in page {
            match office
                .write_later(&cx.part(appeal.value()), move |work| give_cards(work, appeal))
                .await
            {
                Ok(given) => swept.cards += given,
                Err(problem @ (Problem::Unavailable { .. } | Problem::Unknown { .. })) => {
                    return Err(problem);
                }
                Err(problem) => {
                    tracing::warn!(%appeal, %problem, "no card could be given");
                    swept.failed += 1;
                }
            }
        }
    }
}

/// Gives one appeal the cards its duties have earned; answers how many.
fn give_cards(work: &mut Work<'_, '_>, id: AppealId) -> Result<u64, Problem> {
    let Some(mut appeal) = store::load(work.tx, work.office.district, id)? else { return Ok(0) };
    let mut given = 0;
    for duty in owed::duties_of(work.tx, &appeal)? {
        while let Some(card) = duty.card_due(&appeal.cards, work.cx.at) {
            let overdue = card.colour == Colour::Red;
            appeal = record(work, appeal, None, &Event::Carded(card))?;
            given += 1;
            if overdue {
                appeal = escalate(work, appeal, &duty)?;
            }
        }
    }
    Ok(given)
}
