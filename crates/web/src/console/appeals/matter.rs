//! Choosing one of some hundred matters: first what the applicant's words point at, then what
//! somebody typed for it, then the whole tree under its headings.

use xianban_domain::rules::{AppealKind, Lane, MatterCode, Rules};

use crate::console::control::{Control, Field, Shelf};
use crate::frame::Choice;

/// Proposed from the applicant's words.
const PROPOSED: usize = 5;
/// Found for what was typed.
const FOUND: usize = 40;

/// The field of an assessment that asks what it is about; told are the appeal's title and text,
/// what is chosen and what was typed to find it, and where the form is.
pub(super) fn matter(
    rules: &Rules,
    kind: AppealKind,
    (title, text): (&str, &str),
    (chosen, typed): (&str, &str),
    at: String,
) -> Field {
    let choice = |one: MatterCode<'_>, name: String| {
        let urgent = if one.matter.lane == Lane::Urgent { "紧急" } else { "" };
        Choice::new(one.code(), name).hint(urgent).chosen_if(chosen)
    };
    let full = |one: MatterCode<'_>| choice(one, one.name());
    let shelf = |name: String, choices: Vec<Choice>| Shelf { name, choices };
    let typed = typed.trim();
    let (mut said, mut shelves) = (String::new(), Vec::new());
    if typed.is_empty() {
        let proposed = rules.proposed(kind, title, text, PROPOSED);
        shelves
            .push(shelf("照诉求的内容，可能是".into(), proposed.into_iter().map(full).collect()));
    } else {
        let found: Vec<_> = rules.found(kind, typed, FOUND).into_iter().map(full).collect();
        said = match found.len() {
            0 => format!("没有找到“{typed}”。请换个说法，或者从全部事项里选。"),
            FOUND => format!("和“{typed}”最接近的 {FOUND} 个事项："),
            n => format!("找到“{typed}” {n} 个事项："),
        };
        let here = found.iter().any(|one| one.chosen);
        shelves.push(shelf("找到的".into(), found));
        if let Some(one) = rules.matter(chosen).filter(|_| !here) {
            shelves.push(shelf("已经选的".into(), vec![full(one)]));
        }
    }
    let nothing = shelves.first().is_none_or(|shelf| shelf.choices.is_empty());
    if typed.is_empty() || nothing {
        for one in rules.matters_of(kind) {
            let (name, leaf) = (one.shelf(), choice(one, one.matter.name.clone()));
            match shelves.last_mut().filter(|shelf| shelf.name == name) {
                Some(shelf) => shelf.choices.push(leaf),
                None => shelves.push(shelf(name, vec![leaf])),
            }
        }
    }
    shelves.retain(|shelf| !shelf.choices.is_empty());
    only_once(&mut shelves);
    let typed = typed.to_owned();
    Field::new("matter", "类别", Control::Search { at, typed, said, shelves })
        .hint("打几个字就能找，如“井盖”“楼上漏水”。")
}

/// What is chosen stands on two shelves when it was proposed: the first counts.
fn only_once(shelves: &mut [Shelf]) {
    let choices = shelves.iter_mut().flat_map(|shelf| &mut shelf.choices);
    choices.filter(|choice| choice.chosen).skip(1).for_each(|choice| choice.chosen = false);
}

#[cfg(test)]
mod tests {
    use super::*;
    use xianban_domain::rules::SHIPPED;

    const SAID: (&str, &str) = ("路灯不亮", "小区门口的路灯三天不亮了，老人晚上不敢出门。");

    fn shelves(chosen: &str, typed: &str) -> Vec<Shelf> {
        let rules = Rules::parse(SHIPPED, xianban_domain::rooms::vocabulary()).unwrap();
        match matter(&rules, AppealKind::Livelihood, SAID, (chosen, typed), String::new()).control {
            Control::Search { shelves, .. } => shelves,
            other => panic!("{other:?}"),
        }
    }

    fn chosen<'a>(shelves: &'a [Shelf]) -> Vec<(&'a str, &'a str)> {
        let of = |shelf: &'a Shelf| {
            let one = shelf.choices.iter().find(|choice| choice.chosen)?;
            Some((shelf.name.as_str(), one.code.as_str()))
        };
        shelves.iter().filter_map(of).collect()
    }

    #[test]
    fn what_the_words_point_at_stands_before_the_whole_tree() {
        let shelves = shelves("", "");
        assert_eq!(shelves[0].choices[0].text, "交通出行 / 路灯");
        assert!(shelves.len() > 100, "every group of the kind has its heading");
        assert!(chosen(&shelves).is_empty(), "nothing is chosen before a person does");
    }

    #[test]
    fn what_was_typed_leaves_only_what_fits_and_what_was_chosen() {
        let shelves = shelves("traffic.lamps", "井盖");
        assert_eq!(shelves[0].choices[0].text, "交通出行 / 井盖丢失松动");
        assert_eq!(chosen(&shelves), [("已经选的", "traffic.lamps")]);
    }

    #[test]
    fn what_is_not_found_keeps_the_tree_open() {
        let shelves = shelves("traffic.lamps", "飞碟");
        assert_eq!(shelves[0].name, "已经选的");
        assert!(shelves.len() > 100);
    }

    #[test]
    fn a_choice_that_was_also_proposed_is_chosen_once() {
        assert_eq!(chosen(&shelves("traffic.lamps", "")).len(), 1);
    }
}
