//! The words every other room speaks: identifiers, times, numbers people read out over the phone,
//! who is acting, and what can go wrong. No I/O, no HTTP, no SQL.

mod actor;
mod appeal_no;
mod calendar;
mod clock;
mod context;
mod ids;
mod limit;
mod moment;
mod page;
mod phone;
mod problem;
mod query_code;
mod secret;
mod seed;

pub use actor::{Actor, Post, Role, ServiceAccount, Staff};
pub use appeal_no::{AppealNo, AppealNoFault};
pub use calendar::{
    CalendarData, CalendarFault, CalendarYear, Certainty, DaySpan, Due, OfficeHours, WorkCalendar,
};
pub use clock::Clock;
pub use context::{Context, RequestId};
pub use ids::{AppealId, FileId, GridId, PersonId, PlaceId, ServiceId, StaffId, UnitId};
pub use limit::{LimitFault, TimeLimit};
pub use moment::Moment;
pub use page::{Page, PageSize};
pub use phone::PhoneNumber;
pub use problem::{Fault, Problem};
pub use query_code::QueryCode;
pub use secret::Secret;
pub use seed::{Draw, Seed};

/// A calendar day, without time or zone.
pub type Day = jiff::civil::Date;
