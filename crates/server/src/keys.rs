use xianban_domain::keys::{FileKeys, Keys};

use crate::configuration::{Fault, Settings};

/// What a key in the data directory does not protect.
pub const BESIDE: &str = "The key lies in the data directory: whoever can write there and in the database \
    could seal anew, so keep copies of last-seal.json and of this public key elsewhere.";

/// Says where the key outside the database lives and how to save it.
pub fn run(settings: &Settings) -> Result<(), Fault> {
    let file = FileKeys::of(&settings.data);
    let place = file.path().display();
    if !file.path().exists() {
        println!("no key yet: the first start draws one into {place}");
        return Ok(());
    }
    let keys = Keys::from_provider(&FileKeys::open(&settings.data)?)?;
    println!(
        "seals over the trail are checked with the public key {}",
        hex::encode(keys.seal_key()?)
    );
    println!(
        "the key is in {place}

Copy it once to a place that no copy of the database reaches, such as a sealed stick:
  install -m 600 {place} PLACE

Without it nothing personal can be read again. Whoever has both it and the database reads
everything. To bring it back, copy it to the same place with mode 600 and start again."
    );
    Ok(())
}
