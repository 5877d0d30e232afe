//! Pictures of providers: what is kept of them, and what cannot be taken.

use thiserror::Error;

use super::choice::choices;

/// Largest file that is taken, in bytes.
pub const MAX_FILE: usize = 512 * 1024;
/// Most pixels of a file that is taken.
pub const MAX_PIXELS: u64 = 4_000_000;
/// Longest side of what is kept, in pixels.
pub const MAX_SIDE: u32 = 400;
/// Largest picture that is kept, in bytes.
pub const MAX_KEPT: usize = 64 * 1024;

choices! {
    /// How a picture is written. The slugs are media types.
    PictureKind {
        /// Without loss, perhaps transparent.
        Png = "image/png",
        /// With loss.
        Jpeg = "image/jpeg",
    }
}

/// A picture that this program drew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// How it is written.
    pub kind: PictureKind,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Why a file cannot be taken as a logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unfit {
    /// There is no file, or nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It has more than 512 KiB.
    #[error("the file is too heavy")]
    TooHeavy,
    /// It is no PNG, JPEG or WebP, whatever its name.
    #[error("the file is no PNG, JPEG or WebP")]
    OtherKind,
    /// It has more than 4 million pixels.
    #[error("the picture has too many pixels")]
    TooLarge,
    /// It begins like a picture and cannot be drawn.
    #[error("the picture is damaged")]
    Damaged,
}
