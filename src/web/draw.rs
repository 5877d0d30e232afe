//! Randomness and identifiers enter here and nowhere else in this room.

use uuid::Uuid;

use super::failed::Failed;
use crate::domain::access::Token;

/// Draws a secret of 128 bits.
///
/// # Errors
/// The system gives no random bits.
pub(super) fn token() -> Result<Token, Failed> {
    bytes().map(Token::from_bits)
}

/// Draws 64 bits, for a reference.
///
/// # Errors
/// The system gives no random bits.
pub(super) fn bits() -> Result<u64, Failed> {
    bytes().map(u64::from_ne_bytes)
}

/// Draws an identifier (UUID version 7).
#[expect(clippy::disallowed_methods, reason = "web is the edge where identifiers are drawn")]
pub(super) fn id() -> Uuid {
    Uuid::now_v7()
}

/// Draws bytes.
///
/// # Errors
/// The system gives no random bits.
#[expect(clippy::disallowed_methods, reason = "web is the edge where randomness enters")]
pub(super) fn bytes<const N: usize>() -> Result<[u8; N], Failed> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(Failed::Randomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_twice() {
        assert_ne!(token().unwrap(), token().unwrap());
        assert_ne!(bits().unwrap(), bits().unwrap());
        assert_ne!(id(), id());
    }
}
