use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use xianban_gateways::objects::ObjectsError;
use xianban_kernel::{Clock, Problem, Secret};
use xianban_web::{NoPublicAddress, Reached};

use crate::astray;
use crate::command_line::GivenSettings;
use crate::connections::{Given, Limits};
use crate::database::{self, Database};
use crate::place::{self, Place};
use crate::texting::{self, Texting};

/// What the program runs with. Every value has a default: no file is needed.
#[derive(Debug)]
pub struct Settings {
    /// Address to serve on; `127.0.0.1:8080` unless told otherwise.
    pub listen: SocketAddr,
    /// Directory for the database file and keys; `data` unless told otherwise.
    pub data: PathBuf,
    /// Which database.
    pub database: Database,
    /// Where photos are kept; in the data directory unless told otherwise.
    pub files: Place,
    /// County code of the district; 370212 unless told otherwise.
    pub district: i64,
    /// Where people find the site and through which proxies they come.
    pub reached: Reached,
    /// What a program from elsewhere brings to read `/metrics`; without it only loopback may.
    pub metrics_token: Option<Arc<Secret<String>>>,
    /// By which gateway short messages go out; printed when there is none.
    pub texting: Option<Texting>,
    /// What a connection may take.
    pub connections: Limits,
    /// What time it is.
    pub clock: Clock,
}

impl Settings {
    /// What the operator should know who serves through a proxy and did not name it: this program
    /// speaks no TLS itself, so an https address, or a public one served on loopback, has one before it.
    pub fn unnamed_proxy(&self) -> Option<&'static str> {
        let behind = self.reached.by_https()
            || self.reached.address.is_some() && self.listen.ip().is_loopback();
        (behind && self.reached.proxies.is_empty()).then_some(
            "people come through a proxy that trusted_proxies does not name: limits at the door \
             count all of them as one address",
        )
    }
}

/// What went wrong before or while running, in a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The configuration cannot be used.
    #[error("{file}: {why}", file = .file.display())]
    Configuration {
        /// The file.
        file: PathBuf,
        /// What does not fit.
        why: String,
    },
    /// The database address is of no kind we know.
    #[error("--database takes an address that begins with postgres:// or postgresql://")]
    UnknownDatabase,
    /// TLS is asked for where no server is.
    #[error(
        "[database] is for a PostgreSQL database, whose address is not given; the SQLite file stays on \
         this machine"
    )]
    NoDatabaseToGuard,
    /// The public address is none.
    #[error("public_address: {0}")]
    PublicAddress(#[from] NoPublicAddress),
    /// The token for the metrics is too short.
    #[error("metrics_token: at least 16 characters, drawn at random")]
    MetricsToken,
    /// A pool of nothing.
    #[error("[database]: every number is one or more")]
    Pool,
    /// A gateway that may take nothing.
    #[error("[sms]: at_once and a_second are one or more")]
    Texting,
    /// Connections that may take nothing.
    #[error("connections: every number is one or more")]
    Connections,
    /// The store refused.
    #[error("database: {0}")]
    Store(#[from] xianban_store::Error),
    /// A room refused.
    #[error("{}", for_the_operator(.0))]
    Room(#[from] Problem),
    /// The trail was changed behind the program's back.
    #[error("the trail does not hold: {0}")]
    TrailBroken(String),
    /// What was named is not there.
    #[error("there is no {0}")]
    NotThere(String),
    /// An administrator's name is used by somebody who is none.
    #[error(
        "account {username} is there and does not hold {role}, which nobody holds: give it the post, or \
         add another account with it (xianban user give, xianban user add)"
    )]
    NameTaken {
        /// The name.
        username: &'static str,
        /// The role that nobody holds.
        role: String,
    },
    /// A backup cannot be made or brought back.
    #[error("{file} {why}", file = .file.display())]
    Backup {
        /// The file.
        file: PathBuf,
        /// What does not fit.
        why: String,
    },
    /// A backup would be mixed with what is there.
    #[error(
        "the database is used already: bring the backup back into another one (--data, --database), \
         or say --replace and lose what is there"
    )]
    DatabaseUsed,
    /// Another server has this database file.
    #[error(
        "{file} is served already by another program: stop that one first, or let several nodes share \
         a PostgreSQL database (--database)",
        file = .0.display()
    )]
    Served(PathBuf),
    /// A file does not fit; each fault was told in a line of its own.
    #[error("{0} faults in the file, nothing was written")]
    Unfit(usize),
    /// Nothing was ever kept there.
    #[error(
        "there is no {what} in {data}: is it the directory that is served from (--data)?",
        data = .data.display()
    )]
    NothingKept {
        /// What is missing.
        what: &'static str,
        /// Where it was looked for.
        data: PathBuf,
    },
    /// Others can read it, and that cannot be changed.
    #[error(
        "{path} stands open to others and belongs to somebody else: run the program as its owner, or \
         give it over with chown",
        path = .path.display()
    )]
    OpenToOthers {
        /// The file or directory.
        path: PathBuf,
    },
    /// Somebody stopped it.
    #[error("stopped")]
    Stopped,
    /// The place for files is named in a way that does not fit.
    #[error("[files]: {0}")]
    FilesSetting(&'static str),
    /// The place for files is not this database's.
    #[error("photos of this district lie elsewhere: {0}")]
    FilesElsewhere(String),
    /// Files cannot be kept or read.
    #[error("files: {0}")]
    Files(#[from] ObjectsError),
    /// The operating system refused.
    #[error("{doing}: {source}")]
    System {
        /// What was being done.
        doing: String,
        /// The system's answer.
        source: std::io::Error,
    },
}

impl Fault {
    /// What is wrong with a backup.
    pub fn backup(file: &Path, why: impl Into<String>) -> Self {
        Self::Backup { file: file.to_owned(), why: why.into() }
    }

    /// For `map_err`: what was being done when the system refused.
    pub fn while_doing(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::System { doing, source }
    }
}

/// What the log would read, not what a resident would.
fn for_the_operator(problem: &Problem) -> String {
    match problem {
        Problem::Broken { logged } | Problem::Unavailable { logged } => logged.clone(),
        Problem::Faults(faults) => {
            let lines: Vec<_> =
                faults.iter().map(|fault| format!("{}: {}", fault.field, fault.said)).collect();
            lines.join("\n")
        }
        other => other.said(),
    }
}

/// The configuration file: the same names as on the command line.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<SocketAddr>,
    data: Option<PathBuf>,
    database: Option<database::Given>,
    files: Option<place::Given>,
    district: Option<i64>,
    public_address: Option<String>,
    trusted_proxies: Option<Vec<IpAddr>>,
    metrics_token: Option<Secret<String>>,
    connections: Option<Given>,
    sms: Option<texting::Given>,
}

/// A configuration file with every setting and its default, each commented out.
pub const SAMPLE: &str = include_str!("../../../docs/xianban.toml");

/// The demo's district, and the default.
const USUAL_DISTRICT: i64 = 370_212;

/// Command line and variables first, then the file, then the defaults.
pub fn settle(given: &GivenSettings) -> Result<Settings, Fault> {
    let file = given.config.as_deref().map(read).transpose()?.unwrap_or_default();
    let data = given.data.clone().or(file.data).unwrap_or_else(|| PathBuf::from("data"));
    let database = Database::settle(given, file.database.unwrap_or_default(), &data)?;
    let files = file.files.unwrap_or_default().settle(&data, given.s3_secret.as_ref())?;
    let address = file.public_address.map(|address| address.parse()).transpose()?;
    let reached = Reached {
        address: given.public_address.clone().or(address),
        proxies: given.trusted_proxies.clone().or(file.trusted_proxies).unwrap_or_default(),
    };
    let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
    Ok(Settings {
        listen: given.listen.or(file.listen).unwrap_or(usual),
        data,
        database,
        files,
        district: given.district.or(file.district).unwrap_or(USUAL_DISTRICT),
        reached,
        metrics_token: file.metrics_token.map(checked_token).transpose()?.map(Arc::new),
        clock: astray::clock(given.clock_off_by.as_deref()),
        connections: Limits::settle(&file.connections.unwrap_or_default())?,
        texting: file.sms.map(|sms| sms.settle(given.sms_secret.as_ref())).transpose()?,
    })
}

/// A token that can be guessed opens as well as none.
fn checked_token(token: Secret<String>) -> Result<Secret<String>, Fault> {
    if token.reveal().len() < 16 { Err(Fault::MetricsToken) } else { Ok(token) }
}

fn read(path: &Path) -> Result<File, Fault> {
    let text = std::fs::read_to_string(path)
        .map_err(Fault::while_doing(format!("reading {}", path.display())))?;
    toml::from_str(&text)
        .map_err(|error| Fault::Configuration { file: path.to_owned(), why: error.to_string() })
}

/// One line a setting, without secrets.
impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "listen = \"{}\"", self.listen)?;
        writeln!(f, "data = \"{}\"", self.data.display())?;
        writeln!(f, "district = {}", self.district)?;
        if let Some(address) = &self.reached.address {
            writeln!(f, "public_address = \"{address}\"")?;
        }
        let proxies = &self.reached.proxies;
        let proxies: Vec<_> = proxies.iter().map(|proxy| format!("\"{proxy}\"")).collect();
        writeln!(f, "trusted_proxies = [{}]", proxies.join(", "))?;
        if let Some(texting) = &self.texting {
            writeln!(f, "{texting}")?;
        }
        if self.metrics_token.is_some() {
            writeln!(f, "# metrics also with a token (not shown)")?;
        }
        if let Some(warning) = self.unnamed_proxy() {
            writeln!(f, "# warning: {warning}")?;
        }
        writeln!(f, "# files in {}", self.files)?;
        write!(f, "{}{}", self.database, self.connections)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_given_is_enough() {
        let settings = settle(&GivenSettings::default()).unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert!(matches!(settings.database, Database::File(_)));
    }

    #[test]
    fn the_command_line_beats_the_file() {
        let directory = tempfile::tempdir().unwrap();
        let config = directory.path().join("xianban.toml");
        std::fs::write(&config, "listen = \"0.0.0.0:9\"\ndata = \"elsewhere\"\n").unwrap();
        let given = GivenSettings {
            config: Some(config),
            listen: Some("127.0.0.1:7".parse().unwrap()),
            ..GivenSettings::default()
        };
        let settings = settle(&given).unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:7");
        assert_eq!(settings.data, PathBuf::from("elsewhere"));
    }

    #[test]
    fn the_sample_names_every_setting_with_its_default() {
        let usual = settle(&GivenSettings::default()).unwrap();
        let said: String = SAMPLE
            .lines()
            .filter_map(|line| line.strip_prefix('#'))
            .filter(|setting| !setting.starts_with(' '))
            .fold(String::new(), |all, setting| all + setting + "\n");
        let file: File = toml::from_str(&said).unwrap();
        let File { listen, data, database, district, public_address, .. } = file;
        let (sms, trusted_proxies, connections, metrics_token) =
            (file.sms, file.trusted_proxies, file.connections, file.metrics_token);
        assert!(metrics_token.is_some(), "the sample shows a token");
        assert_eq!(Limits::settle(&connections.unwrap()).unwrap(), usual.connections);
        assert!(sms.is_some(), "the sample shows a gateway");
        assert!(file.files.is_some(), "the sample shows a bucket");
        assert_eq!(public_address.as_deref(), Some("https://xianban.example"));
        assert_eq!(trusted_proxies, Some(usual.reached.proxies));
        assert_eq!(listen, Some(usual.listen));
        assert_eq!(data, Some(usual.data));
        assert_eq!(district, Some(usual.district));
        let database = database.unwrap();
        assert!(database.address.unwrap().starts_with("postgres://"));
        assert!(database.ca.is_some() && database.tls == Some(database::Tls::ByAddress));
        let pool = database::Pool { writers: Some(16), readers: Some(8), ..database.pool };
        assert_eq!(database.pool, pool);
        assert!(toml::from_str::<toml::Table>(SAMPLE).unwrap().is_empty());
    }

    #[test]
    fn a_proxy_that_is_not_named_is_told() {
        let given = |proxies: &str| GivenSettings {
            public_address: Some("https://xianban.example".parse().unwrap()),
            trusted_proxies: Some(proxies.split(',').filter_map(|one| one.parse().ok()).collect()),
            ..GivenSettings::default()
        };
        let shown = settle(&given("")).unwrap().to_string();
        assert!(shown.contains("# warning: people come through a proxy"), "{shown}");
        assert!(!settle(&given("10.0.0.1")).unwrap().to_string().contains("warning"));
        assert!(!settle(&GivenSettings::default()).unwrap().to_string().contains("warning"));
    }

    #[test]
    fn a_misspelt_name_in_the_file_is_told_with_its_file() {
        let directory = tempfile::tempdir().unwrap();
        let config = directory.path().join("xianban.toml");
        std::fs::write(&config, "lissten = \"0.0.0.0:9\"\n").unwrap();
        let given = GivenSettings { config: Some(config), ..GivenSettings::default() };
        let told = settle(&given).unwrap_err().to_string();
        assert!(told.contains("xianban.toml") && told.contains("lissten"), "{told}");
    }

    #[test]
    fn a_gateway_is_told_without_its_secret_and_missed_when_there_is_none() {
        let directory = tempfile::tempdir().unwrap();
        let (config, secret) = (directory.path().join("x.toml"), directory.path().join("secret"));
        let text = format!(
            "[sms]\nprovider = \"aliyun\"\naccess_key_id = \"id\"\nsign_name = \"崂先办\"\n\
             template_login = \"SMS_1\"\ntemplate_notice = \"SMS_2\"\n\
             access_key_secret_file = \"{}\"\n",
            secret.display()
        );
        std::fs::write(&config, text).unwrap();
        let given = GivenSettings { config: Some(config), ..GivenSettings::default() };
        assert!(settle(&given).unwrap_err().to_string().contains("secret"));
        std::fs::write(&secret, "geheim\n").unwrap();
        let settings = settle(&given).unwrap();
        let shown = format!("{settings:?} {settings}");
        assert!(shown.contains("崂先办") && !shown.contains("geheim"), "{shown}");
    }
}
