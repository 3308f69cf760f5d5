//! Who owes what: the seat, the person named, and who has it instead when nobody there can.

use serde::Serialize;
use xianban_domain::appeals::{self as domain, Appeal};
use xianban_domain::duty::{Instead, instead};
use xianban_domain::identity::staff_name;
use xianban_domain::office::Work;
use xianban_domain::organisation::unit;
use xianban_domain::rules::Rules;
use xianban_kernel::{Moment, Post, Problem};

use super::rows::Due;
use crate::console::desk;
use crate::frame::Coded;

/// Somebody owes something by a time.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Duty {
    /// What, such as 接单, 办理, 审核.
    pub kind: Coded,
    /// The unit.
    pub unit: String,
    /// The role, or the person named.
    pub who: String,
    /// Who has it instead, in words, when nobody of that seat can; may be empty.
    pub instead: String,
    /// By when.
    pub due: Due,
}

impl Duty {
    /// The first character of the unit, for its round mark.
    pub(super) fn mark(&self) -> String {
        self.unit.chars().take(1).collect()
    }
}

/// A duty with the names that its line shows.
pub(super) struct Owed {
    pub(super) duty: domain::Duty,
    unit: String,
    person: Option<String>,
    /// Where it stands instead of its seat, with the unit's name.
    instead: Option<(Instead, String)>,
}

impl Owed {
    pub(super) fn read(
        work: &mut Work<'_, '_>,
        appeal: &Appeal,
        duty: domain::Duty,
    ) -> Result<Self, Problem> {
        let name = unit(work.tx, duty.unit)?.name;
        let person = duty.person.map(|person| staff_name(work, person)).transpose()?.flatten();
        let instead = match instead(work, appeal.id, &duty)? {
            Some(found) => {
                let (Instead::Empty(to) | Instead::Barred(to)) = &found;
                let name = unit(work.tx, to.unit)?.name;
                Some((found, name))
            }
            None => None,
        };
        Ok(Self { duty, unit: name, person, instead })
    }

    /// As the page shows it.
    pub(super) fn shown(&self, rules: &Rules, now: Moment) -> Duty {
        let duty = &self.duty;
        let named = |seat: &Post| {
            let role = rules.role(&seat.role);
            role.map_or_else(String::new, |rule| rule.name.clone())
        };
        let role = named(&Post { unit: duty.unit, role: duty.role.clone() });
        let instead = self.instead.as_ref().map(|(found, unit)| match found {
            Instead::Empty(to) => {
                format!("{}没有在岗的{role}，由{unit}{}代办", self.unit, named(to))
            }
            Instead::Barred(to) => {
                format!("{}的{role}都经手过这件事，由{unit}{}来办", self.unit, named(to))
            }
        });
        Duty {
            kind: Coded::new(duty.kind.code(), desk::called(duty.kind.code())),
            unit: self.unit.clone(),
            who: self.person.clone().unwrap_or(role),
            instead: instead.unwrap_or_default(),
            due: desk::due(duty.yellow, duty.due, now),
        }
    }
}
