//! A list for paper: everything that the filters leave, under a heading that says what they are.

use serde::Serialize;
use xianban_kernel::{Page, PageSize, Problem};

/// So many rows at most on paper.
const MOST: usize = 2_000;

/// What stands above a list on paper.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PaperHead)]
pub struct Paper {
    /// What the filters are, in words.
    pub said: String,
    /// How many rows there are.
    pub rows: usize,
    /// Whether there are more than paper takes.
    pub cut: bool,
}

impl Paper {
    /// The heading over these rows.
    pub(crate) fn over<T>(said: String, page: &Page<T>) -> Self {
        Self { said, rows: page.rows.len(), cut: page.next.is_some() }
    }
}

/// Page after page of a list until it ends, or as many rows as paper takes.
pub(crate) fn whole<T>(
    mut read: impl FnMut(Option<String>, PageSize) -> Result<Page<T>, Problem>,
) -> Result<Page<T>, Problem> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let page = read(after, PageSize::new(200))?;
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() || rows.len() >= MOST {
            return Ok(Page { rows, next: after });
        }
    }
}

/// The filters that say something, each with its name, as one line.
pub(crate) fn said(filters: &[(&str, &str)]) -> String {
    let given = filters.iter().filter(|(_, value)| !value.trim().is_empty());
    let given: Vec<String> = given.map(|(name, value)| format!("{name}{value}")).collect();
    if given.is_empty() { "全部".to_owned() } else { given.join("，") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_takes_all_rows_and_says_when_it_does_not() {
        let list = |all: usize| {
            move |after: Option<String>, size: PageSize| {
                let from: usize = after.and_then(|at| at.parse().ok()).unwrap_or(0);
                let until = all.min(from + size.rows());
                let next = (until < all).then(|| until.to_string());
                Ok(Page { rows: (from..until).collect::<Vec<_>>(), next })
            }
        };
        let short = whole(list(450)).unwrap();
        assert_eq!((short.rows.len(), short.next), (450, None));
        assert_eq!(short.rows, (0..450).collect::<Vec<_>>());
        let long = whole(list(2_345)).unwrap();
        let head = Paper::over(String::new(), &long);
        assert_eq!((head.rows, head.cut), (2_000, true));
    }

    #[test]
    fn filters_that_say_nothing_are_left_out() {
        assert_eq!(said(&[("从 ", ""), ("单位：", "综合执法中队")]), "单位：综合执法中队");
        assert_eq!(said(&[("从 ", " ")]), "全部");
    }
}
