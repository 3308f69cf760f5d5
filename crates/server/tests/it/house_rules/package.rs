use std::fs;
use std::path::PathBuf;

use toml::{Table, Value};

use super::{no_fault, root};

const CONFIGURATION: &str = "etc/xianban/xianban.toml";

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// What the package is made of: the file here, and where it goes.
fn assets() -> Vec<(String, String)> {
    let manifest: Table = read("crates/server/Cargo.toml").parse().unwrap();
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().unwrap();
    let word = |asset: &Value, place: usize| asset[place].as_str().unwrap().to_owned();
    assets.iter().map(|asset| (word(asset, 0), word(asset, 1))).collect()
}

#[test]
fn everything_the_package_names_is_here() {
    let server = root().join("crates/server");
    let missing = assets().into_iter().filter(|(here, _)| {
        let built = here == "target/release/xianban";
        let folder = here.strip_suffix("/*.md").unwrap_or(here);
        !built && !PathBuf::from(&server).join(folder).exists()
    });
    no_fault(missing.map(|(here, _)| format!("the package names {here}, which is not there")));
    let placed: Vec<_> = assets().into_iter().map(|(_, there)| there).collect();
    assert!(placed.contains(&"usr/bin/".to_owned()) && placed.contains(&CONFIGURATION.to_owned()));
}

#[test]
fn the_packaged_configuration_is_the_sample_with_its_own_data_directory() {
    let usual = "#data = \"data\"\n";
    let sample = read("docs/xianban.toml");
    assert!(sample.contains(usual));
    let packaged = sample.replace(usual, "data = \"/var/lib/xianban\"\n");
    assert_eq!(read("crates/server/debian/xianban.toml"), packaged, "copy the sample again");
}

#[test]
fn the_unit_starts_what_the_package_brings_and_waits_for_its_end() {
    let unit = read("crates/server/debian/xianban.service");
    let says = |name: &str| {
        let line = unit.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        line.unwrap_or_else(|| panic!("the unit does not say {name}")).to_owned()
    };
    let started = format!("/usr/bin/xianban serve --config /{CONFIGURATION}");
    assert_eq!(says("ExecStart"), started);
    assert_eq!((says("User"), says("StateDirectoryMode")), ("xianban".into(), "0700".into()));
    // Connections 15 s, chores 10 s, the database 5 s, and before that `leaving_seconds`.
    assert!(says("TimeoutStopSec").parse::<u64>().unwrap() >= 30 + 15);
    for script in ["postinst", "postrm"] {
        let script = read(&format!("crates/server/debian/{script}"));
        assert!(script.starts_with("#!/bin/sh\nset -e\n") && script.contains("#DEBHELPER#"));
    }
}
