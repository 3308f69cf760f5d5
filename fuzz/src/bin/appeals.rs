#![no_main]
//! Appeals of another platform, JSON Lines.

use libfuzzer_sys::fuzz_target;
use xianban_domain::appeals::import::Lines;
use xianban_kernel::words::clean;

fuzz_target!(|bytes: &[u8]| {
    let mut lines = Lines::of(bytes);
    while let Some(read) = lines.next_row().expect("bytes in memory") {
        match read {
            Ok(row) => assert_eq!(clean(&row.text), row.text, "words come in cleaned"),
            Err(bad) => assert_eq!(bad.line, lines.line()),
        }
    }
    assert_eq!(lines.bytes(), bytes.len() as u64);
});
