#![no_main]
//! What stands before a body: cookies, who a proxy says is asking, tokens, where to go after a login.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, HeaderValue, Uri, header};
use libfuzzer_sys::fuzz_target;
use xianban_domain::identity::{SessionId, Token};
use xianban_web::frame::cookies::cookie;
use xianban_web::{PublicAddress, Reached, outside};

const PROXY: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));
const STRANGER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(9, 9, 9, 9));

fuzz_target!(|bytes: &[u8]| {
    let mut lines = HeaderMap::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        let Ok(value) = HeaderValue::from_bytes(line) else { continue };
        lines.append(header::COOKIE, value.clone());
        lines.append("x-forwarded-for", value);
    }
    for name in ["session", "__Host-device"] {
        let found = cookie(&lines, name).unwrap_or_default();
        assert!(!found.contains(';'), "one cookie is no more than one: {found}");
    }
    whom_a_proxy_names_is_believed_of_a_proxy_only(&lines);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    stays_here(text);
    if let Some(token) = Token::parse(text) {
        assert_eq!(token.reveal(), text, "one way of writing it");
    }
    if let Some(id) = SessionId::parse(text) {
        assert!(id.to_string().eq_ignore_ascii_case(text));
    }
    if let Ok(address) = text.parse::<PublicAddress>() {
        let again = address.to_string().parse::<PublicAddress>().expect("as it is shown");
        assert_eq!(again, address);
    }
    if let Ok(uri) = text.parse::<Uri>() {
        let _ = outside::address(&uri);
    }
});

fn whom_a_proxy_names_is_believed_of_a_proxy_only(lines: &HeaderMap) {
    let reached = Reached { address: None, proxies: vec![PROXY] };
    let from = |peer: IpAddr| {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer, 9)));
        extensions
    };
    assert_eq!(reached.caller(&from(STRANGER), lines), STRANGER);
    let caller = reached.caller(&from(PROXY), lines);
    assert_eq!(caller, caller.to_canonical(), "one way of counting one address");
    let _ = reached.counted(&from(PROXY), lines);
}

/// As browsers read an address (WHATWG URL): tabs and line breaks fall out, a backslash is a slash.
fn stays_here(next: &str) {
    let Some(own) = outside::own(next) else { return };
    assert_eq!(own, next);
    let read: String = own
        .trim_matches(|sign: char| sign <= ' ')
        .chars()
        .filter(|sign| !"\t\r\n".contains(*sign))
        .map(|sign| if sign == '\\' { '/' } else { sign })
        .collect();
    assert!(read.starts_with('/') && !read.starts_with("//"), "leads elsewhere: {own:?}");
    assert!(HeaderValue::from_str(own).is_ok(), "cannot be answered: {own:?}");
}
