use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianban_domain::consultation::{Action, Guest, Part};
use xianban_domain::folded::units_with;
use xianban_domain::identity::{colleagues, staff_name};
use xianban_domain::office::Work;
use xianban_domain::organisation::{UnitKind, UnitNames, unit, units_below};
use xianban_kernel::{Problem, StaffId, UnitId};

use super::subject::words;
use crate::console::control::{Control, Field};
use crate::console::parts::person;
use crate::frame::Choice;

/// Who is to come, by role: in each field names with phones, one a line or with commas between.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationGuests)]
pub(super) struct Guests {
    /// Representatives of the residents.
    resident: String,
    /// Secretaries of the party branches of estates.
    estate_secretary: String,
    /// Grid workers without an account here.
    grid_worker: String,
    /// Party members.
    party_member: String,
    /// The property company.
    property: String,
    /// The owners' committee.
    owners: String,
    /// Others.
    other: String,
    /// Accounts of those who work here, with commas between.
    staff: String,
}

const HINT: &str = "一行一个人：称呼，后面写手机号。没有手机号也可以，开会时现场签到。";

impl Guests {
    /// What is asked for.
    pub(super) fn fields(&self, work: &mut Work<'_, '_>) -> Result<Vec<Field>, Problem> {
        let mut fields = Vec::new();
        for (part, typed) in self.parts() {
            let field = words(work, (part.code(), part.name()), typed).optional();
            let first = part == Part::Resident;
            fields.push(if first { field.hint(HINT) } else { field });
        }
        let choices = self.staff_choices(work)?;
        if !choices.is_empty() {
            let staff = Field::new("staff", "本单位和下级的工作人员", Control::Any { choices });
            fields.push(staff.optional());
        }
        Ok(fields)
    }

    const fn parts(&self) -> [(Part, &String); 7] {
        [
            (Part::Resident, &self.resident),
            (Part::EstateSecretary, &self.estate_secretary),
            (Part::GridWorker, &self.grid_worker),
            (Part::PartyMember, &self.party_member),
            (Part::Property, &self.property),
            (Part::Owners, &self.owners),
            (Part::Other, &self.other),
        ]
    }

    /// Those who were named.
    pub(super) fn named(&self, work: &mut Work<'_, '_>) -> Result<Vec<Guest>, Problem> {
        let mut guests = Vec::new();
        for (part, typed) in self.parts() {
            guests.extend(read(typed).map(|(name, phone)| Guest {
                part: Some(part),
                name,
                phone,
                staff: None,
            }));
        }
        let known = near(work)?;
        for id in self.staff.split(',').filter_map(person) {
            let at = known.iter().find(|(known, ..)| *known == id).map(|(.., unit)| *unit);
            let part = at.map(|at| part_at(work, at)).transpose()?.unwrap_or(Part::Other);
            let name = staff_name(work, id)?.unwrap_or_default();
            guests.push(Guest { part: Some(part), name, phone: String::new(), staff: Some(id) });
        }
        Ok(guests)
    }

    fn staff_choices(&self, work: &mut Work<'_, '_>) -> Result<Vec<Choice>, Problem> {
        let (mut names, mut choices) = (UnitNames::default(), Vec::new());
        for (id, name, at) in near(work)? {
            let chosen = self.staff.split(',').any(|one| person(one) == Some(id));
            let unit = names.name(work.tx, at)?;
            choices.push(Choice { chosen, ..Choice::new(id.to_string(), name).hint(unit) });
        }
        Ok(choices)
    }
}

/// Who works at the units from which the actor may call, and below them.
fn near(work: &mut Work<'_, '_>) -> Result<Vec<(StaffId, String, UnitId)>, Problem> {
    let own = work.cx.actor.staff().map(|staff| staff.id);
    let mut units = Vec::new();
    for unit in units_with(work, Action::Call)? {
        units.extend(units_below(work.tx, unit.id)?);
    }
    let mut known = colleagues(work, &units)?;
    let mut seen = std::collections::BTreeSet::new();
    known.retain(|(id, ..)| Some(*id) != own && seen.insert(*id));
    Ok(known)
}

/// As what somebody comes who sits there.
fn part_at(work: &mut Work<'_, '_>, at: UnitId) -> Result<Part, Problem> {
    Ok(match unit(work.tx, at)?.kind {
        UnitKind::GridTeam => Part::GridWorker,
        UnitKind::PropertyCompany => Part::Property,
        _ => Part::Other,
    })
}

/// Names with their phones, as people type them: `王阿姨 13800001234`.
fn read(typed: &str) -> impl Iterator<Item = (String, String)> {
    let between = |sign: char| matches!(sign, '\n' | ',' | '，' | '、' | ';' | '；');
    let people = typed.split(between).map(str::trim).filter(|one| !one.is_empty());
    people.map(|one| {
        let is_phone = |sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '-' | ' ');
        let name = one.trim_end_matches(is_phone);
        let (name, phone) = one.split_at(name.len());
        let phone = phone.trim();
        // A digit or two end a name, such as 物业 2 号, and are no phone.
        let few = phone.chars().filter(char::is_ascii_digit).count() < 5;
        if few {
            (one.to_owned(), String::new())
        } else {
            (name.trim().to_owned(), phone.to_owned())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_read_as_they_are_typed() {
        let typed = "王阿姨 13800001234\n 李建国13800001235，孙书记\n物业 2";
        let read: Vec<_> = read(typed).collect();
        let owned = |name: &str, phone: &str| (name.to_owned(), phone.to_owned());
        let wanted = [
            owned("王阿姨", "13800001234"),
            owned("李建国", "13800001235"),
            owned("孙书记", ""),
            owned("物业 2", ""),
        ];
        assert_eq!(read, wanted);
    }
}
