use std::fmt;

use argon2::password_hash::phc;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use xianban_kernel::words::length;
use xianban_kernel::{Draw, Fault, Problem, QueryCode};
use zeroize::Zeroizing;

use super::username::Username;

/// Argon2id with 19 MiB, two passes, one lane: OWASP's advice for a server that also does other
/// work. About 30 ms; never inside a transaction.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// Blocks of 1 KiB that are reserved for a hash; what is beyond `MEMORY_KIB` is never touched and so
/// takes no memory. glibc keeps freed pieces of up to 32 MiB for each thread that ever hashed; what
/// is larger it gives back to the machine at once.
const RESERVED_BLOCKS: usize = 33 * 1024;

/// What an unknown username is checked against, so that it takes as long as a known one. Nobody
/// knows a password for it: its hash bytes were drawn at random.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$b+UTKLnzZtuchZVmNL2hZg\
                     $B70O99MLyztInbzCjU72FNVPzZWO5FXivgBk8kCln7E";

/// The commonest passwords long enough to pass the length rule, and their Chinese cousins. What is
/// a run or a repetition is caught by rule.
const COMMON: [&str; 14] = [
    "password12",
    "password123",
    "password1234",
    "qwertyuiop",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "iloveyou12",
    "woaini1314",
    "woaini5201314",
    "5201314520",
    "admin12345",
    "administrator",
    "xianban123",
    "qingdao123",
];

/// A new password that keeps the rules. Prints nothing; cleared when dropped.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Ten to a hundred characters, not the username, not one of the commonest, no mere run or
    /// repetition. Every broken rule is told, in field `password`.
    pub fn new(text: &str, username: &Username) -> Result<Self, Problem> {
        let lower = Zeroizing::new(text.to_lowercase());
        let length = length(text);
        let rules = [
            (length < 10, "密码至少 10 个字符，可以用一句自己记得住的话。"),
            (length > 100, "密码最多 100 个字符。"),
            (lower.contains(username.as_str()), "密码里不要包含用户名。"),
            (length >= 10 && guessed_first(&lower), "这个密码太常见，容易被猜到。"),
        ];
        let broken = rules.into_iter().filter(|(broken, _)| *broken);
        let faults = broken.map(|(_, said)| Fault { field: "password", said: said.into() });
        Problem::unless_faultless(faults.collect())?;
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// One to begin with, drawn, and its text to be shown once.
    pub fn drawn(username: &Username, draw: &mut Draw) -> Result<(Self, String), Problem> {
        loop {
            let text = format!("{}-{}", QueryCode::draw(draw), QueryCode::draw(draw));
            // By chance it may hold a short username.
            if let Ok(password) = Self::new(&text, username) {
                return Ok((password, text));
            }
        }
    }

    /// Hashes it with a drawn salt. Slow on purpose: before the transaction.
    pub fn hash(&self, draw: &mut Draw) -> Result<PasswordHash, Problem> {
        let salt = draw.bytes::<16>();
        let hasher = hasher()?;
        let out = stretched(&hasher, self.0.as_bytes(), &salt)?;
        let params = hasher.params();
        let hash = phc::PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: phc::ParamsString::try_from(params).map_err(|error| broken(&error))?,
            salt: Some(phc::Salt::new(&salt).map_err(|error| broken(&error))?),
            hash: Some(out),
        };
        Ok(PasswordHash(hash.to_string()))
    }
}

/// A password's argon2id hash in PHC form. Prints nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub(super) String);

impl PasswordHash {
    /// What stands in for the hash of an unknown username.
    pub(super) fn dummy() -> Self {
        Self(DUMMY.to_owned())
    }

    /// Whether `typed` is the password. Slow on purpose: never inside a transaction.
    pub(super) fn verify(&self, typed: &str) -> Result<bool, Problem> {
        let known = phc::PasswordHash::new(&self.0).map_err(|error| broken(&error))?;
        let (Some(salt), Some(hash)) = (known.salt, known.hash) else {
            return Err(broken(&"a hash without its salt"));
        };
        let params = Params::try_from(&known).map_err(|error| broken(&error))?;
        if known.algorithm != Algorithm::Argon2id.ident() {
            return Err(broken(&known.algorithm));
        }
        let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        // Compared in the same time whatever differs.
        Ok(stretched(&hasher, typed.as_bytes(), &salt)? == hash)
    }
}

fn hasher() -> Result<Argon2<'static>, Problem> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|error| broken(&error))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash itself, in memory that is the machine's again as soon as it is made.
fn stretched(hasher: &Argon2<'_>, typed: &[u8], salt: &[u8]) -> Result<phc::Output, Problem> {
    let count = hasher.params().block_count();
    let mut memory = Vec::with_capacity(count.max(RESERVED_BLOCKS));
    memory.resize(count, Block::new());
    let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
    let hashed = hasher.hash_password_into_with_memory(typed, salt, &mut out, &mut memory);
    hashed.map_err(|error| broken(&error))?;
    phc::Output::new(&out).map_err(|error| broken(&error))
}

fn broken(error: &dyn fmt::Display) -> Problem {
    Problem::broken(format!("argon2: {error}"))
}

fn guessed_first(lower: &str) -> bool {
    COMMON.contains(&lower) || simple(lower)
}

/// One character over and over, or characters in alphabetical or counting order.
fn simple(text: &str) -> bool {
    let steps = |text: &str| -> Vec<i64> {
        let codes: Vec<_> = text.chars().map(|c| i64::from(u32::from(c))).collect();
        codes.iter().zip(codes.iter().skip(1)).map(|(a, b)| b - a).collect()
    };
    let all = |step: i64| steps(text).iter().all(|s| *s == step || *s == step * -9);
    all(0) || all(1) || all(-1)
}

macro_rules! print_nothing {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

print_nothing!(Password, PasswordHash);

#[cfg(test)]
mod tests {
    use super::*;
    use xianban_kernel::Seed;

    fn password(text: &str) -> Result<Password, Problem> {
        Password::new(text, &"zhang.wei".parse().unwrap())
    }

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hash =
            password("海风吹过崂山头上的云").unwrap().hash(&mut Seed::fixed(1).draw()).unwrap();
        assert!(hash.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.0);
        assert!(hash.verify("海风吹过崂山头上的云").unwrap());
        assert!(!hash.verify("海风吹过崂山头上的雾").unwrap());
    }

    #[test]
    fn the_stand_in_hash_costs_the_same_and_fits_nothing() {
        let cost = |hash: &str| hash.split('$').nth(3).unwrap().to_owned();
        let real = password("tide-and-lantern").unwrap().hash(&mut Seed::fixed(1).draw()).unwrap();
        assert_eq!(cost(DUMMY), cost(&real.0));
        let lengths = |hash: &str| hash.split('$').map(str::len).collect::<Vec<_>>();
        assert_eq!(lengths(DUMMY), lengths(&real.0));
        assert!(!PasswordHash::dummy().verify("tide-and-lantern").unwrap());
    }

    #[test]
    fn weak_passwords_are_refused_with_the_rule() {
        for (text, rule) in [
            ("海风吹过崂山头上", "至少 10"),
            ("my-zhang.wei-pass", "用户名"),
            ("WoAiNi5201314", "太常见"),
            ("aaaaaaaaaaaa", "太常见"),
            ("1234567890", "太常见"),
            ("9876543210", "太常见"),
            ("abcdefghijkl", "太常见"),
        ] {
            let Err(Problem::Faults(faults)) = password(text) else { panic!("{text} passed") };
            assert!(faults.iter().any(|fault| fault.said.contains(rule)), "{text}: {faults:?}");
        }
        assert!(password(&"长".repeat(101)).is_err());
        assert!(password("correct horse battery").is_ok());
    }

    #[test]
    fn a_password_is_never_printed() {
        assert_eq!(format!("{:?}", password("tide-and-lantern")), "Ok(Password(…))");
        assert_eq!(format!("{:?}", PasswordHash::dummy()), "PasswordHash(…)");
    }
}
