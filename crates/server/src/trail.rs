use xianban_domain::appeals::verify_rows;
use xianban_domain::office::Office;
use xianban_domain::trail::{self, Broken, Extent};
use xianban_kernel::Problem;
use xianban_store::Tx;

use crate::boot;
use crate::configuration::{Fault, Settings};
use crate::last_seal::LastSeal;

/// Checks the whole trail of the district in one snapshot and says how it went.
pub fn verify(settings: &Settings) -> Result<(), Fault> {
    let office = boot::as_left(settings)?;
    // Read before the snapshot is taken: a program that serves meanwhile goes on sealing.
    let copy = LastSeal::read(&settings.data)?.filter(|copy| copy.district == office.district);
    let (extent, broken) = checked(&office, copy)?;
    if let Some(broken) = broken {
        return Err(Fault::TrailBroken(broken.to_string()));
    }
    println!("trail holds: {} appeals, {} seals", extent.appeals, extent.seals);
    Ok(())
}

fn checked(office: &Office, copy: Option<LastSeal>) -> Result<(Extent, Option<Broken>), Problem> {
    let desk = office.clone();
    office.db.read_blocking(move |tx| {
        let extent = trail::extent(tx, desk.district)?;
        let mut broken = contradicted(tx, copy.as_ref())?;
        if broken.is_none() {
            broken = trail::verify(tx, &desk.keys, desk.district, |tx, id, records| {
                verify_rows(&desk, tx, id, records)
            })?;
        }
        Ok((extent, broken))
    })
}

/// Whether the database says otherwise than the copy kept outside it.
fn contradicted(tx: &mut Tx<'_>, copy: Option<&LastSeal>) -> Result<Option<Broken>, Problem> {
    let Some(copy) = copy else { return Ok(None) };
    let found = trail::hash_of_seal(tx, copy.district, copy.n)?;
    if found.is_some_and(|hash| hex::encode(hash) == copy.hash) {
        return Ok(None);
    }
    let why = "is not the one that was copied outside the database".to_owned();
    Ok(Some(Broken { place: format!("seal {}", copy.n), why }))
}
