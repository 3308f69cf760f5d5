use std::collections::BTreeSet;

use xianban_kernel::Problem;
use xianban_store::Tx;

use crate::appeals::nouns::{Appeal, Standing};
use crate::dossier::{self, Dossier};

/// What an appeal shows of itself where dossiers of every room are listed, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Face {
    pub(crate) dossier: Dossier,
    pub(crate) readers: BTreeSet<String>,
}

/// What the dossier of an appeal is called.
pub const KIND: &str = "appeal";

impl Face {
    pub(crate) fn of(appeal: &Appeal) -> Self {
        let has = appeal.holder();
        let dossier = Dossier {
            district: appeal.district,
            id: appeal.id,
            kind: KIND.to_owned(),
            no: appeal.no.clone(),
            title: Some(appeal.words.title),
            words: None,
            place: appeal.place,
            where_said: appeal.words.where_said,
            unit: has.unit,
            sort: appeal.kind.code().to_owned(),
            list: appeal.list.clone(),
            begun_at: appeal.filed_at,
        };
        Self { dossier, readers: readers(appeal) }
    }

    /// Writes what became of it since it was `before`.
    pub(crate) fn refresh(&self, tx: &mut Tx<'_>, before: &Self) -> Result<(), Problem> {
        dossier::refresh(tx, (&before.dossier, &before.readers), (&self.dossier, &self.readers))
    }
}

/// Who may open an appeal by its own part in it, as marks; whoever reads the whole district or stands in
/// where others are barred needs no line here.
fn readers(appeal: &Appeal) -> BTreeSet<String> {
    let units = appeal.reading_units().map(|unit| format!("unit:{unit}"));
    let hands = appeal.hands.keys().filter(|mark| mark.starts_with("staff:")).cloned();
    let named = appeal.named_people().map(|staff| format!("staff:{staff}"));
    let public = is_published(appeal).then(|| "public".to_owned());
    units.chain(hands).chain(named).chain(appeal.applicant.clone()).chain(public).collect()
}

fn is_published(appeal: &Appeal) -> bool {
    appeal.public && matches!(appeal.state.standing(), Standing::FollowingUp | Standing::Closed)
}
