mod appeals;
mod filing;
mod home;
mod own;
mod praises;
mod teams;

use super::Sample;

pub(super) fn all() -> Vec<Sample> {
    [filing::all(), home::all(), appeals::all(), own::all(), praises::all(), teams::all()]
        .into_iter()
        .flatten()
        .collect()
}
