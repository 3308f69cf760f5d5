#![no_main]
//! Tables of a district as they are brought in: the first byte says what the file is called.

use libfuzzer_sys::fuzz_target;
use xianban_domain::organisation::{Brought, Records};

const NAMES: [&str; 10] = [
    "units.csv",
    "grids.csv",
    "members.tsv",
    "places.csv",
    "staff.csv",
    "outlines.csv",
    "units.xlsx",
    "staff.xlsx",
    "all.json",
    "outlines.geojson",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()].to_owned();
    if let Err(misfits) = Records::read(&[Brought { name, bytes: bytes.to_vec() }]) {
        assert!(!misfits.is_empty());
        assert!(misfits.iter().all(|misfit| !misfit.why.is_empty()));
    }
});
