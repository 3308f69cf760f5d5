use xianban_kernel::PhoneNumber;

use crate::keys::Keys;

/// What a phone is found by.
pub(super) fn phone_print(keys: &Keys, phone: &PhoneNumber) -> [u8; 32] {
    keys.fingerprint("person.phone", phone.reveal().as_bytes())
}
