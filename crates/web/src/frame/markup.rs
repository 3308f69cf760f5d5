//! The small markup of the pages that a district writes: headings, paragraphs, lists, bold, links.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Turns the words of a page into HTML. What is not of the small markup stays words: no HTML of the
/// writer's own gets through, no picture, and links lead only to our own pages, to the web over TLS
/// or to a telephone.
pub fn html(text: &str) -> String {
    let parser = Parser::new_ext(text, Options::empty());
    let mut unlinked = Vec::new();
    let events = parser.filter_map(|event| kept(event, &mut unlinked));
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
            let refused = !leads_well(&dest_url);
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

fn lowered(level: HeadingLevel) -> HeadingLevel {
    if level <= HeadingLevel::H2 { HeadingLevel::H2 } else { HeadingLevel::H3 }
}

fn leads_well(to: &str) -> bool {
    let own = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    own || to.starts_with("https://") || to.starts_with("tel:")
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
    fn html_scripts_pictures_and_strange_links_stay_words() {
        let text = "<script>alert(1)</script>\n\n字<b onclick=x>粗</b> ![图](https://a.cn/b.png) \
                    [点](javascript:alert(1)) [点](//a.cn) [点](/\\a.cn)\n\n# 大";
        let made = html(text);
        assert!(!made.contains("<script") && !made.contains("<b ") && !made.contains("<img"));
        assert!(!made.contains("<a "), "{made}");
        assert!(made.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(made.contains("<h2>大</h2>") && made.contains("点 点 点"));
    }
}
