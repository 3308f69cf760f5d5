#![no_main]
//! A file of rules, TOML or JSON, as an administrator brings it in.

use libfuzzer_sys::fuzz_target;
use xianban_domain::rooms::vocabulary;
use xianban_domain::rules::{Rules, toml_of};

fuzz_target!(|text: &str| {
    if let Ok(rules) = toml_of(text) {
        let _ = Rules::parse(&rules, vocabulary());
    }
});
