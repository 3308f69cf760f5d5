mod appeals;
mod filing;
mod own;
mod praises;

use super::Sample;

pub(super) fn all() -> Vec<Sample> {
    [filing::all(), appeals::all(), own::all(), praises::all()].into_iter().flatten().collect()
}
