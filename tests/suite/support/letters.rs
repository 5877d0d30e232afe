//! Letters as whoever receives them reads them (RFC 5322, 2045 and 2047, as far as ours go).

use std::collections::BTreeMap;
use std::path::Path;

/// A letter that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLetter {
    /// Identifier of the letter, from its `Message-ID`.
    pub id: String,
    /// To whom.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// The part for plain clients.
    pub text: String,
    /// The part for all others.
    pub html: String,
    /// Every header by its name in lower case, unfolded; one that comes twice is an error.
    pub headers: BTreeMap<String, String>,
}

impl ReadLetter {
    /// Reads a message; fails on what no mail program should be given.
    pub fn parse(message: &[u8]) -> Self {
        let message = std::str::from_utf8(message).unwrap();
        assert_transportable(message);
        let (head, body) = message.split_once("\r\n\r\n").unwrap();
        let headers = headers(head);
        let boundary =
            headers["content-type"].split("boundary=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(headers["content-type"].starts_with("multipart/alternative;"), "{headers:?}");
        let delimiter = format!("--{boundary}");
        let parts: Vec<&str> = body.split(delimiter.as_str()).collect();
        assert!(parts.len() == 4 && parts[3].trim() == "--", "two parts are expected:\n{body}");
        let id = headers["message-id"].trim_start_matches('<').split('@').next().unwrap().to_owned();
        Self {
            id,
            to: headers["to"].clone(),
            subject: words_of(&headers["subject"]),
            text: part(parts[1], "text/plain; charset=utf-8"),
            html: part(parts[2], "text/html; charset=utf-8"),
            headers,
        }
    }

    /// Reads the files of a demonstration, in the order of the letters' identifiers.
    pub fn of_folder(folder: &Path) -> Vec<Self> {
        let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut letters = Vec::new();
        for file in files {
            let path = file.unwrap().path();
            assert_eq!(path.extension().and_then(|extension| extension.to_str()), Some("eml"), "{path:?}");
            letters.push(Self::parse(&std::fs::read(path).unwrap()));
        }
        letters.sort_by(|one, other| one.id.cmp(&other.id));
        letters
    }

    /// Where the button leads; the text part holds the same address.
    pub fn link(&self) -> String {
        let links: Vec<&str> = self.html.split("class=\"button\" href=\"").skip(1).collect();
        assert_eq!(links.len(), 1, "one button is expected in:\n{}", self.html);
        let link = links[0].split('"').next().unwrap().to_owned();
        assert!(self.text.lines().any(|line| line == link), "{link} is not a line of:\n{}", self.text);
        link
    }

    /// A header by its name in lower case, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Lines of at most 998 bytes (ours: 78), each ended by CRLF, and nothing in them but visible ASCII.
fn assert_transportable(message: &str) {
    assert!(message.ends_with("\r\n") && !message.replace("\r\n", "").contains(['\r', '\n']));
    for line in message.split("\r\n") {
        assert!(line.len() <= 998, "{} bytes in a line", line.len());
        assert!(line.bytes().all(|byte| (b' '..=b'~').contains(&byte) || byte == b'\t'), "{line:?}");
    }
}

fn headers(head: &str) -> BTreeMap<String, String> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let mut headers = BTreeMap::new();
    for line in unfolded.split("\r\n").filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("{line:?} is no header"));
        let twice = headers.insert(name.to_ascii_lowercase(), value.to_owned());
        assert_eq!(twice, None, "{name} comes twice");
    }
    headers
}

fn part(part: &str, content_type: &str) -> String {
    let (head, body) = part.trim_start_matches("\r\n").split_once("\r\n\r\n").unwrap();
    let headers = headers(head);
    assert_eq!(headers["content-type"], content_type);
    assert_eq!(headers["content-transfer-encoding"], "quoted-printable");
    let text = String::from_utf8(quoted_printable(&body.replace("=\r\n", ""), false)).unwrap();
    text.replace("\r\n", "\n")
}

/// Decodes `=C3=A9`; in headers a blank is written `_`.
fn quoted_printable(text: &str, in_header: bool) -> Vec<u8> {
    let (bytes, mut decoded, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let (byte, length) = match bytes[at] {
            b'=' => (u8::from_str_radix(&text[at + 1..at + 3], 16).unwrap(), 3),
            b'_' if in_header => (b' ', 1),
            byte => (byte, 1),
        };
        decoded.push(byte);
        at += length;
    }
    decoded
}

/// Decodes the encoded words of a header: `=?utf-8?b?w6k=?=`. Blanks between two of them mean nothing.
fn words_of(header: &str) -> String {
    let (mut text, mut encoded_before) = (Vec::new(), false);
    for word in header.split(' ') {
        let encoded = word.strip_prefix("=?utf-8?").and_then(|rest| rest.strip_suffix("?="));
        let goes_on = encoded_before && encoded.is_some();
        if !goes_on && !text.is_empty() {
            text.push(b' ');
        }
        match encoded.map(|encoded| encoded.split_at(2)) {
            Some(("b?", base64)) => text.extend(self::base64(base64)),
            Some((_, quoted)) => text.extend(quoted_printable(quoted, true)),
            None => text.extend(word.bytes()),
        }
        encoded_before = encoded.is_some();
    }
    String::from_utf8(text).unwrap()
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut decoded, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes().filter(|digit| *digit != b'=') {
        let value = DIGITS.iter().position(|known| *known == digit).unwrap();
        (bits, held) = (bits << 6 | u32::try_from(value).unwrap(), held + 6);
        if held >= 8 {
            held -= 8;
            decoded.push((bits >> held & 0xff).try_into().unwrap());
        }
    }
    decoded
}
