//! The bench: files, lists and reads over HTTP on a fresh demo district, and sets the figures beside
//! what the bare engine does with the same rows on the same machine. Its parts: `figures` asks the pages
//! of numbers over many matters, `growth` grows a district and times the pages, `strain` does what a
//! stranger can do, `nodes` breaks a city piece by piece, `chaos` breaks everything around a served
//! program. See `xianban-bench --help`; what the JSON file holds is described in [`report`].

mod arguments;
mod chaos;
mod door;
mod figures;
mod ground;
mod growth;
mod load;
mod machine;
mod nodes;
mod program;
mod report;
mod rounds;
mod strain;
mod words;

mod postgres_house;
mod sqlite_house;

use std::process::ExitCode;

use clap::Parser;
use xianban_bench::{Outcome, client, speed};

use arguments::{Arguments, EngineName, Part};
use postgres_house::PostgresHouse;
use report::Report;
use sqlite_house::SqliteHouse;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("the bench stopped: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome<()> {
    match &arguments.part {
        Some(Part::Figures(asked)) => return figures::run(asked),
        Some(Part::Growth(asked)) => return growth::run(asked),
        Some(Part::Chaos(asked)) => return chaos::run(asked),
        Some(Part::Strain(asked)) => return strain::run(asked),
        Some(Part::Nodes(asked)) => return nodes::run(asked),
        None => {}
    }
    let machine = machine::look(&arguments.folder())?;
    let program = arguments.program.as_deref().map(program::measure).transpose()?;
    let filings = match (arguments.appeals, arguments.engine) {
        (0, _) => None,
        (_, EngineName::Sqlite) => Some(rounds::run(&SqliteHouse::build(arguments)?, arguments)?),
        (_, EngineName::Postgres) => {
            Some(rounds::run(&PostgresHouse::build(arguments)?, arguments)?)
        }
    };
    let report = Report { machine, program, filings };
    print!("{report}");
    if let Some(path) = &arguments.json {
        std::fs::write(path, serde_json::to_vec_pretty(&report)?)?;
    }
    Ok(())
}
