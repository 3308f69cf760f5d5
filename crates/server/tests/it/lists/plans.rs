//! How SQLite goes about each list: nothing walks through a whole table, nothing sorts one.

use xianban_domain::appeals::{
    self, Mine, OutsideAsked, ProgressWanted, Register, Standing, Wanted,
};
use xianban_domain::duty::{self, Sieve};
use xianban_domain::folded;
use xianban_domain::office::Work;
use xianban_domain::praise::{self, Looked};
use xianban_domain::rules::AppealKind;
use xianban_domain::supervision;
use xianban_domain::whistle::{self, WhistlesWanted};
use xianban_kernel::{Actor, Moment, PageSize, Problem};
use xianban_store::Plan;

use crate::appeals::{Town, in_town};

type List = fn(&mut Work<'_, '_>) -> Result<(), Problem>;

/// Steps in which a table, or all that was found, is gone through from its beginning to its end. The index
/// of words is walked from its newest row on; what a query inside found was judged there; units are few.
fn walks(plan: &Plan) -> Vec<String> {
    if plan.sql.starts_with("with recursive below") {
        return Vec::new();
    }
    let of_a_query = |name: &str| {
        let made = ["CO-ROUTINE", "MATERIALIZE"].map(|made| format!("{made} {name}"));
        plan.steps.iter().any(|step| made.contains(step))
    };
    let walks = |step: &&String| {
        let scanned = step.strip_prefix("SCAN ").filter(|scanned| {
            !of_a_query(scanned)
                && !["VIRTUAL TABLE INDEX", "CONSTANT ROW"]
                    .iter()
                    .any(|kind| scanned.contains(kind))
        });
        scanned.is_some() || step.contains("TEMP B-TREE")
    };
    plan.steps.iter().filter(walks).cloned().collect()
}

/// What somebody's lists do that they must not, with their statements.
fn faults(town: &Town, actor: &Actor, lists: &'static [(&str, List)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, list) in lists {
        let plans = town.does(actor, 5, move |work| {
            work.tx.watch();
            list(work)?;
            Ok(work.tx.watched())
        });
        let plans = plans.unwrap_or_else(|problem| panic!("{name}: {problem}"));
        for plan in &plans {
            let found = walks(plan);
            faults.extend((!found.is_empty()).then(|| format!("{name}: {found:?} {}", plan.sql)));
        }
    }
    faults
}

fn outside(tiles: &[&str], open: Option<bool>) -> OutsideAsked {
    OutsideAsked {
        tiles: tiles.iter().map(|tile| (*tile).to_owned()).collect(),
        from: Moment::from_millis(0),
        until: Moment::from_millis(4_000_000_000_000),
        open,
        skip: 0,
        size: 50,
    }
}

const STRANGER: &[(&str, List)] = &[
    ("the public list", |work| appeals::list_outside(work, &outside(&[], None)).map(drop)),
    ("its closed ones", |work| appeals::list_outside(work, &outside(&[], Some(false))).map(drop)),
    ("its open ones", |work| {
        appeals::list_outside(work, &outside(&["traffic"], Some(true))).map(drop)
    }),
    ("two of its tiles", |work| {
        appeals::list_outside(work, &outside(&["traffic", "other"], None)).map(drop)
    }),
    ("the wall", |work| praise::wall(work, "", Some((9, 9)), PageSize::USUAL).map(drop)),
    ("what was done", |work| appeals::done(work, Some((9, 9)), PageSize::TEN).map(drop)),
    ("what was done near by", |work| appeals::done_near(work, None, 3).map(drop)),
];

const RESIDENT: &[(&str, List)] = &[
    ("his own", |work| appeals::mine(work, Mine::All, Some(9), PageSize::TEN).map(drop)),
    ("his open ones", |work| appeals::mine(work, Mine::Open, Some(9), PageSize::TEN).map(drop)),
    ("what he may rate", |work| appeals::mine(work, Mine::ToRate, None, PageSize::TEN).map(drop)),
    ("what is over", |work| appeals::mine(work, Mine::Ended, None, PageSize::TEN).map(drop)),
    ("how much is open", |work| appeals::own_count(work, 100).map(drop)),
    ("his first page", |work| appeals::own_open(work).map(drop)),
    ("his praise", |work| praise::mine(work, None, PageSize::TEN).map(drop)),
];

fn queued(work: &mut Work<'_, '_>, sort: Option<&'static str>, list: &str) -> Result<(), Problem> {
    let seats = work.cx.actor.staff().map(|staff| staff.posts.to_vec()).unwrap_or_default();
    let list = Some(list.to_owned()).filter(|list| !list.is_empty());
    for due_before in [None, Some(work.cx.at)] {
        let sieve = Sieve { sort, list: list.clone(), due_before };
        duty::queue(work, &seats, "accept", &sieve, Some((9, 9, 9)), PageSize::USUAL)?;
    }
    duty::count(work, &seats, "accept", 1000).map(drop)
}

fn searched(work: &mut Work<'_, '_>, wanted: &Wanted) -> Result<(), Problem> {
    appeals::search(work, wanted, Some((i64::MAX, i64::MAX)), PageSize::USUAL).map(drop)
}

const STAFF: &[(&str, List)] = &[
    ("a queue", |work| queued(work, None, "")),
    ("a queue of a kind", |work| queued(work, Some("development"), "")),
    ("a queue of a list", |work| queued(work, None, "resource")),
    ("a queue of both", |work| queued(work, Some("development"), "resource")),
    ("all appeals", |work| searched(work, &Wanted::default())),
    ("a word", |work| searched(work, &Wanted { words: "路灯".into(), ..Wanted::default() })),
    ("where it stands", |work| {
        searched(work, &Wanted { standing: Some(Standing::Declined), ..Wanted::default() })
    }),
    ("what is overdue", |work| searched(work, &Wanted { overdue: true, ..Wanted::default() })),
    ("a word of what is overdue and stands so", |work| {
        let (overdue, standing) = (true, Some(Standing::Handling));
        let wanted = Wanted { words: "路灯".into(), overdue, standing, ..Wanted::default() };
        searched(work, &wanted)
    }),
    ("a word of a rare kind", |work| {
        let looked = Looked { words: "路灯".into(), standing: None };
        praise::register(work, &looked, None, PageSize::USUAL).map(drop)
    }),
    ("of a kind", |work| {
        searched(work, &Wanted { kind: Some(AppealKind::Enforcement), ..Wanted::default() })
    }),
    ("a register", |work| appeals::register(work, Register::Hard).map(drop)),
    ("progress", |work| {
        appeals::progress(work, &ProgressWanted::default(), None, PageSize::USUAL).map(drop)
    }),
    ("praise", |work| praise::register(work, &Looked::default(), None, PageSize::USUAL).map(drop)),
    ("praise for him", |work| praise::received(work, 3).map(drop)),
];

const ROOMS: &[(&str, List)] = &[
    ("whistles", |work| {
        whistle::listed(work, &WhistlesWanted::default(), None, PageSize::USUAL).map(drop)
    }),
    ("whistles of a unit", |work| {
        let unit =
            work.cx.actor.staff().and_then(|staff| staff.posts.first()).map(|post| post.unit);
        let wanted = WhistlesWanted { unit, open: true, ..WhistlesWanted::default() };
        whistle::listed(work, &wanted, None, PageSize::USUAL).map(drop)
    }),
    ("meetings", |work| {
        let page = folded::Page {
            open: false,
            from: None,
            until: None,
            with: None,
            after: None,
            most: 51,
        };
        supervision::list(work, &page).map(drop)
    }),
    ("praise that stands so", |work| {
        let looked = Looked { words: String::new(), standing: Some(praise::Standing::Refused) };
        praise::register(work, &looked, None, PageSize::USUAL).map(drop)
    }),
];

#[test]
fn no_list_walks_through_what_grows() {
    in_town(|town| {
        let mut found = faults(town, &Actor::Guest, STRANGER);
        found.extend(faults(town, &town.resident, RESIDENT));
        found.extend(faults(town, &town.resident, STRANGER));
        found.extend(faults(town, &town.clerk, STAFF));
        found.extend(faults(town, &town.reviewer, STAFF));
        found.extend(faults(town, &town.clerk, &ROOMS[..3]));
        found.extend(faults(town, &town.reviewer, &ROOMS[3..]));
        assert!(found.is_empty(), "{}", found.join("\n\n"));
    });
}

/// Which index a filter that may be rare goes by.
const BY: &[(&str, &str)] = &[
    ("the public list", "appeal_outside"),
    ("two of its tiles", "appeal_outside_tile"),
    ("what is over", "appeal_ended_of"),
    ("his open ones", "appeal_open_of"),
    ("a queue of a kind", "duty_seat_sort"),
    ("a queue of a list", "duty_seat_list"),
    ("where it stands", "appeal_standing"),
    ("of a kind", "appeal_kind"),
    ("praise that stands so", "praise_standing"),
];

#[test]
fn a_filter_that_may_be_rare_goes_by_its_own_index() {
    in_town(|town| {
        let of = [
            (Actor::Guest, STRANGER),
            (town.resident.clone(), RESIDENT),
            (town.reviewer.clone(), STAFF),
            (town.reviewer.clone(), &ROOMS[3..]),
        ];
        for (actor, lists) in of {
            for (name, list) in lists {
                let Some((_, index)) = BY.iter().find(|(known, _)| known == name) else { continue };
                let plans = town.does(&actor, 5, move |work| {
                    work.tx.watch();
                    list(work)?;
                    Ok(work.tx.watched())
                });
                let plans = plans.unwrap();
                let by = format!("INDEX {index} ");
                let goes = plans.iter().flat_map(|plan| &plan.steps).any(|step| step.contains(&by));
                assert!(plans.is_empty() || goes, "{name}: {plans:#?}");
            }
        }
    });
}

#[test]
fn a_walk_through_a_whole_table_is_seen() {
    in_town(|town| {
        let plans = town.does(&Actor::System, 5, |work| {
            work.tx.watch();
            let by_nothing = "select no from appeal where district = $1 order by urges";
            work.tx.rows(by_nothing, xianban_store::params![work.office.district])?;
            work.tx.rows("select no from dossier where district > 0 and unit = 1", &[])?;
            Ok(work.tx.watched())
        });
        let seen: Vec<_> = plans.unwrap().iter().map(|plan| walks(plan).len()).collect();
        // The other engine's plans follow from how full its tables are; none is kept.
        assert!(seen.is_empty() || seen == [1, 0], "{seen:?}");
    });
}
