use super::lines::{Lines, OutlineOf};
use crate::organisation::{Atlas, Traced};
use xianban_kernel::PlaceId;

/// Whether a line draws something, or gives a building to a grid.
pub(super) fn concerned(lines: &Lines) -> bool {
    !lines.outlines.is_empty() || lines.places.iter().any(|line| line.grid.is_some())
}

/// The places that outlines speak of, and those that are drawn already.
pub(super) fn spoken_of<'a>(
    lines: &'a Lines,
    atlas: &'a Atlas,
) -> impl Iterator<Item = PlaceId> + 'a {
    let of = lines.outlines.iter().filter_map(|line| match &line.of {
        OutlineOf::Place(path) => Some(path.clone()),
        OutlineOf::Grid(_) => None,
    });
    let drawn = atlas.pieces().filter_map(|(traced, _)| match traced {
        Traced::Place(path) => Some(path.clone()),
        Traced::Grid(_) => None,
    });
    of.flat_map(|path| path.upwards().collect::<Vec<_>>()).chain(drawn).map(|path| path.id())
}
