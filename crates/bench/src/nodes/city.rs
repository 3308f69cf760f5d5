//! The servers of a city, as `city.sh` starts them, and the two nodes on them.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::ValueEnum;
use tempfile::TempDir;
use xianban_testkit::companion::Companion;
use xianban_testkit::postgres::newest_programs;

use crate::Outcome;
use crate::arguments::{NodesAsked, WayName};
use crate::program::{Running, free_address};

/// Programs of other packages, and what they are here for.
const NEEDED: [&str; 3] = ["pgbouncer", "haproxy", "nginx"];
/// Where Debian puts them.
const FOLDERS: [&str; 2] = ["/usr/sbin", "/usr/bin"];
/// Two looks of the proxy, a second apart, and a little.
const LEAVING_SECONDS: u64 = 3;

/// So many lines of a node's log are told when something went wrong.
const MOST_TOLD: usize = 40;

/// Two clusters, what stands before them, and two nodes.
pub struct City {
    /// Where people come in.
    pub door: SocketAddr,
    /// The server that is the standby at first.
    pub standby: SocketAddr,
    companion: Companion,
    program: PathBuf,
    homes: TempDir,
    nodes: [(SocketAddr, Option<Running>); 2],
}

/// Tells what is missing, and how to get it.
pub fn is_equipped() -> Outcome<()> {
    let there = |name: &&str| FOLDERS.iter().any(|folder| Path::new(folder).join(name).exists());
    let missing: Vec<_> = NEEDED.into_iter().filter(|name| !there(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("missing (Debian): apt-get install {}", missing.join(" ")).into())
}

impl City {
    /// Starts the servers, lays the demo district, and serves it by two nodes.
    pub fn opens(asked: &NodesAsked, way: WayName) -> Outcome<Self> {
        let free = (0..7).map(|_| free_address()).collect::<Outcome<Vec<_>>>()?;
        let &[primary, standby, pooler, relay, door, one, other] = free.as_slice() else {
            return Err("no free addresses".into());
        };
        let programs = newest_programs().display().to_string();
        let front = asked.front.to_possible_value().ok_or("a front without a name")?;
        let mut told = vec![programs, front.get_name().to_owned()];
        told.extend(free.iter().map(|address| address.port().to_string()));
        let told: Vec<_> = told.iter().map(String::as_str).collect();
        let mut companion = Companion::start_unprivileged(include_str!("city.sh"), &told);
        companion.hear("ready ");
        let homes = TempDir::with_prefix("xianban-bench-")?;
        let user = "postgres://xianban@";
        let (address, prepared) = match way {
            WayName::Direct => {
                let asks = "target_session_attrs=read-write";
                (format!("{user}{primary},{standby}/xianban?{asks}"), true)
            }
            WayName::Transaction => (format!("{user}{pooler}/transaction"), false),
            WayName::Session => (format!("{user}{pooler}/session"), true),
            WayName::Relay => (format!("{user}{relay}/xianban"), true),
        };
        settle(homes.path(), &address, prepared)?;
        let program = asked.program.clone();
        let nodes = [(one, None), (other, None)];
        let mut city = Self { door, standby, companion, program, homes, nodes };
        let laid = city.is_laid(&format!("{user}{primary}/xianban"));
        let served = laid.and_then(|()| (0..2).try_for_each(|node| city.serves(node)));
        served.inspect_err(|_| city.tell_logs())?;
        Ok(city)
    }

    /// The demo district with its service account; both nodes get its key.
    fn is_laid(&self, database: &str) -> Outcome<()> {
        let first = self.homes.path().join("0");
        let mut command = self.command(0, &["demo", "--empty", "--database", database]);
        command.stdout(Stdio::null()).stderr(self.aloud(0)?);
        Running::begin(command)?.stop()?;
        let second = self.homes.path().join("1");
        fs::create_dir_all(second.join("keys"))?;
        fs::copy(first.join("keys/root.key"), second.join("keys/root.key"))?;
        Ok(())
    }

    fn command(&self, node: usize, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        let homes = self.homes.path();
        command.args(words).arg("--config").arg(homes.join("xianban.toml"));
        command.arg("--data").arg(homes.join(node.to_string())).env_clear();
        command
    }

    /// Starts a node.
    pub fn serves(&mut self, node: usize) -> Outcome<()> {
        let mut command = self.command(node, &["serve"]);
        command.stdout(Stdio::null()).stderr(self.aloud(node)?);
        let (address, running) = self.nodes.get_mut(node).ok_or("no such node")?;
        *running = Some(Running::begin_at(command, *address)?);
        Ok(())
    }

    /// Stops a node, as a service manager does.
    pub fn stops(&mut self, node: usize) -> Outcome<()> {
        let (_, running) = self.nodes.get_mut(node).ok_or("no such node")?;
        running.take().map_or(Ok(()), Running::stop)
    }

    /// Says a word to the servers and waits until it is done.
    pub fn tell(&mut self, word: &str) {
        self.companion.tell(word);
    }

    /// Where a node says what happens.
    fn log(&self, node: usize) -> PathBuf {
        self.homes.path().join(format!("{node}.log"))
    }

    fn aloud(&self, node: usize) -> Outcome<fs::File> {
        Ok(fs::File::options().create(true).append(true).open(self.log(node))?)
    }

    /// The last of what the nodes said that is no mere news.
    pub fn tell_logs(&self) {
        for node in 0..2 {
            let said = fs::read_to_string(self.log(node)).unwrap_or_default();
            let lines: Vec<_> = said.lines().filter(|line| !line.contains(" INFO ")).collect();
            for line in lines.iter().rev().take(MOST_TOLD).rev() {
                eprintln!("node {node}: {line}");
            }
        }
    }

    /// Whether the whole trail holds.
    pub fn verifies(&self) -> Outcome<()> {
        let seen = self.command(0, &["trail", "verify"]).output()?;
        if seen.status.success() {
            return Ok(());
        }
        Err(String::from_utf8_lossy(&[seen.stdout, seen.stderr].concat()).into_owned().into())
    }
}

/// The configuration of both nodes.
fn settle(homes: &Path, address: &str, prepared: bool) -> Outcome<()> {
    let files = homes.join("files");
    let text = format!(
        "trusted_proxies = [\"127.0.0.1\"]\n[database]\naddress = \"{address}\"\n\
         prepared = {prepared}\n[files]\nfolder = \"{}\"\n\
         [connections]\nleaving_seconds = {LEAVING_SECONDS}\n",
        files.display()
    );
    fs::create_dir_all(files)?;
    Ok(fs::write(homes.join("xianban.toml"), text)?)
}
