//! `/c/appeals?q=`: finding an appeal by its number, by words, or by what it is.

use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals::{self as domain, Glance, Standing, Wanted};
use xianban_domain::elsewhere::{Finds, Found, find_elsewhere};
use xianban_domain::rules::{AppealKind, MatterCode};
use xianban_kernel::{Moment, Page, PageSize, Problem};

use super::queue::{Elsewhere, Filter, Other, QueuePage};
use super::rows::{Row, marks};
use crate::console::desk;
use crate::frame::{Choice, Stamp};
use crate::query::Query;
use crate::resident::appeals::view;
use crate::visitor::Visitor;

/// So many of each other kind stand under the appeals that were found.
const FEW: usize = 5;

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = SearchAsked)]
pub(crate) struct Asked {
    /// A number, or words that all must stand in the text.
    q: String,
    /// Where it stands; empty for everywhere.
    standing: String,
    /// Which of the kinds; empty for all.
    kind: String,
    /// `yes`: only what is overdue.
    overdue: String,
    /// A kind of dossiers alone, such as `whistle`; empty for appeals first, and some of every other kind.
    among: String,
    /// Where the page before ended.
    after: String,
}

/// What was found, newest first.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<QueuePage, Problem> {
    let mut frame = desk::frame(visitor, "search").await?;
    let wanted = Wanted {
        words: asked.q.trim().to_owned(),
        standing: Standing::from_code(&asked.standing),
        kind: AppealKind::from_code(&asked.kind),
        overdue: asked.overdue == "yes",
    };
    let after = asked.after.split_once('.');
    let after = after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let among = Some(asked.among.clone()).filter(|among| !among.is_empty());
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        if let Some(kind) = &among {
            let size = PageSize::USUAL.rows();
            let others = find_elsewhere(work, &wanted.words, Some(kind), after, size)?;
            return Ok((Page { rows: Vec::new(), next: None }, others));
        }
        let found = domain::search(work, &wanted, after, PageSize::USUAL)?;
        let first = after.is_none() && !wanted.is_narrowed();
        let others =
            if first { find_elsewhere(work, &wanted.words, None, None, FEW)? } else { Vec::new() };
        Ok((found, others))
    });
    let (found, others) = read.await?;
    let next = found.next.as_deref().map(|after| address(asked, after));
    let short = found.next.as_deref().filter(|_| found.rows.len() < PageSize::USUAL.rows());
    let reached = short.and_then(|after| after.split_once('.')?.0.parse().ok());
    let reached = reached.map(|at| Stamp::new(Moment::from_millis(at), visitor.cx.at));
    let rows = found.rows.iter().map(|glance| row(visitor, glance)).collect::<Result<_, _>>()?;
    if let Some(desk) = &mut frame.desk {
        desk.query.clone_from(&asked.q);
    }
    let empty = match (reached.is_some(), others.is_empty(), asked.among.is_empty()) {
        (true, ..) => "较近的诉求里没有找到。",
        (false, true, _) => "没有找到。可以少写几个字，或者换一个说法；只看得到您有权查看的。",
        (false, false, true) => "诉求里没有，别处找到的在下面。",
        (false, false, false) => "",
    };
    Ok(QueuePage {
        frame,
        title: "查找".to_owned(),
        of: desk::APPEALS,
        path: "/c/appeals".to_owned(),
        query: Some(asked.q.clone()),
        count: None,
        filters: filters(visitor, asked),
        rows,
        next,
        reached,
        elsewhere: others.into_iter().map(|finds| elsewhere(visitor, asked, finds)).collect(),
        empty: empty.to_owned(),
        onward: None,
        table: None,
    })
}

/// What was found of another kind.
fn elsewhere(visitor: &Visitor, asked: &Asked, finds: Finds) -> Elsewhere {
    let now = visitor.cx.at;
    let kind = finds.room.kind;
    let other = |one: Found| Other {
        no: one.dossier.no.clone(),
        title: one.title.unwrap_or_else(|| "（内容已删除）".to_owned()),
        href: format!("/c/{}", one.dossier.link()),
        unit: one.unit,
        begun: Stamp::new(one.dossier.begun_at, now),
    };
    let more = finds.page.next.map(|after| {
        let pairs = [("q", asked.q.as_str()), ("among", kind), ("after", &after)];
        format!("/c/appeals?{}", serde_urlencoded::to_string(pairs).unwrap_or_default())
    });
    Elsewhere {
        name: finds.room.name,
        rows: finds.page.rows.into_iter().map(other).collect(),
        more,
    }
}

fn address(asked: &Asked, after: &str) -> String {
    let pairs = [
        ("q", asked.q.as_str()),
        ("standing", &asked.standing),
        ("kind", &asked.kind),
        ("overdue", &asked.overdue),
        ("after", after),
    ];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
    format!("/c/appeals?{}", serde_urlencoded::to_string(given).unwrap_or_default())
}

fn filters(visitor: &Visitor, asked: &Asked) -> Vec<Filter> {
    let rules = &visitor.site.office.rules_at(visitor.cx.at).rules;
    let all = || Choice::new("", "全部");
    let standing = |one: &Standing| Choice::new(one.code(), one.name()).chosen_if(&asked.standing);
    let kind = |one: &AppealKind| {
        let coded = view::kind(rules, *one);
        Choice::new(coded.code, coded.text).chosen_if(&asked.kind)
    };
    let overdue = Choice::new("yes", "只看超期").chosen_if(&asked.overdue);
    vec![
        Filter {
            name: "standing",
            text: "进展",
            choices: [all()].into_iter().chain(Standing::ALL.iter().map(standing)).collect(),
        },
        Filter {
            name: "kind",
            text: "类型",
            choices: [all()].into_iter().chain(AppealKind::ALL.iter().map(kind)).collect(),
        },
        Filter { name: "overdue", text: "时限", choices: vec![all(), overdue] },
    ]
}

pub(in crate::console) fn row(visitor: &Visitor, glance: &Glance) -> Result<Row, Problem> {
    let (appeal, now) = (&glance.appeal, visitor.cx.at);
    let rules = &visitor.site.office.rules_of(appeal.rules)?.rules;
    let matter = appeal.matter.as_deref().and_then(|code| rules.matter(code));
    let next = glance.next.as_ref();
    Ok(Row {
        no: appeal.no.clone(),
        title: view::title(glance),
        href: desk::href(&appeal.no),
        kind: view::kind(rules, appeal.kind),
        category: matter.map(MatterCode::name).unwrap_or_default(),
        place: glance.place.clone(),
        unit: next.map(|(_, unit)| unit.clone()).unwrap_or_default(),
        status: view::status(appeal),
        filed: Stamp::new(appeal.filed_at, now),
        due: next.map(|(duty, _)| desk::due(duty.yellow, duty.due, now)),
        marks: marks(appeal).into_iter().map(|mark| mark.text).collect(),
    })
}
