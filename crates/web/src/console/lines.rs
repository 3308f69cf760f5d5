//! Lines of queues: dossiers of every room, with what their own room shows beside.

use xianban_domain::appeals::{self, Appeal};
use xianban_domain::duty;
use xianban_domain::office::Work;
use xianban_domain::rooms::Room;
use xianban_domain::rules::MatterCode;
use xianban_domain::teams;
use xianban_kernel::Problem;

use super::appeals::rows::{Row, marks};
use super::desk;
use crate::frame::{Coded, Stamp, Status};
use crate::resident::appeals::view;
use crate::visitor::Visitor;

/// A line, and its appeal when it is of one.
pub(crate) struct Line {
    pub(crate) of: duty::Line,
    appeal: Option<Appeal>,
    team: Option<String>,
}

/// What of a page of lines their rooms add.
pub(crate) fn complete(
    work: &mut Work<'_, '_>,
    lines: Vec<duty::Line>,
) -> Result<Vec<Line>, Problem> {
    let mut appeals = appeals::of_lines(work, &lines)?;
    let mut teams = teams::of_lines(work, &lines)?;
    let with = |of: duty::Line| {
        let id = of.dossier.id;
        Line { appeal: appeals.remove(&id), team: teams.remove(&id), of }
    };
    Ok(lines.into_iter().map(with).collect())
}

/// A line as people read it.
pub(crate) fn row(visitor: &Visitor, line: &Line) -> Result<Row, Problem> {
    let (of, now) = (&line.of, visitor.cx.at);
    let person = of.person.as_ref().map(|person| format!("指定：{person}"));
    let due = Some(desk::due(of.yellow, of.due, now));
    let title = of.title.clone().or_else(|| line.team.clone());
    let title = title.unwrap_or_else(|| "（内容已按本人要求删除）".to_owned());
    let room = Room::of(&of.dossier.kind);
    let plain = Row {
        no: of.dossier.no.clone(),
        title,
        href: format!("/c/{}", of.dossier.link()),
        kind: Coded::new(room.map_or("", |room| room.kind), room.map_or("", |room| room.name)),
        category: String::new(),
        place: of.place.clone(),
        unit: of.unit.clone(),
        status: Status::new("submitted", "待办"),
        filed: Stamp::new(of.dossier.begun_at, now),
        due,
        marks: person.into_iter().collect(),
    };
    let Some(appeal) = &line.appeal else { return Ok(plain) };
    let rules = &visitor.site.office.rules_of(appeal.rules)?.rules;
    let matter = appeal.matter.as_deref().and_then(|code| rules.matter(code));
    let marks = marks(appeal).into_iter().map(|mark| mark.text);
    Ok(Row {
        kind: view::kind(rules, appeal.kind),
        category: matter.map(MatterCode::name).unwrap_or_default(),
        status: view::status(appeal),
        marks: marks.chain(plain.marks).collect(),
        ..plain
    })
}
