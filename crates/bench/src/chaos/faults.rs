//! One fault after another, drawn from a seed. Each is begun, lasts a while and is made good again.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::process::Command;
use std::thread;
use std::time::Duration;

use postgres::{Client, NoTls};
use xianban_kernel::{Draw, Seed};

use super::house::{Backend, House};
use crate::Outcome;

/// What can be broken. The second says whether it needs PostgreSQL.
const KINDS: &[(&str, bool, Break)] = &[
    ("node killed", false, kills),
    ("node killed and begun again at once", false, kills_and_begins),
    ("nodes stopped and begun one by one", false, rolls),
    ("half requests left open", false, leaves_halves),
    ("stopped among half requests", false, stops_among_halves),
    ("clock ten days ahead", false, jumps_ahead),
    ("clock an hour back", false, jumps_back),
    ("disk full", false, fills_the_disk),
    ("backends ended", true, ends_backends),
    ("backend killed", true, kills_a_backend),
    ("postmaster killed", true, pulls_the_plug),
    ("server frozen", true, freezes),
    ("table locked", true, locks),
    ("answers of commits lost", true, loses_answers),
    ("line cut after a commit", true, cuts_the_line),
];

type Break = fn(&mut House, &mut Draw) -> Outcome<()>;

/// What is broken next, and what was.
pub struct Faults {
    draw: Draw,
    counted: BTreeMap<&'static str, usize>,
}

impl Faults {
    /// Nothing was broken yet.
    pub fn new(seed: Seed) -> Self {
        Self { draw: seed.draw(), counted: BTreeMap::new() }
    }

    /// Breaks something, makes it good, and leaves everybody in peace for a moment.
    pub fn next(&mut self, house: &mut House) -> Outcome<()> {
        let can = |(name, of_server, _): &&(&str, bool, Break)| {
            let disk = house.disk.is_some() || *name != "disk full";
            disk && (!of_server || house.cluster.is_some())
        };
        let kinds: Vec<_> = KINDS.iter().filter(can).collect();
        // Each kind comes before any comes again.
        let fewest = kinds.iter().map(|(name, ..)| self.times(name)).min().unwrap_or(0);
        let next: Vec<_> = kinds.iter().filter(|(name, ..)| self.times(name) == fewest).collect();
        let count = u64::try_from(next.len().max(1))?;
        let drawn = usize::try_from(self.draw.below(count))?;
        let (name, _, breaks) = **next.get(drawn).ok_or("nothing can be broken")?;
        eprintln!("{:>4}  {name}", self.count() + 1);
        breaks(house, &mut self.draw).map_err(|fault| format!("{name}: {fault}"))?;
        *self.counted.entry(name).or_default() += 1;
        house.is_whole().map_err(|fault| format!("after {name}: {fault}"))?;
        rest(&mut self.draw, 500, 2000);
        Ok(())
    }

    /// How many there were.
    pub fn count(&self) -> usize {
        self.counted.values().sum()
    }

    /// How many of each kind.
    pub fn counted(self) -> BTreeMap<&'static str, usize> {
        self.counted
    }

    fn times(&self, name: &str) -> usize {
        self.counted.get(name).copied().unwrap_or_default()
    }
}

fn rest(draw: &mut Draw, least: u64, most: u64) {
    thread::sleep(Duration::from_millis(least + draw.below(most - least)));
}

/// One of so many.
fn one(draw: &mut Draw, of: usize) -> usize {
    usize::try_from(draw.below(u64::try_from(of.max(1)).unwrap_or(1))).unwrap_or(0)
}

fn kills(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    let n = one(draw, house.nodes.len());
    let Some(node) = house.nodes.get_mut(n) else { return Ok(()) };
    node.is_killed()?;
    rest(draw, 100, 2000);
    node.begins()
}

fn kills_and_begins(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    for _ in 0..3 {
        let n = one(draw, house.nodes.len());
        let Some(node) = house.nodes.get_mut(n) else { return Ok(()) };
        node.is_killed()?;
        node.begins()?;
        rest(draw, 50, 400);
    }
    Ok(())
}

fn rolls(house: &mut House, _: &mut Draw) -> Outcome<()> {
    for node in &mut house.nodes {
        node.is_stopped()?;
        node.begins()?;
        node.is_ready()?;
    }
    Ok(())
}

const HEAD: &str = "POST /ask/livelihood HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n";

/// Connections that say half of something.
fn halves(house: &House) -> Vec<TcpStream> {
    let all = ["GET / HT".to_owned(), HEAD.to_owned(), format!("{HEAD}\r\n{{\"text\":\"")];
    let mut open = Vec::new();
    for node in &house.nodes {
        for half in all.iter().cycle().take(30) {
            let Ok(mut stream) = TcpStream::connect(node.address) else { continue };
            if stream.write_all(half.as_bytes()).is_ok() {
                open.push(stream);
            }
        }
    }
    open
}

fn leaves_halves(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    let open = halves(house);
    rest(draw, 1000, 4000);
    drop(open);
    // Whoever broke off has stopped nobody.
    house.is_whole()
}

fn stops_among_halves(house: &mut House, _: &mut Draw) -> Outcome<()> {
    let open = halves(house);
    let node = house.nodes.first_mut().ok_or("there is no node")?;
    node.is_stopped()?;
    node.begins()?;
    drop(open);
    Ok(())
}

fn jumps_ahead(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    jumps(house, draw, 10 * 24 * 3_600_000)
}

fn jumps_back(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    jumps(house, draw, -3_600_000)
}

fn jumps(house: &House, draw: &mut Draw, by: i64) -> Outcome<()> {
    let n = one(draw, house.nodes.len());
    let Some(node) = house.nodes.get(n) else { return Ok(()) };
    let set = |by: i64| fs::write(&node.clock, by.to_string());
    set(by)?;
    // Longer than between two rounds of cards.
    rest(draw, 2000, 18_000);
    Ok(set(0)?)
}

fn fills_the_disk(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    let Some(disk) = &house.disk else { return Ok(()) };
    disk.fills()?;
    rest(draw, 2000, 5000);
    disk.is_cleared()
}

fn backend(house: &House) -> Outcome<&Backend> {
    house.cluster.as_ref().ok_or_else(|| "there is no server".into())
}

fn desk(house: &House) -> Outcome<Client> {
    let Backend { cluster, database, .. } = backend(house)?;
    Ok(Client::connect(&cluster.url(database), NoTls)?)
}

fn ends_backends(house: &mut House, _: &mut Draw) -> Outcome<()> {
    let sql = "select pg_terminate_backend(pid) from pg_stat_activity \
               where datname = current_database() and pid <> pg_backend_pid() and random() < 0.6";
    desk(house)?.batch_execute(sql)?;
    Ok(())
}

fn kills_a_backend(house: &mut House, _: &mut Draw) -> Outcome<()> {
    let sql = "select pid from pg_stat_activity where datname = current_database() \
               and pid <> pg_backend_pid() order by random() limit 1";
    let row = desk(house)?.query_opt(sql, &[])?;
    let Some(row) = row else { return Ok(()) };
    let pid: i32 = row.try_get(0)?;
    // The server takes this for a crash and recovers from its log.
    Command::new("kill").args(["-KILL", &pid.to_string()]).status()?;
    Ok(())
}

fn pulls_the_plug(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    let Backend { cluster, .. } = backend(house)?;
    cluster.goes_away();
    rest(draw, 200, 3000);
    cluster.comes_back();
    Ok(())
}

fn freezes(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    let Backend { cluster, .. } = backend(house)?;
    cluster.freezes();
    rest(draw, 1000, 20_000);
    cluster.thaws();
    Ok(())
}

fn locks(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    let table = ["appeal", "event", "duty", "outbox"];
    let table = table.get(one(draw, table.len())).ok_or("no table")?;
    let mut holder = desk(house)?;
    // Of two that wait for each other the server may choose this one to give way.
    if holder.batch_execute(&format!("begin; lock table {table}")).is_err() {
        return Ok(());
    }
    rest(draw, 1000, 9000);
    Ok(holder.batch_execute("rollback")?)
}

fn loses_answers(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    let Backend { wire, .. } = backend(house)?;
    wire.loses_answers(5 + one(draw, 20));
    rest(draw, 500, 3000);
    wire.mends();
    Ok(())
}

fn cuts_the_line(house: &mut House, draw: &mut Draw) -> Outcome<()> {
    let Backend { wire, .. } = backend(house)?;
    wire.breaks_with_the_next_commit();
    rest(draw, 500, 4000);
    wire.mends();
    Ok(())
}
