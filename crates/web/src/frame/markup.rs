//! The small markup of the pages that a district writes: headings, paragraphs, lists, bold, links.

use crate::next;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};
use xianban_kernel::ContactPhone;

/// Turns the words of a page into HTML. What is not of the small markup stays words: no HTML of the
/// writer's own gets through, no picture, and links lead only to our own pages, to the web over TLS
/// or to a telephone.
pub fn html(text: &str) -> String {
    let parser = Parser::new_ext(text, Options::empty());
    let mut unlinked = Vec::new();
    let events = parser.flat_map(|event| {
        let kept = kept(event, &mut unlinked);
        let linked = unlinked.contains(&false);
        kept.map_or_else(Vec::new, |event| if linked { vec![event] } else { telephones(event) })
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

/// `unlinked` remembers for each open link whether its target was refused.
fn kept<'a>(event: Event<'a>, unlinked: &mut Vec<bool>) -> Option<Event<'a>> {
    match event {
        Event::Html(words) | Event::InlineHtml(words) => Some(Event::Text(words)),
        Event::Start(Tag::HtmlBlock | Tag::Image { .. })
        | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => None,
        Event::Start(Tag::Link { dest_url, link_type, title, id }) => {
            // An address in angle brackets may stand in the words of a link, and `/a@b.cn` is a letter's.
            let linked = unlinked.contains(&false);
            let refused = linked || link_type == LinkType::Email || !leads_well(&dest_url);
            unlinked.push(refused);
            let link = Event::Start(Tag::Link { dest_url, link_type, title, id });
            (!refused).then_some(link)
        }
        Event::End(TagEnd::Link) => (unlinked.pop() == Some(false)).then_some(event),
        // The page's own title is the only heading of the first level.
        Event::Start(Tag::Heading { level, .. }) => Some(Event::Start(Tag::Heading {
            level: lowered(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        })),
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(lowered(level)))),
        Event::SoftBreak => Some(Event::HardBreak),
        event => Some(event),
    }
}

/// Numbers that are called in need; others that are as short are amounts.
const EMERGENCY: [&str; 4] = ["110", "119", "120", "122"];

/// The words with every telephone number in them as a link that calls it.
fn telephones(event: Event<'_>) -> Vec<Event<'_>> {
    let Event::Text(words) = &event else { return vec![event] };
    let (mut events, mut done) = (Vec::new(), 0);
    for (at, number) in runs(words) {
        let end = at + number.len();
        let Some(called) = called(number, words.get(end..).unwrap_or_default()) else { continue };
        let said = |text: &str| Event::Text(text.to_owned().into());
        events.extend(words.get(done..at).map(said));
        let link = format!("<a class=\"num\" href=\"tel:{called}\">{number}</a>");
        events.push(Event::InlineHtml(link.into()));
        done = end;
    }
    if done == 0 {
        return vec![event];
    }
    events.extend(words.get(done..).map(|rest| Event::Text(rest.to_owned().into())));
    events
}

/// Runs of digits and dashes, where they begin.
fn runs(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let of_number = |sign: char| sign.is_ascii_digit() || sign == '-';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let left = words.get(rest..)?;
        let begins = rest + left.find(|sign: char| sign.is_ascii_digit())?;
        let run = words.get(begins..)?;
        let run = run.get(..run.find(|sign| !of_number(sign)).unwrap_or(run.len()))?;
        rest = begins + run.len();
        Some((begins, run.trim_end_matches('-')))
    })
}

/// What is dialled for a number, when it is one; `after` is what follows it.
fn called(number: &str, after: &str) -> Option<String> {
    if EMERGENCY.contains(&number) {
        let counts = after.trim_start().starts_with(char::is_alphanumeric);
        return (!counts).then(|| number.to_owned());
    }
    ContactPhone::parse(number).ok().map(|phone| phone.dialled())
}

fn lowered(level: HeadingLevel) -> HeadingLevel {
    if level <= HeadingLevel::H2 { HeadingLevel::H2 } else { HeadingLevel::H3 }
}

fn leads_well(to: &str) -> bool {
    next::own(to).is_some() || to.starts_with("https://") || to.starts_with("tel:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_markup_becomes_html() {
        let text = "开头\n第二行\n\n## 支部\n- **一** [电话](tel:110)\n- 二 [网站](https://a.cn/x)";
        assert_eq!(
            html(text),
            "<p>开头<br />\n第二行</p>\n<h2>支部</h2>\n<ul>\n<li><strong>一</strong> \
             <a href=\"tel:110\">电话</a></li>\n<li>二 <a href=\"https://a.cn/x\">网站</a></li>\n</ul>\n"
        );
    }

    #[test]
    fn telephone_numbers_can_be_called() {
        let made =
            html("报警 110，社区 0532-88881234-801，王书记13812346621。共 110 户，2026-11-26。");
        let link = |number: &str, called: &str| {
            format!("<a class=\"num\" href=\"tel:{called}\">{number}</a>")
        };
        for (number, called) in [
            ("110", "110"),
            ("0532-88881234-801", "053288881234,801"),
            ("13812346621", "13812346621"),
        ] {
            assert!(made.contains(&link(number, called)), "{made}");
        }
        assert_eq!(made.matches("<a ").count(), 3, "{made}");
        assert_eq!(html("[打 12345](tel:12345)").matches("<a ").count(), 1);
    }

    #[test]
    fn html_scripts_pictures_and_strange_links_stay_words() {
        let text = "<script>alert(1)</script>\n\n字<b onclick=x>粗</b> ![图](https://a.cn/b.png) \
                    [点](javascript:alert(1)) [点](//a.cn) [点](/\\a.cn)\n\n# 大";
        let made = html(text);
        assert!(!made.contains("<script") && !made.contains("<b ") && !made.contains("<img"));
        assert!(!made.contains("<a "), "{made}");
        assert!(made.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(made.contains("<h2>大</h2>") && made.contains("点 点 点"));
    }

    #[test]
    fn a_link_holds_no_other_and_writes_no_letters() {
        let made = html("[去 <https://b.cn> 看](/a) <https://c.cn>");
        assert_eq!(
            made,
            "<p><a href=\"/a\">去 https://b.cn 看</a> <a href=\"https://c.cn\">https://c.cn</a></p>\n"
        );
        assert_eq!(html("信 </a@b.cn> <a@b.cn>"), "<p>信 /a@b.cn a@b.cn</p>\n");
    }
}
