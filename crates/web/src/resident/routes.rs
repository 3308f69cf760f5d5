//! The residents' addresses.

use axum::Router;
use axum::routing::{get, post};

use super::appeals::{mine, rate, rework, show, supplement, withdraw};
use super::ask::{choose, file};
use super::{article, elder, home, login, lookup, me, notices, privacy};
use crate::site::Site;

/// Every address of the residents' side.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(home::show))
        .route("/login", get(login::form).post(login::send))
        .route("/logout", post(login::log_out))
        .route("/me", get(me::show))
        .route("/elder", get(elder::show))
        .route("/party", get(article::party))
        .route("/window", get(article::window))
        .route("/privacy", get(privacy::show))
        .route("/my/notices", get(notices::show))
        .route("/lookup", get(lookup::form).post(lookup::look_up))
        .route("/ask", get(choose::show))
        .route("/ask/{kind}", get(file::form).post(file::send))
        .route("/my/appeals", get(mine::show))
        .route("/appeals/{no}", get(show::show))
        .route("/appeals/{no}/rate", get(rate::form).post(rate::send))
        .route("/appeals/{no}/supplement", get(supplement::form).post(supplement::send))
        .route("/appeals/{no}/withdraw", get(withdraw::form).post(withdraw::send))
        .route("/appeals/{no}/rework", get(rework::form).post(rework::send))
}
