use crate::rules::categories::{Category, ListOfFive, MatterCode, OnLists, Tile};
use crate::rules::{AppealKind, Rules};

impl Rules {
    /// Every matter, in the order of the file.
    pub fn matters(&self) -> impl Iterator<Item = MatterCode<'_>> {
        self.categories.iter().flat_map(Category::leaves)
    }

    /// The matter with this full code.
    pub fn matter(&self, code: &str) -> Option<MatterCode<'_>> {
        let (branch, leaf) = code.split_once('.')?;
        let category = self.categories.iter().find(|category| category.code == branch)?;
        category.leaves().find(|one| one.matter.code == leaf)
    }

    /// The names under which a duty list may hold the matter with this code; of one that is no more,
    /// its own and its branch's.
    pub fn on_lists(&self, code: &str) -> OnLists {
        let branch = || code.split_once('.').map_or(code, |(branch, _)| branch).to_owned();
        let gone = || OnLists([code.to_owned(), branch(), branch()]);
        self.matter(code).map_or_else(gone, MatterCode::on_lists)
    }

    /// Whether a duty list may hold this code: that of a branch, a group or a leaf.
    pub fn can_be_listed(&self, code: &str) -> bool {
        let (branch, below) = code.split_once('.').map_or((code, None), |(b, c)| (b, Some(c)));
        let of = |category: &&Category| category.code == branch;
        self.categories.iter().find(of).is_some_and(|category| {
            below.is_none_or(|below| {
                category.groups.iter().any(|group| group.code == below)
                    || category.leaves().any(|leaf| leaf.matter.code == below)
            })
        })
    }

    /// What a duty list's code is called: a branch, a group or a leaf.
    pub fn listed_name(&self, code: &str) -> Option<String> {
        if let Some(matter) = self.matter(code) {
            return Some(matter.name());
        }
        let (branch, below) = code.split_once('.').map_or((code, None), |(b, c)| (b, Some(c)));
        let category = self.categories.iter().find(|category| category.code == branch)?;
        let Some(below) = below else { return Some(format!("{}（全部）", category.name)) };
        let group = category.groups.iter().find(|group| group.code == below)?;
        Some(format!("{} / {}（全部）", category.name, group.name))
    }

    /// The matters an appeal of this kind may be about, in order.
    pub fn matters_of(&self, kind: AppealKind) -> impl Iterator<Item = MatterCode<'_>> {
        self.matters().filter(move |matter| matter.category.kinds.contains(&kind))
    }

    /// The tiles of one kind's form, in order.
    pub fn tiles_of(&self, kind: AppealKind) -> impl Iterator<Item = &Tile> {
        self.tiles.iter().filter(move |tile| tile.kind == kind)
    }

    /// The tile with this code.
    pub fn tile(&self, code: &str) -> Option<&Tile> {
        self.tiles.iter().find(|tile| tile.code == code)
    }

    /// The list of five with this code.
    pub fn list(&self, code: &str) -> Option<&ListOfFive> {
        self.lists.iter().find(|list| list.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rooms::vocabulary;
    use crate::rules::SHIPPED;

    #[test]
    fn a_matter_is_found_by_its_full_code() {
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        let matter = rules.matter("greening.occupied").unwrap();
        assert_eq!(matter.name(), "绿化 / 占绿种地");
        assert_eq!((matter.list(), matter.tile()), ("sanitation", "environment"));
        assert!(rules.matter("greening").is_none());
        assert!(rules.matter("greening.rockets").is_none());
    }

    #[test]
    fn a_leaf_may_lead_from_another_tile_than_its_branch() {
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        assert_eq!(rules.matter("business.licence").unwrap().tile(), "licence");
        assert_eq!(rules.matter("business.finance").unwrap().tile(), "growth");
    }

    #[test]
    fn the_lists_are_the_five_of_the_article() {
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        let names: Vec<_> = rules.lists.iter().map(|list| list.name.as_str()).collect();
        assert_eq!(names, ["党建工作", "民政工作", "安全生产", "环境卫生", "物业管理"]);
    }

    #[test]
    fn every_kind_has_tiles_or_is_filed_by_staff_and_has_matters() {
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        assert_eq!(rules.tiles_of(AppealKind::Livelihood).count(), 8);
        assert_eq!(rules.tiles_of(AppealKind::Development).count(), 3);
        assert!(AppealKind::ALL.iter().all(|kind| rules.matters_of(*kind).count() > 5));
    }
}
