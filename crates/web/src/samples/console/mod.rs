mod appeal;
mod desk;
mod lists;
mod praises;

use super::Sample;

pub(super) fn all() -> Vec<Sample> {
    [desk::all(), lists::all(), appeal::all(), praises::all()].into_iter().flatten().collect()
}
