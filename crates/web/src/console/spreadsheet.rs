//! What goes out as a spreadsheet.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// The mark in front of UTF-8 without which spreadsheets take it for something else.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

/// A table of commas, as a browser keeps it under this name.
pub(super) const CSV: &str = "text/csv; charset=utf-8";

/// A workbook (ISO/IEC 29500).
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file that a browser keeps under a plain name.
pub(super) fn kept(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let place = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, place),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// A spreadsheet must not take words for a formula. It looks past blanks, marks nobody sees and
/// quotes, and an East Asian one reads full-width signs as the plain ones.
pub(super) fn harmless(cell: &str) -> String {
    let unseen = |sign: char| {
        sign.is_whitespace()
            || sign.is_control()
            || matches!(sign, '"' | '\'' | '“' | '”' | '‘' | '’' | '＂' | '＇')
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '−', '﹦', '﹢', '﹣', '﹫'];
    if cell.starts_with(['\t', '\r', '\n']) || cell.trim_start_matches(unseen).starts_with(signs) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn whatever_a_spreadsheet_may_reckon_with_is_words() {
        let signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠"];
        let before = ["", " ", "\u{3000}", "\t", "\r\n", "\"", "'", "“", " \"", "\u{feff}"];
        for sign in signs {
            for before in before {
                let cell = format!("{before}{sign}1+1");
                assert_eq!(harmless(&cell), format!("'{cell}"));
            }
        }
        assert_eq!(harmless("\t1"), "'\t1");
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        for cell in ["", "LS202611230001", "楼道=堆物", "“老地方”门口", " 3-2-101", "—"]
        {
            assert_eq!(harmless(cell), cell);
        }
    }
}
