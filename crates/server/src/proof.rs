//! Secrets that stand in a file of their own, or in a variable.

use std::fs;
use std::path::Path;

use xianban_kernel::Secret;

use crate::configuration::Fault;

/// The secret of the part `of` of the configuration, from the file that `setting` names or from the
/// variable.
pub fn read(
    (of, setting, file): (&str, &str, Option<&Path>),
    (name, variable): (&str, Option<&Secret<String>>),
) -> Result<Secret<String>, Fault> {
    let secret = match file {
        Some(file) => fs::read_to_string(file)
            .map_err(Fault::while_doing(format!("reading {}", file.display())))?,
        None => variable.map(|secret| secret.reveal().clone()).unwrap_or_default(),
    };
    let secret = secret.trim().to_owned();
    if secret.is_empty() {
        return Err(Fault::NotThere(format!("secret for {of}: name {setting} or set {name}")));
    }
    Ok(Secret::new(secret))
}
