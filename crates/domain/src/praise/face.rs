use std::collections::BTreeSet;

use xianban_kernel::Problem;
use xianban_store::{Entry, Tx, index_text};

use super::noun::{Praise, Standing};
use super::store;
use crate::dossier::{self, Dossier, Vault};
use crate::keys::Keys;
use crate::organisation::{UnitNames, district_path};

/// What the dossier of praise is called.
pub const KIND: &str = "praise";

/// What praise shows of itself where dossiers of every room are listed, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) dossier: Dossier,
    pub(super) readers: BTreeSet<String>,
}

impl Face {
    pub(super) fn of(praise: &Praise) -> Self {
        let dossier = Dossier {
            district: praise.district,
            id: praise.id,
            kind: KIND.to_owned(),
            no: praise.no.clone(),
            title: Some(praise.words.banner.unwrap_or(praise.words.text)),
            words: None,
            place: None,
            where_said: None,
            unit: praise.unit.unit,
            sort: praise.standing.code().to_owned(),
            list: None,
            begun_at: praise.given_at,
        };
        let mut readers = BTreeSet::from([praise.giver.clone()]);
        if praise.standing == Standing::Published {
            readers.insert(format!("unit:{}", praise.unit.unit));
            readers.extend(praise.person.map(|person| format!("staff:{person}")));
            readers.extend(praise.public.then(|| "public".to_owned()));
        }
        Self { dossier, readers }
    }

    pub(super) fn refresh(&self, tx: &mut Tx<'_>, before: &Self) -> Result<(), Problem> {
        dossier::refresh(tx, (&before.dossier, &before.readers), (&self.dossier, &self.readers))
    }
}

/// Lets praise be found by its number, its words and the name of whom it thanks.
pub(super) fn index(
    tx: &mut Tx<'_>,
    praise: &Praise,
    (banner, text): (&str, &str),
) -> Result<(), Problem> {
    let unit = UnitNames::default().name(tx, praise.unit.unit)?;
    let words = format!("{} {banner} {text} {unit}", praise.no);
    let scope = district_path(praise.district);
    let id = praise.id.value();
    let entry = Entry { id, kind: KIND, scope: &scope, at: praise.given_at };
    Ok(index_text(tx, entry, &words)?)
}

/// Puts praise into the full-text index again; one whose words were erased stays out.
pub fn reindex(tx: &mut Tx<'_>, keys: &Keys, dossier: &Dossier) -> Result<(), Problem> {
    let praise = store::load(tx, dossier.id)?.ok_or(Problem::NotFound)?;
    let vault = Vault::open(tx, keys, dossier.district, dossier.id)?;
    let Some(text) = vault.read(tx, praise.words.text)? else { return Ok(()) };
    let banner = praise.words.banner.map(|n| vault.read(tx, n)).transpose()?.flatten();
    index(tx, &praise, (&banner.unwrap_or_default(), &text))
}
