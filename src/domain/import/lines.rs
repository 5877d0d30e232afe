//! Lines of a file, one at a time, however long or broken they are.

use std::io::{self, BufRead};

use crate::domain::record::{MAX_RECORD_BYTES, Refusal};

/// A line without its break, or why it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub number: u64,
    /// The line.
    pub text: Result<String, Refusal>,
}

/// Reads lines of at most [`MAX_RECORD_BYTES`]; never holds more than one.
pub struct Lines<R> {
    reader: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Reads from where the reader stands.
    pub const fn new(reader: R) -> Self {
        Self { reader, number: 0 }
    }

    /// The next line; a mark of UTF-8 before the first one is dropped.
    ///
    /// # Errors
    /// The reader fails.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        let Some((mut bytes, whole)) = self.next_bytes()? else { return Ok(None) };
        self.number += 1;
        if self.number == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(Some(Line { number: self.number, text: if whole { decoded(bytes) } else { Err(too_long()) } }))
    }

    /// Bytes up to the next line break, and whether all of them were kept.
    fn next_bytes(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        let (mut kept, mut whole, mut any) = (Vec::new(), true, false);
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(any.then_some((kept, whole)));
            }
            any = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let (part, used) = end.map_or((buffer, buffer.len()), |end| (&buffer[..end], end + 1));
            whole = whole && kept.len() + part.len() <= MAX_RECORD_BYTES;
            if whole {
                kept.extend_from_slice(part);
            }
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some((kept, whole)));
            }
        }
    }
}

pub(super) fn too_long() -> Refusal {
    Refusal::new("line", format!("is longer than {MAX_RECORD_BYTES} bytes"))
}

fn decoded(bytes: Vec<u8>) -> Result<String, Refusal> {
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to() + 1;
        Refusal::new("line", format!("is not UTF-8 text (byte {place}): save the file as UTF-8"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], capacity: usize) -> Vec<Line> {
        let mut lines = Lines::new(io::BufReader::with_capacity(capacity, bytes));
        std::iter::from_fn(|| lines.next_line().unwrap()).collect()
    }

    #[test]
    fn line_breaks_of_every_system_and_the_mark_of_utf8_are_understood() {
        for capacity in [1, 4, 4096] {
            let lines = read("\u{feff}un\r\ndeux\n\nété".as_bytes(), capacity);
            let texts: Vec<_> =
                lines.iter().map(|line| (line.number, line.text.as_deref().unwrap())).collect();
            assert_eq!(texts, [(1, "un"), (2, "deux"), (3, ""), (4, "été")]);
        }
    }

    #[test]
    fn a_line_that_is_too_long_or_of_another_encoding_costs_only_itself() {
        let mut bytes = b"caf\xe9\n".to_vec();
        bytes.extend(vec![b'x'; MAX_RECORD_BYTES + 1]);
        bytes.extend(b"\nok\n");
        let lines = read(&bytes, 100);
        assert!(lines[0].text.as_ref().unwrap_err().reason.contains("not UTF-8 text (byte 4)"));
        assert_eq!(lines[1].text, Err(too_long()));
        assert_eq!(lines[2], Line { number: 3, text: Ok("ok".to_owned()) });
    }
}
