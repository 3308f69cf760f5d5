//! The signs of PDF, ISO 32000-1, 7.2 and 7.3: as much of them as it takes to know names from words.

/// One sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign<'a> {
    /// `/Name`, as it is written: [`is`] reads it.
    Name(&'a [u8]),
    /// A whole number.
    Number(u32),
    /// `obj`, `stream`, `R`, `null` and all else.
    Word(&'a [u8]),
    /// Words of a text, in whatever form.
    Text,
    /// `<<`
    Dict,
    /// `>>`
    DictEnd,
    /// `[`
    List,
    /// `]`
    ListEnd,
}

/// Reads sign after sign.
#[derive(Clone, Debug)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// How far it has read.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes over what `over` holds for, and gives it.
    fn run(&mut self, over: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !over(byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn doubled(&mut self, of: u8) -> bool {
        let doubled = self.peek() == Some(of);
        self.at += usize::from(doubled);
        doubled
    }

    /// 7.3.4.2: brackets inside are counted, those behind a backslash are not.
    fn text(&mut self) {
        let mut depth = 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Sign<'a>;

    fn next(&mut self) -> Option<Sign<'a>> {
        loop {
            self.run(is_space);
            if self.peek()? != b'%' {
                break;
            }
            self.run(|byte| !matches!(byte, b'\r' | b'\n'));
        }
        let first = self.peek()?;
        if is_regular(first) {
            let word = self.run(is_regular);
            let number = str::from_utf8(word).ok().and_then(|word| word.parse().ok());
            return Some(number.map_or(Sign::Word(word), Sign::Number));
        }
        self.at += 1;
        Some(match first {
            b'/' => Sign::Name(self.run(is_regular)),
            b'(' => {
                self.text();
                Sign::Text
            }
            b'<' if self.doubled(b'<') => Sign::Dict,
            b'<' => {
                self.run(|byte| byte != b'>');
                self.at += 1;
                Sign::Text
            }
            b'>' if self.doubled(b'>') => Sign::DictEnd,
            b'[' => Sign::List,
            b']' => Sign::ListEnd,
            _ => Sign::Word(b""),
        })
    }
}

pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// Whether a name as it is written is this one: `#4A` is `J`, 7.3.5.
pub(super) fn is(written: &[u8], name: &[u8]) -> bool {
    read(written).eq(name.iter().copied())
}

/// Whether a name begins here that is this one; what stands behind it needs not be told apart as
/// strictly as the format does.
pub(super) fn begins(written: &[u8], name: &[u8]) -> bool {
    let mut signs = read(written);
    name.iter().all(|&sign| signs.next() == Some(sign))
        && signs.next().is_none_or(|next| !next.is_ascii_alphanumeric())
}

fn read(written: &[u8]) -> impl Iterator<Item = u8> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = written.get(at..)?;
        let spelt = match rest {
            [b'#', high, low, ..] => hexadecimal(*high, *low),
            _ => None,
        };
        at += if spelt.is_some() { 3 } else { 1 };
        spelt.or_else(|| rest.first().copied())
    })
}

fn hexadecimal(high: u8, low: u8) -> Option<u8> {
    let digit = |sign: u8| char::from(sign).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}
