//! Web addresses, mail addresses and telephone numbers that stand in texts instead of their own fields.

use serde::{Deserialize, Serialize};

use super::evidence::ContactFact;
use super::offers::numbered;
use super::subject::Offer;
use crate::domain::choice::choices;
use crate::domain::text;

/// Most that are reported, and the most characters of a text that are read.
const MAX_FOUND: usize = 20;
const MAX_TEXT: usize = 10_000;
/// Longest piece that is shown back, in characters.
const MAX_SHOWN: usize = 80;

/// Endings of hosts that people write without `https://`; those that are also words ("me", "pro") are left out.
const ENDINGS: &[&str] = &[
    "fr", "com", "net", "org", "eu", "io", "shop", "store", "boutique", "alsace", "bzh", "corsica", "info",
    "biz", "online", "website", "agency", "digital", "be", "ch", "lu", "app", "dev",
];

choices! {
    /// Which text of an offer.
    TextField {
        /// The title.
        Title = "title",
        /// The summary.
        Summary = "summary",
        /// The description.
        Description = "description",
    }
}
choices! {
    /// What has a field of its own.
    ContactKind {
        /// Address of a page.
        Address = "address",
        /// Mail address.
        Mail = "mail",
        /// Telephone number.
        Phone = "phone",
    }
}

/// Something that belongs into a field of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Number of the offer, from 1.
    pub offer: u8,
    /// Where it stands.
    pub field: TextField,
    /// What it is.
    pub kind: ContactKind,
    /// As it stands there, at most 80 characters.
    pub text: String,
}

pub(super) fn contact_fact(offers: &[Offer<'_>]) -> ContactFact {
    let mut contacts = Vec::new();
    let mut is_written = false;
    for (number, offer) in numbered(offers) {
        let texts = [
            (TextField::Title, offer.title),
            (TextField::Summary, offer.summary),
            (TextField::Description, offer.description),
        ];
        for (field, written) in texts {
            let written = written.unwrap_or_default();
            is_written |= !written.is_empty();
            let found = contacts_in(written);
            contacts.extend(found.into_iter().map(|(kind, text)| Contact {
                offer: number,
                field,
                kind,
                text,
            }));
        }
    }
    contacts.truncate(MAX_FOUND);
    match (is_written, contacts.is_empty()) {
        (false, _) => ContactFact::NotWritten,
        (true, true) => ContactFact::Clean,
        (true, false) => ContactFact::Found { contacts },
    }
}

/// What stands in a text, words first, telephone numbers after them.
fn contacts_in(written: &str) -> Vec<(ContactKind, String)> {
    let written: String = written.chars().take(MAX_TEXT).collect();
    let written = text::tidy(&written);
    let words = written.split(|c: char| c == ' ' || "<>()[]\"«»“”,;|".contains(c));
    let named = words.filter_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        kind_of(word).map(|kind| (kind, word.chars().take(MAX_SHOWN).collect()))
    });
    named
        .chain(phones_in(&written).into_iter().map(|phone| (ContactKind::Phone, phone)))
        .take(MAX_FOUND)
        .collect()
}

fn kind_of(word: &str) -> Option<ContactKind> {
    let lower = word.to_lowercase();
    if let Some((name, host)) = lower.split_once('@') {
        return (!name.is_empty() && is_host(host)).then_some(ContactKind::Mail);
    }
    let rest = ["https://", "http://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    if rest.is_some_and(|rest| !rest.is_empty()) {
        return Some(ContactKind::Address);
    }
    let host = word.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let ending = host.rsplit('.').next().unwrap_or_default();
    // "prêt.Com" is two sentences without a blank between them.
    let is_ending = ending.chars().all(char::is_lowercase) || ending.chars().all(char::is_uppercase);
    let known = ENDINGS.contains(&ending.to_lowercase().as_str()) || lower.starts_with("www.");
    (is_host(host) && is_ending && known).then_some(ContactKind::Address)
}

fn is_host(host: &str) -> bool {
    let label_ok = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    host.contains('.') && host.split('.').all(label_ok)
}

/// French telephone numbers: ten digits from 0, or +33 and nine, with blanks, dots or hyphens between them.
fn phones_in(written: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = written;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
        let run = &rest[start..];
        let inside = |c: char| c.is_ascii_digit() || " .-/()+".contains(c);
        let run = &run[..run.find(|c: char| !inside(c)).unwrap_or(run.len())];
        if is_phone(run) {
            found
                .push(run.trim_end_matches([' ', '.', '-', '/', '(', ')']).chars().take(MAX_SHOWN).collect());
        }
        rest = &rest[start + run.len()..];
    }
    found
}

fn is_phone(run: &str) -> bool {
    let local = run.replace("(0)", "");
    let digits: String = local.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("0033").or_else(|| {
        digits.strip_prefix("33").filter(|_| run.starts_with('+')).or_else(|| digits.strip_prefix('0'))
    });
    national.is_some_and(|number| number.len() == 9 && !number.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_its_own_field_is_found_in_a_text() {
        use ContactKind::{Address, Mail, Phone};
        for (written, kind, text) in [
            ("Voir https://atelier.example/prix.", Address, "https://atelier.example/prix"),
            ("Voir www.atelier.alsace", Address, "www.atelier.alsace"),
            ("(atelier-du-web.fr)", Address, "atelier-du-web.fr"),
            ("ATELIER.FR/devis", Address, "ATELIER.FR/devis"),
            ("Écrivez à « contact@atelier.fr ».", Mail, "contact@atelier.fr"),
            ("mailto:zoe@atelier.fr", Mail, "mailto:zoe@atelier.fr"),
            ("au 03 89 00 00 00 !", Phone, "03 89 00 00 00"),
            ("03.89.00.00.00", Phone, "03.89.00.00.00"),
            ("+33 (0)3 89 00 00 00, le matin", Phone, "+33 (0)3 89 00 00 00"),
            ("0033 3-89-00-00-00", Phone, "0033 3-89-00-00-00"),
            ("tél.\u{a0}0389000000", Phone, "0389000000"),
        ] {
            assert_eq!(contacts_in(written), [(kind, text.to_owned())], "{written}");
        }
    }

    #[test]
    fn ordinary_words_and_numbers_are_left_alone() {
        for written in [
            "Prêt en 24 h.Com et visuels compris",
            "Node.js, PHP 8.4 et version 2.0",
            "SIRET 800 000 002 00017, 10 000 produits, 12/24/36 mois",
            "de 10 à 20 €/mois, 1 200 000 000 d’affichages",
            "chez @atelier, dès 9 h 30",
            "http://",
            "etc… et/ou",
            "",
        ] {
            assert_eq!(contacts_in(written), [], "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_what_is_found_is_bounded(written in "(\\PC{0,9}|0[1-9]|[+. ]|[a-z]\\.fr|@){0,40}") {
            prop_assert!(contacts_in(&written).iter().all(|(_, text)| text.chars().count() <= MAX_SHOWN));
        }
    }
}
