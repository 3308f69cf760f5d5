//! Which database the program runs on, and how the way to it is guarded.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use xianban_kernel::Secret;
use xianban_store::{Guard, Way};

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
    /// What is asked of the way to it.
    pub way: Way,
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
            None if way == Way::default() => Ok(Self::File(data.join("xianban.db"))),
            None => Err(Fault::NoDatabaseToGuard),
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                let guard = way.to(&url)?;
                Ok(Self::Server(Server { address: Secret::new(url), way, guard }))
            }
            Some(_) => Err(Fault::UnknownDatabase),
        }
    }
}

/// One line, without the address.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => writeln!(f, "# rows in {}", path.display()),
            Self::Server(Server { guard, .. }) => {
                writeln!(f, "# rows in PostgreSQL (address not shown), {guard}")
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
        }
        let Table { address, ca, tls } = Table::deserialize(MapAccessDeserializer::new(table))?;
        Ok(Given { address, ca, tls })
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
        let Given { address, ca, tls } = read(text).unwrap().remove("database").unwrap();
        assert_eq!((address.as_deref(), tls), (Some("postgres://h/d"), Some(Tls::Demanded)));
        assert_eq!(ca, Some(PathBuf::from("x.pem")));
        let told = read("[database]\nadress = \"x\"").unwrap_err().to_string();
        assert!(told.contains("adress"), "{told}");
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
