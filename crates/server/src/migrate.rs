use crate::boot;
use crate::configuration::{Fault, Settings};

/// Brings the tables up to date and says so.
pub fn run(settings: &Settings) -> Result<(), Fault> {
    let db = boot::database(settings)?;
    println!("the tables are up to date ({})", db.engine());
    Ok(())
}
