use xianban_kernel::Problem;

use super::Elder;
use super::qr::{Drawing, draw};

/// What stands around every page. It is never part of the JSON.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Names that differ from district to district.
    pub brand: Brand,
    /// The size of type the visitor chose.
    pub elder: Elder,
    /// Proof that a form came from one of our pages; goes into every form as `csrf`.
    pub csrf: String,
    /// A fresh idempotency key; goes into every form as `key`, so that a form sent twice counts once.
    pub key: String,
    /// Who is logged in.
    pub who: Option<Who>,
    /// Code of the current place in the navigation: `ask`, `party`, `window`, `me`, or a queue.
    pub here: &'static str,
    /// Path and query of this page, for links that lead back here.
    pub path: String,
    /// One sentence about what was just done.
    pub flash: Option<Flash>,
    /// What to read out to the operator when something went wrong.
    pub request: String,
    /// Where this site is reached, for addresses on paper.
    pub origin: String,
    /// How long words may be.
    pub most: Most,
    /// Whom to call: the grid worker where the place is known, else the community.
    pub call: Option<Call>,
    /// How far the demo's data is made, while it is.
    pub making: Option<String>,
    /// The staff's side: navigation and counts. `None` on the resident's side.
    pub desk: Option<Desk>,
}

impl Frame {
    /// The code that stands on each printed sheet: it leads to what has this number below `at`.
    pub fn code_of(&self, at: &str, no: &str) -> Drawing {
        draw(&format!("{}{at}{no}", self.origin))
    }

    /// This page's address with `?elder=` set to `step`, for the links that change the type size.
    pub fn resized(&self, step: u8) -> String {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let rest = query.split('&').filter(|pair| {
            !pair.is_empty() && !pair.starts_with("elder=") && !pair.starts_with("did=")
        });
        let pairs: Vec<&str> = rest.collect();
        let kept = if pairs.is_empty() { String::new() } else { format!("{}&", pairs.join("&")) };
        format!("{path}?{kept}elder={step}")
    }
}

/// How long words may be, in units of UTF-16, as browsers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Most {
    /// What an appeal says.
    pub text: usize,
    /// A note, a supplement, a reason.
    pub note: usize,
}

/// Names that differ from district to district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// The platform's name, such as 崂先办.
    pub platform: String,
    /// One line under the name.
    pub slogan: String,
    /// The district, such as 崂山区.
    pub district: String,
    /// The community at home here, such as 春光山色社区.
    pub community: String,
    /// Its telephone number.
    pub phone: String,
    /// Title of the first section, such as 我有诉求.
    pub ask: String,
    /// Title of the second section, such as 党建引领.
    pub party: String,
    /// Title of the third section, such as 崂山之窗.
    pub window: String,
}

impl Brand {
    /// The first character of the platform's name, for its sign.
    pub fn initial(&self) -> String {
        self.platform.chars().take(1).collect()
    }
}

/// Who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// A masked phone number for a resident, a name for staff.
    pub name: String,
    /// What staff act as, such as 受理员; empty for residents.
    pub role: String,
}

impl Who {
    /// The first letter of the name, for the round sign in the head.
    pub fn initial(&self) -> String {
        self.name.chars().take(1).collect()
    }
}

/// Counts stop here; what is beyond reads as `999+`.
pub const MOST_COUNTED: u64 = 1000;

/// A count as people read it.
pub fn counted(count: impl std::borrow::Borrow<u64>) -> String {
    let count = *count.borrow();
    if count >= MOST_COUNTED { format!("{}+", MOST_COUNTED - 1) } else { count.to_string() }
}

/// One sentence about what was just done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// Good, bad, or just so.
    pub tone: Tone,
    /// The sentence.
    pub said: String,
}

impl Flash {
    /// A problem in one sentence, unless it is about fields, which say it themselves.
    pub fn unless_faults(problem: &Problem) -> Option<Self> {
        let mut said = problem.said();
        if matches!(problem, Problem::TooMany { .. }) {
            said += "这次没有提交，您填的文字都还在。";
        }
        (!matches!(problem, Problem::Faults(_))).then_some(Self { tone: Tone::Bad, said })
    }
}

/// The colour of a sentence; a shape and the words always say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Good,
    /// For your information.
    Plain,
    /// It did not work.
    Bad,
}

impl Tone {
    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Plain => "plain",
            Self::Bad => "bad",
        }
    }

    /// The drawing that goes with it.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Good => "check",
            Self::Plain => "info",
            Self::Bad => "triangle-alert",
        }
    }
}

/// Somebody to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Who answers, such as 网格员王敏.
    pub who: String,
    /// The number, as dialled.
    pub phone: String,
}

/// The staff's side of the frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Units above, such as 中韩街道; may be empty.
    pub above: String,
    /// The unit the person acts for.
    pub unit: String,
    /// The left-hand navigation.
    pub groups: Vec<NavGroup>,
    /// What stands in the search field.
    pub query: String,
}

impl Desk {
    /// Whether the search stands in the navigation, for whoever may.
    pub fn may_search(&self) -> bool {
        self.groups.iter().flat_map(|group| &group.links).any(|link| link.code == "search")
    }
}

/// A titled part of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavGroup {
    /// Its title.
    pub text: &'static str,
    /// Its links.
    pub links: Vec<NavLink>,
}

/// One line of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// Code compared with [`Frame::here`].
    pub code: &'static str,
    /// What people read.
    pub text: &'static str,
    /// Where it leads.
    pub href: String,
    /// A drawing of the sprite.
    pub icon: &'static str,
    /// How many matters wait there; `None` shows nothing.
    pub count: Option<u64>,
    /// Whether some of them are overdue.
    pub alert: bool,
}

#[cfg(test)]
mod tests {
    use crate::samples;

    #[test]
    fn changing_the_type_size_keeps_the_rest_of_the_address() {
        let mut frame = samples::frame();
        frame.path = "/lookup?no=LS1&elder=2".into();
        assert_eq!(frame.resized(1), "/lookup?no=LS1&elder=1");
        frame.path = "/".into();
        assert_eq!(frame.resized(0), "/?elder=0");
    }
}
