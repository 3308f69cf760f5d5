use serde::Serialize;
use xianban_domain::rules::Rules;
use xianban_domain::supervision::{Matter, Settled, Step, Way};
use xianban_domain::whistle;
use xianban_kernel::{Actor, Moment};

use super::seen::{Seen, Spoken, Ways};
use super::subject::href;
use crate::console::appeals::rows::Due;
use crate::console::desk;
use crate::frame::Link;

/// One matter of an agenda.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SupervisedMatter)]
pub struct Item {
    /// Its place on the agenda, from 1.
    pub n: usize,
    /// The number of the appeal.
    pub no: String,
    /// Its first words; empty where this person may not open it.
    pub title: String,
    /// Who had it when the agenda was drawn up.
    pub unit: String,
    /// Why it is looked at, the weightiest reason first.
    pub reasons: Vec<&'static str>,
    /// Where it is looked at alone.
    pub here: String,
    /// The appeal's page; `None` where this person may not open it.
    pub page: Option<String>,
}

/// The matter that is looked at now.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SupervisedNow)]
pub struct Now {
    /// The matter.
    pub item: Item,
    /// What this meeting decided about it.
    pub decided: Vec<Decided>,
    /// What earlier meetings decided about it and is still owed.
    pub owed: Vec<Decided>,
    /// What this person can do himself, each with its own form.
    pub own: Vec<Link>,
    /// What this person can charge somebody with.
    pub charge: Vec<Link>,
    /// Where what was just done himself is written down.
    pub book: Option<Link>,
    /// The matter before it.
    pub before: Option<String>,
    /// The matter after it.
    pub after: Option<String>,
}

/// One decision.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SupervisionDecision)]
pub struct Decided {
    /// Its number in its meeting.
    pub n: i64,
    /// The meeting that made it, where that is another one.
    pub of: Option<Link>,
    /// The number of the appeal.
    pub no: String,
    /// What.
    pub what: &'static str,
    /// In words.
    pub words: String,
    /// Who owes it, or did it.
    pub whom: String,
    /// By when; `None` once it is settled.
    pub due: Option<Due>,
    /// How it ended; `None` while it is owed.
    pub settled: Option<&'static str>,
    /// What came of it, in words.
    pub result: String,
    /// What this person may do with it.
    pub moves: Vec<Link>,
}

/// The matters of the agenda.
pub(super) fn items(seen: &Seen) -> Vec<Item> {
    let no = &seen.held.no;
    seen.matters.iter().enumerate().map(|(at, one)| item(no, at + 1, one)).collect()
}

fn item(meeting: &str, n: usize, one: &Matter) -> Item {
    Item {
        n,
        no: one.item.no.clone(),
        title: one.title.clone().unwrap_or_default(),
        unit: one.unit.clone(),
        reasons: one.item.reasons.iter().map(|reason| reason.name()).collect(),
        here: at(meeting, n),
        page: one.title.is_some().then(|| desk::href(&one.item.no)),
    }
}

fn at(meeting: &str, n: usize) -> String {
    format!("{}?item={n}", href(meeting))
}

/// The matter with this place on the agenda.
pub(super) fn now(
    seen: &Seen,
    (n, ways): (usize, &Ways),
    (rules, actor, time): (&Rules, &Actor, Moment),
) -> Option<Now> {
    let items = items(seen);
    let item = items.get(n.checked_sub(1)?)?.clone();
    let (no, meeting) = (item.no.clone(), seen.held.no.as_str());
    let decide =
        |kind: &str, more: &str| format!("{}/decide?item={no}&kind={kind}{more}", href(meeting));
    let (mut own, mut charge) = (Vec::new(), Vec::new());
    for (kind, way) in &ways.each {
        match way {
            Way::Own(action) => {
                let form = format!("{}/{}", desk::href(&no), action.code());
                own.push(Link::new(kind.name(), form));
            }
            Way::Charge => charge.push(Link::new(kind.name(), decide(kind.code(), ""))),
        }
    }
    if !ways.each.is_empty() && rules.may(actor, whistle::Action::Draft) {
        own.push(Link::new("起草吹哨", format!("/c/whistles/new?appeals={no}")));
    }
    let book = ways.unbooked.first().map(|kind| {
        Link::new(format!("登记会上办好的：{}", kind.name()), decide(kind.code(), "&done=1"))
    });
    let about = |one: &&Decided| one.no == no;
    Some(Now {
        decided: decided(seen, time).iter().filter(about).cloned().collect(),
        owed: followed(seen, time).iter().filter(about).cloned().collect(),
        own,
        charge,
        book,
        before: (n > 1).then(|| at(meeting, n - 1)),
        after: (n < items.len()).then(|| at(meeting, n + 1)),
        item,
    })
}

/// What was decided, in order.
pub(super) fn decided(seen: &Seen, now: Moment) -> Vec<Decided> {
    let drops = seen.offered.contains(&Step::DropDecision);
    let one = |spoken: &Spoken| {
        let to = |code: &str| format!("{}/{code}?n={}", href(&seen.held.no), spoken.decision.n);
        let mut moves = Vec::new();
        if spoken.own {
            moves.push(Link::new("报告落实情况", to("carry_out")));
        }
        if drops && spoken.decision.is_open() {
            moves.push(Link::new("不再办", to("drop_decision")));
        }
        Decided { moves, ..line(spoken, now) }
    };
    seen.decided.iter().map(one).collect()
}

/// What earlier meetings decided and is still owed.
pub(super) fn followed(seen: &Seen, now: Moment) -> Vec<Decided> {
    let one = |(of, spoken): &(xianban_domain::supervision::Followed, Spoken)| {
        let page = Link::new(of.meeting.title(), href(&of.meeting.no));
        Decided { of: Some(page), ..line(spoken, now) }
    };
    seen.followed.iter().map(one).collect()
}

fn line(spoken: &Spoken, now: Moment) -> Decided {
    let one = &spoken.decision;
    let charge = one.charge.as_ref().filter(|_| one.is_open());
    Decided {
        n: one.n,
        of: None,
        no: one.no.clone(),
        what: one.kind.name(),
        words: spoken.words.clone(),
        whom: spoken.whom.clone(),
        due: charge.map(|charge| desk::due(charge.due.at, charge.due, now)),
        settled: one.outcome.as_ref().map(|outcome| Settled::name(outcome.how)),
        result: spoken.result.clone(),
        moves: Vec::new(),
    }
}
