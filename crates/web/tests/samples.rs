//! Writes every sample where a person can look at it.

use std::fs;
use std::path::Path;

use xianban_web::frame::{Elder, assets};
use xianban_web::samples;

#[test]
#[ignore = "writes target/samples for a person to look at"]
fn write_samples() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples");
    for asset in assets::shelf() {
        let path = root.join(asset.url.trim_start_matches('/'));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, asset.bytes()).unwrap();
    }
    for (suffix, elder) in
        [("", Elder::Normal), ("-elder", Elder::Large), ("-largest", Elder::Largest)]
    {
        for sample in samples::all() {
            let page = (sample.render)(samples::sized(elder)).unwrap();
            fs::write(root.join(format!("{}{suffix}.html", sample.name)), page).unwrap();
        }
    }
}
