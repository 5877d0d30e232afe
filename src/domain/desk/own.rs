//! Whether a case is the own one of somebody at the desk.

use crate::domain::claim::proves;
use crate::domain::email::EmailAddress;
use crate::domain::prose::WebAddress;

/// Whether a case is somebody's own: they sent it, letters about it go to them, or they read mail at its website.
#[must_use]
pub fn is_own(
    officer: &EmailAddress,
    author: Option<&EmailAddress>,
    contact: Option<&EmailAddress>,
    website: Option<&WebAddress>,
) -> bool {
    let named = [author, contact].into_iter().flatten();
    named.into_iter().any(|own| own.key() == officer.key())
        || website.is_some_and(|site| proves(officer, site))
}
