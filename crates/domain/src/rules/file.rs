//! A rules file as it goes out and comes in: TOML with its comments, or JSON for programs.

use xianban_kernel::Problem;

use super::Rules;

/// The rules of a TOML file as JSON.
pub fn json_of(text: &str) -> Result<String, Problem> {
    let rules: toml::Table = toml::from_str(text).map_err(unreadable)?;
    serde_json::to_string_pretty(&rules).map_err(|error| Problem::broken(error.to_string()))
}

/// A file as TOML, whichever of the two it is.
pub fn toml_of(text: &str) -> Result<String, Problem> {
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('{') {
        toml::from_str::<Rules>(text).map_err(unreadable)?;
        return Ok(text.to_owned());
    }
    let table: toml::Table = serde_json::from_str(text).map_err(unreadable)?;
    let text = toml::to_string_pretty(&table).map_err(unreadable)?;
    toml::from_str::<Rules>(&text).map_err(unreadable)?;
    Ok(text)
}

fn unreadable(error: impl std::fmt::Display) -> Problem {
    let said = format!("文件读不懂，草稿没有变：{}", error.to_string().trim());
    Problem::fault("file", said)
}
