//! The words every other room speaks: identifiers, times, numbers people read out over the phone,
//! who is acting, and what can go wrong. No I/O, no HTTP, no SQL.

mod actor;
mod appeal_no;
mod area_code;
mod calendar;
mod check_digit;
mod clock;
mod clock_watch;
mod contact_phone;
mod context;
mod ids;
mod limit;
mod moment;
mod page;
mod phone;
mod position;
mod problem;
mod query_code;
mod secret;
mod seed;
mod typed;
mod whence;
pub mod words;

pub use actor::{Actor, Post, Role, ServiceAccount, Staff};
pub use appeal_no::{AppealNo, AppealNoFault};
pub use area_code::{AreaCode, AreaCodeFault, AreaLevel};
pub use calendar::{
    CalendarData, CalendarFault, CalendarYear, Certainty, DaySpan, Due, OfficeHours, WorkCalendar,
};
pub use clock::Clock;
pub use clock_watch::{ClockWatch, Look};
pub use contact_phone::{ContactPhone, ContactPhoneFault};
pub use context::{Context, RequestId};
pub use ids::{DossierId, FileId, GridId, PersonId, PlaceId, ServiceId, StaffId, UnitId};
pub use limit::{LimitFault, TimeLimit};
pub use moment::Moment;
pub use page::{Page, PageSize};
pub use phone::{PhoneFault, PhoneNumber};
pub use position::{Bd09, Datum, Gcj02, Wgs84};
pub use problem::{Fault, Problem};
pub use query_code::{QueryCode, QueryCodeFault};
pub use secret::Secret;
pub use seed::{Draw, Seed};
pub use whence::Whence;

/// A calendar day, without time or zone.
pub type Day = jiff::civil::Date;
