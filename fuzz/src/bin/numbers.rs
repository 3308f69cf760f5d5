#![no_main]
//! What is typed as a phone, the number of an appeal, its query code, a place, a time.

use libfuzzer_sys::fuzz_target;
use xianban_kernel::{AppealNo, AreaCode, ContactPhone, Datum, Moment, PhoneNumber, QueryCode};

fuzz_target!(|text: &str| {
    if let Ok(phone) = PhoneNumber::parse(text) {
        let again = PhoneNumber::parse(phone.reveal()).expect("what was read is read again");
        assert_eq!(again.reveal(), phone.reveal());
        assert!(!phone.masked().contains(phone.reveal()));
    }
    if let Ok(phone) = ContactPhone::parse(text) {
        let again = ContactPhone::parse(phone.as_str()).expect("what was read is read again");
        assert_eq!(again.as_str(), phone.as_str());
        assert!(phone.dialled().chars().all(|sign| sign.is_ascii_digit() || "+,;-".contains(sign)));
    }
    if let Ok(no) = AppealNo::parse(text) {
        assert_eq!(AppealNo::parse(&no.grouped()).expect("as it is shown"), no);
        assert_eq!(AppealNo::parse(no.as_str()).expect("as it is kept"), no);
    }
    if let Ok(code) = AreaCode::parse(text) {
        assert_eq!(AreaCode::from_number(code.number()).expect("as it is kept"), code);
    }
    let _ = (QueryCode::parse(text), Datum::parse(text));
    if let Some(at) = Moment::parse(text) {
        // Shown to the second.
        let shown = at.to_string();
        assert_eq!(Moment::parse(&shown).map(|again| again.to_string()), Some(shown));
    }
});
