//! A proxy that the operator did not name makes everybody behind it one address to the door. What tells
//! of one is said in the log, once.

use std::net::{IpAddr, SocketAddr};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

use crate::reached::Reached;

/// So many requests of one private address alone tell of a proxy.
const ALONE: u32 = 500;
/// How the operator mends it.
const MEND: &str = "limits count all people behind it as one: name it in trusted_proxies";

/// What was seen so far; `told` also when there is nothing to tell.
#[derive(Debug, Default)]
pub(crate) struct ProxiesSeen {
    told: AtomicBool,
    first: OnceLock<IpAddr>,
    alone: AtomicU32,
}

/// What tells of a proxy nobody named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// It says for whom it asks, and is not believed.
    Forwards(IpAddr),
    /// Everybody comes from there.
    Alone(IpAddr),
}

impl ProxiesSeen {
    /// Looks at a request, and tells the log of the first sign.
    pub(crate) fn look(&self, reached: &Reached, extensions: &Extensions, headers: &HeaderMap) {
        let Some(sign) = self.sign(reached, extensions, headers) else { return };
        if self.told.swap(true, Ordering::Relaxed) {
            return;
        }
        match sign {
            Sign::Forwards(peer) => {
                tracing::warn!(%peer, "X-Forwarded-For comes from an unnamed proxy; {MEND}");
            }
            Sign::Alone(peer) => {
                tracing::warn!(%peer, "all requests come from one private address; {MEND}");
            }
        }
    }

    fn sign(
        &self,
        reached: &Reached,
        extensions: &Extensions,
        headers: &HeaderMap,
    ) -> Option<Sign> {
        if self.told.load(Ordering::Relaxed) {
            return None;
        }
        let ConnectInfo(peer) = extensions.get::<ConnectInfo<SocketAddr>>()?;
        let peer = peer.ip().to_canonical();
        if reached.proxies.contains(&peer) {
            return None;
        }
        if headers.contains_key("x-forwarded-for") {
            return Some(Sign::Forwards(peer));
        }
        // Who named no address runs it for himself.
        if reached.address.is_none() || !is_private(peer) {
            return None;
        }
        if *self.first.get_or_init(|| peer) != peer {
            self.told.store(true, Ordering::Relaxed);
            return None;
        }
        let seen = self.alone.fetch_add(1, Ordering::Relaxed) + 1;
        let alone = !self.told.load(Ordering::Relaxed);
        (alone && seen >= ALONE).then_some(Sign::Alone(peer))
    }
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_private() || address.is_loopback(),
        IpAddr::V6(address) => address.is_unique_local() || address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str) -> Extensions {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 9)));
        extensions
    }

    fn at_home() -> Reached {
        let address = Some("https://xianban.example".parse().unwrap());
        Reached { address, proxies: Vec::new() }
    }

    #[test]
    fn a_proxy_nobody_named_is_told_by_what_it_forwards() {
        let headers: HeaderMap = [("x-forwarded-for".parse().unwrap(), "1.2.3.4".parse().unwrap())]
            .into_iter()
            .collect();
        let (seen, peer) = (ProxiesSeen::default(), "10.0.0.1".parse().unwrap());
        let sign = seen.sign(&at_home(), &from("10.0.0.1"), &headers);
        assert_eq!(sign, Some(Sign::Forwards(peer)));
        let named = Reached { proxies: vec![peer], ..at_home() };
        assert_eq!(seen.sign(&named, &from("10.0.0.1"), &headers), None);
    }

    #[test]
    fn five_hundred_requests_of_one_private_address_alone_tell_of_a_proxy() {
        let (seen, bare) = (ProxiesSeen::default(), HeaderMap::new());
        for _ in 1..ALONE {
            assert_eq!(seen.sign(&at_home(), &from("127.0.0.1"), &bare), None);
        }
        let sign = seen.sign(&at_home(), &from("127.0.0.1"), &bare);
        assert_eq!(sign, Some(Sign::Alone("127.0.0.1".parse().unwrap())));
        let busy = ProxiesSeen::default();
        for n in 0..ALONE * 2 {
            let peer = if n % 2 == 0 { "10.0.0.1" } else { "10.0.0.2" };
            assert_eq!(busy.sign(&at_home(), &from(peer), &bare), None);
        }
    }
}
