//! Where somebody goes after a login, as an address or a form says it: always a page of this site.

/// `next` when it is a path here. What a browser could take for another host is none: an absolute
/// address, `//` and `/\\`, plain or percent-encoded, and whatever holds control characters.
pub(crate) fn own(next: &str) -> Option<&str> {
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let bare = !next.contains(|sign: char| sign.is_control() || sign.is_whitespace());
    (bare && stays(path.as_bytes()) && stays(&decoded(path)?)).then_some(next)
}

/// Whether no browser reads another host out of this path.
fn stays(path: &[u8]) -> bool {
    let strange = |byte: &u8| *byte == b'\\' || byte.is_ascii_control();
    path.starts_with(b"/")
        && !path.windows(2).any(|pair| pair == b"//")
        && !path.iter().any(strange)
}

/// Where to go after a login: `home` when nothing was asked for, `root` when it leads elsewhere.
pub(crate) fn after_login(next: &str, home: &str, root: &str) -> String {
    if next.is_empty() { home.to_owned() } else { own(next).unwrap_or(root).to_owned() }
}

/// Percent-decoded until nothing is left to decode; `None` when that takes more than twice.
fn decoded(path: &str) -> Option<Vec<u8>> {
    let mut bytes = path.as_bytes().to_vec();
    for _ in 0..3 {
        if !bytes.contains(&b'%') {
            return Some(bytes);
        }
        bytes = once(&bytes)?;
    }
    None
}

fn once(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let mut byte = [*first];
        if *first == b'%' {
            hex::decode_to_slice(after.get(..2)?, &mut byte).ok()?;
            rest = after.get(2..)?;
        }
        out.extend(byte);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_this_site_are_reached() {
        for next in [
            "/",
            "/me",
            "/c/inbox/handling?after=x",
            "/my/appeals?state=%E5%BC%80",
            "/lookup/LS20261123-1234567894#f-sms",
            "/%E5%BC%80?to=https://a.example//b",
        ] {
            assert_eq!(own(next), Some(next));
            assert_eq!(after_login(next, "/me", "/"), next);
        }
        assert_eq!(after_login("", "/me", "/"), "/me");
    }

    #[test]
    fn nothing_leads_to_another_host() {
        for next in [
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "evil.example",
            " /me",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r\nset-cookie: a=b",
            "/me?a=\u{7f}",
            "/%2fevil.example",
            "/%2F/evil.example",
            "/%5cevil.example",
            "/%255Cevil.example",
            "/%252Fevil.example",
            "/%25252Fevil.example",
            "/%09/evil.example",
            "/%00",
            "/.//evil.example",
            "/%",
        ] {
            assert_eq!(own(next), None, "{next}");
            assert_eq!(after_login(next, "/me", "/"), "/", "{next}");
        }
    }
}
