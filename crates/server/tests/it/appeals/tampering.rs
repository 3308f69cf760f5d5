//! Every column of every table, changed past the program: `trail verify` finds it, or docs/security.md names
//! it among what no seal covers.

use xianban_domain::dossier;
use xianban_domain::office::Work;
use xianban_domain::rooms;
use xianban_kernel::{Actor, Problem};
use xianban_store::params;
use xianban_testkit::office::LAOSHAN;
use xianban_testkit::{Engine, Ground};

use super::Town;
use crate::doors::House;
use crate::doors::world::World;

/// What docs/security.md says is not covered, table by table.
const SAID: &str = include_str!("../../../../../docs/security.md");

/// Tables of the engine itself and of the index of words.
const NOT_OURS: [&str; 2] = ["sqlite_", "text_index"];

/// A district in which something stands behind every address and something of most kinds has happened.
fn lived_in(town: &Town) {
    let appeal = town.handled_by_gardeners();
    town.does(&town.clerk, 50, move |work| {
        xianban_domain::appeals::note(work, &appeal.no, "已经去看过").map(drop)
    })
    .unwrap();
    let answered = town.answered();
    town.rates(&answered.no, 1, false).unwrap();
    let (filed, _) = town.filed_with_phone();
    town.looks(&town.clerk, &filed.no, "约时间上门查看").unwrap();
    let sealed =
        |work: &mut Work<'_, '_>| dossier::seal(work.tx, &work.office.keys, LAOSHAN, work.cx.at);
    while town.does(&Actor::System, 59, sealed).unwrap().is_some() {}
}

fn names(town: &Town, sql: &'static str, of: String) -> Vec<String> {
    let read = town.does(&Actor::System, 60, move |work| {
        let rows = work.tx.rows(sql, params![of])?;
        Ok::<_, Problem>(
            rows.iter().map(|row| row.get("name")).collect::<Result<Vec<String>, _>>()?,
        )
    });
    read.unwrap()
}

/// One value of a column changed into another of its type.
fn changed(table: &str, column: &str) -> &'static str {
    let sql = format!(
        "update {table} set {column} = case typeof({column}) when 'integer' then {column} + 1 \
         when 'real' then {column} + 1 when 'text' then {column} || 'x' \
         else randomblob(length({column})) end \
         where rowid = (select max(rowid) from {table} where {column} is not null)"
    );
    Box::leak(sql.into_boxed_str())
}

/// Whether verifying, photos among it, finds what this changes.
fn is_broken(town: &Town, house: &House, sql: &'static str) -> bool {
    let objects = house.objects.clone();
    let tried = town.does(&Actor::System, 61, move |work| {
        work.tx.execute(sql, &[])?;
        let fetch = |name: &str| objects.get(&name.parse().ok()?).ok();
        let broken = rooms::verify(work.office, work.tx, Some(&fetch))?;
        Err::<(), _>(Problem::refused("undo", broken.is_some().to_string()))
    });
    match tried.unwrap_err() {
        Problem::Refused { said, .. } => said == "true",
        // What cannot even be read is told as such.
        _ => true,
    }
}

/// Whether a change of the column is found; none when there is nothing to change.
fn is_found(town: &Town, house: &House, table: &str, column: &str) -> Option<bool> {
    let sql = changed(table, column);
    let tried = town.does(&Actor::System, 61, move |work| {
        let touched = work.tx.execute(sql, &[])?;
        Err::<(), _>(Problem::refused("undo", touched.to_string()))
    });
    match tried.unwrap_err() {
        Problem::Refused { said, .. } if said == "0" => None,
        Problem::Refused { .. } => Some(is_broken(town, house, sql)),
        // The engine refuses the change itself: a key or a tie.
        _ => Some(true),
    }
}

#[test]
fn what_is_changed_past_the_program_is_found_or_named_in_the_documents() {
    let db = Engine::Sqlite.database(Ground::Demo);
    let house = House::opens(&db);
    World::of(&house).lives_on(&house);
    let town = Town::laid_on(&db);
    lived_in(&town);
    assert!(town.verifies());
    let tables = "select name from sqlite_master where type = 'table' and name <> $1 order by name";
    let mut lines = Vec::new();
    for table in names(&town, tables, String::new()) {
        if NOT_OURS.iter().any(|start| table.starts_with(start)) {
            continue;
        }
        let columns = "select name from pragma_table_info($1) order by cid";
        let columns = names(&town, columns, table.clone());
        let tried: Vec<_> =
            columns.iter().map(|one| (one, is_found(&town, &house, &table, one))).collect();
        if tried.iter().all(|(_, found)| found.is_none()) {
            lines.push(format!("{table}: empty here, not tried"));
            continue;
        }
        let missed = tried.iter().filter(|(_, found)| *found == Some(false));
        let missed: Vec<_> = missed.map(|(column, _)| column.as_str()).collect();
        if !missed.is_empty() {
            lines.push(format!("{table}: {}", missed.join(", ")));
        }
    }
    let now = lines.join("\n");
    let block = SAID.split("```uncovered\n").nth(1).and_then(|rest| rest.split("\n```").next());
    assert_eq!(block.unwrap_or_default(), now, "write the block of docs/security.md anew:\n{now}");
}
