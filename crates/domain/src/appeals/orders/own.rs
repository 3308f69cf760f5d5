use xianban_kernel::UnitId;

use crate::office::Work;

pub(crate) fn units_of(work: &Work<'_, '_>) -> Vec<UnitId> {
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    posts.iter().map(|post| post.unit).collect()
}
