//! The bytes of a page as text: UTF-8, or what pages of western Europe still use.

use crate::domain::text::windows_1252;

/// Bytes of a page in which it may name its charset (WHATWG HTML, "prescan a byte stream").
const PRESCAN: usize = 1024;

/// Reads the bytes in the charset that the `content-type` or the page itself names; without one, UTF-8 if they are.
///
/// Never fails: what cannot be read becomes `U+FFFD`.
pub(super) fn decode(bytes: &[u8], content_type: &str) -> String {
    let is_utf16 = |mark: [u8; 2]| bytes.starts_with(&mark);
    if is_utf16([0xff, 0xfe]) || is_utf16([0xfe, 0xff]) {
        return utf16(bytes);
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let named = named_charset(&content_type.to_ascii_lowercase()).or_else(|| named_charset(&start));
    let is_latin = named.is_some_and(|name| !name.starts_with("utf"));
    let (name, text) = (named.unwrap_or_default(), String::from_utf8_lossy(bytes));
    // A page cut inside a letter is still UTF-8; one with many strange bytes is not, whatever it says.
    let strange = || text.matches('\u{fffd}').count();
    if !is_latin && strange() <= 1 + text.len() / 1000 {
        return text.into_owned();
    }
    bytes.iter().map(|byte| latin(*byte, name)).collect()
}

/// The value of the first `charset=` in a header or a `meta`, lower case.
fn named_charset(text: &str) -> Option<&'static str> {
    const KNOWN: &[&str] = &[
        "utf-8",
        "utf8",
        "iso-8859-15",
        "iso-8859-1",
        "iso8859-1",
        "latin1",
        "latin-1",
        "windows-1252",
        "cp1252",
    ];
    let value = text.split_once("charset")?.1.trim_start().strip_prefix('=')?;
    let value = value.trim_start_matches([' ', '"', '\'']);
    KNOWN.iter().find(|name| value.starts_with(*name)).copied()
}

fn latin(byte: u8, charset: &str) -> char {
    match (byte, charset) {
        (0xa4, "iso-8859-15") => '€',
        (0xbc, "iso-8859-15") => 'Œ',
        (0xbd, "iso-8859-15") => 'œ',
        _ => windows_1252(byte),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let little = bytes.starts_with(&[0xff, 0xfe]);
    let pair = |pair: &[u8]| match (pair, little) {
        ([low, high], true) | ([high, low], false) => u16::from_be_bytes([*high, *low]),
        _ => 0xfffd,
    };
    char::decode_utf16(bytes[2..].chunks(2).map(pair)).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_is_read_in_the_charset_it_names_or_shows() {
        let latin = b"Caf\xe9 cr\xe8me \x9cuf";
        for (bytes, content_type, text) in [
            ("Café".as_bytes(), "text/html", "Café"),
            ("Café".as_bytes(), "text/html; charset=UTF-8", "Café"),
            (latin, "text/html; charset=ISO-8859-1", "Café crème œuf"),
            (latin, "text/html;charset=\"windows-1252\"", "Café crème œuf"),
            (latin, "text/html", "Café crème œuf"),
            (latin, "text/html; charset=utf-8", "Café crème œuf"),
            (b"10 \xa4, \xbdufs", "text/html; charset=iso-8859-15", "10 €, œufs"),
            (b"<meta charset='iso-8859-1'>\xe9", "", "<meta charset='iso-8859-1'>é"),
            (b"\xff\xfeC\0\xe9\0", "", "Cé"),
            (b"\xfe\xff\0C\0\xe9\0", "", "Cé\u{fffd}"),
            (b"caf\xc3", "charset=utf-8", "caf\u{fffd}"),
            (b"", "", ""),
        ] {
            assert_eq!(decode(bytes, content_type), text, "{content_type}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in any::<Vec<u8>>(), content_type in "(charset=)?[a-z0-9-]{0,9}") {
            decode(&bytes, &content_type);
        }
    }
}
