use xianban_kernel::{DossierId, Moment};
use xianban_store::{Result, Tx, params};

/// A dossier with a duty whose moment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) wake: Moment,
    pub(crate) dossier: DossierId,
}

/// Duties whose moment has come at `at`, earliest first, after the position `after`.
pub(crate) fn waiting(
    tx: &mut Tx<'_>,
    at: Moment,
    after: Option<Waiting>,
    most: i64,
) -> Result<Vec<Waiting>> {
    let (wake, dossier) =
        after.map_or((i64::MIN, i64::MIN), |last| (last.wake.millis(), last.dossier.value()));
    tx.rows(
        "select wake, dossier from duty
         where district = $1 and wake <= $2 and (wake, dossier) > ($3, $4)
         order by wake, dossier limit $5",
        params![tx.district(), at, wake, dossier, most],
    )?
    .iter()
    .map(|row| Ok(Waiting { wake: row.get("wake")?, dossier: row.get("dossier")? }))
    .collect()
}
