use xianban_store::{Db, PostgresOptions, SqliteOptions};

use crate::configuration::{Database, Fault, Settings};

/// Opens the database and brings its tables up to date.
pub fn open(settings: &Settings) -> Result<Db, Fault> {
    std::fs::create_dir_all(&settings.data)
        .map_err(Fault::while_doing(format!("making {}", settings.data.display())))?;
    let db = match &settings.database {
        Database::File(path) => Db::sqlite(path, SqliteOptions::default())?,
        Database::Address(url) => Db::postgres(url.reveal(), PostgresOptions::default())?,
    };
    db.migrate()?;
    Ok(db)
}
