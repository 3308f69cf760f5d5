//! The one binary: `xianban serve` needs no configuration and no server beside it.

mod backup;
mod alive;
mod alone;
mod astray;
mod boot;
mod closed;
mod command_line;
mod configuration;
mod connections;
mod courier;
mod database;
mod demo;
mod demo_accounts;
mod demo_teams;
mod extracts;
mod files;
mod import;
mod keys;
mod last_seal;
mod migrate;
mod own_place;
mod place;
mod proof;
mod rules;
mod schedule;
mod serve;
mod setup;
mod texting;
mod trail;
mod user;

use std::process::ExitCode;

use clap::Parser;

use crate::command_line::{Command, CommandLine, Import, Trail};

fn main() -> ExitCode {
    let line = CommandLine::parse();
    let outcome =
        configuration::settle(&line.settings).and_then(|mut settings| match line.command {
            Command::Setup(given) => setup::run(&settings, &given),
            Command::Serve => serve::run(&settings),
            Command::Demo { empty } => {
                // The demo's people are invented, their phones may be somebody's.
                settings.texting = None;
                println!("demo accounts, password {}:", demo_accounts::PASSWORD);
                for line in demo_accounts::lines() {
                    println!("{line}");
                }
                println!(
                    "service account: Authorization: Bearer {0}; Open311: api_key={0}",
                    demo_accounts::TOKEN
                );
                serve::run_demo(&settings, empty)
            }
            Command::Migrate => migrate::run(&settings),
            Command::Keys => keys::run(&settings),
            Command::Backup(given) => backup::backup(&settings, &given),
            Command::Restore(given) => backup::restore(&settings, &given),
            Command::Import { what: Import::Appeals(given) } => import::appeals(&settings, &given),
            Command::Import { what: Import::Organisation(given) } => {
                import::organisation(&settings, &given)
            }
            Command::Rules { what } => rules::run(&settings, &what),
            Command::User { what } => user::run(&settings, &what),
            Command::Trail { what: Trail::Verify } => trail::verify(&settings),
            Command::Trail { what: Trail::Export(given) } => trail::export(&settings, &given),
            Command::CheckConfig { sample: true } => {
                print!("{}", configuration::SAMPLE);
                Ok(())
            }
            Command::CheckConfig { sample: false } => {
                println!("{settings}");
                Ok(())
            }
        });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xianban: {fault}");
            ExitCode::FAILURE
        }
    }
}
