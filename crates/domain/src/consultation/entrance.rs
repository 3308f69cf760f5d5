use subtle::ConstantTimeEq;
use xianban_kernel::{Problem, QueryCode};

use super::noun::Consultation;
use super::permitted::own;
use super::words::KIND;
use crate::dossier;
use crate::folded::{self, Held};
use crate::notice::guest_code;
use crate::office::Work;

/// A consultation, and as which participant the actor has come in.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Which.
    pub held: Held<Consultation>,
    /// His number there.
    pub n: i64,
}

/// Lets in who was invited: by his code without an account, else by who he is. To everybody else it does
/// not exist. Pages limit how often codes are tried, as they do for the query codes of appeals.
pub fn enter(work: &mut Work<'_, '_>, no: &str, code: Option<&str>) -> Result<Entered, Problem> {
    let dossier = dossier::by_no(work.tx, no)?.filter(|dossier| dossier.kind == KIND);
    let held = folded::load::<Consultation>(work.tx, dossier.ok_or(Problem::NotFound)?.id)?;
    let n = if let Some(code) = code.filter(|code| !code.trim().is_empty()) {
        by_code(work, &held, code)
    } else {
        let mark = Some(work.cx.actor.mark());
        held.participants.iter().find(|one| one.mark == mark).map(|one| one.n)
    };
    n.map(|n| Entered { held, n }).ok_or(Problem::NotFound)
}

fn by_code(work: &Work<'_, '_>, held: &Held<Consultation>, code: &str) -> Option<i64> {
    let given = QueryCode::parse(code).ok()?.to_string();
    let mut found = None;
    for one in &held.participants {
        let own = guest_code(&work.office.keys, held.district, held.id, one.n).to_string();
        if bool::from(own.as_bytes().ct_eq(given.as_bytes())) {
            found = Some(one.n);
        }
    }
    found
}

/// The code of somebody who was invited, for whoever runs it: to hand it to one who has no phone here.
pub fn entrance_code(work: &mut Work<'_, '_>, no: &str, n: i64) -> Result<String, Problem> {
    let held = own(work, no)?;
    let one = held.participant(n).ok_or(Problem::NotFound)?;
    Ok(guest_code(&work.office.keys, held.district, held.id, one.n).to_string())
}
