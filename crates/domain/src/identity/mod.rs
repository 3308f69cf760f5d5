//! Who people are: a resident is one verified phone, a member of staff an account with posts,
//! another system a token. Here they log in, stay in, and are let go; here their names and phones
//! are kept sealed, shown to staff only with a reason that is recorded, and erased on request.
//!
//! Not here: what a role may do (rules), what an appeal keeps of its applicant (the trail's vault).
//!
//! A try that fails has to be remembered, and a job that ends in an error is rolled back: so
//! whatever counts tries answers an [`Attempt`], to be settled after the commit.

mod absence;
mod apart;
mod attempt;
mod code;
mod half_way;
mod hire;
mod factor;
mod factor_rule;
mod gate;
mod knock;
mod last;
mod lists;
mod login;
mod lockout;
mod login_event;
mod noted;
mod password;
mod person;
mod phone_print;
mod policy;
mod right;
mod service_account;
mod session;
mod session_kind;
mod sms;
mod source;
mod span;
mod totp;
mod username;
mod account;
mod acting;
mod staff;
mod staff_login;
mod sweep;
mod token;
mod view;
mod wrong_code;
mod wrong_password;

pub use absence::{Absence, come_back, go_away, own_absence, stands_in, stands_in_for};
pub use account::{StaffRow, colleagues, holders, posts_of, staff_name};
pub use acting::acting;
pub(crate) use apart::meets;
pub use apart::{needs_second, not_oneself, unmet};
pub use attempt::Attempt;
pub use code::request_code;
pub use factor::{Enrolment, Factor, enrol, offer, own_factor, reset_factor};
pub use factor_rule::{demanded, has_factor};
pub use gate::{Gate, Ticket, Whom, come, wrong_token};
pub use hire::hire;
pub(crate) use knock::knock_as_resident;
pub use knock::{Knock, knock};
pub use lists::{AccountRow, SessionRow, accounts, own_account, own_sessions, service_accounts};
pub use lockout::Lockout;
pub use login::log_in;
pub use login_event::{As, LoginEvent, LoginFilter, LoginKind, LoginOutcome, logins, note_login};
pub use password::{Password, PasswordHash};
pub use person::{
    Identity, PersonName, erase_person, find_person, mask_name, masked_identity, name_oneself,
    own_identity, record_person,
};
pub(crate) use person::{has_phone, phone_of};
pub(crate) use policy::require;
pub use right::Right;
pub use service_account::{
    NewService, ServiceRow, create_service, create_service_with, disable_service, find_service,
};
pub use session::{
    NewSession, SessionView, find_session, log_out, revoke_own, revoke_sessions, touch_session,
};
pub use session_kind::SessionKind;
pub use sms::{CodeFor, Sms, open_sms, post_sms};
pub use staff::{
    NAME_MOST, NewStaff, create_staff, disable_staff, enable_staff, end_post, grant_post,
    rename_staff, staff_by_username, unlock_staff,
};
pub(crate) use staff::{carry_out, write_post};
pub(crate) use staff_login::give_password;
pub use staff_login::{
    CheckedPassword, Entered, LoginTarget, change_password, log_in_by_code, log_in_staff,
    login_target, own_login_target, reset_password,
};
pub use sweep::sweep;
pub use token::{Csrf, SessionId, Token};
pub use username::Username;
pub use view::{IdentityView, own_views, unmask};
pub(crate) use view::{has_ended, looks_of};
