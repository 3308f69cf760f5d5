#![no_main]
//! PDF and Word, judged by their content.

use libfuzzer_sys::fuzz_target;
use xianban_gateways::documents::judge;

fuzz_target!(|bytes: &[u8]| {
    let most = 1024 * 1024;
    if let Err(fault) = judge(bytes, most) {
        assert!(fault.said().ends_with('。'));
    }
});
