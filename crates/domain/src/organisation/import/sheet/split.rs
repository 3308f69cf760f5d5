use super::cells::{Cell, Row};

/// The rows of a text: however its lines end, a cell in quotes may hold several of them and is still
/// one row, as a spreadsheet shows it.
///
/// # Errors
/// The row in which a quote opens that never closes.
pub(super) fn rows(text: &str, separator: char) -> Result<Vec<Row>, u64> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reading = Reading { n: 1, ..Reading::default() };
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => reading.cell.push('"'),
            '"' if quoted => quoted = false,
            _ if quoted => reading.cell.push(letter),
            '"' if reading.cell.trim().is_empty() => {
                reading.cell.clear();
                quoted = true;
            }
            '\n' => reading.row(),
            _ if letter == separator => reading.cell(),
            _ => reading.cell.push(letter),
        }
    }
    if quoted {
        return Err(reading.n);
    }
    reading.row();
    Ok(reading.rows)
}

#[derive(Default)]
struct Reading {
    rows: Vec<Row>,
    n: u64,
    cells: Vec<Cell>,
    cell: String,
}

impl Reading {
    fn cell(&mut self) {
        self.cells.push(Cell::Text(self.cell.trim().to_owned()));
        self.cell.clear();
    }

    fn row(&mut self) {
        self.cell();
        let row = Row { n: self.n, cells: std::mem::take(&mut self.cells), trimmed: false };
        self.n += 1;
        if !row.is_empty() {
            self.rows.push(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, Vec<String>)> {
        let rows = rows(text, ',').unwrap();
        let words = |row: Row| row.cells.iter().map(|cell| cell.text().to_owned()).collect();
        rows.into_iter().map(|row| (row.n, words(row))).collect()
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_shows_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "a, b \n\n\"x\ny\",\"say \"\"no\"\"\"\n,\nlast,".replace('\n', end);
            let words = |words: [&str; 2]| words.map(str::to_owned).to_vec();
            let found = [
                (1, words(["a", "b"])),
                (3, words(["x\ny", "say \"no\""])),
                (5, words(["last", ""])),
            ];
            assert_eq!(read(&text), found, "{end:?}");
        }
    }

    #[test]
    fn a_quote_that_never_closes_is_told_with_its_row() {
        assert_eq!(rows("a,b\r\nc,\"d\r\ne,f\r\n", ','), Err(2));
        assert_eq!(read("12\" pipe,x"), [(1, vec!["12\" pipe".to_owned(), "x".to_owned()])]);
    }
}
