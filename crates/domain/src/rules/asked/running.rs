use crate::rules::Rules;
use crate::rules::running::Adopted;

impl Rules {
    /// These rules with the parts that `later` ones say running matters take over.
    pub(crate) fn taking_over(mut self, later: &Self) -> Self {
        for part in &later.running.adopts {
            match part {
                Adopted::Calendar => self.calendar = later.calendar.clone(),
                Adopted::Limits => self.limits = later.limits.clone(),
                Adopted::Casework => self.casework = later.casework.clone(),
            }
        }
        self
    }
}
