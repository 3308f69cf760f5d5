/// The number of the next row of a list, from 1.
pub(crate) fn following<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX - 1) + 1
}

/// The row with number `n`, from 1.
pub(crate) fn at<T>(list: &mut [T], n: i64) -> Option<&mut T> {
    list.get_mut(usize::try_from(n.checked_sub(1)?).ok()?)
}
