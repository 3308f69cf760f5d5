//! The words of the two sections beside the appeals, as the program ships them. A blank line parts
//! paragraphs; `## ` begins a titled part.

/// 党建引领: what the community's party organisation offers.
pub const PARTY: &str = include_str!("../data/party.txt");

/// 崂山之窗: whom to ask for what.
pub const WINDOW: &str = include_str!("../data/window.txt");
