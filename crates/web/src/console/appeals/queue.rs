use askama::Template;
use serde::Serialize;

use super::rows::Row;
use crate::frame::{Choice, Face, Frame};

/// `/c/inbox/{queue}` and `/c/appeals?q=`: a list of appeals. Its block `rows` is the list alone.
#[derive(Template, Serialize)]
#[template(path = "console/appeals/queue.html", blocks = ["rows"])]
pub struct QueuePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its title, such as 待接单 or 搜索.
    pub title: String,
    /// Its path, where the filters are sent.
    pub path: String,
    /// What is searched for; `None` on a queue without a search.
    pub query: Option<String>,
    /// How many there are, as far as counted.
    pub count: Option<u64>,
    /// Filters, each a parameter of the address.
    pub filters: Vec<Filter>,
    /// One page of rows, at most 50.
    pub rows: Vec<Row>,
    /// Where the next page starts, as a whole address.
    pub next: Option<String>,
    /// What to say when there is nothing.
    pub empty: String,
    /// The one useful way on when there is nothing.
    pub onward: Option<crate::frame::Link>,
}

/// A filter: one parameter of the address.
#[derive(Clone, Debug, Serialize)]
pub struct Filter {
    /// The parameter.
    pub name: &'static str,
    /// What people read.
    pub text: &'static str,
    /// Its values; the first, with an empty code, means all.
    pub choices: Vec<Choice>,
}

impl Face for QueuePage {
    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        (id == "rows").then(|| self.as_rows().render())
    }
}
