use xianban_domain::identity::{NewService, create_service, disable_service, service_accounts};
use xianban_domain::rooms::vocabulary;
use xianban_kernel::ServiceId;

use super::{Desk, named, unit_of};
use crate::configuration::Fault;

/// What can be done with tokens.
#[derive(Debug, clap::Subcommand)]
pub enum Tokens {
    /// Every account of another system.
    List,
    /// Make an account for another system; its token is shown once.
    Add {
        /// What it is called in lists.
        name: String,
        /// What its token may do, such as `submit`; several with commas.
        #[arg(long, required = true, value_delimiter = ',', value_parser = scope)]
        scope: Vec<String>,
        /// Code of the unit that answers for it.
        #[arg(long)]
        unit: Option<String>,
    },
    /// Close one at once.
    Revoke {
        /// Its number, as listed.
        id: i64,
    },
}

fn scope(text: &str) -> Result<String, String> {
    let known = vocabulary().actions.contains(&text);
    if known { Ok(text.to_owned()) } else { Err("no such action".to_owned()) }
}

pub fn run(desk: &Desk, what: &Tokens) -> Result<(), Fault> {
    match what {
        Tokens::List => list(desk),
        Tokens::Add { name, scope, unit } => add(desk, name, scope, unit.as_deref()),
        Tokens::Revoke { id } => revoke(desk, *id),
    }
}

fn list(desk: &Desk) -> Result<(), Fault> {
    for row in desk.does(|work| Ok(service_accounts(work)?))? {
        let state = row.disabled_at.map_or("in use".to_owned(), |at| format!("closed since {at}"));
        println!("{}  {}  may {}  ({state})", row.id, row.name, row.scopes.join(", "));
    }
    Ok(())
}

fn add(desk: &Desk, name: &str, scope: &[String], unit: Option<&str>) -> Result<(), Fault> {
    let (name, scopes, unit) = (name.to_owned(), scope.to_vec(), unit.map(str::to_owned));
    let (id, token) = desk.does(move |work| {
        let allowed = &work.office.rules_at(work.cx.at).rules.others.service;
        if let Some(never) = scopes.iter().find(|scope| !allowed.contains(scope)) {
            let said = format!("scope {never}: a token may hold {}", allowed.join(", "));
            return Err(Fault::NotThere(said));
        }
        let unit = match &unit {
            Some(code) => Some(unit_of(work, code)?.id),
            None => None,
        };
        let new = NewService { name: name.clone(), scopes: scopes.clone(), unit };
        Ok(create_service(work, &new)?)
    })?;
    println!("account {id}; token, shown this once: {}", token.reveal());
    Ok(())
}

fn revoke(desk: &Desk, id: i64) -> Result<(), Fault> {
    desk.does(move |work| {
        let what = format!("account {id} of another system that is in use");
        disable_service(work, ServiceId::new(id)).map_err(|problem| named(&what, problem))
    })?;
    println!("account {id} is closed");
    Ok(())
}
