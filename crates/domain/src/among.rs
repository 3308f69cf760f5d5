//! Rows of a few numbers out of many: one text of the statement, however many are asked for.

use xianban_store::{Param, Result, Row, Tx};

/// So many numbers a statement names; what is left over asks for a row that there is not.
pub(crate) const AT_ONCE: usize = 64;

/// What `sql` finds for these numbers, as many statements as it takes. `sql` is given the places where the
/// numbers stand, which come behind the values of `given`.
pub(crate) fn among(
    tx: &mut Tx<'_>,
    given: &[Param<'_>],
    numbers: &[i64],
    sql: impl FnOnce(&str) -> String,
) -> Result<Vec<Row>> {
    let first = given.len() + 1;
    let places = (first..first + AT_ONCE).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = sql(&places);
    let mut found = Vec::with_capacity(numbers.len());
    for some in numbers.chunks(AT_ONCE) {
        let mut values = given.to_vec();
        values.extend((0..AT_ONCE).map(|n| Param::Int(some.get(n).copied().unwrap_or(0))));
        found.extend(tx.rows(&sql, &values)?);
    }
    Ok(found)
}
