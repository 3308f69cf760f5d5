//! ISO 7064 MOD 11,10, the check digit of GB/T 17710-2008.
//!
//! It finds every single wrong digit, and all but 20 of the 900 cases (one in 45) in which two
//! different neighbouring digits have changed places.

/// The digit to put behind `digits`; `None` when something else than 0 to 9 is among them.
pub(crate) fn check_digit(digits: &str) -> Option<char> {
    let rest = digits.bytes().try_fold(10, step)?;
    Some(char::from(b'0' + (11 - rest) % 10))
}

/// One digit further: 1 to 10 in, 1 to 10 out.
fn step(product: u8, digit: u8) -> Option<u8> {
    if !digit.is_ascii_digit() {
        return None;
    }
    let sum = (product + (digit - b'0')) % 10;
    Some(if sum == 0 { 10 } else { sum } * 2 % 11)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(number: &[u8]) -> bool {
        let (check, digits) = number.split_last().unwrap();
        let digits = std::str::from_utf8(digits).unwrap();
        check_digit(digits) == Some(char::from(*check))
    }

    #[test]
    fn it_agrees_with_the_example_of_the_standard() {
        assert_eq!(check_digit("0794"), Some('5'));
        assert_eq!(check_digit("079x"), None);
    }

    /// A digit turns one product into another, and different digits turn it into different ones:
    /// a wrong digit leaves a wrong product, which no further right digit mends.
    #[test]
    fn every_single_wrong_digit_is_found() {
        for product in 1..=10 {
            for a in b'0'..=b'9' {
                for b in (b'0'..=b'9').filter(|b| *b != a) {
                    assert_ne!(step(product, a), step(product, b));
                }
            }
        }
        for digit in b'0'..=b'9' {
            let after: std::collections::BTreeSet<_> =
                (1..=10).map(|product| step(product, digit)).collect();
            assert_eq!(after.len(), 10, "different products stay different");
        }
    }

    #[test]
    fn one_swap_of_neighbours_in_45_goes_unseen() {
        let twice = |product, a, b| step(product, a).and_then(|product| step(product, b));
        let mut unseen = 0;
        for product in 1..=10 {
            for a in b'0'..=b'9' {
                for b in (b'0'..=b'9').filter(|b| *b != a) {
                    unseen += u32::from(twice(product, a, b) == twice(product, b, a));
                }
            }
        }
        assert_eq!(unseen, 20, "of 900");
    }

    #[test]
    fn a_number_with_its_check_digit_holds_and_its_neighbours_do_not() {
        for start in [0_u64, 123_456_789, 987_654_321, 999_999_999] {
            let digits = format!("{start:09}");
            let good = format!("{digits}{}", check_digit(&digits).unwrap()).into_bytes();
            assert!(holds(&good));
            for place in 0..good.len() {
                for other in (b'0'..=b'9').filter(|d| *d != good[place]) {
                    let mut wrong = good.clone();
                    wrong[place] = other;
                    assert!(!holds(&wrong));
                }
            }
        }
    }
}
