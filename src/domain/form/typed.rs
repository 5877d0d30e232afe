//! What was typed, as it was typed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::area_typed::AreaTyped;
use crate::domain::text;

/// Ticked boxes of an area.
pub(super) const AREA: &str = "area";
/// Places of an area, one a row.
pub(super) const PLACE: &str = "place";
/// Kilometres around each place.
pub(super) const KM: &str = "km";

/// Values by the names of their fields, kept as they came, so that nothing is lost when one of them is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(BTreeMap<String, Vec<String>>);

impl Typed {
    /// The first value of a field; empty when there is none.
    #[must_use]
    pub fn one(&self, key: &str) -> &str {
        self.0.get(key).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Every value of a field.
    #[must_use]
    pub fn all(&self, key: &str) -> &[String] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether nothing that shows was typed into a field.
    #[must_use]
    pub fn is_blank(&self, key: &str) -> bool {
        self.all(key).iter().all(|value| text::is_blank(value))
    }

    /// Puts one value into a field, in the place of what it held.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        self.set_all(key, vec![value.into()]);
    }

    /// Puts values into a field, in the place of what it held.
    pub fn set_all(&mut self, key: &str, values: Vec<String>) {
        if values.is_empty() {
            self.0.remove(key);
        } else {
            self.0.insert(key.to_owned(), values);
        }
    }

    /// Adds a value to a field.
    pub fn push(&mut self, key: &str, value: impl Into<String>) {
        self.0.entry(key.to_owned()).or_default().push(value.into());
    }

    /// The area as it was typed.
    #[must_use]
    pub fn area(&self) -> AreaTyped {
        let kms = self.all(KM).iter().cloned().chain(std::iter::repeat(String::new()));
        AreaTyped::gather(self.all(AREA).iter().cloned(), self.all(PLACE).iter().cloned().zip(kms))
    }

    /// Puts an area into its fields, in the place of what they held.
    pub fn set_area(&mut self, area: AreaTyped) {
        let (places, kms) = area.places.into_iter().unzip();
        self.set_all(AREA, area.codes);
        self.set_all(PLACE, places);
        self.set_all(KM, kms);
    }

    /// Bytes of all values, and one for each value: thousands of empty ones weigh too.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.keys().map(|key| self.bytes_of(key)).sum()
    }

    /// The same of one field.
    #[must_use]
    pub fn bytes_of(&self, key: &str) -> usize {
        self.all(key).iter().map(|value| value.len() + 1).sum()
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Typed {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut typed = Self::default();
        for (key, value) in pairs {
            typed.0.entry(key.into()).or_default().push(value.into());
        }
        typed
    }
}
