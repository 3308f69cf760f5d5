//! How the site is reached from outside: under which address, and through whose hands.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, Uri};

/// What the operator says of the way to the site.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    /// Where people find it; without one it is taken from what each browser asked for.
    pub address: Option<PublicAddress>,
    /// The proxies before it: only they are believed when they say for whom they ask.
    pub proxies: Vec<IpAddr>,
}

/// Such as `https://xianban.example`: scheme, host and perhaps a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    text: String,
    https: bool,
}

/// What is no public address.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a public address is http:// or https:// with a host, and nothing after it")]
pub struct NoPublicAddress;

impl FromStr for PublicAddress {
    type Err = NoPublicAddress;

    fn from_str(text: &str) -> Result<Self, NoPublicAddress> {
        let uri: Uri = text.parse().map_err(|_| NoPublicAddress)?;
        let host = uri.authority().filter(|host| !host.as_str().contains('@'));
        let host = host.ok_or(NoPublicAddress)?;
        let bare = uri.query().is_none() && uri.path() == "/" && !text.contains('#');
        match uri.scheme_str() {
            Some(scheme @ ("http" | "https")) if bare => {
                Ok(Self { text: format!("{scheme}://{host}"), https: scheme == "https" })
            }
            _ => Err(NoPublicAddress),
        }
    }
}

impl fmt::Display for PublicAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Reached {
    /// Whether browsers come by https and nothing else.
    pub fn by_https(&self) -> bool {
        self.address.as_ref().is_some_and(|address| address.https)
    }

    /// Such as `https://xianban.example`: as the operator says, else by what was asked for.
    pub fn origin(&self, headers: &HeaderMap) -> String {
        if let Some(address) = &self.address {
            return address.to_string();
        }
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let host = text("host").filter(|host| !host.is_empty()).unwrap_or("localhost");
        let scheme = if text("x-forwarded-proto") == Some("https") { "https" } else { "http" };
        format!("{scheme}://{host}")
    }

    /// What a cookie of ours is called: by https no neighbouring host can set one in our name.
    pub fn cookie_name(&self, name: &str) -> String {
        if self.by_https() { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// As whom the door counts a request: its address; of IPv6 the network, for one household has
    /// as many addresses as it likes.
    pub fn counted(&self, extensions: &Extensions, headers: &HeaderMap) -> String {
        match self.caller(extensions, headers) {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        }
    }

    /// From which address a request comes: the nearest hop that is none of our proxies. A request
    /// that came over no network has the address `::`.
    pub fn caller(&self, extensions: &Extensions, headers: &HeaderMap) -> IpAddr {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>();
        let nobody = IpAddr::from([0; 16]);
        let mut nearest = peer.map_or(nobody, |ConnectInfo(peer)| peer.ip().to_canonical());
        let lines = headers.get_all("x-forwarded-for").iter().rev();
        let hops = lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.rsplit(','));
        for hop in hops {
            if !self.proxies.contains(&nearest) {
                break;
            }
            let Ok(hop) = hop.trim().parse::<IpAddr>() else { break };
            nearest = hop.to_canonical();
        }
        nearest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(proxies: &[&str], peer: &str, forwarded: &[&'static str]) -> String {
        let proxies = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        let reached = Reached { address: None, proxies };
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 9)));
        let line =
            |line: &&'static str| ("x-forwarded-for".parse().unwrap(), line.parse().unwrap());
        let headers: HeaderMap = forwarded.iter().map(line).collect();
        reached.caller(&extensions, &headers).to_string()
    }

    #[test]
    fn only_our_proxies_are_believed() {
        assert_eq!(caller(&[], "10.0.0.1", &["1.2.3.4"]), "10.0.0.1");
        assert_eq!(caller(&["10.0.0.1"], "10.0.0.1", &["1.2.3.4"]), "1.2.3.4");
        assert_eq!(caller(&["10.0.0.1"], "10.0.0.1", &["6.6.6.6, 1.2.3.4"]), "1.2.3.4");
        assert_eq!(caller(&["10.0.0.1"], "10.0.0.2", &["1.2.3.4"]), "10.0.0.2");
        assert_eq!(caller(&["10.0.0.1"], "10.0.0.1", &["nonsense"]), "10.0.0.1");
    }

    #[test]
    fn a_chain_of_our_proxies_is_followed_to_its_beginning() {
        let proxies = ["10.0.0.1", "10.0.0.2"];
        assert_eq!(caller(&proxies, "10.0.0.1", &["6.6.6.6, 1.2.3.4, 10.0.0.2"]), "1.2.3.4");
        assert_eq!(caller(&proxies, "::ffff:10.0.0.1", &["1.2.3.4"]), "1.2.3.4");
    }

    #[test]
    fn an_address_is_a_scheme_and_a_host() {
        let said = |text: &str| text.parse::<PublicAddress>().map(|address| address.to_string());
        assert_eq!(said("https://xianban.example/").unwrap(), "https://xianban.example");
        assert_eq!(said("http://10.1.1.1:8080").unwrap(), "http://10.1.1.1:8080");
        for wrong in ["xianban.example", "ftp://a", "https://a/b", "https://a?b", "https://u@a", ""]
        {
            assert!(said(wrong).is_err(), "{wrong}");
        }
    }
}
