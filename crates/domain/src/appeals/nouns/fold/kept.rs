use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::card::Carded;
use crate::appeals::nouns::event::{Attached, Erased, Folds, Undone, While};

impl Folds for Carded {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        appeal.cards.push(self.clone());
        Some(())
    }
}

impl Folds for Attached {
    const WHILE: While = While::Any;

    fn fold(&self, _: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        Some(())
    }
}

impl Folds for Erased {
    const WHILE: While = While::Any;

    fn fold(&self, _: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        Some(())
    }
}

impl Folds for Undone {
    const WHILE: While = While::In(&[]);

    /// The chain takes a move back: the appeal alone does not know what it was before.
    fn fold(&self, _: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        None
    }
}
