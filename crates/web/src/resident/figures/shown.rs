use serde::Serialize;
use xianban_domain::figures::{Facet, Figure, Numbers, Scope, Span, Value, numbers};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use crate::visitor::Visitor;

/// One figure with its value.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Shown {
    /// Its name.
    pub name: &'static str,
    /// Its own page.
    pub href: String,
    /// What it comes to, `1224` or `98.64%`; empty where nothing is counted yet.
    pub value: String,
    /// Of a rate: part and whole.
    pub of: Option<(i64, i64)>,
    /// Between which rates the truth may lie, where few are counted.
    pub doubt: Option<String>,
}

/// What the district comes to in the year that ends today.
pub(super) async fn of_the_year(visitor: &Visitor) -> Result<(Span, Numbers), Problem> {
    let span = Span::year_to(visitor.cx.at.day());
    let read = move |work: &mut Work<'_, '_>| numbers(work, Scope::District, span, Facet::All);
    Ok((span, visitor.site.office.read(&visitor.cx, read).await?))
}

/// A figure with what it comes to.
pub(crate) fn shown(figure: &Figure, numbers: &Numbers) -> Shown {
    let (value, of, doubt) = match figure.of(numbers) {
        Value::Number(number) => (number.to_string(), None, None),
        Value::Rate(rate) => (rate.said(), Some((rate.part, rate.whole)), rate.doubt()),
    };
    let href = format!("/figures/{}", figure.code);
    Shown { name: figure.name, href, value, of, doubt }
}
