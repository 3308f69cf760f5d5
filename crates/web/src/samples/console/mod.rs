mod appeal;
mod desk;
mod lists;

use super::Sample;

pub(super) fn all() -> Vec<Sample> {
    [desk::all(), lists::all(), appeal::all()].into_iter().flatten().collect()
}
