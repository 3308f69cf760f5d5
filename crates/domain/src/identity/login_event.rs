//! Who tried to get in, when, from where, and what became of it, for whoever audits. No password, no
//! code and no phone stands here: a phone is its fingerprint, a device the fingerprint of its cookie.

use xianban_kernel::{Moment, Page, PageSize, PersonId, PhoneNumber, Problem};
use xianban_store::{FromValue, Param, Row, Value, params};

use super::phone_print::phone_print;
use super::policy::require;
use super::right::Right;
use crate::coded::coded;
use crate::office::Work;

coded! {
    /// What somebody tried.
    LoginKind {
        /// To log in as a resident.
        Resident = "resident",
        /// To log in as staff.
        Staff = "staff",
        /// To have a code sent.
        Code = "code",
        /// To look up a matter by number and query code.
        LookUp = "look_up",
        /// To come as another system, by its token.
        Service = "service",
    }
}

coded! {
    /// What became of it.
    LoginOutcome {
        /// Let in, or sent.
        Passed = "passed",
        /// What was typed did not fit.
        Failed = "failed",
        /// Asked to wait a few seconds.
        Waited = "waited",
        /// Refused for a while, unread.
        Refused = "refused",
    }
}

impl LoginKind {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resident => "居民登录",
            Self::Staff => "工作人员登录",
            Self::Code => "发验证码",
            Self::LookUp => "凭编号查询",
            Self::Service => "外部系统",
        }
    }
}

impl LoginOutcome {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passed => "通过",
            Self::Failed => "不对",
            Self::Waited => "请他稍等",
            Self::Refused => "暂时不让试",
        }
    }
}

impl FromValue for LoginKind {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(code) = value { Self::from_code(code) } else { None }
    }
}

impl FromValue for LoginOutcome {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(code) = value { Self::from_code(code) } else { None }
    }
}

/// One try, as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginEvent {
    /// When.
    pub at: Moment,
    /// What was tried.
    pub kind: LoginKind,
    /// As whom: of [`LoginKind::Staff`] the account, of [`LoginKind::Resident`] the person; `None`
    /// when nobody is known under what was typed.
    pub account: Option<i64>,
    /// Of staff: the name, and what is typed to log in.
    pub staff: Option<(String, String)>,
    /// The fingerprint of the phone, in hex.
    pub phone: Option<String>,
    /// From which network address; empty for what came over none.
    pub address: String,
    /// The fingerprint of the device's cookie, in hex.
    pub device: Option<String>,
    /// What became of it.
    pub outcome: LoginOutcome,
    id: i64,
}

/// What of it is asked for; the default is all.
#[derive(Clone, Debug, Default)]
pub struct LoginFilter {
    /// This only.
    pub kind: Option<LoginKind>,
    /// As this account or person, together with `kind`.
    pub account: Option<i64>,
    /// As the member of staff who logs in with this name.
    pub username: Option<String>,
    /// With this phone.
    pub phone: Option<PhoneNumber>,
    /// From this address.
    pub address: Option<String>,
    /// With this end.
    pub outcome: Option<LoginOutcome>,
    /// Not before.
    pub from: Option<Moment>,
    /// Before.
    pub until: Option<Moment>,
}

/// As whom somebody tried.
#[derive(Clone, Copy, Debug, Default)]
pub struct As<'a> {
    /// The account or person, when known.
    pub account: Option<i64>,
    /// The fingerprint of the phone.
    pub phone: Option<&'a [u8; 32]>,
}

/// Writes down a try of whoever comes with this request.
pub fn note_login(
    work: &mut Work<'_, '_>,
    kind: LoginKind,
    whom: As<'_>,
    outcome: LoginOutcome,
) -> Result<(), Problem> {
    let id = i64::try_from(work.tx.draw().number() >> 1).unwrap_or(0);
    let whence = work.cx.whence.clone();
    let (district, at) = (work.tx.district(), work.cx.at);
    work.tx.execute(
        "insert into login_event
           (district, at, id, kind, account, phone_print, address, device, outcome)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            district,
            at,
            id,
            kind.code(),
            whom.account,
            whom.phone,
            whence.address,
            whence.device,
            outcome.code()
        ],
    )?;
    Ok(())
}

/// Of somebody who is erased the tries stay, without his phone.
pub(super) fn forget_logins(
    work: &mut Work<'_, '_>,
    person: PersonId,
    phone: &[u8; 32],
) -> Result<(), Problem> {
    work.tx.execute(
        "update login_event set phone_print = null, account = null
         where district = $1 and phone_print = $2",
        params![work.tx.district(), phone],
    )?;
    work.tx.execute(
        "update login_event set account = null
         where district = $1 and kind in ('resident', 'code') and account = $2",
        params![work.tx.district(), person],
    )?;
    Ok(())
}

/// What is on record, newest first. `after` is where the last page ended.
pub fn logins(
    work: &mut Work<'_, '_>,
    filter: &LoginFilter,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<LoginEvent>, Problem> {
    require(work, Right::ReadLogins)?;
    let (at, id) = after.and_then(position).unwrap_or((i64::MAX, i64::MAX));
    let phone = filter.phone.as_ref().map(|phone| phone_print(&work.office.keys, phone));
    let mut sql =
        "select e.at, e.id, e.kind, e.account, e.phone_print, e.address, e.device, e.outcome, \
         s.name, s.username from login_event e \
         left join staff s on s.district = e.district and e.kind = 'staff' and s.id = e.account \
         where e.district = $1 and (e.at, e.id) < ($2, $3) and e.at >= $4 and e.at < $5"
            .to_owned();
    let (from, until) = (filter.from.map_or(0, Moment::millis), filter.until);
    let until = until.map_or(i64::MAX, Moment::millis);
    let mut given = [work.tx.district(), at, id, from, until].map(Param::Int).to_vec();
    let asked = [
        ("e.kind", filter.kind.map(|kind| Param::Text(kind.code()))),
        ("e.account", filter.account.map(Param::Int)),
        ("s.username", filter.username.as_deref().map(Param::Text)),
        ("e.phone_print", phone.as_ref().map(|phone| Param::Bytes(phone))),
        ("e.address", filter.address.as_deref().map(Param::Text)),
        ("e.outcome", filter.outcome.map(|outcome| Param::Text(outcome.code()))),
    ];
    for (column, value) in asked {
        let Some(value) = value else { continue };
        given.push(value);
        sql = format!("{sql} and {column} = ${}", given.len());
    }
    given.push(Param::Int(size.limit()));
    let sql = format!("{sql} order by e.at desc, e.id desc limit ${}", given.len());
    let rows = work.tx.rows(&sql, &given)?;
    let events = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Page::cut(events, size, |event: &LoginEvent| format!("{}-{}", event.at.millis(), event.id)))
}

fn position(text: &str) -> Option<(i64, i64)> {
    let (at, id) = text.split_once('-')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

fn read(row: &Row) -> Result<LoginEvent, Problem> {
    let print = |column: &'static str| -> Result<Option<String>, Problem> {
        Ok(row.get::<Option<Vec<u8>>>(column)?.map(hex::encode))
    };
    let (name, username): (Option<String>, Option<String>) =
        (row.get("name")?, row.get("username")?);
    Ok(LoginEvent {
        at: row.get("at")?,
        staff: name.zip(username),
        kind: row.get("kind")?,
        account: row.get("account")?,
        phone: print("phone_print")?,
        address: row.get("address")?,
        device: print("device")?,
        outcome: row.get("outcome")?,
        id: row.get("id")?,
    })
}
