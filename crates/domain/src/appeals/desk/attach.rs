use xianban_kernel::Problem;

use super::record::record;
use crate::appeals::nouns::event::Attached;
use crate::appeals::nouns::{Appeal, Event};
use crate::dossier::{Record, read_records};
use crate::files;
use crate::files::Claim;
use crate::office::Work;

/// Claims the files that came with the move just made in this piece of work.
pub fn attach(work: &mut Work<'_, '_>, appeal: Appeal, claim: &Claim) -> Result<Appeal, Problem> {
    if claim.ids.is_empty() {
        return Ok(appeal);
    }
    let records = read_records(work.tx, appeal.district, appeal.id)?;
    let Some(to) = came_with(work, &appeal, &records)? else {
        let said = "这一步不收照片和文件。请去掉以后再提交，需要留存的写进记录里传。";
        return Err(Problem::fault("photos", said));
    };
    let files = files::claim(work, appeal.id, claim)?;
    let rules = &work.office.rules_at(work.cx.at).rules;
    let documents = files.iter().any(|kept| kept.what.is_document());
    if documents && !rules.takes_documents(appeal.kind, &work.cx.actor) {
        let said = "这类诉求只收照片，不收 PDF 和 Word 文件。请去掉文件，拍成照片再传。";
        return Err(Problem::fault("documents", said));
    }
    record(work, appeal, None, &Event::Attached(Attached { to, files }))
}

/// The event just made that the files came with. What follows from a move stands behind it in the
/// trail: a round that begins, an office in which nobody is left to review.
fn came_with(
    work: &Work<'_, '_>,
    appeal: &Appeal,
    records: &[Record],
) -> Result<Option<i64>, Problem> {
    let mark = work.cx.actor.mark();
    let own = appeal.applicant.as_deref() == Some(mark.as_str());
    let made = |one: &&Record| one.actor == mark && one.recorded_at == work.cx.at;
    for record in records.iter().rev().take_while(made) {
        let event = Event::decode(&record.kind, &record.payload)?;
        if matches!(event, Event::Attached(_)) {
            return Ok(None);
        }
        // What an applicant told somebody begins the round; the files are of the asking.
        let of_the_asking = matches!(event, Event::Reworked(_)) && !own;
        if event.sort().files.may_come() && !of_the_asking {
            return Ok(Some(record.seq));
        }
    }
    Ok(None)
}
