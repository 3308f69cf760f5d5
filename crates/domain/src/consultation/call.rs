use std::collections::BTreeSet;

use xianban_kernel::words::length;
use xianban_kernel::{DossierId, Fault, Moment, PhoneNumber, Problem, StaffId, UnitId};

use super::agenda::Part;
use super::event::{Called, Event, Invitee};
use super::noun::Consultation;
use super::permitted::words_fault;
use super::rules::ConsultationRules;
use super::tell::tell;
use super::words::{Action, DutyKind, NoticeKind};
use crate::appeals;
use crate::dossier::Kept;
use crate::folded::{self, Held, Limits, units_with};
use crate::identity::{PersonName, record_person, require, staff_name};
use crate::office::Work;
use crate::organisation::{AtUnit, Unit, platform_office, superior};

/// What somebody fills in to call people together.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// For which unit, where he may call for several.
    pub unit: Option<UnitId>,
    /// Its title; those without an account read it, so it names no applicant.
    pub title: String,
    /// What is to be talked about.
    pub agenda: String,
    /// When.
    pub time: Option<Moment>,
    /// Where.
    pub place: String,
    /// Numbers of the appeals it is about.
    pub appeals: Vec<String>,
    /// Who is to come.
    pub invited: Vec<Guest>,
}

/// Somebody to invite.
#[derive(Clone, Debug, Default)]
pub struct Guest {
    /// As what.
    pub part: Option<Part>,
    /// His name.
    pub name: String,
    /// His phone; may be empty.
    pub phone: String,
    /// His account, where he works here.
    pub staff: Option<StaffId>,
}

/// Calls people together: they are invited, and the caller owes that it is held.
pub fn call(work: &mut Work<'_, '_>, form: &Call) -> Result<Held<Consultation>, Problem> {
    require(work, Action::Call)?;
    let set = work.office.rules_at(work.cx.at);
    let ruled = ConsultationRules::of(&set.rules);
    let unit = calling(work, form.unit)?;
    let mut faults = faults(work, form, &ruled);
    let about = about(work, &form.appeals, &mut faults)?;
    Problem::unless_faultless(faults)?;
    let time = form.time.ok_or_else(|| Problem::fault("time", WHEN))?;
    let above = superior(work.tx, &unit)?;
    let above = match above {
        Some(above) => above,
        None => platform_office(work.tx, work.office.district)?,
    };
    let (unit, reviewer) = (AtUnit::of(&unit), AtUnit::of(&above));
    let limits = Limits(&set);
    if limits.role(&DutyKind::Hold, unit).is_none()
        || limits.role(&DutyKind::Review, reviewer).is_none()
    {
        let said = "这个单位不能召集网格协商，请从网格或社区召集。";
        return Err(Problem::fault("unit", said));
    }
    let marks = marks(work, &form.invited)?;
    let held = folded::open::<Consultation>(work, &ruled.letters, &mut |work, begun| {
        let names = form.invited.iter().map(|guest| begun.keep(work, &guest.name));
        let names = names.collect::<Result<Vec<_>, _>>()?;
        Ok(Event::Called(Box::new(Called {
            title: begun.keep(work, &form.title)?,
            agenda: begun.keep(work, &form.agenda)?,
            time,
            place: begun.keep(work, &form.place)?,
            unit,
            reviewer,
            about: about.clone(),
            invited: invitees(&form.invited, names, &marks),
        })))
    })?;
    tell(work, &held, NoticeKind::Invited, |_| true)?;
    Ok(held)
}

const WHEN: &str = "请填写开会时间，要晚于现在。";

/// The unit that calls.
fn calling(work: &mut Work<'_, '_>, wanted: Option<UnitId>) -> Result<Unit, Problem> {
    let mut own = units_with(work, Action::Call)?;
    let fault = || Problem::fault("unit", "请选由哪个单位召集。");
    match wanted {
        Some(id) => own.into_iter().find(|unit| unit.id == id).ok_or_else(fault),
        None if own.len() == 1 => own.pop().ok_or_else(fault),
        None => Err(fault()),
    }
}

fn faults(work: &Work<'_, '_>, form: &Call, ruled: &ConsultationRules) -> Vec<Fault> {
    let most = work.office.rules_at(work.cx.at).rules.forms.note_max;
    let mut faults = Vec::new();
    faults.extend(words_fault("title", &form.title, ruled.title_max, "请写这次协商的题目。"));
    faults.extend(words_fault("agenda", &form.agenda, most, "请写要商量什么。"));
    if form.time.is_none_or(|time| time <= work.cx.at) {
        faults.push(Fault { field: "time", said: WHEN.to_owned() });
    }
    faults.extend(words_fault("place", &form.place, PLACE_MOST, "请写在哪里开。"));
    faults.extend(invited_fault(&form.invited, ruled.invited_max));
    faults
}

/// Characters of a place.
pub(super) const PLACE_MOST: usize = 80;

/// What is wrong with those who are to be invited.
pub(super) fn invited_fault(guests: &[Guest], most: usize) -> Option<Fault> {
    let fault = |said: String| Some(Fault { field: "invited", said });
    if guests.is_empty() {
        return fault("请至少请一个人。".to_owned());
    }
    if guests.len() > most {
        return fault(format!("一次协商最多请 {most} 个人。"));
    }
    for guest in guests {
        let name = guest.name.trim();
        if guest.part.is_none() {
            return fault(format!("请选“{name}”以什么身份参加。"));
        }
        if name.parse::<PersonName>().is_err() || length(name) == 0 {
            return fault("每个人都要写称呼，50 个字以内。".to_owned());
        }
        let phone = guest.phone.trim();
        if let Some(Err(wrong)) = (!phone.is_empty()).then(|| PhoneNumber::parse(phone)) {
            return fault(format!("“{name}”的手机号：{}", wrong.said()));
        }
    }
    None
}

/// The appeals with these numbers, as far as the caller may read them.
fn about(
    work: &mut Work<'_, '_>,
    numbers: &[String],
    faults: &mut Vec<Fault>,
) -> Result<BTreeSet<DossierId>, Problem> {
    let mut about = BTreeSet::new();
    for no in numbers.iter().map(|no| no.trim()).filter(|no| !no.is_empty()) {
        match appeals::by_no(work, no) {
            Ok(appeal) => {
                about.insert(appeal.id);
            }
            Err(Problem::NotFound) => {
                let said = format!("没有找到编号 {no} 的诉求，请核对。");
                faults.push(Fault { field: "appeals", said });
            }
            Err(other) => return Err(other),
        }
    }
    if about.is_empty() && faults.iter().all(|fault| fault.field != "appeals") {
        let said = "请写这次协商为哪一件诉求，可以写几个编号。".to_owned();
        faults.push(Fault { field: "appeals", said });
    }
    Ok(about)
}

/// The marks of those who are invited: who works here, and who has a phone.
pub(super) fn marks(
    work: &mut Work<'_, '_>,
    guests: &[Guest],
) -> Result<Vec<Option<String>>, Problem> {
    let mut marks = Vec::new();
    for guest in guests {
        marks.push(match (guest.staff, guest.phone.trim()) {
            (Some(staff), _) => {
                let known = staff_name(work, staff)?.is_some();
                let unknown = || Problem::fault("invited", "没有找到这位工作人员，请重新选。");
                Some(known.then(|| format!("staff:{staff}")).ok_or_else(unknown)?)
            }
            (None, "") => None,
            (None, phone) => {
                let wrong =
                    |fault: xianban_kernel::PhoneFault| Problem::fault("invited", fault.said());
                let phone = PhoneNumber::parse(phone).map_err(wrong)?;
                let name = guest.name.parse::<PersonName>()?;
                Some(format!("resident:{}", record_person(work, &phone, Some(&name))?))
            }
        });
    }
    Ok(marks)
}

/// Who is invited, as the trail says it.
pub(super) fn invitees(
    guests: &[Guest],
    names: Vec<Kept>,
    marks: &[Option<String>],
) -> Vec<Invitee> {
    let all = guests.iter().zip(names).zip(marks);
    let invitee = |((guest, name), mark): ((&Guest, Kept), &Option<String>)| Invitee {
        part: guest.part.unwrap_or(Part::Other),
        name,
        mark: mark.clone(),
    };
    all.map(invitee).collect()
}
