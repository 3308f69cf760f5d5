/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Cell {
    /// Text, without space around.
    Text(String),
    /// A whole number that the program holds as one: whether zeros stood before it is not known.
    Number(String),
    /// Something that cannot be taken as it is, and why.
    Unfit(String),
}

impl Cell {
    pub(in super::super) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Unfit(_) => "",
        }
    }

    pub(in super::super) fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }
}

/// A row with its number, from 1; rows of nothing are left out but counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Row {
    pub(in super::super) n: u64,
    pub(in super::super) cells: Vec<Cell>,
    /// Whether empty cells at its end are left out, as in workbooks.
    pub(in super::super) trimmed: bool,
}

impl Row {
    pub(in super::super) fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}
