//! What the figures were measured on.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::Outcome;
use crate::speed::Waits;

/// Small writes that are synced, one after another.
const SYNCS: usize = 200;

/// The machine.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// The processor's name.
    pub processor: String,
    /// Cores that may be used.
    pub cores: usize,
    /// Kernel release.
    pub kernel: String,
    /// Memory in all, MB.
    pub memory_mb: u64,
    /// How long `fdatasync` takes after 4 KiB were appended, in milliseconds, where SQLite's files
    /// will lie.
    pub sync_ms: Waits,
}

/// Looks the machine over, with the disk that holds `folder`.
pub fn look(folder: &Path) -> Outcome<Machine> {
    Ok(Machine {
        processor: field("/proc/cpuinfo", "model name")?,
        cores: std::thread::available_parallelism()?.get(),
        kernel: fs::read_to_string("/proc/sys/kernel/osrelease")?.trim().to_owned(),
        memory_mb: kilobytes("/proc/meminfo", "MemTotal")? / 1000,
        sync_ms: Waits::over(syncs(folder)?).ok_or("no sync was measured")?,
    })
}

/// The value behind `name` in a file of the kernel's with `name: value` lines.
pub fn field(path: &str, name: &str) -> Outcome<String> {
    let text = fs::read_to_string(path)?;
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    let mut named = lines.filter(|(key, _)| key.trim() == name);
    let (_, value) = named.next().ok_or_else(|| format!("{path} does not tell its {name}"))?;
    Ok(value.trim().to_owned())
}

/// The same for a size, in kilobytes.
pub fn kilobytes(path: &str, name: &str) -> Outcome<u64> {
    let value = field(path, name)?;
    Ok(value.trim_end_matches(" kB").parse()?)
}

fn syncs(folder: &Path) -> Outcome<Vec<Duration>> {
    let mut file = tempfile::tempfile_in(folder)?;
    let page = [7; 4096];
    (0..SYNCS)
        .map(|_| {
            let began = Instant::now();
            file.write_all(&page)?;
            file.sync_data()?;
            Ok(began.elapsed())
        })
        .collect()
}
