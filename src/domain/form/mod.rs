//! What an application asks for. Each field is described once: its name, what it takes, when it is needed.
//!
//! Pages show the fields of a [`Topic`], [`Field::read`] understands what was typed into one, [`answers`] keeps what was
//! typed as it was typed, and [`assemble`] makes the provider and its listings of it. Labels and sentences stand in
//! `i18n::fields`, under the same names.

pub mod answers;
pub mod assemble;
mod fields;
mod given;
mod kinds;
mod numbers;
mod read;
mod topic;
mod typed;

#[cfg(test)]
mod tests;

pub use answers::{Answers, MAX_OFFERS, OfferAnswers};
pub use given::Given;
pub use kinds::{Kind, Unit, Vocabulary};
pub use read::{Problem, Reading};
pub use topic::Topic;
pub use typed::Typed;

/// One thing that is asked for.
#[derive(Debug)]
pub struct Field {
    /// Name in the form, which is its path in the record: `price_plans.0.min_cents`.
    pub key: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// When it must be answered.
    pub need: Need,
}

/// When a field must be answered before an application can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Always,
    /// Never.
    Never,
    /// As soon as another field of its group is.
    WithGroup,
}

/// Fields that belong together, such as a price with its unit and tax.
pub type Group = &'static [Field];

impl Field {
    const fn new(key: &'static str, kind: Kind, need: Need) -> Self {
        Self { key, kind, need }
    }

    /// The name without the number of its row: `price_plans.0.min_cents` → `price_plans.min_cents`, under which its
    /// sentences stand.
    #[must_use]
    pub fn base(&self) -> String {
        base_of(self.key)
    }

    /// The number of its row, from 0, if it stands in one.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        self.key.split('.').find_map(|part| part.parse().ok())
    }
}

/// A name of a field without the number of its row.
#[must_use]
pub fn base_of(key: &str) -> String {
    let parts: Vec<&str> = key.split('.').filter(|part| !part.bytes().all(|b| b.is_ascii_digit())).collect();
    parts.join(".")
}
