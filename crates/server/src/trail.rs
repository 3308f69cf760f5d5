use xianban_domain::appeals::verify_rows;
use xianban_domain::office::Office;
use xianban_domain::trail::{self, Broken, Extent};
use xianban_kernel::Problem;

use crate::boot;
use crate::configuration::{Fault, Settings};

/// Checks the whole trail of the district in one snapshot and says how it went.
pub fn verify(settings: &Settings) -> Result<(), Fault> {
    let office = boot::as_left(settings)?;
    let (extent, broken) = checked(&office)?;
    if let Some(broken) = broken {
        return Err(Fault::TrailBroken(broken.to_string()));
    }
    println!("trail holds: {} appeals, {} seals", extent.appeals, extent.seals);
    Ok(())
}

fn checked(office: &Office) -> Result<(Extent, Option<Broken>), Problem> {
    let desk = office.clone();
    office.db.read_blocking(move |tx| {
        let extent = trail::extent(tx, desk.district)?;
        let broken = trail::verify(tx, &desk.keys, desk.district, |tx, id, records| {
            verify_rows(&desk, tx, id, records)
        })?;
        Ok((extent, broken))
    })
}
