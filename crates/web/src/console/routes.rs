//! The staff's addresses.

use axum::Router;
use axum::routing::{get, post};

use super::appeals::{moves, new, queue, show};
use super::{account, codes, day, login};
use crate::resident;

/// Every address of the staff's side.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/c", get(day::show))
        .route("/c/login", get(login::form).post(login::send))
        .route("/c/logout", post(resident::login::log_out))
        .route("/c/logout/everywhere", post(account::end_all))
        .route("/c/me", get(account::show))
        .route("/c/me/password", post(account::change))
        .route("/c/me/sessions/{id}/end", post(account::end))
        .route("/c/new", get(new::form).post(new::send))
        .route("/c/codes", get(codes::show))
        .route("/c/inbox/{queue}", get(queue::show))
        .route("/c/appeals/{no}", get(show::show))
        .route("/c/appeals/{no}/{move}", get(moves::form).post(moves::send))
}
