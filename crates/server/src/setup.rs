//! The first day of a real district: the unit of the district, the office that runs its platform, and the three
//! administrators who make everything else. What is there already stays as it is.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::json;
use xianban_domain::identity::{Password, PasswordHash, Username, holders, staff_by_username};
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{Brought, Records, Seen, UnitKind, amend, units_of};
use xianban_kernel::{Actor, Clock, Context, Problem, Role, Seed};

use crate::configuration::{Fault, Settings};
use crate::{boot, rules};

/// What is set up.
#[derive(Debug, clap::Args)]
pub struct Setup {
    /// The rules of a fresh district, as `xianban rules export --shipped` writes them and the district
    /// edits them (code, name, letters); without them those that come with the program.
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
}

/// Who begins: what is typed to log in, and the role held at the platform office.
const ADMINISTRATORS: [(&str, &str); 3] =
    [("sysadmin", "system_admin"), ("secadmin", "security_admin"), ("auditor", "audit_admin")];

/// What has to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Missing {
    units: Vec<NewUnit>,
    accounts: Vec<NewAccount>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct NewUnit {
    code: &'static str,
    kind: UnitKind,
    name: String,
    superior: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct NewAccount {
    username: &'static str,
    name: String,
    unit: String,
    role: Role,
}

/// Makes what is missing and shows each drawn password once.
pub fn run(settings: &Settings, given: &Setup) -> Result<(), Fault> {
    let cx = Context::new(Actor::System, Clock::machine().now(), Seed::fresh());
    let fresh = boot::is_kept(settings).is_err();
    let rules = given.rules.as_deref().map(rules::read).transpose()?;
    let office = boot::begun_under(settings, cx.at, rules)?;
    if fresh {
        println!("district {} is begun in {}", settings.district, settings.data.display());
    } else if given.rules.is_some() {
        println!("rules that are in force stay: others come by `xianban rules import`");
    }
    let (asking, desk) = (cx.clone(), office.clone());
    let missing = office.db.read_blocking(move |tx| missing(&mut Work::new(tx, &asking, &desk)))?;
    if missing == Missing::default() {
        println!(
            "this district was set up before, nothing was changed; for a forgotten password: \
             xianban user reset NAME"
        );
    } else {
        let (passwords, shown) = passwords(&missing)?;
        make(&office, &cx, &missing, passwords)?;
        tell(&missing, &shown);
    }
    office.db.close();
    Ok(())
}

fn missing(work: &mut Work<'_, '_>) -> Result<Missing, Fault> {
    let (district, book) = (work.office.district, work.office.rules_at(work.cx.at));
    let (rules, mut found) = (&book.rules, Missing::default());
    let mut code_of = |kind, code, name: String, superior: &str| -> Result<String, Fault> {
        if let Some(unit) = units_of(work.tx, district, kind)?.into_iter().next() {
            return Ok(unit.code);
        }
        found.units.push(NewUnit { code, kind, name, superior: superior.to_owned() });
        Ok(code.to_owned())
    };
    let name = &rules.district.name;
    let top = code_of(UnitKind::District, "district", name.clone(), "")?;
    let office =
        code_of(UnitKind::PlatformOffice, "platform", format!("{name}社会治理中心"), &top)?;
    let seat = units_of(work.tx, district, UnitKind::PlatformOffice)?.into_iter().next();
    for (username, role) in ADMINISTRATORS {
        let role = Role::new(role);
        if let Some(unit) = &seat
            && !holders(work, unit.id, &role)?.is_empty()
        {
            continue;
        }
        let known: Username = username.parse()?;
        if staff_by_username(work, &known)?.is_some() {
            return Err(Fault::NameTaken { username, role: role.code().to_owned() });
        }
        let rule = rules.role(&role);
        let name = rule.ok_or_else(|| Fault::NotThere(format!("role {role}")))?.name.clone();
        found.accounts.push(NewAccount { username, name, unit: office.clone(), role });
    }
    Ok(found)
}

type Passwords = BTreeMap<String, PasswordHash>;

/// One for each account, and its text.
fn passwords(missing: &Missing) -> Result<(Passwords, Vec<String>), Fault> {
    let (mut hashes, mut shown) = (BTreeMap::new(), Vec::new());
    for account in &missing.accounts {
        let mut draw = Seed::fresh().draw();
        let (password, text) = Password::drawn(&account.username.parse()?, &mut draw)?;
        hashes.insert(account.username.to_owned(), password.hash(&mut draw)?);
        shown.push(text);
    }
    Ok((hashes, shown))
}

/// All of it or nothing, kept in the ledger as an import is.
fn make(
    office: &Office,
    cx: &Context,
    missing: &Missing,
    passwords: Passwords,
) -> Result<(), Fault> {
    let unfit = |why: String| Problem::broken(format!("setting up: {why}"));
    let bytes = written(missing).into_bytes();
    let records = Records::read(&[Brought { name: "setup.json".to_owned(), bytes }])
        .map_err(|misfits| unfit(format!("{misfits:?}")))?;
    let (cx, desk, planned) = (cx.clone(), office.clone(), missing.clone());
    office.db.write_blocking(Seed::fresh(), move |tx| {
        let mut work = Work::new(tx, &cx, &desk);
        // Another setup came first: its passwords count, not these.
        if self::missing(&mut work)? != planned {
            return Err(Fault::from(Problem::Busy));
        }
        Ok(amend(&mut work, &records, &Seen::Whatever, &passwords)?)
    })
}

/// What is missing, as an organisation's file says it.
fn written(missing: &Missing) -> String {
    let unit = |unit: &NewUnit| {
        let NewUnit { code, kind, name, superior } = unit;
        json!({ "code": code, "kind": kind.code(), "name": name, "superior": superior })
    };
    let account = |account: &NewAccount| {
        let NewAccount { username, name, unit, role } = account;
        json!({ "username": username, "name": name, "unit": unit, "role": role.code() })
    };
    let units: Vec<_> = missing.units.iter().map(unit).collect();
    let staff: Vec<_> = missing.accounts.iter().map(account).collect();
    json!({ "units": units, "staff": staff }).to_string()
}

fn tell(missing: &Missing, shown: &[String]) {
    for NewUnit { code, name, .. } in &missing.units {
        println!("unit {code} is made: {name}");
    }
    for (NewAccount { username, name, .. }, password) in missing.accounts.iter().zip(shown) {
        println!("{username} ({name}): password, shown this once: {password}");
    }
    if !missing.accounts.is_empty() {
        println!("each password is changed at the first login, under /c once `xianban serve` runs");
    }
}
