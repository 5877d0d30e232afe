//! An address as a square to scan, drawn as one path of SVG.

use qrcode::{Color, EcLevel, QrCode};

/// Blank modules around the square that readers need (ISO/IEC 18004).
const QUIET: usize = 4;

/// A square to scan.
pub(super) struct Square {
    /// Width and height, in modules.
    pub(super) size: usize,
    /// The dark modules, as data of a path.
    pub(super) path: String,
}

impl Square {
    /// Draws a text; nothing for one that is too long, which no address of ours is.
    pub(super) fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let colors = code.into_colors();
        let dark = colors.iter().enumerate().filter(|(_, color)| **color == Color::Dark);
        let path =
            dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET)).collect();
        Some(Self { size: width + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_has_the_three_marks_of_its_corners() {
        let square = Square::of("otpauth://totp/Devanture:a?secret=GEZDGNBVGY3TQOJQ").unwrap();
        let far = square.size - QUIET - 7;
        for (x, y) in [(QUIET, QUIET), (far, QUIET), (QUIET, far)] {
            assert!(square.path.contains(&format!("M{x} {y}h1")), "{x} {y}");
        }
        assert!(Square::of(&"a".repeat(10_000)).is_none());
    }
}
