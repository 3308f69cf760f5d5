//! Reports: the figures of one day, week, month or year, written down: a page that prints, a workbook, a
//! table. Everything in one is read in one snapshot, and says on its last sheet how it is counted.
//!
//! Not here: what is counted and how (figures of the domain), whom somebody oversees (there too).

mod asked;
mod book;
mod download;
mod index;
mod plain;
mod read;
mod show;
mod written;

pub(crate) use asked::Asked;
pub(crate) use download::{book, plain};
pub(crate) use index::{ReportsAsked, ReportsPage, show as index};
pub(crate) use show::{ReportPage, show};
