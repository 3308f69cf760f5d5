//! A grid consultation as those see it who were invited, with or without an account, and everybody once
//! its minutes are public: facts alone, no appeal, no applicant, names masked.

pub(crate) mod answer;
pub(crate) mod calendar;
mod done;
mod entered;
pub(crate) mod show;
pub(crate) mod sign_in;

use crate::visitor::Visitor;

/// Where a consultation's page is, with the code that opened it.
pub(crate) fn href(no: &str, code: &str) -> String {
    if code.is_empty() {
        return format!("/consultations/{no}");
    }
    let query = serde_urlencoded::to_string([("code", code)]).unwrap_or_default();
    format!("/consultations/{no}?{query}")
}

/// The same, saying what was just done.
fn href_having(visitor: &Visitor, (no, code): (&str, &str), did: done::Did) -> String {
    let href = href(no, code);
    if visitor.reply.is_json() { href } else { crate::did::marked(&href, did.code()) }
}
