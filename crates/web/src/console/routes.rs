//! The staff's addresses.

use axum::Router;
use axum::routing::{get, post};

use super::appeals::{moves, queue, show};
use super::{day, login};
use crate::resident;
use crate::site::Site;

/// Every address of the staff's side.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/c", get(day::show))
        .route("/c/login", get(login::form).post(login::send))
        .route("/c/logout", post(resident::login::log_out))
        .route("/c/inbox/{queue}", get(queue::show))
        .route("/c/appeals/{no}", get(show::show))
        .route("/c/appeals/{no}/{move}", get(moves::form).post(moves::send))
}
