use serde::Serialize;

/// One page of a list, read by keyset: `next` is the position after the last row, as an opaque word
/// for the address line; `None` on the last page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// Where the next page starts.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page from up to `size + 1` rows: the extra row only tells that more follow.
    pub fn cut(mut rows: Vec<T>, size: PageSize, position: impl Fn(&T) -> String) -> Self {
        let more = rows.len() > size.rows();
        rows.truncate(size.rows());
        let next = if more { rows.last().map(position) } else { None };
        Self { rows, next }
    }

    /// The same page with other rows.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(turn).collect(), next: self.next }
    }
}

/// How many rows a page holds: 1 to 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize(u16);

impl PageSize {
    /// What the console shows unless told otherwise.
    pub const USUAL: Self = Self(50);
    /// A short list beside other things.
    pub const TEN: Self = Self(10);

    /// `rows`, brought into bounds.
    pub fn new(rows: u16) -> Self {
        Self(rows.clamp(1, 200))
    }

    /// Rows on a page.
    pub fn rows(self) -> usize {
        usize::from(self.0)
    }

    /// What a query should ask for: one row more, to know whether a next page exists.
    pub fn limit(self) -> i64 {
        i64::from(self.0) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extra_row_becomes_the_way_on() {
        let page = Page::cut(vec![1, 2, 3], PageSize::new(2), i32::to_string);
        assert_eq!(page, Page { rows: vec![1, 2], next: Some("2".into()) });
    }

    #[test]
    fn the_last_page_leads_nowhere() {
        let page = Page::cut(vec![1, 2], PageSize::new(2), i32::to_string);
        assert_eq!(page.next, None);
    }
}
