//! The way to the database: plain or by TLS, and whose certificate counts.

use std::error::Error as _;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rustls::CertificateError::{NotValidForName, NotValidForNameContext, UnknownIssuer};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Client, Config, NoTls};

use super::patience::SILENT_WIRE;
use super::tls::Handshake;
use super::{certificate, connection};
use crate::{Error, Result};

/// What the operator asks of the way to the database, beside the address's `sslmode`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// A PEM file with the authorities whose certificates count, instead of the machine's.
    pub ca: Option<PathBuf>,
    /// No plain connection, whatever the address says.
    pub demanded: bool,
}

/// How a connection will go, for the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Over a socket of this machine.
    Socket,
    /// In plain text.
    Plain,
    /// By TLS with whoever answers, in plain text where the server has none.
    IfOffered,
    /// By TLS only, the certificate and its name checked.
    Verified,
}

impl fmt::Display for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Socket => "over a socket of this machine",
            Self::Plain => "in plain text (sslmode=disable)",
            Self::IfOffered => "by TLS where the server has it, its certificate not checked",
            Self::Verified => "by TLS, the server's certificate and name checked",
        })
    }
}

impl Way {
    /// How connections to an address go; refused when the address does not do what is asked here, or
    /// the authorities cannot be read.
    pub fn to(&self, url: &str) -> Result<Guard> {
        Route::of(url, self).map(|route| route.guard)
    }
}

/// An address with all that is needed to connect to it.
#[derive(Clone)]
pub(super) struct Route {
    config: Config,
    handshake: Option<Handshake>,
    guard: Guard,
}

impl Route {
    pub(super) fn of(url: &str, way: &Way) -> Result<Self> {
        let mut config = read(url)?;
        let guard = guard(&config, way)?;
        let handshake = match guard {
            Guard::Socket | Guard::Plain => None,
            Guard::IfOffered => Some(anybody()?),
            Guard::Verified => Some(known(match &way.ca {
                Some(file) => certificate::roots_of(file)?,
                None => certificate::machine_roots()?,
            })?),
        };
        config.ssl_mode(match guard {
            Guard::Socket | Guard::Plain => SslMode::Disable,
            Guard::IfOffered => SslMode::Prefer,
            Guard::Verified => SslMode::Require,
        });
        Ok(Self { config, handshake, guard })
    }

    /// Connects and lets the connection talk on this runtime; each host of the address gets so long, the
    /// greeting included.
    pub(super) async fn connect(&self, patience: Duration) -> Result<(Client, JoinHandle<()>)> {
        let hosts = u32::try_from(self.config.get_hosts().len().max(1)).unwrap_or(1);
        let within = patience.saturating_mul(hosts);
        let mut config = self.config.clone();
        config.connect_timeout(patience);
        config
            .keepalives_idle(SILENT_WIRE / 3)
            .keepalives_interval(SILENT_WIRE / 6)
            .keepalives_retries(3);
        config.tcp_user_timeout(SILENT_WIRE);
        let opened = timeout(within, async {
            if let Some(handshake) = &self.handshake {
                let (client, talk) = config.connect(handshake.clone()).await?;
                Ok((client, talking(talk)))
            } else {
                let (client, talk) = config.connect(NoTls).await?;
                Ok((client, talking(talk)))
            }
        });
        match opened.await {
            Ok(opened) => {
                opened.map_err(|error| told(&error).unwrap_or_else(|| connection::error(&error)))
            }
            Err(_) => Err(Error::Gone(format!("no connection within {within:?}"))),
        }
    }
}

/// What goes wrong on the wire is told to whoever asks next.
fn talking<T>(talk: T) -> JoinHandle<()>
where
    T: Future<Output = std::result::Result<(), tokio_postgres::Error>> + Send + 'static,
{
    tokio::spawn(async move { drop(talk.await) })
}

/// The driver knows no `verify-full`, which is what `require` means here.
fn read(url: &str) -> Result<Config> {
    let url = match url.rsplit_once('?') {
        Some((before, asked)) => {
            let asked = asked.replace("sslmode=verify-full", "sslmode=require");
            format!("{before}?{asked}")
        }
        None => url.to_owned(),
    };
    url.parse().map_err(|error| connection::error(&error))
}

fn guard(config: &Config, way: &Way) -> Result<Guard> {
    let refuse = |why: &str| Err(Error::Unguarded(why.to_owned()));
    let hosts = config.get_hosts();
    let only_sockets = config.get_hostaddrs().is_empty()
        && !hosts.is_empty()
        && hosts.iter().all(|host| matches!(host, Host::Unix(_)));
    let why = match config.get_ssl_mode() {
        _ if only_sockets => "names a socket of this machine, which knows no TLS",
        SslMode::Disable => "says sslmode=disable",
        SslMode::Prefer if !way.demanded && way.ca.is_none() => return Ok(Guard::IfOffered),
        _ => return Ok(Guard::Verified),
    };
    if way.demanded {
        return refuse(&format!("the address {why}, and [database] tls is \"demanded\""));
    }
    if way.ca.is_some() {
        return refuse(&format!("the address {why}: [database] ca would never be asked"));
    }
    Ok(if only_sockets { Guard::Socket } else { Guard::Plain })
}

fn known(roots: RootCertStore) -> Result<Handshake> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Unguarded(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(handshake(config))
}

fn anybody() -> Result<Handshake> {
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Unguarded(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(certificate::Anybody(provider)))
        .with_no_client_auth();
    Ok(handshake(config))
}

fn handshake(mut config: ClientConfig) -> Handshake {
    config.alpn_protocols = vec![b"postgresql".to_vec()];
    Handshake { config: Arc::new(config) }
}

/// What the operator can do about a handshake that failed; nothing for other errors.
fn told(error: &tokio_postgres::Error) -> Option<Error> {
    let cause = error.source()?;
    if cause.to_string() == "server does not support TLS" {
        let said = "the database server has no TLS (ssl = on in postgresql.conf), and a plain \
                    connection is refused";
        return Some(Error::Unguarded(said.to_owned()));
    }
    let refused = cause.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref::<rustls::Error>()?;
    let rustls::Error::InvalidCertificate(why) = refused else {
        return Some(Error::Unguarded(refused.to_string()));
    };
    Some(Error::Unguarded(match why {
        UnknownIssuer => {
            "the server's certificate comes from an authority that is not known here: \
                          name yours in [database] ca"
                .to_owned()
        }
        NotValidForName | NotValidForNameContext { .. } => {
            format!("the server's certificate is for another host than the address names ({why})")
        }
        other => format!("the server's certificate does not count: {other}"),
    }))
}
