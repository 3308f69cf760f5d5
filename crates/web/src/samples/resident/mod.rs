mod appeals;
mod filing;
mod own;

use super::Sample;

pub(super) fn all() -> Vec<Sample> {
    [filing::all(), appeals::all(), own::all()].into_iter().flatten().collect()
}
