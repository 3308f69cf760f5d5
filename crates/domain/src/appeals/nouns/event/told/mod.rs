//! What people read of each event: one line in the history of a case, one in the timeline of its
//! applicant. Marks and sentences stand here, group by group; pages only draw them.

mod asks;
mod clock;
mod contact;
mod counting;
mod disputes;
mod experts;
mod intake;
mod kept;
mod lists;
mod orders;
mod overdue;
mod reply;
mod rounds;
mod slips;
mod study;
mod supervisions;
mod visits;
mod whistles;

use crate::rules::Rules;

/// What each event says to people. Nothing has a default: who adds an event decides who reads what of it.
pub(crate) trait Told {
    /// What staff read; `None` where the trace has no line for it.
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line>;

    /// What the applicant reads, and everybody with him; `None` for what stays inside.
    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line>;
}

impl<T: Told> Told for Box<T> {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        T::for_staff(self, of)
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        T::for_applicant(self, of)
    }
}

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// One character that stands for it.
    pub mark: &'static str,
    /// How it is meant.
    pub tone: Tone,
    /// What happened.
    pub title: String,
    /// What is said to it; may be empty.
    pub said: String,
    /// Whether the unit is named beside whoever did it: the title does not say it.
    pub beside_unit: bool,
    /// Whether the files that came with it are shown.
    pub with_files: bool,
}

/// How a line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Work goes on.
    Step,
    /// Something came out well.
    Good,
    /// Somebody from outside the handling has the word.
    Voice,
    /// It wants attention.
    Care,
    /// It went wrong.
    Bad,
    /// It only stands beside.
    Aside,
}

/// Who reads: only the applicant himself is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The applicant.
    Applicant,
    /// A colleague.
    Staff,
}

/// What is known of an event when it is told: names of things, and what was read of the vault.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// Who reads.
    pub reader: Reader,
    /// The unit that the event names, by name.
    pub unit: Option<&'a str>,
    /// Its main words; `None` when there are none or they were erased.
    pub words: Option<&'a str>,
    /// Who was there when a rating was taken down, by name.
    pub witness: Option<&'a str>,
    /// Of a rating: whether the applicant disowned it later.
    pub struck: bool,
    /// The rules with their names.
    pub rules: &'a Rules,
}

impl Telling<'_> {
    /// What the applicant is called.
    const fn you(&self) -> &'static str {
        match self.reader {
            Reader::Applicant => "您",
            Reader::Staff => "诉求人",
        }
    }

    pub(in crate::appeals::nouns::event) fn unit(&self) -> &str {
        self.unit.unwrap_or(PLATFORM)
    }

    fn words(&self) -> String {
        self.words.unwrap_or_default().to_owned()
    }

    /// A line of the trace with what was written.
    pub(in crate::appeals::nouns::event) fn inside(
        &self,
        mark: &'static str,
        tone: Tone,
        title: impl Into<String>,
    ) -> Line {
        Line { with_files: true, ..Line::new(mark, tone, title).saying(self.words()) }
    }

    /// What everybody reads, and below it what stays inside.
    fn as_everybody(&self, line: Option<Line>) -> Option<Line> {
        let line = line?;
        let (public, inside) = (&line.said, self.words.unwrap_or_default());
        let said = if inside.is_empty() || public.contains(inside) {
            public.clone()
        } else if public.is_empty() {
            inside.to_owned()
        } else {
            format!("{public}\n{inside}")
        };
        Some(Line { said, with_files: true, ..line })
    }
}

impl Line {
    fn new(mark: &'static str, tone: Tone, title: impl Into<String>) -> Self {
        let (title, said) = (title.into(), String::new());
        Self { mark, tone, title, said, beside_unit: false, with_files: false }
    }

    fn saying(self, said: String) -> Self {
        Self { said, ..self }
    }

    fn beside_unit(self) -> Self {
        Self { beside_unit: true, ..self }
    }
}

/// A unit and the role somebody had there, as read: never a name.
pub fn seat(unit: Option<&str>, role: &str, rules: &Rules) -> String {
    let name = rules.roles.iter().find(|rule| rule.code.code() == role);
    let name = name.map(|rule| rule.name.as_str()).unwrap_or_default();
    format!("{} · {name}", unit.unwrap_or(PLATFORM))
}

/// Who acts where no unit is named.
const PLATFORM: &str = "平台";
