//! A recorded filing as a script for pgbench.
//!
//! Each parameter becomes a variable, so that it travels with every statement as it does from us.
//! What differs from one filing to another tells what must be new each time: small numbers that
//! grow (rows, times) go on growing, drawn ones are drawn, short texts (numbers, keys) become digits
//! that are drawn; long texts and bytes keep the content of their recording. The same value within a
//! filing stays the same variable. Nothing (null, or a value without content) is written out.

use std::collections::HashMap;
use std::fmt::Write as _;

use postgres::types::Type;

use super::recording::Filing;
use super::tap::Spoken;
use crate::Outcome;

/// Longer texts are payload; shorter ones may have to be unique.
const SHORT: usize = 64;
/// Two filings in a row differ by less than this in a row or a time, and by more in a drawn number.
const NEAR: u64 = 1 << 45;

/// One filing for pgbench.
#[derive(Debug)]
pub struct Script {
    /// The file's text.
    pub text: String,
    /// Variables that stand still, to be given on the command line.
    pub constants: Vec<(String, String)>,
}

/// Writes a filing down, with another one to compare; `types` answers the parameter types of a
/// statement.
pub fn script(
    clients: usize,
    [filing, other]: &[Filing; 2],
    types: &mut dyn FnMut(&str) -> Outcome<Vec<Type>>,
) -> Outcome<Script> {
    let mut variables =
        Variables { clients, known: HashMap::new(), constants: Vec::new(), set: String::new() };
    let mut body = String::new();
    for (spoken, other) in filing.iter().zip(other) {
        match (spoken, other) {
            (Spoken::Simple(sql), _) => writeln!(body, "{};", sql.trim_end_matches(';'))?,
            (Spoken::Run { sql, params }, Spoken::Run { params: others, .. }) => {
                let types = types(sql)?;
                let values = params.iter().zip(others).zip(&types);
                let values = values
                    .map(|((value, other), ty)| {
                        variables.of(value.as_deref(), other.as_deref(), ty)
                    })
                    .collect::<Outcome<Vec<_>>>()?;
                writeln!(body, "{};", filled_in(sql, &values))?;
            }
            _ => return Err("two filings say different statements".into()),
        }
    }
    let text = format!("\\set n :n + 1\n{}{body}", variables.set);
    Ok(Script { text, constants: variables.constants })
}

struct Variables {
    clients: usize,
    known: HashMap<(Type, Vec<u8>), String>,
    constants: Vec<(String, String)>,
    set: String,
}

impl Variables {
    /// What stands in the script for a value.
    fn of(&mut self, value: Option<&[u8]>, other: Option<&[u8]>, ty: &Type) -> Outcome<String> {
        let Some(value) = value else { return Ok(format!("cast(null as {})", ty.name())) };
        // pgbench takes no variable without content; what is empty, and stays so, is written out.
        if value.is_empty() {
            return Ok(format!("cast('' as {})", ty.name()));
        }
        let key = (ty.clone(), value.to_vec());
        if let Some(name) = self.known.get(&key) {
            return Ok(format!(":{name}"));
        }
        let name = format!("v{}", self.known.len());
        let shown = shown(value, ty)?;
        match fresh(value, other, ty) {
            None => self.constants.push((name.clone(), shown)),
            Some(Fresh::Growing) => {
                let clients = self.clients;
                writeln!(self.set, "\\set {name} {shown} + :n * {clients} + :client_id")?;
            }
            Some(Fresh::Drawn) => {
                writeln!(self.set, "\\set {name} random(1000000000000000000, {})", i64::MAX - 1)?;
            }
        }
        let said = format!(":{name}");
        self.known.insert(key, name);
        Ok(said)
    }
}

/// How a value that differs from filing to filing is made anew.
enum Fresh {
    Growing,
    Drawn,
}

fn fresh(value: &[u8], other: Option<&[u8]>, ty: &Type) -> Option<Fresh> {
    let other = other.filter(|other| *other != value)?;
    match *ty {
        Type::INT8 => {
            let (one, two) = (int(value)?, int(other)?);
            Some(if one.abs_diff(two) < NEAR { Fresh::Growing } else { Fresh::Drawn })
        }
        Type::TEXT if value.len() < SHORT => Some(Fresh::Drawn),
        _ => None,
    }
}

fn int(value: &[u8]) -> Option<i64> {
    value.try_into().ok().map(i64::from_be_bytes)
}

/// A binary value as text.
fn shown(value: &[u8], ty: &Type) -> Outcome<String> {
    Ok(match *ty {
        Type::INT8 => int(value).ok_or("a number of another length")?.to_string(),
        Type::FLOAT8 => f64::from_be_bytes(value.try_into()?).to_string(),
        Type::TEXT => String::from_utf8(value.to_vec())?,
        Type::BYTEA => format!("\\x{}", hex::encode(value)),
        _ => return Err(format!("a parameter of type {ty}").into()),
    })
}

/// The statement with its `$n` filled in.
fn filled_in(sql: &str, values: &[String]) -> String {
    let mut parts = sql.split('$');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (number, rest) = part.split_at(digits);
        let value = number.parse::<usize>().ok().and_then(|n| values.get(n.checked_sub(1)?));
        filled.push_str(value.map_or("$", String::as_str));
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filing(id: i64, no: &str, text: &str) -> Filing {
        let params = vec![
            Some(id.to_be_bytes().to_vec()),
            Some(no.as_bytes().to_vec()),
            None,
            Some(text.as_bytes().to_vec()),
        ];
        let sql = "insert into a values ($1, $2, $3, $4)".to_owned();
        vec![Spoken::Simple("begin".to_owned()), Spoken::Run { sql, params }]
    }

    #[test]
    fn what_must_be_new_is_made_anew_and_the_rest_stands_still() {
        let pair = [filing(100, "LS-1", "same"), filing(107, "LS-2", "same")];
        let mut types = |_: &str| Ok(vec![Type::INT8, Type::TEXT, Type::INT8, Type::TEXT]);
        let script = script(16, &pair, &mut types).unwrap();
        let lines: Vec<_> = script.text.lines().collect();
        assert_eq!(
            lines,
            [
                "\\set n :n + 1",
                "\\set v0 100 + :n * 16 + :client_id",
                "\\set v1 random(1000000000000000000, 9223372036854775806)",
                "begin;",
                "insert into a values (:v0, :v1, cast(null as int8), :v2);",
            ]
        );
        assert_eq!(script.constants, [("v2".to_owned(), "same".to_owned())]);
    }

    #[test]
    fn what_is_empty_is_written_out_as_pgbench_takes_no_empty_variable() {
        let run = |text: &str, bytes: &[u8]| {
            let params = vec![Some(text.as_bytes().to_vec()), Some(bytes.to_vec())];
            vec![Spoken::Run { sql: "insert into a values ($1, $2)".to_owned(), params }]
        };
        let mut types = |_: &str| Ok(vec![Type::TEXT, Type::BYTEA]);
        let script = script(16, &[run("", b""), run("now and then", b"")], &mut types).unwrap();
        let said = "insert into a values (cast('' as text), cast('' as bytea));";
        assert_eq!(script.text.lines().last(), Some(said));
        assert_eq!(script.constants, []);
    }
}
