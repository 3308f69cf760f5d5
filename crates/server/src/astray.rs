//! A clock that goes wrong when a file says so: for trials of what a wrong clock does.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;
use std::time::Duration;

use xianban_kernel::Clock;

/// Between two looks into the file.
const LOOKS: Duration = Duration::from_millis(100);

/// The machine's clock, or one that is as far off as the file says.
pub fn clock(file: Option<&Path>) -> Clock {
    let Some(file) = file.map(Path::to_owned) else { return Clock::machine() };
    let by = Arc::new(AtomicI64::new(said(&file).unwrap_or_default()));
    let led = Arc::clone(&by);
    thread::spawn(move || follow(&file, &led));
    Clock::led_astray(by)
}

fn follow(file: &Path, led: &AtomicI64) {
    loop {
        thread::sleep(LOOKS);
        // Half a number is no number: the next look finds the whole.
        if let Some(by) = said(file) {
            led.store(by, Ordering::SeqCst);
        }
    }
}

fn said(file: &Path) -> Option<i64> {
    fs::read_to_string(file).ok()?.trim().parse().ok()
}
