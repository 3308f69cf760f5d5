use serde_json::{Map, Value};
use xianban_kernel::Problem;

use super::noun::Folded;
use crate::dossier::Record;

/// The field of the first payload that holds the number.
const NO: &str = "no";

/// Kind and payload of an event as the trail stores them; the first one holds the number `no`.
pub(super) fn stored<N: Folded>(
    event: &N::Event,
    no: Option<&str>,
) -> Result<(String, Map<String, Value>), Problem> {
    let broken = || Problem::broken(format!("an event of {} is no case with fields", N::KIND));
    let value = serde_json::to_value(event).map_err(|error| Problem::broken(error.to_string()))?;
    let Value::Object(cases) = value else { return Err(broken()) };
    let mut cases = cases.into_iter();
    let (Some((case, Value::Object(mut payload))), None) = (cases.next(), cases.next()) else {
        return Err(broken());
    };
    if let Some(no) = no {
        payload.insert(NO.to_owned(), Value::String(no.to_owned()));
    }
    Ok((format!("{}_{case}.1", N::KIND), payload))
}

/// The event of a record, and the number if it is the first.
pub(super) fn read<N: Folded>(record: &Record) -> Result<(N::Event, Option<String>), Problem> {
    let unknown = || Problem::broken(format!("{} has no event {}", N::KIND, record.kind));
    let case = record.kind.strip_prefix(N::KIND).and_then(|rest| rest.strip_prefix('_'));
    let case = case.and_then(|rest| rest.strip_suffix(".1")).ok_or_else(unknown)?;
    let broken = |error: serde_json::Error| Problem::broken(error.to_string());
    let mut payload: Map<String, Value> = serde_json::from_str(&record.payload).map_err(broken)?;
    let no = if record.seq == 1 { payload.remove(NO) } else { None };
    let cases = Map::from_iter([(case.to_owned(), Value::Object(payload))]);
    let event = serde_json::from_value(Value::Object(cases)).map_err(broken)?;
    Ok((event, no.and_then(|no| no.as_str().map(str::to_owned))))
}

/// The event of a record, for a room that compares rows of its own.
pub fn event_of<N: Folded>(record: &Record) -> Result<N::Event, Problem> {
    read::<N>(record).map(|(event, _)| event)
}
