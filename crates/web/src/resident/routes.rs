//! The residents' addresses.

use xianban_domain::rules::Action;

use super::appeals::{mine, rate, rework, show, supplement, withdraw};
use super::ask::{choose, file, place};
use super::{account, article, elder, home, login, lookup, me, notices, privacy};
use crate::console::account::{end, end_all};
use crate::site::Site;

/// Every address of the residents' side.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(home::show))
        .route("/login", get(login::form).post(login::send))
        .route("/logout", post(login::log_out))
        .route("/logout/everywhere", post(end_all))
        .route("/me", get(me::show))
        .route("/me/account", get(account::show))
        .route("/me/name", post(account::rename))
        .route("/me/forget", post(account::forget))
        .route("/me/sessions/{id}/end", post(end))
        .route("/elder", get(elder::show))
        .route("/party", get(article::party))
        .route("/window", get(article::window))
        .route("/privacy", get(privacy::show))
        .route("/my/notices", get(notices::show))
        .route("/lookup", get(lookup::form).post(lookup::look_up))
        .route("/ask", get(choose::show))
        .route("/ask/place", get(place::show))
        .route("/q/{code}", get(choose::scan))
        .route("/ask/{kind}", get(file::form).post(file::send))
        .route("/my/appeals", get(mine::show))
        .route("/appeals/{no}", get(show::show))
        .route("/appeals/{no}/rate", get(rate::form).post(rate::send))
        .route("/appeals/{no}/supplement", get(supplement::form).post(supplement::send))
        .route("/appeals/{no}/withdraw", get(withdraw::form).post(withdraw::send))
        .route("/appeals/{no}/rework", get(rework::form).post(rework::send))
}
