//! The one binary: `xianban serve` needs no configuration and no server beside it.

mod boot;
mod command_line;
mod configuration;
mod migrate;
mod serve;

use std::process::ExitCode;

use clap::Parser;

use crate::command_line::{Command, CommandLine};

fn main() -> ExitCode {
    let line = CommandLine::parse();
    let outcome = configuration::settle(&line.settings).and_then(|settings| match line.command {
        Command::Serve => serve::run(&settings),
        Command::Migrate => migrate::run(&settings),
        Command::CheckConfig => {
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
