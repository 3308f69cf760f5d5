//! What is broken: one node on a file, or two on a cluster behind a wire.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use xianban_store::{Db, PostgresOptions, SqliteOptions};
use xianban_testkit::postgres::Cluster;
use xianban_testkit::wire::Wire;

use super::node::Node;
use crate::Outcome;
use crate::arguments::{ChaosAsked, EngineName};
use crate::ground::DISTRICT;

/// Room on the disk that is filled, MB.
const SMALL_DISK_MB: u64 = 6000;

/// The nodes with their database.
pub struct House {
    /// The processes of the program.
    pub nodes: Vec<Node>,
    /// The cluster with its wire and the database's name, if that is the engine.
    pub cluster: Option<Backend>,
    /// A disk of its own, which can be filled.
    pub disk: Option<SmallDisk>,
    program: PathBuf,
    left_out: Vec<String>,
    folder: TempDir,
}

/// PostgreSQL as the nodes reach it.
pub struct Backend {
    pub cluster: Cluster,
    pub wire: Wire,
    pub database: String,
}

impl House {
    /// Starts everything on a fresh bare demo district.
    pub fn open(asked: &ChaosAsked) -> Outcome<Self> {
        let folder = TempDir::with_prefix("xianban-chaos-")?;
        let (mut left_out, mut disk, mut cluster) = (Vec::new(), None, None);
        match asked.engine {
            EngineName::Sqlite => match SmallDisk::mount(&folder.path().join("node-0")) {
                Ok(mounted) => disk = Some(mounted),
                Err(fault) => left_out.push(format!("filling the disk: {fault}")),
            },
            EngineName::Postgres => {
                left_out.push("filling the disk: PostgreSQL's lies with everybody's".to_owned());
                let own = Cluster::start_durable();
                let database = own.empty_database();
                let wire = Wire::to(&own, &database);
                cluster = Some(Backend { cluster: own, wire, database });
            }
        }
        let program = fs::canonicalize(&asked.program)?;
        let count = if cluster.is_some() { 2 } else { 1 };
        let mut house = Self { nodes: Vec::new(), cluster, disk, program, left_out, folder };
        for n in 0..count {
            let node = house.node(n)?;
            house.nodes.push(node);
            if n > 0 {
                // Nodes of one database have one key.
                let keys = |n: usize| house.folder.path().join(format!("node-{n}/keys"));
                fs::create_dir_all(keys(n))?;
                fs::copy(keys(0).join("root.key"), keys(n).join("root.key"))?;
            }
            let node = house.nodes.last_mut().ok_or("no node")?;
            node.begins()?;
            node.is_ready()?;
        }
        Ok(house)
    }

    fn node(&self, n: usize) -> Outcome<Node> {
        let data = self.folder.path().join(format!("node-{n}"));
        let clock = self.folder.path().join(format!("clock-{n}"));
        let settings = self.folder.path().join("xianban.toml");
        fs::write(&clock, "0")?;
        let mut text = String::new();
        if let Some(Backend { wire, .. }) = &self.cluster {
            let files = self.folder.path().join("files");
            text = format!(
                "[database]\naddress = \"{}\"\nwriters = 6\nreaders = 4\n\n[files]\nfolder = \"{}\"\n",
                wire.address(),
                files.display()
            );
        }
        fs::write(&settings, text)?;
        let address: SocketAddr = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let (program, said) = (self.program.clone(), self.folder.path().join(format!("said-{n}")));
        let off_by = clock.clone();
        Ok(Node::new(address, clock, move || {
            let mut command = Command::new(&program);
            command.args(["demo", "--empty", "--listen", &address.to_string()]);
            command.arg("--data").arg(&data).arg("--config").arg(&settings);
            command.arg("--clock-off-by").arg(&off_by);
            let aloud = fs::OpenOptions::new().create(true).append(true).open(&said);
            if let Ok(aloud) = aloud {
                command.stderr(aloud);
            }
            command
        }))
    }

    /// Everything runs and answers.
    pub fn is_whole(&mut self) -> Outcome<()> {
        self.nodes.iter_mut().try_for_each(Node::is_ready)
    }

    /// Everything is stopped in order.
    pub fn stops(&mut self) -> Outcome<()> {
        self.nodes.iter_mut().try_for_each(|node| node.is_stopped().map(drop))
    }

    /// The engine's name.
    pub const fn engine(&self) -> &'static str {
        if self.cluster.is_some() { "postgresql" } else { "sqlite" }
    }

    /// What could not be broken.
    pub fn left_out(&self) -> Vec<String> {
        self.left_out.clone()
    }

    /// The database, for whoever looks afterwards.
    pub fn opens(&self) -> Outcome<Db> {
        let db = match &self.cluster {
            None => Db::sqlite(&self.data().join("xianban.db"), SqliteOptions::default())?,
            Some(Backend { cluster, database, .. }) => {
                Db::postgres(&cluster.url(database), &PostgresOptions::default())?
            }
        };
        Ok(db.of_district(DISTRICT))
    }

    /// What the program says of the trail.
    pub fn verifies(&self) -> Outcome<String> {
        let mut command = Command::new(&self.program);
        command.args(["trail", "verify", "--data"]).arg(self.data());
        command.arg("--config").arg(self.folder.path().join("xianban.toml"));
        let told = command.output()?;
        let said = String::from_utf8([told.stdout, told.stderr].concat())?;
        if told.status.success() { Ok(said) } else { Err(said.into()) }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("node-0")
    }
}

/// A file system in memory, small enough to be filled.
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path) -> Outcome<Self> {
        fs::create_dir_all(at)?;
        let size = format!("size={SMALL_DISK_MB}m,mode=0700");
        let how = ["-t", "tmpfs", "-o", &size, "tmpfs"];
        let told = Command::new("mount").args(how).arg(at).output()?;
        if told.status.success() {
            return Ok(Self(at.to_owned()));
        }
        Err(String::from_utf8_lossy(&told.stderr).trim().to_owned().into())
    }

    /// Takes all the room there is.
    pub fn fills(&self) -> Outcome<()> {
        let told = Command::new("fallocate")
            .args(["-l", &format!("{SMALL_DISK_MB}m")])
            .arg(self.filler())
            .output()?;
        // What is left after that is taken in small pieces.
        if !told.status.success() {
            let mut file = fs::File::create(self.filler())?;
            drop(std::io::copy(&mut std::io::repeat(0), &mut file));
        }
        Ok(())
    }

    /// Gives it back.
    pub fn is_cleared(&self) -> Outcome<()> {
        Ok(fs::remove_file(self.filler())?)
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).output());
    }
}
