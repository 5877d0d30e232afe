//! The application of a provider: from the first page to the decision.

mod journey;
mod sending;
mod status;

#[cfg(test)]
pub(in crate::i18n) use {
    journey::SENTENCES as JOURNEY, sending::SENTENCES as SENDING, status::SENTENCES as STATUS,
};
