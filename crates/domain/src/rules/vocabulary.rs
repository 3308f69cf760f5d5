use std::collections::BTreeMap;

/// The words of all rooms, against which rules are checked.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// What can be granted.
    pub actions: Vec<&'static str>,
    /// What is owed, and the action by which it is met.
    pub duties: Vec<(&'static str, &'static str)>,
    /// What people are told, and whether that notice gives away a code.
    pub notices: Vec<(&'static str, bool)>,
    /// What rooms find wrong with their own part of the rules.
    pub checks: Vec<RoomCheck>,
}

/// What is wrong with a room's own tables of the rules, in words for whoever edits the file.
pub type RoomCheck = fn(&BTreeMap<String, toml::Table>) -> Vec<String>;
