mod appeals;
mod filing;
mod own;
mod praises;
mod teams;

use super::Sample;

pub(super) fn all() -> Vec<Sample> {
    [filing::all(), appeals::all(), own::all(), praises::all(), teams::all()]
        .into_iter()
        .flatten()
        .collect()
}
