use xianban_domain::keys::FileKeys;

use crate::configuration::{Fault, Settings};

/// Says where the key outside the database lives and how to save it.
pub fn run(settings: &Settings) -> Result<(), Fault> {
    let file = FileKeys::of(&settings.data);
    let place = file.path().display();
    if !file.path().exists() {
        println!("no key yet: the first start draws one into {place}");
        return Ok(());
    }
    FileKeys::open(&settings.data)?;
    println!(
        "the key is in {place}

Copy it once to a place that no copy of the database reaches, such as a sealed stick:
  install -m 600 {place} PLACE

Without it nothing personal can be read again. Whoever has both it and the database reads
everything. To bring it back, copy it to the same place with mode 600 and start again."
    );
    Ok(())
}
