//! Grid consultation (网格协商议事会): people of a grid meet over one or many appeals, say what they
//! think, and agree on who does what by when.
//!
//! A grid worker or a secretary calls it and invites by role. What is said and proposed is recorded,
//! with heads for and against, which is no vote. The minutes go to everybody who came; who is silent
//! stays “未回复” and has agreed to nothing; what is objected stays attached. They are published only
//! after a second person reviewed them. Agreements are followed until done; what was not agreed leads on
//! to a whistle, a plan or a vote.
//!
//! A consultation is the fold of its events (`folded`). Who was invited without an account takes part by
//! a code of his own and sees facts alone. Not here: the appeals (it only names them), votes of owners.

mod agenda;
mod call;
mod calendar_file;
mod cancel;
mod confirm;
mod enclosed;
mod entrance;
mod event;
mod facts;
mod fold;
mod follow;
mod gather;
#[cfg(test)]
mod laws;
mod lists;
mod minutes;
mod noun;
mod owed;
mod permitted;
mod postpone;
mod review;
mod rules;
mod show;
mod sign_in;
mod speak;
mod standing;
mod tell;
mod wake;
mod words;
mod write;

pub use agenda::{Meeting, Part, Participant, Presence, SignedBy};
pub use calendar_file::{Occasion, calendar_file};
pub use call::{Call, Guest, call};
pub use cancel::cancel;
pub use confirm::{Reply, answer, answer_on_paper};
pub use enclosed::{attach, sees_file};
pub use entrance::{Entered, enter, entrance_code};
pub use event::Event;
pub use facts::{Facts, facts, public};
pub use follow::{Settle, choose, settle, spare, whistled};
pub use gather::{begin, invite, too_few};
pub use lists::{AskedOf, Line, held_over, invited, register};
pub use minutes::{
    Agreement, Answer, Decision, Minutes, NOT_A_VOTE, Next, Objection, Proposal, Statement,
};
pub use noun::Consultation;
pub use permitted::{by_no, moves_now};
pub use postpone::{Postpone, postpone};
pub use review::{publish, send_back};
pub use rules::{ConsultationRules, check};
pub use show::{Heard, Person, Seen, Silence, WrittenDown, draft, seen};
pub use sign_in::{sign_in, sign_in_by_hand};
pub use speak::{count, propose, state};
pub use standing::{MOVES, Move, Standing, Step, Who, diagram};
pub use wake::wake;
pub use words::{Action, DutyKind, KIND, NoticeKind};
pub use write::{Agreed, Write, write};
