use serde::{Deserialize, Serialize};
use xianban_kernel::{Problem, Wgs84};

use super::submit::{Filed, Submit, Way, file_with};
use crate::office::Work;

/// What another city's tool says of a matter that has no field of its own with us. The words hold it
/// too, for those who handle the matter; here it is as it was sent, for the tool.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Beside {
    /// Where its telephone was.
    pub point: Option<Wgs84>,
    /// Where pictures are.
    pub pictures: Vec<String>,
}

impl Beside {
    /// As the vault keeps it; nothing of nothing.
    fn kept(&self) -> Result<Option<String>, Problem> {
        if *self == Self::default() {
            return Ok(None);
        }
        serde_json::to_string(self).map(Some).map_err(|error| Problem::broken(error.to_string()))
    }
}

/// Files what another city's tool sends: the applicant is the tool's account.
pub fn submit_over_open311(
    work: &mut Work<'_, '_>,
    form: &Submit,
    beside: &Beside,
) -> Result<Filed, Problem> {
    file_with(work, form, Way::Open311, beside.kept()?)
}
