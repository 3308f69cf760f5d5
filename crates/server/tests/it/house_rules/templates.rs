use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use super::literals::literals;
use super::{Source, no_fault, sources_in};

const MODULES: &str = "crates/web/src/";
const TEMPLATES: &str = "crates/web/templates/";
const LONGEST_LINE: usize = 160;

/// `resident/home.rs` is shown by `resident/home.html`.
#[test]
fn a_page_has_the_path_of_its_template() {
    let mut faults = Vec::new();
    for module in sources_in(MODULES, &[".rs"]) {
        let path = module.path.trim_start_matches(MODULES).trim_end_matches(".rs");
        for template in templates_named_in(&module.text) {
            if template.trim_end_matches(".html") != path.trim_end_matches("/mod") {
                faults.push(format!("{} is shown by {template}", module.path));
            }
        }
    }
    no_fault(faults);
}

#[test]
fn every_template_is_used() {
    let mut used = BTreeSet::new();
    for module in sources_in(MODULES, &[".rs"]) {
        used.extend(templates_named_in(&module.text));
    }
    let templates = sources_in(TEMPLATES, &[".html"]);
    for template in &templates {
        used.extend(templates_joined_in(&template.text));
    }
    let names = templates.iter().map(|template| template.path.trim_start_matches(TEMPLATES));
    let unused = names.filter(|name| !used.contains(*name));
    no_fault(unused.map(|name| format!("{name} is used by no page and no template")));
}

/// A template's line is no longer than an editor beside its page.
#[test]
fn a_template_is_read_without_scrolling_sideways() {
    let templates = sources_in(TEMPLATES, &[".html"]);
    let lines = templates.iter().flat_map(Source::lines);
    let long = lines.filter(|(_, line)| line.chars().count() > LONGEST_LINE);
    no_fault(long.map(|(place, _)| format!("{place} is longer than {LONGEST_LINE} characters")));
}

fn templates_named_in(module: &str) -> Vec<String> {
    if !module.contains("#[template(") {
        return Vec::new();
    }
    let names = literals(module).into_iter().map(|(_, text)| text);
    names.filter(names_template).map(str::to_owned).collect()
}

/// What `include`, `extends` and `import` name.
fn templates_joined_in(template: &str) -> Vec<String> {
    let quoted = template.split('"').skip(1).step_by(2);
    quoted.filter(names_template).map(str::to_owned).collect()
}

fn names_template(name: &&str) -> bool {
    Path::new(name).extension() == Some(OsStr::new("html"))
}
