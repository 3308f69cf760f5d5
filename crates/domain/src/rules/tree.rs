//! What is wrong with the category tree.

use std::collections::BTreeSet;

use super::check::once;
use super::{MatterCode, Rules};

impl Rules {
    pub(super) fn check_categories(&self, faults: &mut Vec<String>) {
        self.check_groups(faults);
        for matter in self.matters() {
            if self.list(matter.list()).is_none() {
                faults.push(format!("{} 不在五类清单里：{}", matter.code(), matter.list()));
            }
            if self.tile(matter.tile()).is_none() {
                faults.push(format!("{} 没有这个入口：{}", matter.code(), matter.tile()));
            }
        }
        for tile in &self.tiles {
            if !self.matters_of(tile.kind).any(|matter| matter.tile() == tile.code) {
                faults.push(format!("入口 {} 下面没有这类诉求的事项", tile.code));
            }
        }
    }

    /// Leaves and groups of a branch share one set of codes, and leaves are known by branch and name.
    fn check_groups(&self, faults: &mut Vec<String>) {
        once("事项名称", self.matters().map(MatterCode::name), faults);
        for branch in &self.categories {
            let leaves = self.matters().filter(|one| one.category.code == branch.code);
            let leaves: BTreeSet<_> = leaves.map(|one| &one.matter.code).collect();
            let groups = branch.groups.iter().filter(|group| leaves.contains(&group.code));
            let both =
                groups.map(|group| format!("{}.{} 既是小类、又是事项", branch.code, group.code));
            faults.extend(both);
            let groups = branch.groups.iter();
            once("小类", groups.map(|group| format!("{}.{}", branch.code, group.code)), faults);
        }
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

    #[test]
    fn the_tree_has_three_levels_fit_for_a_district() {
        let rules = shipped();
        let groups: usize = rules.categories.iter().map(|branch| branch.groups.len()).sum();
        assert_eq!((rules.categories.len(), groups, rules.matters().count()), (18, 126, 676));
        assert!(rules.matters().all(|one| one.group.is_some()));
    }

    #[test]
    fn what_running_appeals_recorded_is_still_known() {
        let rules = shipped();
        let recorded = ["greening.occupied", "building.lift_trapped", "other.advice", "party.dues"];
        assert!(recorded.iter().all(|code| rules.matter(code).is_some()));
        let text = SHIPPED.replace("[[categories.groups]]", "[[categories.shelves]]");
        assert!(Rules::parse(&text, vocabulary()).is_err(), "a misspelt level is refused");
    }

    #[test]
    fn a_group_and_a_leaf_cannot_share_a_code_nor_two_leaves_a_name() {
        let mut rules = shipped();
        rules.categories[0].groups[0].code = "rubbish".into();
        rules.categories[0].groups[1].matters[0].name = "垃圾堆放与清运".into();
        let name = "事项名称 环境卫生 / 垃圾堆放与清运 出现了两次";
        assert_eq!(rules.check(vocabulary()), [name, "environment.rubbish 既是小类、又是事项"]);
    }

    #[test]
    fn a_duty_list_names_a_leaf_a_group_or_a_branch() {
        let rules = shipped();
        let listed = ["environment.rubbish", "environment.refuse", "environment"];
        assert_eq!(rules.on_lists("environment.rubbish").0, listed);
        assert!(listed.iter().all(|code| rules.can_be_listed(code)));
        assert!(!rules.can_be_listed("environment.rockets") && !rules.can_be_listed("rockets"));
        let names = listed.map(|code| rules.listed_name(code).unwrap());
        let shown =
            ["环境卫生 / 垃圾堆放与清运", "环境卫生 / 垃圾收运（全部）", "环境卫生（全部）"];
        assert_eq!(names, shown);
    }
}
