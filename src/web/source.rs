//! Where facts come from: text with addresses in it, which become links.

use crate::domain::prose::WebAddress;

/// A piece of a provenance.
pub(super) enum Part<'a> {
    /// Words.
    Text(&'a str),
    /// The address of a public page.
    Link(WebAddress),
}

/// Splits a provenance at the addresses it names; only http and https addresses become links.
pub(super) fn parts(source: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = source;
    while let Some(start) = next_address(rest) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '|'))
            .unwrap_or(from.len());
        // Punctuation behind an address belongs to the sentence.
        let address = from[..end].trim_end_matches([',', ';', '.', ')', '»', ':']);
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        parts.push(match WebAddress::parse(address) {
            Ok(link) => Part::Link(link),
            Err(_) => Part::Text(&from[..address.len()]),
        });
        rest = &from[address.len()..];
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

fn next_address(text: &str) -> Option<usize> {
    [text.find("https://"), text.find("http://")].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        parts(source)
            .iter()
            .map(|part| match part {
                Part::Text(text) => (*text).to_owned(),
                Part::Link(link) => format!("[{}]", link.as_str()),
            })
            .collect()
    }

    #[test]
    fn addresses_in_a_source_become_links() {
        assert_eq!(shown("https://a.fr/x; https://b.fr."), "[https://a.fr/x]; [https://b.fr].");
        assert_eq!(shown("Relevé sur http://a.fr en 2024"), "Relevé sur [http://a.fr] en 2024");
        assert_eq!(shown("un dépliant"), "un dépliant");
    }

    #[test]
    fn what_is_no_web_address_stays_text() {
        assert_eq!(shown("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(shown("https://user@a.fr et https://"), "https://user@a.fr et https://");
    }
}
