//! Where somebody goes after a login, as an address or a form says it: always a page of this site.

/// `next` when it is a path here. What a browser could take for another host is none: an absolute
/// address, `//` and `/\\`, plain or percent-encoded, and whatever holds control characters.
pub(crate) fn own(next: &str) -> Option<&str> {
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let sound = |text: &str| {
        text.starts_with('/')
            && !text.contains("//")
            && !text.contains('\\')
            && !text.contains(|sign: char| sign.is_control() || sign.is_whitespace())
    };
    let plain = decoded(path)?;
    let bare = !next.contains(|sign: char| sign.is_control() || sign.is_whitespace());
    (sound(path) && sound(&plain) && bare).then_some(next)
}

/// Where to go after a login: `home` when nothing was asked for, `root` when it leads elsewhere.
pub(crate) fn after_login(next: &str, home: &str, root: &str) -> String {
    if next.is_empty() { home.to_owned() } else { own(next).unwrap_or(root).to_owned() }
}

/// Percent-decoded until nothing is left to decode; `None` when that takes more than twice, or when it
/// is no text.
fn decoded(path: &str) -> Option<String> {
    let mut text = path.to_owned();
    for _ in 0..3 {
        if !text.contains('%') {
            return Some(text);
        }
        text = once(&text)?;
    }
    None
}

fn once(text: &str) -> Option<String> {
    let (mut out, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let mut byte = [0];
            hex::decode_to_slice(after.get(..2)?, &mut byte).ok()?;
            out.push(byte[0]);
            rest = &after[2..];
        } else {
            out.push(*first);
            rest = after;
        }
    }
    String::from_utf8(out).ok()
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
            "/%ff",
            "/%",
        ] {
            assert_eq!(own(next), None, "{next}");
            assert_eq!(after_login(next, "/me", "/"), "/", "{next}");
        }
    }
}
