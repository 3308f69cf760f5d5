//! Every page in every mood, in each size of type: what can be checked without a browser.

#[cfg(test)]
#[path = "pages/markup.rs"]
mod markup;

use std::collections::HashSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use markup::{Element, elements};
use xianban_web::frame::{Elder, assets};
use xianban_web::samples::{self, Sample};

#[cfg(test)]
/// Runs `check` on each page in each size, with a name for the message.
fn each(mut check: impl FnMut(&str, &Sample, &[Element])) {
    for sample in samples::all() {
        for elder in [Elder::Normal, Elder::Large, Elder::Largest] {
            let page = (sample.render)(samples::sized(elder)).unwrap();
            check(&format!("{} at {}", sample.name, elder.step()), &sample, &elements(&page));
        }
    }
}

fn ids(page: &[Element]) -> HashSet<&str> {
    page.iter().filter_map(|element| element.attribute("id")).collect()
}

#[test]
fn a_page_has_one_heading_a_title_and_its_language() {
    each(|name, sample, page| {
        if sample.whole {
            let count = |tag: &str| page.iter().filter(|element| element.tag == tag).count();
            assert_eq!((count("h1"), count("title"), count("main")), (1, 1, 1), "{name}");
            let html = page.iter().find(|element| element.tag == "html").unwrap();
            assert_eq!(html.attribute("lang"), Some("zh-CN"), "{name}");
        }
    });
}

#[test]
fn nothing_runs_or_colours_from_within_a_page() {
    each(|name, _, page| {
        for element in page {
            assert_ne!(element.tag, "style", "{name}");
            assert!(element.tag != "script" || element.attribute("src").is_some(), "{name}");
            for (attribute, _) in &element.attributes {
                assert!(
                    attribute != "style" && !attribute.starts_with("on"),
                    "{name}: {attribute}"
                );
            }
        }
    });
}

#[test]
fn every_control_has_its_label() {
    each(|name, _, page| {
        let labelled: HashSet<_> = page
            .iter()
            .filter(|element| element.tag == "label")
            .filter_map(|element| element.attribute("for"))
            .collect();
        for control in page.iter().filter(|element| element.is_control()) {
            let by_id = control.attribute("id").is_some_and(|id| labelled.contains(id));
            assert!(by_id || control.within("label"), "{name}: {control:?}");
        }
    });
}

#[test]
fn ids_are_unique_and_every_reference_is_met() {
    each(|name, sample, page| {
        let all: Vec<_> = page.iter().filter_map(|element| element.attribute("id")).collect();
        let known = ids(page);
        assert_eq!(all.len(), known.len(), "{name}: an id is used twice in {all:?}");
        for element in page {
            for key in ["for", "aria-describedby", "aria-labelledby"] {
                for id in element.attribute(key).into_iter().flat_map(str::split_whitespace) {
                    assert!(known.contains(id), "{name}: {key} leads to nothing: {id}");
                }
            }
            if let Some(id) = element.attribute("href").and_then(|href| href.strip_prefix('#')) {
                assert!(!sample.whole || known.contains(id), "{name}: # leads to nothing: {id}");
            }
        }
    });
}

#[test]
fn links_lead_somewhere_and_say_where() {
    each(|name, _, page| {
        for element in page {
            for key in ["href", "src", "action"] {
                assert_ne!(element.attribute(key), Some(""), "{name}: {element:?}");
            }
            let speaks =
                !element.text.trim().is_empty() || element.attribute("aria-label").is_some();
            assert!(
                speaks || !matches!(element.tag.as_str(), "a" | "button"),
                "{name}: {element:?}"
            );
            assert!(element.tag != "img" || element.attribute("alt").is_some(), "{name}");
        }
    });
}

#[test]
fn every_form_that_sends_carries_its_tokens() {
    each(|name, _, page| {
        let posts = page.iter().filter(|form| form.attribute("method") == Some("post")).count();
        let tokens = |field| page.iter().filter(|e| e.attribute("name") == Some(field)).count();
        assert_eq!(posts, tokens("csrf"), "{name}");
        assert_eq!(posts, tokens("key"), "{name}");
    });
}

#[test]
fn programs_get_the_page_without_its_frame() {
    for sample in samples::all() {
        let json: serde_json::Value = serde_json::from_str(&(sample.json)().unwrap()).unwrap();
        assert!(json.is_object() && json.get("frame").is_none(), "{}", sample.name);
    }
}

#[cfg(test)]
fn gzip(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn a_first_visit_stays_light() {
    for sample in samples::all() {
        let page = (sample.render)(samples::frame()).unwrap();
        let (mut weight, mut requests) = (gzip(&page), 1);
        for asset in assets::shelf().iter().filter(|asset| page.contains(&asset.url)) {
            weight += asset.weight();
            requests += 1;
        }
        let (most, few) = if sample.name.starts_with("c-") { (90, 10) } else { (40, 6) };
        // Text of thousands of characters is the visitor's own weight.
        if !sample.name.ends_with("-long") {
            assert!(weight <= most * 1024, "{} weighs {weight} bytes", sample.name);
        }
        assert!(requests <= few, "{} needs {requests} requests", sample.name);
    }
}

#[test]
fn a_list_of_fifty_stays_light() {
    let sample = samples::all().into_iter().find(|sample| sample.name == "c-queue").unwrap();
    let page = (sample.render)(samples::frame()).unwrap();
    assert_eq!(page.matches("<tr ").count() + page.matches("<tr>").count(), 51);
    assert!(gzip(&page) <= 20 * 1024);
}
