//! Praise (表扬, e-锦旗): residents thank a person, a grid's team or a unit, in words, with photos and the
//! text of a banner.
//!
//! The platform office reviews; what passes is seen by the praised, and on the public wall if the giver
//! agrees, without his name unless he signs. The giver may take it back and have its words destroyed.
//! There are no points, no counts of persons or units and no ranking: lists are by time alone.
//!
//! A praise is the fold of its events, like an appeal; it stands on the same dossiers, duties, notices,
//! files and search. Not here: ratings, which belong to an appeal.

mod enclosed;
mod erase;
mod event;
mod face;
mod give;
mod lists;
mod noun;
mod record;
mod review;
mod rules;
mod show;
mod store;
mod verify;
mod withdraw;
mod words;

pub use enclosed::{attach, sees_file};
pub use erase::erase;
pub use event::Event;
pub use face::{KIND, reindex};
pub use give::give;
pub use give::{Give, Thanked, thanked};
pub use lists::{Looked, Position, mine, received, register, wall};
pub use noun::{Praise, Standing};
pub use review::{Refusal, candidates, publish, refuse};
pub use rules::{PraiseRules, RefusalReason, check};
pub use show::{Seen, by_no, on_wall, seen};
pub use verify::{verify_files, verify_rows};
pub use withdraw::withdraw;
pub use words::{Action, DutyKind, NoticeKind};
