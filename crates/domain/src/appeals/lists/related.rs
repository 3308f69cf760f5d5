use xianban_kernel::Problem;
use xianban_store::params;

use crate::appeals::nouns::Appeal;
use crate::office::Work;

/// Numbers of the appeal this one was split from and of those split from it.
pub fn related(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<String>, Problem> {
    let mut numbers = Vec::new();
    for id in appeal.filing.parent.iter().chain(&appeal.casework.children) {
        let row = work.tx.row(
            "select no from appeal where district = $1 and id = $2",
            params![appeal.district, id],
        )?;
        if let Some(row) = row {
            numbers.push(row.get("no")?);
        }
    }
    Ok(numbers)
}
