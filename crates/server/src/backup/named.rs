use std::collections::BTreeMap;

use xianban_domain::files;
use xianban_gateways::objects::{ObjectName, ObjectsError};
use xianban_store::{Db, Value, params};

use super::form::TableHead;
use crate::configuration::Fault;
use crate::place::Place;

/// Missing files told by name; what one of them teaches the thousandth teaches as well.
const TOLD: usize = 20;

/// The objects that the rows of a snapshot name, each with the district and number of the row of the
/// dossier it came with; none while its file waits to be sent along.
#[derive(Default)]
pub(super) struct Named(BTreeMap<String, Option<(i64, i64)>>);

/// What the rows say now of objects that are not there.
pub(super) enum Missing {
    /// They were let go since the snapshot, before anything was sent along with them.
    Nothing,
    /// Files of a dossier were erased since: the snapshot is older than they are.
    Overtaken,
    /// They ought to be there.
    These(Vec<String>),
}

impl Named {
    /// Notes what a row names, if it is one of a file.
    pub(super) fn row(&mut self, table: &TableHead, row: &[Value]) {
        if table.name != "file" {
            return;
        }
        let value = |column: &str| {
            let place = table.columns.iter().position(|known| known == column)?;
            row.get(place)
        };
        let dossier = match (value("district"), value("dossier")) {
            (Some(Value::Int(district)), Some(Value::Int(dossier))) => Some((*district, *dossier)),
            _ => None,
        };
        for column in ["full_object", "thumb_object"] {
            if let Some(Value::Text(object)) = value(column) {
                self.0.insert(object.clone(), dossier);
            }
        }
    }

    /// Puts every object that is there before `put`; answers the others.
    pub(super) fn each(
        self,
        mut put: impl FnMut(&ObjectName) -> Result<(), Fault>,
    ) -> Result<Self, Fault> {
        let mut missing = Self::default();
        for (object, dossier) in self.0 {
            let name = object.parse::<ObjectName>();
            match name.map(|name| put(&name)) {
                Ok(Err(Fault::Files(ObjectsError::Missing(_)))) | Err(_) => {
                    missing.0.insert(object, dossier);
                }
                Ok(put) => put?,
            }
        }
        Ok(missing)
    }

    /// Holds missing objects against the rows as they are now.
    pub(super) fn missing(self, db: &Db) -> Result<Missing, Fault> {
        db.read_blocking(move |tx| {
            let (mut told, mut overtaken) = (Vec::new(), false);
            for (object, dossier) in &self.0 {
                if !files::known(tx, object)? {
                    overtaken |= dossier.is_some();
                    continue;
                }
                let of = "select no from dossier where district = $1 and id = $2";
                let row = match dossier {
                    Some((district, dossier)) => tx.row(of, params![*district, *dossier])?,
                    None => None,
                };
                let no = row.map(|row| row.get::<String>("no")).transpose()?;
                let no = no.unwrap_or_else(|| "sent along with nothing yet".to_owned());
                told.push(format!("{object} ({no})"));
            }
            Ok(match (told.is_empty(), overtaken) {
                (false, _) => Missing::These(told),
                (true, true) => Missing::Overtaken,
                (true, false) => Missing::Nothing,
            })
        })
    }
}

/// What the operator reads of files that are not there.
pub(super) fn told(missing: &[String], place: &Place) -> String {
    let count = missing.len();
    let head = format!(
        "cannot be made: {count} files that the database names are not in {place}; is it the place \
         that is served from (--data, [files])?"
    );
    let more = (count > TOLD).then(|| format!("and {} more", count - TOLD));
    let lines = missing.iter().take(TOLD).chain(&more);
    lines.fold(head, |said, line| said + "\n  " + line)
}
