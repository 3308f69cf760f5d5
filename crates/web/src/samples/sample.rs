use super::words::frame;
use crate::frame::{Face, Frame};

/// A named page, rendered for a frame.
pub struct Sample {
    /// A name that can be a file's name, such as `home-empty`.
    pub name: &'static str,
    /// Whether it is a whole page; else only a part that a script puts in.
    pub whole: bool,
    /// Renders it within this frame.
    pub render: Box<dyn Fn(Frame) -> askama::Result<String>>,
    /// Its JSON within the usual frame.
    pub json: Box<dyn Fn() -> serde_json::Result<String>>,
}

impl Sample {
    /// A sample made by `page` for a frame.
    pub fn new<F: Face>(name: &'static str, page: impl Fn(Frame) -> F + Clone + 'static) -> Self {
        let other = page.clone();
        Self {
            name,
            whole: true,
            render: Box::new(move |frame| page(frame).render()),
            json: Box::new(move || serde_json::to_string(&other(frame()))),
        }
    }

    /// The same for a part of a page.
    pub fn part<F: Face>(name: &'static str, page: impl Fn(Frame) -> F + Clone + 'static) -> Self {
        Self { whole: false, ..Self::new(name, page) }
    }
}
