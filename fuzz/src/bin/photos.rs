#![no_main]
//! Photos, judged and drawn anew.

use libfuzzer_sys::fuzz_target;
use xianban_gateways::photos::{megapixels, prepare};

fuzz_target!(|bytes: &[u8]| {
    // Large canvases are slow to draw and say nothing more about the reader.
    if megapixels(bytes) <= 1
        && let Err(fault) = prepare(bytes)
    {
        assert!(fault.said().ends_with('。'));
    }
});
