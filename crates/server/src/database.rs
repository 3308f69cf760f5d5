//! Which database the program runs on, and how the way to it is guarded.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use xianban_kernel::Secret;
use xianban_store::{Guard, Patience, PostgresOptions, Way};

use crate::command_line::GivenSettings;
use crate::configuration::Fault;

/// Where the rows are.
#[derive(Debug)]
pub enum Database {
    /// A SQLite file in the data directory.
    File(PathBuf),
    /// A PostgreSQL database.
    Server(Server),
}

/// A PostgreSQL database with the way to it.
#[derive(Debug)]
pub struct Server {
    /// Its address, which may hold a password.
    pub address: Secret<String>,
    /// How it is used: the way to it, how many connections, how long anything is waited for.
    pub options: PostgresOptions,
    /// How connections go.
    guard: Guard,
}

/// Whether a plain connection will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    /// What the address says with `sslmode`.
    ByAddress,
    /// Never plain.
    Demanded,
}

/// The part `[database]` of the configuration file; an address alone is enough.
#[derive(Debug, Default)]
pub struct Given {
    pub address: Option<String>,
    pub ca: Option<PathBuf>,
    pub tls: Option<Tls>,
    pub pool: Pool,
}

/// How many connections one node opens and how long it waits, as far as the file says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    pub writers: Option<usize>,
    pub readers: Option<usize>,
    pub connect_seconds: Option<u64>,
    pub lock_seconds: Option<u64>,
    pub statement_seconds: Option<u64>,
    pub prepared: Option<bool>,
}

impl Pool {
    /// With the defaults for what was left out.
    fn settle(self, way: Way) -> Result<PostgresOptions, Fault> {
        let usual = PostgresOptions::default();
        let seconds = |given: Option<u64>, usual| given.map_or(usual, Duration::from_secs);
        let patience = Patience {
            connect: seconds(self.connect_seconds, usual.patience.connect),
            lock: seconds(self.lock_seconds, usual.patience.lock),
            statement: seconds(self.statement_seconds, usual.patience.statement),
            ..usual.patience
        };
        let options = PostgresOptions {
            writers: self.writers.unwrap_or(usual.writers),
            readers: self.readers.unwrap_or(usual.readers),
            prepared: self.prepared.unwrap_or(usual.prepared),
            patience,
            way,
            ..usual
        };
        let times = [patience.connect, patience.lock, patience.statement];
        if options.writers == 0 || options.readers == 0 || times.contains(&Duration::ZERO) {
            return Err(Fault::Pool);
        }
        Ok(options)
    }
}

impl Database {
    /// Command line and variables first, then the file. The address and the authorities are looked at
    /// here, so that what does not fit is told by `check-config` too.
    pub fn settle(given: &GivenSettings, file: Given, data: &Path) -> Result<Self, Fault> {
        let way = Way {
            ca: given.database_ca.clone().or(file.ca),
            demanded: given.database_tls.or(file.tls) == Some(Tls::Demanded),
        };
        match given.database.clone().or(file.address) {
            None if way == Way::default() && file.pool == Pool::default() => {
                Ok(Self::File(data.join("xianban.db")))
            }
            None => Err(Fault::NoDatabaseToGuard),
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                let guard = way.to(&url)?;
                let options = file.pool.settle(way)?;
                Ok(Self::Server(Server { address: Secret::new(url), options, guard }))
            }
            Some(_) => Err(Fault::UnknownDatabase),
        }
    }
}

/// Without the address.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => writeln!(f, "# rows in {}", path.display()),
            Self::Server(Server { guard, options, .. }) => {
                writeln!(f, "[database]\n# rows in PostgreSQL (address not shown), {guard}")?;
                let PostgresOptions { writers, readers, patience, prepared, .. } = options;
                writeln!(f, "writers = {writers}\nreaders = {readers}")?;
                writeln!(f, "connect_seconds = {}", patience.connect.as_secs())?;
                writeln!(f, "lock_seconds = {}", patience.lock.as_secs())?;
                writeln!(f, "statement_seconds = {}", patience.statement.as_secs())?;
                writeln!(f, "prepared = {prepared}")
            }
        }
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        file.deserialize_any(TextOrTable)
    }
}

/// `database = "postgres://…"`, or a table with the address and more.
struct TextOrTable;

impl<'de> Visitor<'de> for TextOrTable {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address, or a table with address, ca and tls")
    }

    fn visit_str<E: Error>(self, address: &str) -> Result<Given, E> {
        Ok(Given { address: Some(address.to_owned()), ..Given::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Given, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            address: Option<String>,
            ca: Option<PathBuf>,
            tls: Option<Tls>,
            writers: Option<usize>,
            readers: Option<usize>,
            connect_seconds: Option<u64>,
            lock_seconds: Option<u64>,
            statement_seconds: Option<u64>,
            prepared: Option<bool>,
        }
        let table = Table::deserialize(MapAccessDeserializer::new(table))?;
        let Table { address, ca, tls, writers, readers, .. } = table;
        let Table { connect_seconds, lock_seconds, statement_seconds, prepared, .. } = table;
        let pool =
            Pool { writers, readers, connect_seconds, lock_seconds, statement_seconds, prepared };
        Ok(Given { address, ca, tls, pool })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(url: &str, tls: Option<Tls>) -> Result<Database, Fault> {
        let given = GivenSettings {
            database: Some(url.to_owned()),
            database_tls: tls,
            ..GivenSettings::default()
        };
        Database::settle(&given, Given::default(), Path::new("data"))
    }

    #[test]
    fn a_database_of_another_kind_is_refused_and_no_password_is_shown() {
        assert!(matches!(settled("mysql://x", None), Err(Fault::UnknownDatabase)));
        let database = settled("postgres://u:geheim@h/d", None).unwrap();
        assert!(!format!("{database:?} {database}").contains("geheim"));
    }

    #[test]
    fn it_is_told_how_the_way_is_guarded() {
        let told = |url: &str| settled(url, None).unwrap().to_string();
        assert!(told("postgres://h/d").contains("by TLS where the server has it"));
        assert!(told("postgres://h/d?sslmode=disable").contains("in plain text"));
        assert!(told("postgres://%2Frun/d?sslmode=require").contains("over a socket"));
        for checked in ["require", "verify-full"] {
            assert!(told(&format!("postgres://h/d?sslmode={checked}")).contains("name checked"));
        }
    }

    #[test]
    fn where_tls_is_demanded_an_address_without_it_is_refused() {
        let asked = |url: &str| settled(url, Some(Tls::Demanded));
        assert!(asked("postgres://h/d").unwrap().to_string().contains("name checked"));
        for (address, why) in [
            ("postgres://h/d?sslmode=disable", "says sslmode=disable"),
            ("postgres://%2Frun/d", "names a socket of this machine"),
        ] {
            let told = asked(address).unwrap_err().to_string();
            assert!(told.contains(why) && told.contains("\"demanded\""), "{told}");
        }
    }

    #[test]
    fn the_file_takes_an_address_or_a_table() {
        let read = |text: &str| toml::from_str::<std::collections::BTreeMap<String, Given>>(text);
        let text = "database = \"postgres://h/d\"";
        assert_eq!(read(text).unwrap()["database"].address.as_deref(), Some("postgres://h/d"));
        let text = "[database]\naddress = \"postgres://h/d\"\ntls = \"demanded\"\nca = \"x.pem\"";
        let Given { address, ca, tls, .. } = read(text).unwrap().remove("database").unwrap();
        assert_eq!((address.as_deref(), tls), (Some("postgres://h/d"), Some(Tls::Demanded)));
        assert_eq!(ca, Some(PathBuf::from("x.pem")));
        let told = read("[database]\nadress = \"x\"").unwrap_err().to_string();
        assert!(told.contains("adress"), "{told}");
    }

    #[test]
    fn the_pool_and_its_times_are_settings() {
        let read = |text: &str| toml::from_str::<std::collections::BTreeMap<String, Given>>(text);
        let settled = |text: &str| {
            let file = read(text).unwrap().remove("database").unwrap();
            Database::settle(&GivenSettings::default(), file, Path::new("data"))
        };
        let text = "[database]\naddress = \"postgres://h/d\"\nwriters = 3\nlock_seconds = 7";
        let shown = settled(text).unwrap().to_string();
        assert!(shown.contains("writers = 3\nreaders = 8\n"), "{shown}");
        assert!(shown.contains("lock_seconds = 7\nstatement_seconds = 10\n"), "{shown}");
        for nothing in ["writers = 0", "readers = 0", "statement_seconds = 0"] {
            let refused = settled(&format!("[database]\naddress = \"postgres://h/d\"\n{nothing}"));
            assert!(matches!(refused, Err(Fault::Pool)), "{nothing}");
        }
        let for_no_server = settled("[database]\nwriters = 3");
        assert!(matches!(for_no_server, Err(Fault::NoDatabaseToGuard)));
    }

    #[test]
    fn authorities_that_cannot_be_read_are_told_with_their_file() {
        let given = GivenSettings {
            database: Some("postgres://h/d".to_owned()),
            database_ca: Some(PathBuf::from("nowhere.pem")),
            ..GivenSettings::default()
        };
        let told = Database::settle(&given, Given::default(), Path::new("data")).unwrap_err();
        assert!(told.to_string().contains("nowhere.pem"), "{told}");
        let nothing = GivenSettings { database: None, ..given };
        let told = Database::settle(&nothing, Given::default(), Path::new("data")).unwrap_err();
        assert!(matches!(told, Fault::NoDatabaseToGuard), "{told}");
    }
}
