//! What the fields of its forms may hold.

use xianban_domain::consultation::{Decision, Next};

use crate::console::closed::{closed, named};

closed! {
    /// What came of it.
    ConsultationDecision { named!(Decision) }
    /// What follows where people did not agree.
    ConsultationNext { named!(Next) }
    /// What somebody says of the minutes.
    ConsultationReply { REPLIES }
}

/// What somebody says of the minutes.
pub(super) const REPLIES: &[(&str, &str)] =
    &[("confirm", "确认，纪要没问题"), ("object", "有不同意见")];
