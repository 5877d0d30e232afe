//! The body of an answer, bounded before decompression and after.
//!
//! Decompressed here and not by the client: of a bomb only what is kept is ever unpacked.

use std::io::{self, Write};

use flate2::write::GzDecoder;
use reqwest::{Response, header};

use super::fault::fault;
use crate::checks::error::FetchError;

/// Reads the body of an answer up to `most` bytes, and says whether there was more.
///
/// # Errors
/// It comes in another encoding than gzip, is none of it, or breaks off.
pub(super) async fn read(answer: &mut Response, most: usize) -> Result<(Vec<u8>, bool), FetchError> {
    let encoding = answer.headers().get(header::CONTENT_ENCODING);
    let encoding = encoding.map_or(b"".as_slice(), |value| value.as_bytes());
    let mut sink = match encoding.to_ascii_lowercase().as_slice() {
        b"" | b"identity" => Sink::Plain(Kept::new(most)),
        b"gzip" | b"x-gzip" => Sink::Gzip(Box::new(GzDecoder::new(Kept::new(most)))),
        _ => return Err(FetchError::Unreadable),
    };
    // Compressed, a body is bounded too: one that swells to nothing would be read for ever.
    let mut sent = 0;
    while let Some(bytes) = answer.chunk().await.map_err(|error| fault(&error))? {
        sent += bytes.len();
        if sink.take(&bytes).is_err() || sent > most {
            return sink.end(true);
        }
    }
    sink.end(false)
}

/// Where the bytes of a body go.
enum Sink {
    Plain(Kept),
    Gzip(Box<GzDecoder<Kept>>),
}

impl Sink {
    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(kept) => kept.write_all(bytes),
            Self::Gzip(decoder) => decoder.write_all(bytes),
        }
    }

    /// What was kept, and whether that is only a part.
    fn end(self, mut stopped: bool) -> Result<(Vec<u8>, bool), FetchError> {
        let kept = match self {
            Self::Plain(kept) => kept,
            Self::Gzip(mut decoder) => {
                let is_whole = decoder.try_finish().is_ok();
                let kept = std::mem::replace(decoder.get_mut(), Kept::new(0));
                if !is_whole && !kept.full && kept.bytes.is_empty() {
                    return Err(FetchError::Unreadable);
                }
                stopped |= !is_whole;
                kept
            }
        };
        Ok((kept.bytes, stopped || kept.full))
    }
}

/// Keeps so many bytes and refuses more.
struct Kept {
    bytes: Vec<u8>,
    most: usize,
    full: bool,
}

impl Kept {
    const fn new(most: usize) -> Self {
        Self { bytes: Vec::new(), most, full: false }
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.most - self.bytes.len();
        let taken = &bytes[..bytes.len().min(room)];
        self.bytes.extend_from_slice(taken);
        if taken.len() < bytes.len() {
            self.full = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
