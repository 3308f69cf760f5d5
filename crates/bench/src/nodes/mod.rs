//! A city on one machine, broken piece by piece while clients file: what fails, how long, and whether
//! every acknowledged filing is there once at the end.

mod city;
mod clients;
mod table;

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use clap::ValueEnum;
use postgres::NoTls;
use tokio::runtime::Runtime;
use tokio::time::{Instant, sleep};

use crate::Outcome;
use crate::arguments::{NodesAsked, WayName};
use city::City;
use clients::{Clients, Seen};
use table::{Kept, Table, Time, Way};

/// Nothing is broken for so long.
const CALM: Duration = Duration::from_secs(6);
/// A node that was started is seen by the proxy within this.
const SEEN_AGAIN: Duration = Duration::from_secs(4);
/// The standby is silent for so long: longer than anybody waits for a commit.
const FROZEN: Duration = Duration::from_secs(16);
/// Whoever watches finds out that the primary is gone, and decides.
const DECIDING: Duration = Duration::from_secs(3);
/// After it everything goes on.
const RECOVERING: Duration = Duration::from_secs(15);

/// Breaks a city for each way to the database, and prints the table; fails where a filing is missing or
/// a rolling restart was noticed.
pub fn run(asked: &NodesAsked) -> Outcome<()> {
    city::is_equipped()?;
    let runtime = Runtime::new()?;
    let all = WayName::value_variants();
    let wanted = all.iter().filter(|way| asked.ways.is_empty() || asked.ways.contains(way));
    let ways = wanted
        .map(|way| {
            let way = broken(&runtime, asked, *way)?;
            // All take minutes: what is known is told at once.
            eprint!("{way}");
            Ok(way)
        })
        .collect::<Outcome<Vec<_>>>()?;
    let program = asked.program.display().to_string();
    let table = Table { program, front: named(&asked.front), clients: asked.clients, ways };
    print!("{table}");
    if let Some(path) = &asked.json {
        fs::write(path, serde_json::to_vec_pretty(&table)?)?;
    }
    let calm = |time: &&Time| time.failed.is_empty() && time.pages_failed.is_empty();
    let unnoticed = table.ways.iter().all(|way| way.times.iter().take(2).all(|time| calm(&time)));
    if !unnoticed {
        return Err("a restart of one node was noticed".into());
    }
    if table.ways.iter().all(|way| way.kept.holds()) {
        Ok(())
    } else {
        Err("filings are lost".into())
    }
}

fn named(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn broken(runtime: &Runtime, asked: &NodesAsked, way: WayName) -> Outcome<Way> {
    let name = named(&way);
    eprintln!("opening a city, database by way `{name}`");
    let mut city = City::opens(asked, way)?;
    std::thread::sleep(SEEN_AGAIN);
    let clients = {
        let _inside = runtime.enter();
        Clients::begin(asked.clients, city.door)
    };
    let lived = runtime.block_on(lives(&mut city));
    let seen = runtime.block_on(clients.end());
    let marks = lived.inspect_err(|_| city.tell_logs())?;
    let times: Vec<_> = marks.windows(2).filter_map(|pair| time(pair, &seen)).collect();
    let kept = kept(&city, &seen)?;
    if !kept.holds() {
        city.tell_logs();
    }
    city.verifies()?;
    (0..2).try_for_each(|node| city.stops(node))?;
    Ok(Way { name, times, kept })
}

/// What happens, one after another; each with the moment it began.
async fn lives(city: &mut City) -> Outcome<Vec<(&'static str, Instant)>> {
    let mut marks = vec![("nothing is broken", Instant::now())];
    sleep(CALM).await;
    marks.push(("the nodes are restarted one by one", Instant::now()));
    for node in 0..2 {
        city.stops(node)?;
        city.serves(node)?;
        sleep(SEEN_AGAIN).await;
    }
    marks.push(("the standby is frozen", Instant::now()));
    city.tell("freeze");
    sleep(FROZEN).await;
    marks.push(("and thawed", Instant::now()));
    city.tell("thaw");
    sleep(RECOVERING).await;
    marks.push(("the primary is killed", Instant::now()));
    city.tell("kill");
    sleep(DECIDING).await;
    marks.push(("the standby is promoted", Instant::now()));
    city.tell("promote");
    sleep(RECOVERING).await;
    marks.push(("nothing is broken any more", Instant::now()));
    sleep(CALM).await;
    marks.push(("", Instant::now()));
    Ok(marks)
}

fn time(pair: &[(&'static str, Instant)], seen: &Seen) -> Option<Time> {
    match pair {
        [(name, from), (_, to)] => Some(Time::of(name, seen, (*from, *to))),
        _ => None,
    }
}

/// Every acknowledged number against what the database holds.
fn kept(city: &City, seen: &Seen) -> Outcome<Kept> {
    let address = format!("postgres://xianban@{}/xianban", city.standby);
    let mut client = postgres::Client::connect(&address, NoTls)?;
    let rows = client.query("select no from appeal", &[])?;
    let there = rows.iter().map(|row| row.try_get(0)).collect::<Result<BTreeSet<String>, _>>()?;
    let told: BTreeSet<_> = seen.filed.iter().map(|(_, no, _)| no.clone()).collect();
    let acknowledged = seen.filed.len();
    Ok(Kept {
        acknowledged,
        lost_to_the_client: seen.lost,
        missing: told.difference(&there).count(),
        too_many: there.difference(&told).count() + (acknowledged - told.len()),
    })
}
