//! Finding one of some hundred leaves of the category tree: by what somebody types, and by what an
//! applicant wrote. Both look for the names and words of the tree itself, so that whoever keeps the
//! rules can teach it another word and sees why something was found.

use std::collections::HashMap;

use super::{AppealKind, MatterCode, Rules};

/// How much more a word of the title says than the same word in the text.
const TITLE: f64 = 3.0;
/// What a hit of its group and of its branch says about a leaf.
const GROUP: f64 = 0.5;
const BRANCH: f64 = 0.25;
/// How much the hits of one leaf say about those beside it, in the group and in the branch.
const NEAR: f64 = 0.3;
const FAR: f64 = 0.1;

impl Rules {
    /// The matters somebody may mean who typed `typed`, best first, at most `most`: each of the
    /// words, parted by spaces, stands in a name or among the words of the leaf, its group or its
    /// branch. Where none has them all, what [`Rules::proposed`] finds for it as a sentence.
    pub fn found(&self, kind: AppealKind, typed: &str, most: usize) -> Vec<MatterCode<'_>> {
        let parts: Vec<&str> = typed.split_whitespace().collect();
        if parts.is_empty() {
            return Vec::new();
        }
        let fits =
            |one: MatterCode<'_>| parts.iter().map(|part| fit(one, part)).sum::<Option<u32>>();
        let hits = self.matters_of(kind).filter_map(|one| Some((fits(one)?, one)));
        let mut hits: Vec<_> = hits.collect();
        hits.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
        if hits.is_empty() {
            return self.proposed(kind, typed, "", most);
        }
        hits.into_iter().take(most).map(|(_, one)| one).collect()
    }

    /// The matters that the words of an appeal point at, best first, at most `most`; none when no
    /// word of the tree occurs. A proposal: a person decides.
    pub fn proposed(
        &self,
        kind: AppealKind,
        title: &str,
        text: &str,
        most: usize,
    ) -> Vec<MatterCode<'_>> {
        let leaves: Vec<_> = self.matters_of(kind).collect();
        let mut heard = Heard::new(title, text, &leaves);
        let own: Vec<f64> = leaves.iter().map(|one| heard.leaf(*one)).collect();
        let mut groups: HashMap<String, (f64, f64)> = HashMap::new();
        let mut branches: HashMap<&str, (f64, f64)> = HashMap::new();
        for (one, own) in leaves.iter().zip(&own) {
            let (words, near) = groups.entry(one.shelf()).or_insert((0.0, 0.0));
            *words = one.group.map_or(0.0, |group| heard.terms(&group.name, &group.words));
            *near += own;
            let branch = one.category;
            let (words, far) = branches.entry(&branch.code).or_insert((0.0, 0.0));
            *words = heard.terms(&branch.name, &branch.words);
            *far += own;
        }
        let score = |one: &MatterCode<'_>, own: f64| {
            let (group, near) = groups.get(&one.shelf()).copied().unwrap_or_default();
            let code = one.category.code.as_str();
            let (branch, far) = branches.get(code).copied().unwrap_or_default();
            own + GROUP * group + NEAR * near + BRANCH * branch + FAR * far
        };
        let scored = leaves.iter().zip(own).map(|(one, own)| (score(one, own), *one));
        let mut scored: Vec<_> = scored.filter(|(score, _)| *score > 0.0).collect();
        scored.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        scored.into_iter().take(most).map(|(_, one)| one).collect()
    }
}

/// How well a typed word fits a leaf; `None` when it stands nowhere above it either.
fn fit(one: MatterCode<'_>, part: &str) -> Option<u32> {
    let leaf = one.matter;
    let in_group =
        |text: fn(&super::Group) -> &str| one.group.is_some_and(|group| text(group).contains(part));
    let weights = [
        (leaf.name.starts_with(part), 10),
        (leaf.words.split(' ').any(|word| word == part), 9),
        (leaf.name.contains(part), 8),
        (leaf.words.contains(part), 6),
        (in_group(|group| &group.name), 4),
        (in_group(|group| &group.words), 3),
        (one.category.name.contains(part) || one.category.words.contains(part), 1),
    ];
    weights.into_iter().filter(|(hit, _)| *hit).map(|(_, weight)| weight).max()
}

/// The terms of a name and of the words beside it.
fn terms<'a>(name: &'a str, words: &'a str) -> impl Iterator<Item = &'a str> {
    let joints = ['、', '与', '和', '及', '的', '（', '）', '·'];
    name.split(joints).chain(words.split(' ')).filter(|term| term.chars().nth(1).is_some())
}

/// What was said, and what each term in it is worth.
struct Heard<'a> {
    title: &'a str,
    text: &'a str,
    /// How many leaves share a term.
    shared: HashMap<&'a str, f64>,
    leaves: f64,
    worth: HashMap<&'a str, f64>,
}

impl<'a> Heard<'a> {
    fn new(title: &'a str, text: &'a str, leaves: &[MatterCode<'a>]) -> Self {
        let mut shared = HashMap::new();
        for one in leaves {
            for term in terms(&one.matter.name, &one.matter.words) {
                *shared.entry(term).or_insert(0.0) += 1.0;
            }
        }
        let count = f64::from(u32::try_from(leaves.len()).unwrap_or(u32::MAX));
        Self { title, text, shared, leaves: count, worth: HashMap::new() }
    }

    fn leaf(&mut self, one: MatterCode<'a>) -> f64 {
        self.terms(&one.matter.name, &one.matter.words)
    }

    fn terms(&mut self, name: &'a str, words: &'a str) -> f64 {
        terms(name, words).map(|term| self.term(term)).sum()
    }

    /// A long and rare term says more; said again it says little more.
    fn term(&mut self, term: &'a str) -> f64 {
        if let Some(known) = self.worth.get(term) {
            return *known;
        }
        let times = |text: &str| f64::from(u32::try_from(text.matches(term).count()).unwrap_or(0));
        let (title, text) = (times(self.title), times(self.text));
        let said = TITLE * title.min(1.0) + (1.0 + text).ln();
        let letters = f64::from(u32::try_from(term.chars().count()).unwrap_or(2)).sqrt();
        let rare = (self.leaves / self.shared.get(term).copied().unwrap_or(1.0)).ln();
        let worth = said * letters * rare;
        self.worth.insert(term, worth);
        worth
    }
}

#[cfg(test)]
mod tests {
    use super::super::SHIPPED;
    use super::*;
    use crate::rooms::vocabulary;

    fn shipped() -> Rules {
        Rules::parse(SHIPPED, vocabulary()).unwrap()
    }

    fn best(rules: &Rules, typed: &str) -> Vec<String> {
        let found = rules.found(AppealKind::Livelihood, typed, 3);
        found.into_iter().map(MatterCode::name).collect()
    }

    #[test]
    fn a_leaf_is_found_by_its_name_and_by_what_people_say() {
        let rules = shipped();
        assert_eq!(best(&rules, "占绿")[0], "绿化 / 占绿种地");
        assert_eq!(best(&rules, "种菜")[0], "绿化 / 占绿种地");
        assert_eq!(best(&rules, "暖气 漏水")[0], "水电气暖与通信 / 暖气管漏水");
        assert_eq!(best(&rules, "消火栓")[0], "消防与安全生产 / 消防栓无水损坏");
        assert!(best(&rules, "  ").is_empty());
        assert!(best(&rules, "飞碟").is_empty());
    }

    #[test]
    fn a_sentence_is_understood_too() {
        let found = best(&shipped(), "我家楼上天天往下扔东西");
        assert_eq!(found[0], "消防与安全生产 / 高空抛物", "{found:?}");
    }

    #[test]
    fn the_words_of_an_appeal_propose_what_it_is_about() {
        let rules = shipped();
        let first = |title: &str, text: &str| {
            rules.proposed(AppealKind::Livelihood, title, text, 5)[0].code()
        };
        let told = "草坪被圈起来种菜，浇粪，味道很大，物业不管。";
        assert_eq!(first("有人占绿地种菜", told), "greening.occupied");
        let told = "今天早上电梯停在五楼半，困人半小时，打电话没人接。";
        assert_eq!(first("电梯困人", told), "building.lift_trapped");
        assert!(rules.proposed(AppealKind::Livelihood, "啊", "哦", 5).is_empty());
    }

    #[test]
    fn a_firm_is_offered_what_firms_ask_about() {
        let rules = shipped();
        let found = rules.found(AppealKind::Development, "营业执照", 40);
        assert!(found.iter().all(|one| one.category.kinds.contains(&AppealKind::Development)));
        assert_eq!(found[0].code(), "business.licence");
    }
}
