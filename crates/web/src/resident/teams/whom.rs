use serde::Serialize;
use xianban_domain::teams::Called;
use xianban_kernel::{ContactPhone, GridId};

use crate::frame::Call;

/// The grid worker of a place, where a page shows whom to call.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = GridWorker)]
pub struct Helper {
    /// The grid and his name as far as he allows, such as 第3网格 王敏.
    pub text: String,
    /// The number, as it is read; empty when he shows none.
    pub phone: String,
    /// The number, as it is dialled.
    pub tel: String,
    /// Where the whole team is.
    pub href: String,
}

impl Helper {
    /// As residents read him.
    pub(crate) fn of(called: &Called) -> Self {
        let phone = called.phone.clone().unwrap_or_default();
        Self { text: called.said(), tel: dialled(&phone), phone, href: href(called.grid) }
    }

    /// Him for the frame, if he can be called.
    pub(crate) fn call(&self) -> Option<Call> {
        let call = Call { who: format!("网格员（{}）", self.text), phone: self.tel.clone() };
        Some(call).filter(|call| !call.phone.is_empty())
    }
}

/// Where the page of a grid's team is.
pub(super) fn href(grid: GridId) -> String {
    format!("/team/{grid}")
}

/// What stands behind `tel:`.
pub(crate) fn dialled(phone: &str) -> String {
    ContactPhone::parse(phone).map_or_else(|_| phone.to_owned(), |phone| phone.dialled())
}
