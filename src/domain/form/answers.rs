//! The answers of an application, as they were typed, topic by topic and offer by offer.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Kind, Problem, Reading, Topic, Typed};
use crate::domain::ids::ListingId;

/// Most offers of one application.
pub const MAX_OFFERS: usize = 10;
/// Most bytes of all answers of one application.
pub const MAX_BYTES: usize = 512 * 1024;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Firm, proofs and contact.
    pub shared: Typed,
    /// Offers, in the order in which they were added.
    pub offers: Vec<OfferAnswers>,
    /// Topics that were saved at least once, by their slugs; those of offers stand with them.
    seen: BTreeSet<String>,
    /// Greatest number that an offer was ever given.
    #[serde(default)]
    newest: u32,
}

/// What was typed for one offer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferAnswers {
    /// Number in addresses, from 1; never given twice.
    pub number: u32,
    /// The listing that it changes, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<ListingId>,
    /// The answers.
    pub typed: Typed,
    seen: BTreeSet<String>,
}

/// How far a topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Not opened yet, and something in it is needed.
    ToDo,
    /// Not opened yet, and nothing in it is needed.
    Optional,
    /// Something is missing or wrong.
    Unfinished,
    /// Nothing is missing.
    Done,
}

impl Default for Answers {
    /// No answer, and one offer to describe.
    fn default() -> Self {
        let first = OfferAnswers { number: 1, ..OfferAnswers::default() };
        Self { shared: Typed::default(), offers: vec![first], seen: BTreeSet::new(), newest: 1 }
    }
}

impl Answers {
    /// The offer with a number.
    #[must_use]
    pub fn offer(&self, number: u32) -> Option<&OfferAnswers> {
        self.offers.iter().find(|offer| offer.number == number)
    }

    /// What was typed into a topic, of an offer or shared; nothing when there is no such offer.
    #[must_use]
    pub fn typed(&self, topic: Topic, offer: Option<u32>) -> Option<&Typed> {
        match offer {
            Some(number) => topic.is_of_offer().then(|| self.offer(number).map(|offer| &offer.typed))?,
            None => (!topic.is_of_offer()).then_some(&self.shared),
        }
    }

    /// Keeps what was typed into a topic, right or wrong; what other topics hold stays.
    ///
    /// False when there is no such offer, or all answers together would be too long: then nothing is kept.
    #[must_use]
    pub fn keep(&mut self, topic: Topic, offer: Option<u32>, typed: &Typed) -> bool {
        let before = self.bytes();
        let (kept, seen) = match offer {
            Some(number) if topic.is_of_offer() => {
                match self.offers.iter_mut().find(|offer| offer.number == number) {
                    Some(offer) => (&mut offer.typed, &mut offer.seen),
                    None => return false,
                }
            }
            None if !topic.is_of_offer() => (&mut self.shared, &mut self.seen),
            _ => return false,
        };
        let bytes_in = |typed: &Typed| topic.keys().map(|key| typed.bytes_of(key)).sum::<usize>();
        if before - bytes_in(kept) + bytes_in(typed) > MAX_BYTES {
            return false;
        }
        for key in topic.keys() {
            kept.set_all(key, typed.all(key).to_vec());
        }
        seen.insert(crate::domain::choice::Choice::slug(topic).to_owned());
        true
    }

    /// Adds an offer when there are exactly `known` of them, which the page knew that asks for it: a doubled click adds one.
    ///
    /// Gives the number of the newest offer, or nothing when there are as many as are allowed.
    pub fn add_offer(&mut self, known: usize) -> Option<u32> {
        if self.offers.len() > known {
            return self.offers.iter().map(|offer| offer.number).max();
        }
        if self.offers.len() >= MAX_OFFERS {
            return None;
        }
        let number = self.next_number();
        self.offers.push(OfferAnswers { number, ..OfferAnswers::default() });
        Some(number)
    }

    /// A number that no offer ever had: a stale page about one that was taken out must not fill in another.
    fn next_number(&mut self) -> u32 {
        let greatest = self.offers.iter().map(|offer| offer.number).max().unwrap_or(0);
        self.newest = self.newest.max(greatest) + 1;
        self.newest
    }

    /// Adds an offer that is about a listing, with its answers; its topics count as seen.
    pub fn add_known_offer(&mut self, listing: ListingId, typed: Typed) {
        let number = self.next_number();
        let seen = Topic::OF_OFFER.map(|topic| crate::domain::choice::Choice::slug(topic).to_owned());
        self.offers.push(OfferAnswers { number, listing: Some(listing), typed, seen: seen.into() });
    }

    /// Notes that every shared topic was seen: its answers are known already.
    pub(super) fn see_shared(&mut self) {
        let slugs = Topic::SHARED.map(|topic| crate::domain::choice::Choice::slug(topic).to_owned());
        self.seen.extend(slugs);
    }

    /// Takes out the offers that nothing was typed into, when there are others.
    pub fn drop_blank_offers(&mut self) {
        if self.offers.iter().any(|offer| offer.typed != Typed::default()) {
            self.offers.retain(|offer| offer.typed != Typed::default());
        }
    }

    /// Takes an offer out. The last one stays, and so does one that is about a listing.
    pub fn remove_offer(&mut self, number: u32) -> bool {
        let before = self.offers.len();
        if before > 1 {
            self.offers.retain(|offer| offer.number != number || offer.listing.is_some());
        }
        self.offers.len() < before
    }

    /// Understands a topic.
    #[must_use]
    pub fn read(&self, topic: Topic, offer: Option<u32>) -> Reading {
        self.typed(topic, offer).map_or_else(Reading::default, |typed| topic.read(typed))
    }

    /// How far a topic is.
    #[must_use]
    pub fn progress(&self, topic: Topic, offer: Option<u32>) -> Progress {
        let seen = match offer {
            Some(number) => self.offer(number).map(|offer| &offer.seen),
            None => Some(&self.seen),
        };
        let was_seen = seen.is_some_and(|seen| seen.contains(crate::domain::choice::Choice::slug(topic)));
        let complete = self.read(topic, offer).problems.is_empty();
        match (was_seen, complete) {
            (true, true) => Progress::Done,
            (true, false) => Progress::Unfinished,
            (false, true) => Progress::Optional,
            (false, false) => Progress::ToDo,
        }
    }

    /// Everything that is missing or wrong, with where it is.
    #[must_use]
    pub fn problems(&self) -> Vec<Unanswered> {
        let shared = Topic::SHARED.into_iter().map(|topic| (topic, None));
        let of_offers = self
            .offers
            .iter()
            .flat_map(|offer| Topic::OF_OFFER.into_iter().map(|topic| (topic, Some(offer.number))));
        let places = shared.chain(of_offers);
        places
            .flat_map(|(topic, offer)| {
                let problems = self.read(topic, offer).problems;
                problems.into_iter().map(move |(key, problem)| Unanswered { topic, offer, key, problem })
            })
            .collect()
    }

    fn bytes(&self) -> usize {
        self.shared.bytes() + self.offers.iter().map(|offer| offer.typed.bytes()).sum::<usize>()
    }
}

/// Something that is missing or wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// The topic.
    pub topic: Topic,
    /// The offer, if the topic is of one.
    pub offer: Option<u32>,
    /// Name of the field.
    pub key: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

impl Topic {
    /// The field with a name, if this topic has it.
    #[must_use]
    pub fn field(self, key: &str) -> Option<&'static super::Field> {
        self.fields().find(|field| field.key == key)
    }

    /// Whether it has a picture, which comes by a form of its own.
    #[must_use]
    pub fn has_picture(self) -> bool {
        self.fields().any(|field| field.kind == Kind::Logo)
    }
}
