//! How stories are told: several people, one after the other, within days.

use xianban_domain::appeals::Appeal;
use xianban_domain::consultation::{
    self, Agreed, Call, Decision, Guest, Part, Reply, Settle, Write,
};
use xianban_domain::files::Claim;
use xianban_domain::office::Work;
use xianban_domain::praise::{self, Give, Thanked};
use xianban_domain::whistle::{self, Called, Draft, Refusal, Ruling};
use xianban_kernel::{Actor, Context, Moment, Problem, Seed};

use crate::cast::Cast;
use crate::stories::{STORIES, Story, Tale};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60;

/// Who does something when, in minutes since the story begins.
struct Teller<'a> {
    cast: &'a Cast,
    at: Moment,
    seed: Seed,
    said: u64,
}

impl Teller<'_> {
    fn does<T>(
        &mut self,
        work: &mut Work<'_, '_>,
        (actor, minutes): (&Actor, i64),
        verb: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.said += 1;
        let at = self.at.plus_millis(minutes * MINUTE);
        let cx = Context::new(actor.clone(), at, self.seed.part(self.said));
        verb(&mut Work::new(&mut *work.tx, &cx, work.office))
    }

    fn someone(&self, unit: &str, roles: &[&str]) -> Result<Actor, Problem> {
        self.cast.at(self.cast.unit(unit)?, roles, 0).cloned()
    }

    /// Somebody makes a move on a whistle, as it stands now.
    fn whistles<T>(
        &mut self,
        work: &mut Work<'_, '_>,
        (actor, minutes): (&Actor, i64),
        no: &str,
        verb: impl FnOnce(&mut Work<'_, '_>, i64) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.does(work, (actor, minutes), |work| {
            let seen = whistle::by_no(work, no)?.version;
            verb(work, seen)
        })
    }
}

/// Tells a story of the appeals that are its own, at the time when it begins.
pub(crate) fn tell(
    work: &mut Work<'_, '_>,
    (cast, n): (&Cast, usize),
    appeals: &[String],
    (at, seed): (Moment, Seed),
) -> Result<(), Problem> {
    let story = STORIES.get(n).ok_or_else(|| Problem::broken("no such story"))?;
    let mut teller = Teller { cast, at, seed, said: 0 };
    match story.tale {
        Tale::Whistle { called, refused } => {
            teller.blows(work, story, (called, appeals)).and_then(|no| {
                if refused {
                    teller.refuses(work, called, &no)?;
                }
                teller.comes(work, story, (called, &no))
            })
        }
        Tale::Consultation { agreed } => teller.consults(work, (story, agreed), appeals),
    }
}

impl Teller<'_> {
    fn blows(
        &mut self,
        work: &mut Work<'_, '_>,
        story: &Story,
        (called, appeals): (&[&str], &[String]),
    ) -> Result<String, Problem> {
        let (clerk, secretary) =
            (self.someone("cgss", &["clerk"])?, self.someone("cgss", &["secretary"])?);
        let mut units = Vec::new();
        for code in called {
            units.push(Called {
                unit: Some(self.cast.unit(code)?),
                asked: String::new(),
                reason: "几个单位要一同到场，一次办好。".to_owned(),
            });
        }
        let form = Draft {
            title: story.title.to_owned(),
            text: story.text.to_owned(),
            appeals: appeals.to_vec(),
            called: units,
            minutes: 120,
        };
        let held = self.does(work, (&clerk, 0), |work| whistle::draft(work, &form))?;
        let no = held.no;
        self.whistles(work, (&secretary, 20), &no, |work, seen| whistle::blow(work, &no, seen))?;
        Ok(no)
    }

    fn refuses(
        &mut self,
        work: &mut Work<'_, '_>,
        called: &[&str],
        no: &str,
    ) -> Result<(), Problem> {
        let first = called.first().copied().unwrap_or_default();
        let handler = self.someone(first, &["handler"])?;
        let street = self.someone("zhonghan", &["head"])?;
        let form = Refusal {
            n: 1,
            reason: "other_leads".to_owned(),
            words: "公交站归交通部门，我们只管摊点。".to_owned(),
            suggested: None,
        };
        self.whistles(work, (&handler, 40), no, |work, seen| {
            whistle::refuse(work, no, seen, &form)
        })?;
        let words = "清理占道摊点是城管中队的职责，请今天到场。".to_owned();
        let ruling = Ruling { n: 1, comes: true, words };
        self.whistles(work, (&street, 60), no, |work, seen| whistle::rule(work, no, seen, &ruling))
            .map(drop)
    }

    fn comes(
        &mut self,
        work: &mut Work<'_, '_>,
        story: &Story,
        (called, no): (&[&str], &str),
    ) -> Result<(), Problem> {
        let (clerk, street) =
            (self.someone("cgss", &["clerk"])?, self.someone("zhonghan", &["head"])?);
        let mut solved = Vec::new();
        for (n, code) in (1..).zip(called) {
            let who = self.someone(code, &["handler"])?;
            self.whistles(work, (&who, 80), no, |work, seen| {
                whistle::respond(work, no, seen, (n, "收到，马上带人过来。"))
            })?;
            self.whistles(work, (&who, 130), no, |work, seen| {
                whistle::arrive(work, no, seen, (n, ""))
            })?;
            self.whistles(work, (&clerk, 140), no, |work, seen| {
                whistle::confirm(work, no, seen, (n, true, ""))
            })?;
            self.whistles(work, (&who, DAY + 300), no, |work, seen| {
                let none = Claim { ids: Vec::new(), by: Vec::new() };
                whistle::report(work, no, seen, (n, story.result, &none))
            })?;
            solved.push(n);
        }
        self.whistles(work, (&clerk, 2 * DAY + 30), no, |work, seen| {
            whistle::close(work, no, seen, (&solved, "到现场看过，都办好了，谢谢各单位。"))
        })?;
        let words = "确实超出社区的权限，吹得对，来得也快。";
        self.whistles(work, (&street, 2 * DAY + 200), no, |work, seen| {
            whistle::judge(work, no, seen, (true, words))
        })
        .map(drop)
    }

    fn consults(
        &mut self,
        work: &mut Work<'_, '_>,
        (story, agreed): (&Story, &str),
        appeals: &[String],
    ) -> Result<(), Problem> {
        let secretary = self.someone("cgss", &["secretary"])?;
        let evening = 34 * 60;
        let form = Call {
            unit: None,
            title: story.title.to_owned(),
            agenda: story.text.to_owned(),
            time: Some(self.at.plus_millis(evening * MINUTE)),
            place: "社区二楼议事厅".to_owned(),
            appeals: appeals.to_vec(),
            invited: guests(),
        };
        let no = self.does(work, (&secretary, 0), |work| consultation::call(work, &form))?.no;
        for n in 1..=4 {
            self.does(work, (&secretary, evening), |work| {
                consultation::sign_in_by_hand(work, &no, n)
            })?;
        }
        self.consultation(work, (&secretary, evening + 1), &no, |work, seen| {
            consultation::begin(work, &no, seen)
        })?;
        let due = Some(self.at.plus_millis(10 * DAY * MINUTE));
        let minutes = Write {
            words: format!("{}大家都说了想法，物业和居民代表谈拢了。", story.text),
            decision: Some(Decision::Agreed),
            agreements: vec![Agreed { words: agreed.to_owned(), who: Some(3), due }],
        };
        self.consultation(work, (&secretary, evening + 80), &no, |work, seen| {
            consultation::write(work, &no, seen, &minutes)
        })?;
        self.kept(work, (&secretary, evening), (story, &no))
    }

    fn kept(
        &mut self,
        work: &mut Work<'_, '_>,
        (secretary, evening): (&Actor, i64),
        (story, no): (&Story, &str),
    ) -> Result<(), Problem> {
        for n in 1..=4 {
            self.does(work, (secretary, evening + 85), |work| {
                consultation::answer_on_paper(work, no, n, &Reply::Confirm)
            })?;
        }
        let street = self.someone("zhonghan", &["head"])?;
        self.consultation(work, (&street, 2 * DAY + 60), no, |work, seen| {
            consultation::publish(work, no, seen, true)
        })?;
        let form = Settle { agreement: 1, kept: Some(true), words: story.result.to_owned() };
        self.consultation(work, (secretary, 5 * DAY), no, |work, seen| {
            consultation::settle(work, no, seen, &form)
        })
        .map(drop)
    }

    fn consultation<T>(
        &mut self,
        work: &mut Work<'_, '_>,
        who: (&Actor, i64),
        no: &str,
        verb: impl FnOnce(&mut Work<'_, '_>, i64) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.does(work, who, |work| {
            let seen = consultation::by_no(work, no)?.version;
            verb(work, seen)
        })
    }
}

fn guests() -> Vec<Guest> {
    let guest = |part, name: &str| Guest {
        part: Some(part),
        name: name.to_owned(),
        phone: String::new(),
        staff: None,
    };
    vec![
        guest(Part::Resident, "居民代表王女士"),
        guest(Part::EstateSecretary, "小区支部李书记"),
        guest(Part::Property, "物业赵经理"),
        guest(Part::PartyMember, "党员孙师傅"),
    ]
}

/// A content applicant gives a banner, and it is shown.
pub(crate) fn praise(
    work: &mut Work<'_, '_>,
    cast: &Cast,
    appeal: &Appeal,
    (at, seed): (Moment, Seed),
) -> Result<(), Problem> {
    let giver = appeal.person().map(Actor::Resident);
    let giver = giver.ok_or_else(|| Problem::broken("nobody gives praise"))?;
    let n = usize::try_from(at.millis() / MINUTE).unwrap_or(0);
    let pick = |all: &[&'static str]| all.get(n % all.len().max(1)).copied().unwrap_or_default();
    let form = Give {
        from: Thanked::Appeal(appeal.no.clone()),
        unit: Some(appeal.answering().unit),
        whom: String::new(),
        banner: pick(BANNERS).to_owned(),
        text: pick(THANKS).to_owned(),
        public: true,
        signed: pick(&["王女士", "李先生", "一位老住户", "三单元的邻居们"]).to_owned(),
    };
    let mut teller = Teller { cast, at, seed, said: 0 };
    let given = teller.does(work, (&giver, 0), |work| praise::give(work, &form))?;
    let reviewer = cast.at(appeal.office.unit, &["reviewer"], n)?.clone();
    teller.does(work, (&reviewer, 90), |work| {
        praise::publish(work, &given.no, given.version, None).map(drop)
    })
}

const BANNERS: &[&str] =
    &["真心为民 排忧解难", "情系居民 办事高效", "", "一心为民办实事 尽职尽责暖人心", "邻里贴心人"];

const THANKS: &[&str] = &[
    "反映以后当天就有人来，办得又快又好，还回来看了一次，谢谢你们。",
    "多年的老问题这次真的解决了，楼里的邻居都很高兴。",
    "工作人员说话和气，每一步都告诉我们，很放心。",
    "老人腿脚不便，是你们上门来办的，全家都感谢。",
];
