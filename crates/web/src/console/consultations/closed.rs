//! What the fields of its forms may hold.

use xianban_domain::consultation::{Decision, Next};

use crate::console::closed::{closed, named};

closed! {
    /// What came of it.
    ConsultationDecision { named!(Decision) }
    /// What follows where people did not agree.
    ConsultationNext { NEXTS }
    /// What somebody says of the minutes.
    ConsultationReply { REPLIES }
}

/// What may follow where people did not agree.
pub(super) const NEXTS: &[(&str, &str)] = &[
    (Next::Whistle.code(), Next::Whistle.name()),
    (Next::Plan.code(), Next::Plan.name()),
    (Next::Leave.code(), Next::Leave.name()),
];

/// What somebody says of the minutes.
pub(super) const REPLIES: &[(&str, &str)] =
    &[("confirm", "确认，纪要没问题"), ("object", "有不同意见")];
