use xianban_kernel::Moment;
use xianban_store::{Result, Tx, params};

/// The mark of the folder or bucket where the district's objects lie; none before one was taken.
pub fn place(tx: &mut Tx<'_>) -> Result<Option<String>> {
    let sql = "select mark from files_place where district = $1";
    let row = tx.row(sql, params![tx.district()])?;
    row.map(|row| row.get("mark")).transpose()
}

/// Takes the place with this mark, unless one was taken already; tells which it was.
pub fn take_place(tx: &mut Tx<'_>, mark: &str, at: Moment) -> Result<bool> {
    let taken = tx.execute(
        "insert into files_place (district, mark, since) values ($1, $2, $3) on conflict do nothing",
        params![tx.district(), mark, at],
    )?;
    Ok(taken == 1)
}

/// Leaves the place: another is taken next.
pub fn leave_place(tx: &mut Tx<'_>) -> Result<()> {
    tx.execute("delete from files_place where district = $1", params![tx.district()])?;
    Ok(())
}
