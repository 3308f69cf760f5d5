//! Praise from giving to its end, on both engines.

mod erase;
mod give;
mod lists;
mod review;
mod withdraw;

use xianban_domain::praise::{self, Give, Praise, Refusal, Seen, Thanked};
use xianban_kernel::{Actor, PageSize, PersonId, Problem, StaffId};

use crate::appeals::{Town, in_town};

/// Words that nobody else writes.
const WORDS: &str = "凌晨两点帮我家老人换好了水龙头，螺旋翼一样利索。";

impl Town {
    /// Thanks for the community, to be shown to everybody.
    pub(crate) fn thanks(&self) -> Give {
        Give {
            from: Thanked::Anybody,
            unit: Some(self.unit("cgss")),
            whom: "值班的小李".to_owned(),
            banner: "心系居民 热情服务".to_owned(),
            text: WORDS.to_owned(),
            public: true,
            signed: String::new(),
        }
    }

    pub(crate) fn gives(&self, form: Give, minutes: i64) -> Result<Praise, Problem> {
        self.does(&self.resident, minutes, move |work| praise::give(work, &form))
    }

    pub(crate) fn passes_on(
        &self,
        praise: &Praise,
        person: Option<StaffId>,
    ) -> Result<Praise, Problem> {
        let (no, seen) = (praise.no.clone(), praise.version);
        self.does(&self.reviewer, 60, move |work| praise::publish(work, &no, seen, person))
    }

    fn refuses(&self, praise: &Praise, reason: &str) -> Result<Praise, Problem> {
        let (no, seen) = (praise.no.clone(), praise.version);
        let form = Refusal { reason: reason.to_owned(), words: "请换一句话。".to_owned() };
        self.does(&self.reviewer, 61, move |work| praise::refuse(work, &no, seen, &form))
    }

    /// Whether somebody may open it.
    fn opens_praise(&self, actor: &Actor, no: &str) -> bool {
        let no = no.to_owned();
        self.does(actor, 90, move |work| praise::by_no(work, &no)).is_ok()
    }

    fn wall(&self, words: &'static str) -> Vec<Seen> {
        let page = self
            .does(&Actor::Guest, 100, move |work| praise::wall(work, words, None, PageSize::USUAL));
        page.unwrap().rows
    }

    /// What somebody is shown of it, words and all.
    fn reads_praise(&self, actor: &Actor, no: &str) -> Result<Seen, Problem> {
        let no = no.to_owned();
        self.does(actor, 95, move |work| {
            let praise = praise::by_no(work, &no)?;
            praise::seen(work, praise)
        })
    }
}

/// Somebody else than the giver.
fn neighbour() -> Actor {
    Actor::Resident(PersonId::new(8))
}
