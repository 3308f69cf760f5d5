//! One line of the table.

use std::fmt;
use std::sync::Arc;

use xianban_domain::appeals::Action;
use xianban_domain::rules::Rules;

use axum::handler::Handler;
use axum::routing::{self, MethodRouter};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use xianban_kernel::{Actor, Problem};

use crate::frame::reply::Onward;
use crate::site::Site;

/// For whom an address is. Whether the very matter behind it is his, loading it decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// Whoever comes.
    Everybody,
    /// Residents and firms that are logged in.
    Resident,
    /// The one who filed the appeal in the address.
    Applicant,
    /// Staff.
    Staff,
    /// Staff with a part in the matter in the address.
    Part,
}

impl fmt::Display for For {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Everybody => "everybody",
            Self::Resident => "resident",
            Self::Applicant => "applicant",
            Self::Staff => "staff",
            Self::Part => "staff with a part",
        })
    }
}

/// What the rules must grant to staff who come to a line; one of several is enough. Nothing where it is
/// about their own account, or a list of what is theirs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs {
    pub(crate) one_of: Arc<[&'static str]>,
    /// Whether the matter behind the address asks for it instead of the door: by the rules it began
    /// under, and also from a seat whose duty stands with somebody there.
    pub(crate) by_the_matter: bool,
}

impl Needs {
    fn open_to(&self, actor: &Actor, rules: &Rules) -> bool {
        let granted = || self.one_of.iter().any(|one| rules.may(actor, *one));
        self.by_the_matter || self.one_of.is_empty() || granted()
    }
}

/// What the door asks of whoever comes to a line.
#[derive(Clone, Debug)]
pub(crate) struct Admission {
    pub(crate) who: For,
    pub(crate) scope: Option<Action>,
    pub(crate) needs: Needs,
}

impl Admission {
    /// Lets in, sends to the login, or knows of nothing here.
    pub(crate) fn admit(&self, actor: &Actor, rules: &Rules) -> Result<(), Problem> {
        match (actor, self.who) {
            (Actor::Staff(_), For::Staff | For::Part) => {
                if self.needs.open_to(actor, rules) {
                    Ok(())
                } else {
                    Err(Problem::NotFound)
                }
            }
            (Actor::Service(service), who) => {
                let has = |scope: Action| service.scopes.iter().any(|own| own == scope.code());
                let may = self.scope.map_or(who == For::Everybody, has);
                if may { Ok(()) } else { Err(Problem::NotFound) }
            }
            (_, For::Everybody) | (Actor::Resident(_), For::Resident | For::Applicant) => Ok(()),
            _ => Err(Problem::LoginNeeded),
        }
    }
}

/// The shape of something sent or answered: its name and every schema it is made of.
pub(crate) struct Shape {
    pub(crate) name: String,
    pub(crate) schema: RefOr<Schema>,
    pub(crate) parts: Vec<(String, RefOr<Schema>)>,
}

impl Shape {
    pub(crate) fn of<T: ToSchema>() -> Self {
        let mut parts = Vec::new();
        T::schemas(&mut parts);
        Self { name: T::name().into_owned(), schema: <T as PartialSchema>::schema(), parts }
    }

    /// Whether a password is typed into it.
    fn has_a_password(&self) -> bool {
        let RefOr::T(Schema::Object(form)) = &self.schema else { return false };
        form.properties.contains_key("password")
    }
}

/// The kinds of body that a line reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reads {
    /// Words: urlencoded or JSON.
    Words,
    /// The same, or with files beside them.
    WordsAndFiles,
    /// A file alone.
    Files,
}

impl Reads {
    /// Their names in a header.
    pub(crate) const fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Words => &["application/json", "application/x-www-form-urlencoded"],
            Self::WordsAndFiles => {
                &["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]
            }
            Self::Files => &["multipart/form-data"],
        }
    }
}

/// What a page is served as.
const PAGE: &[&str] = &["application/json", "text/html"];

/// The same needs for several lines.
pub(crate) fn all_need<const N: usize>(
    one_of: [&'static str; N],
    lines: impl IntoIterator<Item = Line>,
) -> Vec<Line> {
    let one_of: Arc<[&'static str]> = one_of.into();
    lines.into_iter().map(|line| line.needs(one_of.clone())).collect()
}

/// One method at one address.
pub(crate) struct Line {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) who: For,
    pub(crate) scope: Option<Action>,
    pub(crate) needs: Needs,
    pub(crate) summary: &'static str,
    pub(crate) asks: Option<Shape>,
    pub(crate) takes: Option<Shape>,
    pub(crate) gives: Shape,
    pub(crate) reads: Reads,
    /// What is served when it goes well, by the names of their kinds.
    pub(crate) serves: &'static [&'static str],
    /// Whether what is typed here must never leave the form, not even sealed.
    pub(crate) secret: bool,
    /// Whether the page also comes as a conflict, saying why its step cannot be made now.
    pub(crate) barred: bool,
    pub(crate) route: MethodRouter<Site>,
}

/// A page. Say with `gives` which.
pub(crate) fn get<H, T>(path: &'static str, who: For, summary: &'static str, handler: H) -> Line
where
    H: Handler<T, Site>,
    T: 'static,
{
    Line::new("GET", path, who, summary, routing::get(handler))
}

/// A form that was filled in; it leads onward unless `gives` says otherwise.
pub(crate) fn post<H, T>(path: &'static str, who: For, summary: &'static str, handler: H) -> Line
where
    H: Handler<T, Site>,
    T: 'static,
{
    Line::new("POST", path, who, summary, routing::post(handler))
}

impl Line {
    fn new(
        method: &'static str,
        path: &'static str,
        who: For,
        summary: &'static str,
        route: MethodRouter<Site>,
    ) -> Self {
        Self {
            method,
            path,
            who,
            scope: None,
            needs: Needs::default(),
            summary,
            asks: None,
            takes: None,
            gives: Shape::of::<Onward>(),
            reads: Reads::Words,
            serves: PAGE,
            secret: false,
            barred: false,
            route,
        }
    }

    /// A service account may come too, when its token has this scope.
    pub(crate) fn service(self, scope: Action) -> Self {
        Self { scope: Some(scope), ..self }
    }

    /// Staff need one of these granted; the door asks.
    pub(crate) fn needs(self, one_of: impl Into<Arc<[&'static str]>>) -> Self {
        Self { needs: Needs { one_of: one_of.into(), by_the_matter: false }, ..self }
    }

    /// The same; the matter behind the address asks.
    pub(crate) fn needs_there(self, one_of: impl Into<Arc<[&'static str]>>) -> Self {
        Self { needs: Needs { one_of: one_of.into(), by_the_matter: true }, ..self }
    }

    /// It takes what nobody else may read, as a form with a password does.
    pub(crate) fn secret(self) -> Self {
        Self { secret: true, ..self }
    }

    /// Files may come beside the words.
    pub(crate) fn with_files(self) -> Self {
        Self { reads: Reads::WordsAndFiles, ..self }
    }

    /// A file comes, and no words.
    pub(crate) fn only_files(self) -> Self {
        Self { reads: Reads::Files, ..self }
    }

    /// It is no page, but served as one of these.
    pub(crate) fn serves(self, kinds: &'static [&'static str]) -> Self {
        Self { serves: kinds, ..self }
    }

    /// What may stand after the question mark.
    pub(crate) fn asks<T: ToSchema>(self) -> Self {
        Self { asks: Some(Shape::of::<T>()), ..self }
    }

    /// The fields of the form.
    pub(crate) fn takes<T: ToSchema>(self) -> Self {
        let takes = Shape::of::<T>();
        let secret = self.secret || takes.has_a_password();
        Self { takes: Some(takes), secret, ..self }
    }

    /// What is answered, as a page or as JSON.
    pub(crate) fn gives<T: ToSchema>(self) -> Self {
        Self { gives: Shape::of::<T>(), ..self }
    }
}
