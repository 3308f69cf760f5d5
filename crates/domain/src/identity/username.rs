use std::str::FromStr;
use xianban_kernel::Problem;

/// What staff type to log in: 2 to 32 small letters, digits, dots, dashes and underscores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    /// The name as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Forgives capitals and spaces around.
impl FromStr for Username {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let name = text.trim().to_ascii_lowercase();
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        if (2..=32).contains(&name.len()) && name.chars().all(known) {
            return Ok(Self(name));
        }
        let said = "用户名为 2 到 32 个小写字母、数字，或 . - _ 这几种符号。";
        Err(Problem::fault("username", said))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_username_forgives_capitals_and_spaces_around() {
        assert_eq!(" Zhang.Wei ".parse::<Username>().unwrap().as_str(), "zhang.wei");
    }

    #[test]
    fn a_username_is_short_and_plain() {
        for bad in ["", "a", "张伟", "zhang wei", "<b>", &"a".repeat(33)] {
            assert!(bad.parse::<Username>().is_err(), "{bad:?}");
        }
    }
}
