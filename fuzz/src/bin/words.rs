#![no_main]
//! Words from outside, cleaned and shortened.

use libfuzzer_sys::fuzz_target;
use xianban_kernel::words::{beginning, clean, length, may_be_served};

fuzz_target!(|text: &str| {
    let once = clean(text).into_owned();
    assert_eq!(clean(&once), once, "cleaning twice changes nothing more");
    assert!(once.chars().all(may_be_served));
    assert!(length(&once) <= length(text));
    assert!(beginning(&once, 20).chars().count() <= 20);
});
