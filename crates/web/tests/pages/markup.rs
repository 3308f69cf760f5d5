//! Just enough of an HTML reader for our own well-formed pages; it panics where a tag is not closed.

const VOID: [&str; 5] = ["meta", "link", "input", "img", "br"];

/// An element with the text inside it and the names of the elements around it.
#[derive(Debug)]
pub struct Element {
    pub tag: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    around: Vec<String>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn within(&self, tag: &str) -> bool {
        self.around.iter().any(|around| around == tag)
    }

    pub fn is_control(&self) -> bool {
        match self.tag.as_str() {
            "select" | "textarea" => true,
            "input" => self.attribute("type") != Some("hidden"),
            _ => false,
        }
    }
}

/// All elements of a page, in order.
pub fn elements(page: &str) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, from) = rest.split_at(at);
        for element in &open {
            found[*element].text.push_str(text);
        }
        let end = from.find('>').expect("a tag that is never closed");
        let inside = &from[1..end];
        rest = &from[end + 1..];
        if inside.starts_with('!') {
            continue;
        }
        if let Some(name) = inside.strip_prefix('/') {
            let last = open.pop().expect("a closing tag without its opening");
            assert_eq!(found[last].tag, name, "{:?} is closed by {name}", found[last]);
            continue;
        }
        let element = opened(inside, open.iter().map(|at| found[*at].tag.clone()).collect());
        let spoken = element.attribute("alt").unwrap_or_default().to_owned();
        for around in &open {
            found[*around].text.push_str(&spoken);
        }
        let alone = inside.ends_with('/') || VOID.contains(&element.tag.as_str());
        found.push(element);
        if !alone {
            open.push(found.len() - 1);
        }
    }
    assert!(open.is_empty(), "never closed: {:?}", found[open[0]]);
    found
}

fn opened(inside: &str, around: Vec<String>) -> Element {
    let inside = inside.trim_end_matches('/');
    let (tag, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(value) = after.strip_prefix('=') else {
            attributes.push((name.to_owned(), String::new()));
            rest = after;
            continue;
        };
        let quote = value.chars().next().expect("a value");
        assert!(quote == '"' || quote == '\'', "unquoted value in <{inside}>");
        let (value, after) = value[1..].split_once(quote).expect("a closing quote");
        attributes.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
    Element { tag: tag.to_owned(), attributes, text: String::new(), around }
}
