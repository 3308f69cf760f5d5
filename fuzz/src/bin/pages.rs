#![no_main]
//! The markup of the pages that a district writes: whatever is written, the HTML holds only what is ours.

use libfuzzer_sys::fuzz_target;
use xianban_web::frame::markup::html;

const PAIRS: [&str; 12] =
    ["p", "h2", "h3", "ul", "ol", "li", "strong", "em", "blockquote", "pre", "code", "a"];
const ALONE: [&str; 2] = ["br", "hr"];

fuzz_target!(|text: &str| {
    let made = html(text);
    let mut open: Vec<&str> = Vec::new();
    for tag in made.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "what opened last ends first: {made}");
            continue;
        }
        let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(fits(name, rest), "<{tag}> in {made}");
        if !ALONE.contains(&name) {
            assert!(name != "a" || !open.contains(&"a"), "a link in a link: {made}");
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?} in {made}");
});

/// Whether a tag is one of the small markup, with attributes that do nothing but lead and number.
fn fits(name: &str, rest: &str) -> bool {
    match name {
        "a" => {
            let rest = rest.strip_prefix("class=\"num\" ").unwrap_or(rest);
            let Some(to) = rest.strip_prefix("href=\"") else { return false };
            let Some((to, title)) = to.split_once('"') else { return false };
            let leads = ["https://", "tel:"].iter().any(|head| to.starts_with(head));
            let here = to.starts_with('/') && !to.starts_with("//");
            (leads || here) && (title.is_empty() || is_one(title, " title=\""))
        }
        "ol" => rest.is_empty() || is_one(rest, "start=\""),
        "code" => rest.is_empty() || is_one(rest, "class=\"language-"),
        _ if ALONE.contains(&name) => rest == "/",
        _ => rest.is_empty() && PAIRS.contains(&name),
    }
}

/// Whether this is a single attribute with nothing behind it.
fn is_one(rest: &str, head: &str) -> bool {
    let value = rest.strip_prefix(head).and_then(|value| value.strip_suffix('"'));
    value.is_some_and(|value| !value.contains('"'))
}
