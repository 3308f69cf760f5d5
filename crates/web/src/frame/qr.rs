//! QR codes as one SVG path: small, sharp at every size, and printed without a script.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// A code to be drawn in a square `viewBox` of `size` units, quiet zone included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Width and height in modules, with a quiet zone of 4 on each side.
    pub size: usize,
    /// The dark modules, as path data.
    pub path: String,
}

/// Draws `text` (an address), readable with a quarter of it dirty. Empty when the text is too long.
pub fn draw(text: &str) -> Drawing {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::Q) else {
        return Drawing::default();
    };
    let width = code.width();
    let mut path = String::new();
    for (y, line) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in line.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{} {}h{}v1h-{}z", x + 4, y + 4, run.len(), run.len());
            }
            x += run.len();
        }
    }
    Drawing { size: width + 8, path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_begins_with_its_corner_mark() {
        let drawing = draw("https://example.org/q/A1");
        assert!(drawing.path.starts_with("M4 4h7v1h-7z"));
        assert!(drawing.size >= 29);
        assert_eq!(draw(&"长".repeat(3000)), Drawing::default());
    }
}
