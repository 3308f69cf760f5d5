//! Figures: numbers are what a full count would be, and open exactly what they count.

use std::collections::BTreeMap;

use xianban_domain::appeals::{self, DutyKind, PlaceGiven};
use xianban_domain::figures::{
    self, CasesAsked, Count, Facet, Figure, Numbers, Of, Scope, Span, Value, add_some,
};
use xianban_domain::office::Work;
use xianban_domain::organisation::unit_by_code;
use xianban_kernel::{Actor, PageSize, Problem};
use xianban_store::params;
use xianban_testkit::office::{LAOSHAN, nine_o_clock};

use crate::appeals::casework::histories::one_history;
use crate::appeals::{greens, in_town};

/// The year around the town's Monday; histories go on into the next days.
fn year() -> Span {
    let last = nine_o_clock().plus_millis(20 * 24 * 60 * 60 * 1000).day();
    Span::year_to(last)
}

/// The scopes of the town that a matter of its estate counts in.
fn scopes(work: &mut Work<'_, '_>) -> Result<Vec<Scope>, Problem> {
    let row = work.tx.row(
        "select street, community, estate from fact where district = $1 order by at desc limit 1",
        params![work.office.district],
    )?;
    let row = row.expect("something is counted");
    let mut scopes = vec![Scope::District];
    for column in ["street", "community", "estate"] {
        scopes.push(Scope::Place(row.get(column)?));
    }
    let city = unit_by_code(work.tx, LAOSHAN, "zh_city")?.expect("the gardeners");
    scopes.push(Scope::Unit(city.id));
    Ok(scopes)
}

/// Every fact of a scope counted one by one, by the values of a facet.
fn full_count(
    work: &mut Work<'_, '_>,
    scope: Scope,
    facet: Facet,
) -> Result<BTreeMap<(String, String), i64>, Problem> {
    let rows = work.tx.rows(
        "select count, unit, street, community, estate, list, matter from fact where district = $1",
        params![work.office.district],
    )?;
    let mut found = BTreeMap::new();
    for row in &rows {
        let of = |column: &'static str| row.get::<i64>(column);
        let within = match scope {
            Scope::District => true,
            Scope::Unit(unit) => of("unit")? == unit.value(),
            Scope::Grid(_) => false,
            Scope::Place(place) => {
                let levels = [of("street")?, of("community")?, of("estate")?];
                levels.contains(&place.value())
            }
        };
        let value = match facet {
            Facet::All | Facet::Below => String::new(),
            Facet::List => row.get("list")?,
            Facet::Matter => row.get("matter")?,
            Facet::Unit => of("unit")?.to_string(),
        };
        if within {
            *found.entry((row.get("count")?, value)).or_default() += 1;
        }
    }
    Ok(found)
}

/// Asserts that every number of every scope is the full count.
fn agrees(work: &mut Work<'_, '_>) -> Result<(), Problem> {
    for scope in scopes(work)? {
        for facet in [Facet::All, Facet::List, Facet::Matter, Facet::Unit] {
            let broken_up = facet != Facet::Unit || !matches!(scope, Scope::Unit(_));
            if !broken_up {
                continue;
            }
            let numbers = figures::numbers(work, scope, year(), facet)?;
            let counted = full_count(work, scope, facet)?;
            for ((count, value), number) in &counted {
                let count = Count::from_code(count).expect("a count");
                assert_eq!(numbers.at(count, value), *number, "{scope:?} {facet:?} {count:?}");
            }
            let all: i64 = Count::ALL.iter().map(|count| numbers.of(*count)).sum();
            assert_eq!(all, counted.values().sum::<i64>(), "{scope:?} {facet:?}");
        }
        sums_up(work, scope)?;
    }
    Ok(())
}

/// What happened day by day, and what was counted below, come to the same.
fn sums_up(work: &mut Work<'_, '_>, scope: Scope) -> Result<(), Problem> {
    let numbers = figures::numbers(work, scope, year(), Facet::All)?;
    for by_month in [false, true] {
        let trend = figures::trend(work, scope, year(), by_month)?;
        let closed: i64 = trend.values().map(|day| day.of(Count::Closed)).sum();
        assert_eq!(closed, numbers.of(Count::Closed), "{scope:?} by month {by_month}");
    }
    if !matches!(scope, Scope::Unit(_)) {
        let below = figures::numbers(work, scope, year(), Facet::Below)?;
        assert_eq!(below.of(Count::Filed), numbers.of(Count::Filed), "{scope:?} below");
    }
    Ok(())
}

/// Asserts that every number opens as many cases as it says.
fn opens(work: &mut Work<'_, '_>) -> Result<(), Problem> {
    let sight = appeals::sight(work)?;
    for scope in scopes(work)? {
        let numbers: Numbers = figures::numbers(work, scope, year(), Facet::All)?;
        for count in Count::ALL {
            let (span, of) = (year(), Of::Count(*count));
            let (unit, list, matter) = (None, None, None);
            let asked = CasesAsked { of, scope, span, unit, list, matter };
            let (mut found, mut after) = (0, None);
            loop {
                let page = figures::cases(work, &asked, &sight, after, PageSize::new(7))?;
                found += page.rows.len();
                let Some(next) = page.next else { break };
                let mut parts = next.split('.').map(|part| part.parse().unwrap());
                after = Some((parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap()));
            }
            assert_eq!(i64::try_from(found).unwrap(), numbers.of(*count), "{scope:?} {count:?}");
        }
    }
    Ok(())
}

#[test]
fn numbers_are_what_a_full_count_would_be_at_any_moment_and_open_their_cases() {
    in_town(|town| {
        let dispatcher = town.person("platform", "dispatcher");
        for seed in 11..14 {
            one_history(town, seed, |minute| {
                if minute % 5 == 0 {
                    town.does(&Actor::System, minute, |work| add_some(work.tx)).unwrap();
                }
                if minute % 28 == 0 {
                    town.does(&Actor::System, minute, agrees).unwrap();
                }
            });
            town.does(&dispatcher, 60 * 60, opens).unwrap();
        }
        town.does(&Actor::System, 60 * 60, |work| add_some(work.tx)).unwrap();
        town.does(&Actor::System, 60 * 60, agrees).unwrap();
        assert!(town.verifies());
    });
}

#[test]
fn what_is_overdue_and_soon_due_comes_from_the_duties() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let (soon, city) = (town.at(4 * 24 * 60), town.unit("zh_city"));
        let due = move |work: &mut Work<'_, '_>| {
            let all = figures::due_now(work, Scope::District, soon, Facet::All)?;
            let by_unit = figures::due_now(work, Scope::District, soon, Facet::Unit)?;
            let own = figures::due_now(work, Scope::Unit(city), soon, Facet::All)?;
            let of = |map: &BTreeMap<String, figures::DueNow>, key: &str| {
                map.get(key).map_or((0, 0), |now| (now.overdue, now.soon))
            };
            Ok((of(&all, ""), of(&by_unit, &city.to_string()), of(&own, "")))
        };
        let now = |minutes| town.does(&Actor::System, minutes, due).unwrap();
        assert_eq!(now(60), ((0, 1), (0, 1), (0, 1)));
        let opened = move |work: &mut Work<'_, '_>| {
            let (of, scope, span) = (Of::Soon(soon), Scope::District, year());
            let list = Some("environment_and_sanitation".to_owned());
            let asked = CasesAsked { of, scope, span, unit: Some(city), list, matter: None };
            let sight = appeals::sight(work)?;
            figures::cases(work, &asked, &sight, None, PageSize::TEN)
        };
        let opened = town.does(&town.person("platform", "dispatcher"), 60, opened);
        assert!(opened.unwrap().rows.len() <= 1);
        let handle = crate::appeals::casework::due(
            town,
            &town.moves(&town.clerk, 61, &no, |work, no, _| appeals::by_no(work, no)).unwrap(),
            DutyKind::Acknowledge,
        );
        let late = (handle.millis() - nine_o_clock().millis()) / 60_000 + 1;
        assert_eq!(now(late).0.0, 1, "overdue once a duty is");
    });
}

#[test]
fn satisfaction_is_counted_both_ways_and_a_struck_rating_not_at_all() {
    in_town(|town| {
        let value = |code: &str| {
            let figure = Figure::by_code(code).unwrap();
            let read = move |work: &mut Work<'_, '_>| {
                let numbers = figures::numbers(work, Scope::District, year(), Facet::All)?;
                Ok(figure.of(&numbers))
            };
            match town.does(&Actor::System, 9_000, read).unwrap() {
                Value::Number(number) => number.to_string(),
                Value::Rate(rate) => format!("{}/{}", rate.part, rate.whole),
            }
        };
        assert_eq!(value("satisfied"), "0/0");
        let no = town.answered().no;
        let form = appeals::Rating { grade: 5, solved: true, words: String::new() };
        town.moves(&town.resident, 120, &no, move |work, no, seen| {
            appeals::rate(work, no, seen, &form)
        })
        .unwrap();
        town.files(greens(PlaceGiven::Known(town.estate()))).unwrap();
        assert_eq!([value("accepted"), value("closed"), value("open")], ["1", "1", "1"]);
        assert_eq!([value("satisfied"), value("satisfied_strict")], ["1/1", "1/1"]);
        assert_eq!([value("in_time"), value("solved")], ["1/1", "1/1"]);
    });
}

#[test]
fn whoever_oversees_something_is_told_how_it_stands_once_on_a_working_morning() {
    in_town(|town| {
        let (leader, head) = (town.hired("laoshan", "leader"), town.hired("zhonghan", "head"));
        town.handled_by_gardeners();
        let tell = |minutes: i64| town.does(&Actor::System, minutes, figures::tell_briefs).unwrap();
        let day = 24 * 60;
        // The town's clock begins on a Monday at nine.
        assert_eq!([tell(day - 61), tell(5 * day)], [0, 0], "before eight, and on Saturday");
        let told = [tell(day), tell(day + 1)];
        assert!(told[0] >= 2 && told[1] == 0, "{told:?}");
        assert_eq!(town.inbox(&leader), ["早上的简报"]);
        assert_eq!(town.inbox(&head), ["早上的简报"]);
        assert!(!town.inbox(&town.gardeners).contains(&"早上的简报".to_owned()));
        let said = town.does(&leader, 200, |work| {
            Ok(xianban_domain::notice::inbox(work, None, PageSize::TEN)?.rows.remove(0).text)
        });
        assert!(said.unwrap().contains("昨天受理 1 件，办结 0 件；现在在办 1 件"));
    });
}
