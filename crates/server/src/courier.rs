//! Takes short messages from the outbox to the gateway. Without a gateway they are printed, which is
//! what the demo wants: the code stands on the terminal.

use xianban_domain::identity::open_sms;
use xianban_domain::office::Office;
use xianban_kernel::{Moment, Seed};
use xianban_store::{Letter, claim_letters, finish_letter};

use crate::configuration::Fault;

/// Letters taken at once.
const MOST: i64 = 20;

/// Sends what waits.
pub async fn send_sms(office: &Office, at: Moment) -> Result<(), Fault> {
    let district = office.district;
    let claimed =
        office.db.claim(Seed::fresh(), move |tx| claim_letters(tx, district, "sms", at, MOST));
    for letter in claimed.await? {
        print(office, &letter)?;
        let id = letter.id;
        office.db.claim(Seed::fresh(), move |tx| finish_letter(tx, id, at)).await?;
    }
    Ok(())
}

fn print(office: &Office, letter: &Letter) -> Result<(), Fault> {
    let sms = open_sms(&office.keys, &letter.payload)?;
    println!("短信 → {}：{}", sms.to.masked(), sms.text);
    Ok(())
}
