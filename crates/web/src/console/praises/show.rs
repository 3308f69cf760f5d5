use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals;
use xianban_domain::files::{Enclosure, of_dossier};
use xianban_domain::office::Work;
use xianban_domain::praise::{self, Action, PraiseRules, Seen, Standing};
use xianban_kernel::{Problem, StaffId};

use super::row::{ERASED, drawn, href};
use crate::console::control::{Control, Field};
use crate::console::desk;
use crate::files;
use crate::frame::{Choice, Coded, Face, Faults, Flash, Frame, Link, Photo, Stamp, Status, Tone};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/praises/{no}`: one praise. Who reviews finds the forms beside it. Who gave it is not told, beyond
/// how he signed.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/praises/show.html")]
#[schema(as = ReviewedPraisePage)]
pub struct PraisePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Where the reader came from.
    pub back: Link,
    /// Its number.
    pub no: String,
    /// Where it stands.
    pub standing: Coded,
    /// The unit that is thanked.
    pub unit: String,
    /// Who is meant, in the giver's words; may be empty.
    pub whom: String,
    /// The person meant, once the reviewer found him; may be empty.
    pub person: String,
    /// The text of the banner; may be empty.
    pub banner: String,
    /// What it is for.
    pub text: String,
    /// How the giver signed; empty when he stays unnamed.
    pub signed: String,
    /// Whether the giver agreed that everybody may see it.
    pub public: bool,
    /// When it was given.
    pub given: Stamp,
    /// The appeal it came of, where the reader may open it.
    pub about: Option<Link>,
    /// Its photos.
    pub photos: Vec<Photo>,
    /// Why it was refused, in a line; may be empty.
    pub refused: String,
    /// The reviewer's own words with that; may be empty.
    pub refused_words: String,
    /// The version that the forms are sent for, in their field `seen`.
    pub seen: String,
    /// Who may be meant (field `person`), nobody first; empty when it cannot be passed on.
    pub people: Vec<Choice>,
    /// What is asked for when it is refused or taken down; empty when it cannot be.
    pub refusal: Vec<Field>,
    /// Words that were typed and that no form here takes any more; may be empty.
    pub left_over: String,
}

impl Face for PraisePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

impl PraisePage {
    fn drawn(&self) -> Status {
        drawn(&self.standing)
    }

    fn is_seen(&self) -> bool {
        self.standing.code == Standing::Published.code()
    }

    /// Where its forms are sent.
    fn at(&self, verb: &str) -> String {
        format!("{}/{verb}", href(&self.no))
    }
}

/// What was just done to it.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = PraiseAsked)]
pub(crate) struct Asked {
    /// `published` or `refused`.
    did: String,
}

/// What a reviewer has filled in.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) person: String,
    pub(super) reason: String,
    pub(super) words: String,
}

/// One praise.
pub(crate) async fn show(
    visitor: Visitor,
    Path(no): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let page = async {
        let mut page = page(&visitor, &no, Typed::default()).await?;
        if asked.did == page.standing.code && reviews(&visitor) {
            page.back = queue();
            page.frame.flash = done(&page).map(|said| Flash { tone: Tone::Good, said });
        }
        Ok(page)
    };
    let page = page.await;
    desk::shows(&visitor, page).await
}

fn done(page: &PraisePage) -> Option<String> {
    match Standing::from_code(&page.standing.code)? {
        Standing::Published => {
            Some(format!("已通过，转达给{}了，送表扬的人会收到通知。", page.unit))
        }
        Standing::Refused => Some("已办好，理由会告诉送表扬的人。".to_owned()),
        Standing::Given | Standing::Withdrawn => None,
    }
}

/// Whether this visitor reviews praise.
pub(super) fn reviews(visitor: &Visitor) -> bool {
    visitor.site.office.rules_at(visitor.cx.at).rules.may(&visitor.cx.actor, Action::Review)
}

fn queue() -> Link {
    let kind = praise::DutyKind::Review.code();
    Link::new(desk::called(kind), format!("/c/inbox/{kind}"))
}

/// What is read of one praise.
struct Opened {
    seen: Seen,
    about: Option<String>,
    photos: Vec<Enclosure>,
    people: Vec<(StaffId, String)>,
}

fn open(work: &mut Work<'_, '_>, no: &str) -> Result<Opened, Problem> {
    let praise = praise::by_no(work, no)?;
    // Nobody reviews praise of himself: he is not among those he can choose.
    let own = work.cx.actor.staff().map(|staff| staff.id);
    let mut people = praise::candidates(work, &praise)?;
    people.retain(|(id, _)| Some(*id) != own);
    let seen = praise::seen(work, praise)?;
    let about = match &seen.about {
        None => None,
        Some(no) => match appeals::by_no(work, no) {
            Ok(appeal) => Some(appeal.no),
            Err(Problem::NotFound) => None,
            Err(other) => return Err(other),
        },
    };
    let files = of_dossier(work.tx, seen.praise.district, seen.praise.id)?.into_iter();
    let files = files.filter(|file| seen.photos.contains(&file.id));
    let photos = files.map(|file| Enclosure {
        file: file.id,
        what: file.what,
        bytes: file.bytes,
        name: None,
    });
    let photos = photos.collect();
    Ok(Opened { seen, about, photos, people })
}

/// The page with what was filled into its forms.
pub(super) async fn page(visitor: &Visitor, no: &str, typed: Typed) -> Result<PraisePage, Problem> {
    let asked = no.to_owned();
    let read = visitor.site.office.read(&visitor.cx, move |work| open(work, &asked));
    let Opened { seen, about, photos, people } = read.await?;
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules;
    let ruled: PraiseRules = rules.room(praise::KIND).unwrap_or_default();
    let (reviews, praise) = (reviews(visitor), seen.praise);
    let waits = praise.standing == Standing::Given;
    let (reason, words) = seen.refusal.unwrap_or_default();
    let refusal = if reviews && praise.is_live() {
        refusal(&ruled, &typed, rules.forms.note_max)
    } else {
        Vec::new()
    };
    Ok(PraisePage {
        frame: desk::frame(visitor, "praises").await?,
        faults: Faults::default(),
        back: if reviews && waits { queue() } else { Link::new("表扬", "/c/praises") },
        standing: Coded::new(praise.standing.code(), praise.standing.name()),
        unit: seen.unit,
        whom: seen.whom.unwrap_or_default(),
        person: seen.person.unwrap_or_default(),
        banner: seen.banner.unwrap_or_default(),
        text: seen.text.unwrap_or_else(|| ERASED.to_owned()),
        signed: seen.signed.unwrap_or_default(),
        public: praise.public,
        given: Stamp::new(seen.given_at, visitor.cx.at),
        about: about.map(|no| Link::new(no.clone(), desk::href(&no))),
        photos: files::kept(&photos, "表扬的照片"),
        refused: ruled.reason(&reason).unwrap_or(&reason).to_owned(),
        refused_words: words.unwrap_or_default(),
        seen: praise.version.to_string(),
        people: if reviews && waits { choices(people, &typed.person) } else { Vec::new() },
        left_over: if refusal.is_empty() { typed.words } else { String::new() },
        refusal,
        no: praise.no,
    })
}

fn choices(people: Vec<(StaffId, String)>, chosen: &str) -> Vec<Choice> {
    let one = |(id, name): (StaffId, String)| Choice::new(id.to_string(), name).chosen_if(chosen);
    let nobody = Choice::new("", "不指定个人").chosen_if(chosen);
    std::iter::once(nobody).chain(people.into_iter().map(one)).collect()
}

fn refusal(ruled: &PraiseRules, typed: &Typed, most: usize) -> Vec<Field> {
    let reasons = ruled.reasons.iter();
    let reasons = reasons.map(|one| Choice::new(&one.code, &one.name).chosen_if(&typed.reason));
    let limit = u32::try_from(most).unwrap_or(u32::MAX);
    let words = Control::Words { value: typed.words.clone(), limit };
    vec![
        Field::new("reason", "为什么", Control::One { choices: reasons.collect() }),
        Field::new("words", "对送表扬的人说的话", words).optional(),
    ]
}
