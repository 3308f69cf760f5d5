#![no_main]
//! Bodies as browsers and programs send them: urlencoded, JSON, in parts, and filings over Open311.

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tokio::runtime::{Builder, Runtime};
use xianban_domain::rooms::vocabulary;
use xianban_domain::rules::{Rules, SHIPPED};
use xianban_kernel::words::clean;
use xianban_web::outside;

static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::parse(SHIPPED, vocabulary()).expect("the shipped rules"));

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_time().build().expect("a runtime"));

fuzz_target!(|bytes: &[u8]| {
    let Some((first, body)) = bytes.split_first() else { return };
    match first % 4 {
        0 => {
            for (name, value) in outside::form(body).unwrap_or_default() {
                assert_eq!(clean(&value), value, "{name}");
            }
            let _ = outside::sent(body);
        }
        1 => drop(outside::json(body)),
        2 => drop(outside::open311(body, &RULES)),
        _ => drop(RUNTIME.block_on(outside::parts("B", body.to_vec()))),
    }
});
