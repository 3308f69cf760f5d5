use xianban_kernel::{Draw, Moment, WorkCalendar};

use crate::figures::Fate;
use crate::pen::Pen;

/// What somebody does in a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Files it, or enters it.
    File,
    /// The community takes it on.
    Accept,
    /// The community answers at once.
    Answer,
    /// Settles who leads.
    Assess,
    /// The lead unit takes its order.
    Acknowledge,
    /// And speaks to the applicant.
    Contact,
    /// Says how far it is.
    Note,
    /// Writes a plan.
    Plan,
    /// Whoever was asked agrees to what waits.
    Grant,
    /// The clock stands until then.
    Pause(Moment),
    /// A place on the hold list, looked at again on that day.
    AskHold(Moment),
    /// Done, with the reply.
    Complete,
    /// The reply, a refusal or a conclusion goes out.
    Release,
    /// The applicant gives so many stars.
    Rate(i64),
    /// He says them to whoever was drawn to ask.
    Hear(i64),
    /// Looked at on site: solved.
    Verify,
    /// The district writes its conclusion.
    Conclude,
    /// A refusal is proposed.
    Decline,
    /// The applicant takes it back.
    Withdraw,
    /// The unit holds that its order is not its duty.
    Return,
    /// The level above rules over that.
    Rule,
    /// Names the company complained of: it does not lead.
    Recuse,
    /// The lead unit asks for more time.
    AskTime,
    /// Whoever was asked does not agree.
    Refuse,
    /// The applicant urges.
    Urge,
    /// The platform office urges, and is owed an answer.
    Supervise,
    /// Who is urged says what is done.
    AnswerSupervision,
    /// Put under supervision until a day.
    List,
    /// Somebody offers to come at that time.
    OfferVisit(Moment),
    /// The applicant agrees.
    AnswerVisit,
    /// Somebody came.
    MakeVisit,
    /// The applicant gives praise, which is looked at and shown.
    Praise,
    /// A bundle is whistled for, and what comes of it.
    Whistle(usize),
    /// People meet over it and keep what they agreed on.
    Consult(usize),
}

/// What happens in a matter beside its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// Nothing.
    #[default]
    Plain,
    /// The lead unit returns its order, and it is ruled that it stays.
    Stays,
    /// A wrong unit returns its order, and it is ruled who has it.
    Moves,
    /// It is about the company.
    Recused,
    /// More time is asked for and given.
    Longer,
    /// More time is asked for and not given.
    NotLonger,
    /// The applicant urges.
    Urged,
    /// The platform office urges.
    Supervised,
    /// It stands under supervision when the year ends.
    Listed,
    /// Somebody comes to the applicant's home.
    Visited,
}

impl Turn {
    /// In turn, what happens in this one of the matters that end well: the first have one each, then
    /// every sixth.
    pub fn of(n: usize) -> Self {
        let all = [
            Self::Stays,
            Self::Moves,
            Self::Recused,
            Self::Longer,
            Self::NotLonger,
            Self::Urged,
            Self::Supervised,
        ];
        let which = if n < all.len() {
            n
        } else if n.is_multiple_of(6) {
            (n / 6) % all.len()
        } else {
            return Self::Plain;
        };
        all.get(which).copied().unwrap_or_default()
    }

    /// Whether the applicant does something in it himself.
    pub const fn needs_applicant(self) -> bool {
        matches!(self, Self::Urged | Self::Visited)
    }
}

/// Who says in the end how a matter was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// The applicant, on his phone.
    Online,
    /// The applicant, when somebody calls him.
    Called,
    /// The grid worker who found it on his round.
    Patrol,
}

/// What sort of matter has a course.
#[derive(Clone, Copy, Debug)]
pub struct Course {
    /// What is to become of it.
    pub fate: Fate,
    /// Whether its class needs a plan.
    pub plan: bool,
    /// Whether it is answered without dispatch.
    pub answered: bool,
    /// Who says in the end how it was done.
    pub judge: Judge,
    /// What happens beside.
    pub turn: Turn,
    /// Whether a content applicant gives praise.
    pub praises: bool,
}

/// What happens to a matter that was filed then, in the order of time.
pub fn course(
    of: Course,
    filed: Moment,
    draw: &mut Draw,
    calendar: &WorkCalendar,
) -> Vec<(Moment, Act)> {
    let mut way =
        Written { pen: Pen::new(filed, draw, calendar), acts: vec![(filed, Act::File)], of };
    way.write();
    way.acts
}

/// The way of a matter that a story is told of: taken on before `told`, done when the story is over.
pub fn storied(
    of: Course,
    (filed, told, over): (Moment, Moment, Moment),
    act: Option<Act>,
    draw: &mut Draw,
    calendar: &WorkCalendar,
) -> Vec<(Moment, Act)> {
    let mut way =
        Written { pen: Pen::new(filed, draw, calendar), acts: vec![(filed, Act::File)], of };
    way.desk(10, 60, Act::Accept);
    way.work(20, 60, Act::Assess);
    way.desk(10, 40, Act::Acknowledge);
    way.desk(5, 30, Act::Contact);
    if of.plan {
        way.work(30, 120, Act::Plan);
        way.work(20, 100, Act::Grant);
    }
    way.acts.extend(act.map(|act| (told, act)));
    way.pen.at = over;
    way.work(60, 400, Act::Complete);
    way.after_the_reply();
    way.acts
}

struct Written<'a> {
    pen: Pen<'a>,
    acts: Vec<(Moment, Act)>,
    of: Course,
}

impl Written<'_> {
    fn is_patrol(&self) -> bool {
        self.of.judge == Judge::Patrol
    }

    fn write(&mut self) {
        match self.of.fate {
            Fate::Submitted => return,
            Fate::Withdrawn => return self.desk(10, 60, Act::Withdraw),
            Fate::Declined => {
                self.work(60, 200, Act::Decline);
                return self.work(30, 200, Act::Release);
            }
            _ => {}
        }
        if self.of.answered {
            // A grid worker's find is settled on the spot, without being taken on first.
            if !self.is_patrol() {
                self.desk(10, 180, Act::Accept);
            }
            self.work(20, 240, Act::Answer);
            return self.after_the_reply();
        }
        self.desk(10, 180, Act::Accept);
        if self.of.fate == Fate::Assessing || !self.round(self.of.plan) {
            return;
        }
        self.after_the_reply();
    }

    /// One round until the reply waits for review; false when the matter stays on the way.
    fn round(&mut self, plan: bool) -> bool {
        self.work(20, 200, Act::Assess);
        self.turns_before_it_is_taken();
        self.desk(10, 90, Act::Acknowledge);
        if !self.is_patrol() {
            self.desk(5, 60, Act::Contact);
        }
        if self.of.fate == Fate::Planning {
            return false;
        }
        if plan {
            self.work(60, 400, Act::Plan);
            self.work(30, 200, Act::Grant);
        }
        self.turns_under_way();
        match self.of.fate {
            Fate::Paused => {
                let days = self.pen.between(45, 58);
                let at = self.pen.work(60, 400);
                self.acts.push((at, Act::Pause(at.plus_hours(days * 24))));
                return false;
            }
            Fate::Held => {
                let days = self.pen.between(80, 88);
                let at = self.pen.work(200, 900);
                self.acts.push((at, Act::AskHold(at.plus_hours(days * 24))));
                self.work(60, 300, Act::Grant);
                return false;
            }
            _ => {}
        }
        if self.pen.draw.below(3) > 0 && !self.is_patrol() {
            self.work(60, 600, Act::Note);
        }
        if self.of.fate == Fate::Handling {
            return false;
        }
        let most = if self.pen.draw.below(30) == 0 { 2600 } else { 1000 };
        self.work(120, most, Act::Complete);
        true
    }

    fn turns_before_it_is_taken(&mut self) {
        match self.of.turn {
            Turn::Stays | Turn::Moves => {
                self.work(10, 90, Act::Return);
                self.work(30, 200, Act::Rule);
            }
            Turn::Recused => self.work(5, 30, Act::Recuse),
            _ => {}
        }
    }

    fn turns_under_way(&mut self) {
        match self.of.turn {
            Turn::Longer => {
                self.work(60, 300, Act::AskTime);
                self.work(30, 200, Act::Grant);
            }
            Turn::NotLonger => {
                self.work(60, 300, Act::AskTime);
                self.work(30, 200, Act::Refuse);
            }
            Turn::Urged => {
                let at = self.pen.leisure(300, 1500);
                self.acts.push((at, Act::Urge));
            }
            Turn::Supervised => {
                self.work(60, 400, Act::Supervise);
                self.work(30, 300, Act::AnswerSupervision);
            }
            Turn::Listed => self.work(60, 400, Act::List),
            Turn::Visited => self.visited(),
            _ => {}
        }
    }

    fn visited(&mut self) {
        let offered = self.pen.work(20, 120);
        let at = self.pen.work(480, 700);
        self.acts.push((offered, Act::OfferVisit(at)));
        self.acts.push((offered.plus_millis(25 * 60_000), Act::AnswerVisit));
        self.work(20, 60, Act::MakeVisit);
    }

    fn after_the_reply(&mut self) {
        if self.of.fate == Fate::Reviewing {
            return;
        }
        if self.is_patrol() {
            return self.work(60, 900, Act::Verify);
        }
        self.work(20, 300, Act::Release);
        match self.of.fate {
            Fate::Asked | Fate::Unrated => {}
            Fate::SecondRound => {
                self.rated_low();
                self.again();
                self.rated_well();
            }
            Fate::Concluded | Fate::Concluding => {
                self.rated_low();
                self.again();
                self.rated_low();
                self.again();
                self.rated_low();
                if self.of.fate == Fate::Concluded {
                    self.work(300, 900, Act::Conclude);
                    self.work(60, 300, Act::Release);
                }
            }
            _ => self.rated_well(),
        }
    }

    fn again(&mut self) {
        self.round(true);
        self.work(20, 300, Act::Release);
    }

    fn rated_low(&mut self) {
        let grade = self.pen.between(1, 3);
        self.rated(grade);
    }

    fn rated_well(&mut self) {
        let grade = match self.pen.draw.below(10) {
            0 => 3,
            1..4 => 4,
            _ => 5,
        };
        self.rated(grade);
        if self.of.praises && self.of.judge == Judge::Online {
            let at = self.pen.leisure(30, 600);
            self.acts.push((at, Act::Praise));
        }
    }

    fn rated(&mut self, grade: i64) {
        if self.of.judge == Judge::Online {
            let at = self.pen.leisure(40, 3 * 24 * 60);
            self.acts.push((at, Act::Rate(grade)));
        } else {
            // By somebody who calls on any day: over a long holiday the window would end first.
            self.desk(60, 2 * 24 * 60, Act::Hear(grade));
        }
    }

    fn work(&mut self, from: u64, to: u64, act: Act) {
        let at = self.pen.work(from, to);
        self.acts.push((at, act));
    }

    fn desk(&mut self, from: u64, to: u64, act: Act) {
        let at = self.pen.desk(from, to);
        self.acts.push((at, act));
    }
}
