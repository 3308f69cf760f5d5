//! What everybody reads of an appeal: its kind, title, place in the five steps, and where its page is.

use xianban_domain::appeals::{Appeal, Glance, Happened, Standing, Step};
use xianban_domain::rules::{AppealKind, Rules};

use crate::files;
use crate::frame::{Coded, Photo, Status, Steps};

/// The kind, with its name from the rules.
pub(crate) fn kind(rules: &Rules, kind: AppealKind) -> Coded {
    let name = rules.kind(kind).map(|rule| rule.name.clone()).unwrap_or_default();
    Coded::new(kind.code(), name)
}

/// Where an appeal's page is.
pub(crate) fn href(no: &str) -> String {
    format!("/appeals/{no}")
}

/// First words, or that they were erased.
pub(crate) fn title(glance: &Glance) -> String {
    glance.title.clone().unwrap_or_else(|| "内容已按您的要求删除".to_owned())
}

/// Where it stands, in a word.
pub(crate) fn status(appeal: &Appeal) -> Status {
    let standing = appeal.state.standing();
    if appeal.ended_elsewhere() {
        return Status::new(standing.code(), "由其他平台办结，导入");
    }
    Status::new(standing.code(), standing.name())
}

/// The five steps; none when the matter left the way before its end or went it elsewhere.
pub(crate) fn steps(appeal: &Appeal) -> Steps {
    let left = matches!(appeal.state.standing(), Standing::Declined | Standing::Withdrawn);
    if left || appeal.ended_elsewhere() {
        return Steps(Vec::new());
    }
    let ended = !appeal.state.is_open();
    let steps = Steps::at(match appeal.state.step() {
        _ if ended => 6,
        Step::Collect => 1,
        Step::Assess => 2,
        Step::Plan => 3,
        Step::Carry => 4,
        Step::Answer => 5,
    });
    // Only what happened in this round is ticked: an answer at once was neither planned nor handled.
    let missing = [(2, Step::Assess), (3, Step::Plan), (4, Step::Carry)];
    let missing = missing.into_iter().filter(|(_, step)| !appeal.went_through(*step));
    missing.fold(steps, |steps, (number, _)| steps.without(number))
}

/// The photos that came with the filing.
pub(crate) fn filed_photos(history: &[Happened]) -> Vec<Photo> {
    history.first().map(|first| files::kept(&first.files, "提交的照片")).unwrap_or_default()
}
