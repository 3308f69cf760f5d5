use std::path::PathBuf;
use std::sync::Arc;

use xianban_domain::dossier::{self, Broken, Extent};
use xianban_domain::office::Office;
use xianban_domain::rooms;
use xianban_gateways::objects::Objects;
use xianban_kernel::Problem;
use xianban_store::Tx;

use crate::boot;
use crate::closed;
use crate::configuration::{Fault, Settings};
use crate::last_seal::LastSeal;

/// Checks the whole trail of the district in one snapshot and says how it went.
pub fn verify(settings: &Settings) -> Result<(), Fault> {
    let office = boot::as_left(settings)?;
    // Read before the snapshot is taken: a program that serves meanwhile goes on sealing.
    let copy = LastSeal::read(&settings.data)?.filter(|copy| copy.district == office.district);
    let objects = settings.files.as_it_is()?;
    let (extent, broken) = checked(&office, copy, objects)?;
    if let Some(broken) = broken {
        return Err(Fault::TrailBroken(broken.to_string()));
    }
    println!("trail holds: {} dossiers, {} seals", extent.dossiers, extent.seals);
    println!(
        "seals are signed; their public key is {}. {}",
        hex::encode(office.keys.seal_key()?),
        crate::keys::BESIDE
    );
    Ok(())
}

/// What is written where.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The appeal's number.
    pub no: String,
    /// A file; on the terminal without one.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Writes one appeal's trail.
pub fn export(settings: &Settings, given: &Export) -> Result<(), Fault> {
    let office = boot::as_left(settings)?;
    let (district, no) = (office.district, given.no.trim().to_uppercase());
    let keys = office.keys.clone();
    let text = office.db.read_blocking(move |tx| {
        let dossier = dossier::by_no(tx, &no)?.ok_or(Problem::NotFound)?;
        dossier::export(tx, &keys, district, dossier.id)?.to_json()
    });
    let text = text.map_err(|problem| match problem {
        Problem::NotFound => Fault::NotThere(format!("{} in this district", given.no)),
        other => other.into(),
    })?;
    let Some(out) = &given.out else {
        println!("{text}");
        return Ok(());
    };
    closed::write(out, text.as_bytes())?;
    if let Some(seal) = LastSeal::read(&settings.data)? {
        println!("the last hash kept outside the database: seal {}, {}", seal.n, seal.hash);
    }
    println!("the trail of {} is in {}", given.no, out.display());
    Ok(())
}

fn checked(
    office: &Office,
    copy: Option<LastSeal>,
    objects: Arc<dyn Objects>,
) -> Result<(Extent, Option<Broken>), Problem> {
    let desk = office.clone();
    office.db.read_blocking(move |tx| {
        let extent = dossier::extent(tx, desk.district)?;
        let fetch = |object: &str| objects.get(&object.parse().ok()?).ok();
        let mut broken = contradicted(tx, copy.as_ref())?;
        if broken.is_none() {
            broken = rooms::verify(&desk, tx, Some(&fetch))?;
        }
        Ok((extent, broken))
    })
}

/// Whether the database says otherwise than the copy kept outside it.
fn contradicted(tx: &mut Tx<'_>, copy: Option<&LastSeal>) -> Result<Option<Broken>, Problem> {
    let Some(copy) = copy else { return Ok(None) };
    let found = dossier::hash_of_seal(tx, copy.district, copy.n)?;
    if found.is_some_and(|hash| hex::encode(hash) == copy.hash) {
        return Ok(None);
    }
    let why = "is not the one that was copied outside the database".to_owned();
    Ok(Some(Broken { place: format!("seal {}", copy.n), why }))
}
