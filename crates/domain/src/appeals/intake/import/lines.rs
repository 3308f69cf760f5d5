use std::io;
use std::io::BufRead;

use std::io::Read;

use super::line::{BadLine, BadReason, ImportRow, LINE_BYTES_MOST, read_line};

/// The lines of a file, one at a time: however long a line is, no more than an appeal's worth of it
/// is held. Blank lines count and are passed over.
pub struct Lines<R> {
    from: R,
    line: u64,
    bytes: u64,
}

impl<R: BufRead> Lines<R> {
    /// Reads from the start.
    pub const fn of(from: R) -> Self {
        Self { from, line: 0, bytes: 0 }
    }

    /// Number of the line read last, from 1.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// How many bytes were read so far.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The next line's row, or why there is none; `None` at the end.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn next_row(&mut self) -> io::Result<Option<Result<ImportRow, BadLine>>> {
        loop {
            let mut read = Vec::new();
            let most = u64::try_from(LINE_BYTES_MOST).unwrap_or(u64::MAX);
            let took = self.from.by_ref().take(most + 1).read_until(b'\n', &mut read)?;
            if took == 0 {
                return Ok(None);
            }
            let whole = if read.ends_with(b"\n") { took } else { took + self.skip_rest()? };
            self.line += 1;
            self.bytes += u64::try_from(whole).unwrap_or(0);
            let bad = |reason| Some(Err(BadLine { line: self.line, reason }));
            if whole > LINE_BYTES_MOST + 1 {
                return Ok(bad(BadReason::LineTooLong { bytes: whole, most: LINE_BYTES_MOST }));
            }
            match std::str::from_utf8(&read) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => return Ok(Some(read_line(self.line, text.trim_end()))),
                Err(error) => {
                    return Ok(bad(BadReason::NotUtf8 { column: error.valid_up_to() + 1 }));
                }
            }
        }
    }

    /// Passes over what is left of a line; answers how many bytes that were.
    fn skip_rest(&mut self) -> io::Result<usize> {
        let mut skipped = 0;
        loop {
            let held = self.from.fill_buf()?;
            let end = held.iter().position(|byte| *byte == b'\n');
            let took = end.map_or(held.len(), |place| place + 1);
            let done = end.is_some() || held.is_empty();
            self.from.consume(took);
            skipped += took;
            if done {
                return Ok(skipped);
            }
        }
    }
}
