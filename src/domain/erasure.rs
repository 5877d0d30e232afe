//! What stays when somebody asks to be forgotten.

use serde_json::Value;

use super::email::EmailAddress;
use super::listing::{Listing, ListingEvent};
use super::provider::Provider;

/// What stands in the place of each letter of an address, so that texts keep their length and their bounds.
const BLOT: char = '•';

/// A text with every mention of an address made unreadable, however it is written; nothing when it has none.
#[must_use]
pub fn without_address(text: &str, address: &EmailAddress) -> Option<String> {
    let (key, lower) = (address.key(), text.to_ascii_lowercase());
    let mut cleared = String::with_capacity(text.len());
    let mut kept = 0;
    for (start, found) in lower.match_indices(&key) {
        let (before, after) = (&lower[..start], &lower[start + found.len()..]);
        if is_part_of_another(before, after) {
            continue;
        }
        cleared.push_str(&text[kept..start]);
        cleared.extend(found.chars().map(|_| BLOT));
        kept = start + found.len();
    }
    if kept == 0 {
        return None;
    }
    cleared.push_str(&text[kept..]);
    Some(cleared)
}

/// JSON with every mention of an address in its texts made unreadable; nothing when it has none or is no JSON.
#[must_use]
pub fn json_without_address(json: &str, address: &EmailAddress) -> Option<String> {
    let mut value = serde_json::from_str(json).ok()?;
    clear(&mut value, address).then(|| value.to_string())
}

/// Clears every text, and says whether there was anything to clear.
fn clear(value: &mut Value, address: &EmailAddress) -> bool {
    match value {
        Value::String(text) => without_address(text, address).map(|cleared| *text = cleared).is_some(),
        Value::Array(values) => clear_all(values.iter_mut(), address),
        Value::Object(members) => clear_all(members.values_mut(), address),
        _ => false,
    }
}

fn clear_all<'a>(values: impl Iterator<Item = &'a mut Value>, address: &EmailAddress) -> bool {
    values.filter_map(|value| clear(value, address).then_some(())).count() > 0
}

/// Whether the address found is only the middle of a longer one.
fn is_part_of_another(before: &str, after: &str) -> bool {
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let mut rest = after.chars();
    let longer_host = match rest.next() {
        Some('.') => rest.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => c.is_ascii_alphanumeric() || c == '-',
        None => false,
    };
    before.ends_with(atom) || longer_host
}

impl Provider {
    /// What public sources say of it: its name, its website, its number in the register. Without them the firm would come
    /// back with the next import.
    #[must_use]
    pub fn public_only(&self) -> Self {
        Self {
            siren: self.siren.clone(),
            name: self.name.clone(),
            website: self.website.clone(),
            siret: None,
            legal_name: None,
            register_state: None,
            address: None,
            logo: None,
            public_phone: None,
            languages: Vec::new(),
            labels: Vec::new(),
            references: Vec::new(),
        }
    }
}

impl Listing {
    /// The listing without an address in its texts.
    #[must_use]
    pub fn without_address(&self, address: &EmailAddress) -> Self {
        let changed = serde_json::to_string(self).ok().and_then(|text| json_without_address(&text, address));
        changed.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_else(|| self.clone())
    }

    /// The listing once nobody answers for it any more: withdrawn, without what was written at length.
    #[must_use]
    pub fn left_behind(&self) -> Self {
        let status = self.status.after(ListingEvent::Withdraw).unwrap_or(self.status);
        Self { description: None, data_location: None, status, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Record;
    use serde_json::json;

    fn address() -> EmailAddress {
        EmailAddress::parse("Claire@Atelier.example").unwrap()
    }

    #[test]
    fn an_address_is_made_unreadable_wherever_it_stands_and_no_other_one() {
        for (text, cleared) in [
            ("claire@atelier.example", "••••••••••••••••••••••"),
            ("« CLAIRE@atelier.EXAMPLE. »", "« ••••••••••••••••••••••. »"),
            (
                "<claire@atelier.example>, é claire@atelier.example",
                "<••••••••••••••••••••••>, é ••••••••••••••••••••••",
            ),
        ] {
            assert_eq!(without_address(text, &address()).as_deref(), Some(cleared));
        }
        for other in [
            "eclaire@atelier.example",
            "claire@atelier.example.org",
            "claire@atelier.example-b.fr",
            "claire",
            "",
        ] {
            assert_eq!(without_address(other, &address()), None, "{other}");
        }
    }

    #[test]
    fn texts_within_json_are_cleared_however_deep_they_stand() {
        let json =
            json!({ "a": ["b\nclaire@atelier.example", 1, null], "c": { "d": "Claire@Atelier.example" } });
        let cleared = json_without_address(&json.to_string(), &address()).unwrap();
        assert!(!cleared.to_lowercase().contains("claire@") && cleared.contains("b\\n•"), "{cleared}");
        assert_eq!(json_without_address(&cleared, &address()), None);
        assert_eq!(json_without_address("", &address()), None);
    }

    #[test]
    fn a_listing_without_an_address_can_still_be_read() {
        let record = Record::from_value(json!({
            "provider": { "siren": "800000002", "name": "Atelier" },
            "title": "claire@atelier.example", "summary": "Écrivez à Claire@atelier.example pour en savoir plus.",
            "service_types": ["boutique-en-ligne"], "pricing_model": ["abonnement"], "commitment_months": 0,
            "setup_delay": "1-semaine", "autonomy": "accompagne", "area": ["france"],
            "verification_level": "offre-verifiee", "description": "a".repeat(100),
        }))
        .unwrap();
        let cleared = record.listing.without_address(&address());
        assert_ne!(cleared, record.listing);
        let line = Record { listing: cleared.left_behind(), ..record }.to_line().unwrap();
        assert!(!line.to_lowercase().contains("claire@"), "{line}");
        let again = Record::parse(&line).unwrap().listing;
        assert_eq!((again.description, again.status.is_over()), (None, true));
    }
}
