use crate::appeals::nouns::Action;
use xianban_kernel::{Moment, Problem};

use crate::appeals::desk::{Bound, ahead, permitted, record, seat_for_units, within, write};
use crate::appeals::nouns::event::{Listed, Unlisted};
use crate::appeals::nouns::{Appeal, Event, Seen, Why};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// What is put on a list.
#[derive(Clone, Debug)]
pub struct ToList {
    /// Which list.
    pub why: Why,
    /// By when a supervised matter is to be settled; the rules say when it is left open.
    pub until: Option<Moment>,
    /// Why.
    pub words: String,
}

/// Puts an appeal on a list: the public board (挂牌), the hard matters, the supervised ones. A supervised
/// matter that is listed again gets another day.
pub fn list(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &ToList,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::List)?;
    let (why, supervised) = (form.why, form.why == Why::Supervised);
    let until = match (supervised, form.until) {
        (true, until) => Some(ends(work, &appeal, until)?),
        (false, None) => None,
        (false, Some(_)) => {
            let said = "只有挂牌督办才有期限。请改选挂牌督办，或者把期限清空。";
            return Err(Problem::fault("until", said));
        }
    };
    let again = appeal.listing(why).is_some_and(|one| until.is_none() || one.until == until);
    if again {
        return Err(Problem::fault("why", "已经在这个清单上。"));
    }
    if why == Why::Board && !appeal.public {
        let said = "诉求人没有同意公开，不能挂到公开的牌上。";
        return Err(Problem::fault("why", said));
    }
    let by = if supervised { lister(work, &appeal)? } else { None };
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::Listed(Listed { why, until, by, words }))
}

/// By when it is to be settled: as chosen, else as the rules say.
fn ends(work: &Work<'_, '_>, appeal: &Appeal, at: Option<Moment>) -> Result<Moment, Problem> {
    let ruled = work.office.rules_of(appeal.rules)?.rules.casework.supervised;
    match at {
        Some(at) => ahead(work, appeal, "until", at, None),
        None => Ok(within(work, appeal, ruled)?.at),
    }
}

/// The unit from whose seat the actor lists it, and which looks at it when its day has come.
fn lister(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Option<AtUnit>, Problem> {
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let units: Vec<_> = posts.iter().map(|post| post.unit).collect();
    let Some(seat) = seat_for_units(work, appeal, Action::List, &units)? else { return Ok(None) };
    Ok(Some(AtUnit::of(&unit(work.tx, seat.unit)?)))
}

/// Whoever put it under supervision takes it off, or the platform office; nobody below does.
fn ends_its_own(work: &mut Work<'_, '_>, appeal: &Appeal, by: AtUnit) -> Result<(), Problem> {
    let units = [by.unit, appeal.office.unit];
    if seat_for_units(work, appeal, Action::List, &units)?.is_some() {
        return Ok(());
    }
    let said = format!("这件由{}挂牌督办，要由它摘牌。", unit(work.tx, by.unit)?.name);
    Err(Problem::fault("why", said))
}

/// Takes an appeal off a list.
pub fn unlist(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    why: Why,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::List)?;
    let Some(listing) = appeal.listing(why) else {
        return Err(Problem::fault("why", "不在这个清单上。"));
    };
    if let Some(by) = listing.by {
        ends_its_own(work, &appeal, by)?;
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::Unlisted(Unlisted { why, words }))
}
