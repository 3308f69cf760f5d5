use serde::{Deserialize, Serialize};
use xianban_kernel::Post;

use super::Event;

/// An event that somebody brought about from a seat that is not his own: whose place he took stands
/// in the trail beside what he did.
#[derive(Serialize)]
pub(crate) struct FromSeat<'a> {
    #[serde(flatten)]
    pub(crate) event: &'a Event,
    #[serde(rename = "for")]
    pub(crate) seat: &'a Post,
}

/// The seat that an event was brought about from, when it was not his own who did it.
pub(crate) fn seat_of_another(payload: &str) -> Option<Post> {
    #[derive(Deserialize)]
    struct Seat {
        #[serde(rename = "for")]
        seat: Option<Post>,
    }
    serde_json::from_str::<Seat>(payload).ok()?.seat
}
