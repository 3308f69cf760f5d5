use xianban_kernel::{DossierId, Problem};

use crate::appeals::clock::escalate;
use crate::appeals::desk::record;
use crate::appeals::nouns::{Colour, Event};
use crate::appeals::rows::{owed, store};
use crate::office::Work;

/// Gives one appeal the cards its duties have earned; answers how many.
pub fn give_cards(work: &mut Work<'_, '_>, id: DossierId) -> Result<u64, Problem> {
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
