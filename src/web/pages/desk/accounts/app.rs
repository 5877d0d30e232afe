//! An authenticator app to be linked.
//!
//! The secret is drawn when the page is shown and travels in its form: until it is used nothing has to be kept, an app that is
//! linked already stays good, and whoever finds an old invitation learns nothing of the secret that was chosen with it.

use qrcode::{Color, EcLevel, QrCode};

use crate::domain::desk::totp::SharedSecret;
use crate::domain::email::EmailAddress;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;

/// Blank modules around the picture, as the standard wants them (ISO/IEC 18004).
const QUIET: usize = 4;

/// What the page shows of it.
pub(super) struct AppView {
    /// Modules of the picture on each side.
    pub(super) size: usize,
    /// The dark modules as a path.
    pub(super) path: String,
    /// The secret in groups of four.
    pub(super) key: String,
    pub(super) secret: String,
    pub(super) url: String,
}

impl AppView {
    /// Shows a secret for somebody.
    pub(super) fn new(secret: &SharedSecret, email: &EmailAddress) -> Self {
        let url = secret.url(email);
        let (size, path) = drawn(&url);
        Self { size, path, key: secret.grouped(), secret: secret.reveal().to_owned(), url }
    }
}

/// Draws a secret.
///
/// # Errors
/// The system gives no random bits.
pub(super) fn new_secret() -> Result<SharedSecret, Failed> {
    Ok(SharedSecret::from_bits(draw::bytes()?))
}

/// Gives the secret that a form brings back, or a new one.
///
/// # Errors
/// The system gives no random bits.
pub(super) fn secret_of(typed: &Typed) -> Result<SharedSecret, Failed> {
    SharedSecret::parse(typed.get("secret")).map_or_else(new_secret, Ok)
}

fn drawn(url: &str) -> (usize, String) {
    let Ok(code) = QrCode::with_error_correction_level(url, EcLevel::M) else { return (1, String::new()) };
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET));
        }
    }
    (width + 2 * QUIET, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_the_three_corners_of_a_code_inside_its_quiet_zone() {
        let email = EmailAddress::parse("anne@annuaire.example").unwrap();
        let app = AppView::new(&SharedSecret::from_bits([7; 20]), &email);
        let far = app.size - QUIET - 1;
        for (x, y) in [(QUIET, QUIET), (far, QUIET), (QUIET, far)] {
            assert!(app.path.contains(&format!("M{x} {y}h1v1h-1z")), "{x} {y}");
        }
        assert!(!app.path.contains("M3 ") && app.url.starts_with("otpauth://totp/"));
    }
}
