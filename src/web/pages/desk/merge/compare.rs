//! Two providers side by side, and what becomes of each offer of the one that goes.

use std::str::FromStr;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Frame, KEPT, OnDuty, VERSION, WORDS, home};
use crate::domain::desk::verdict::{Fault, aside};
use crate::domain::ids::ListingId;
use crate::i18n::Lang;
use crate::store::{StoredListing, StoredProvider};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::desk::decide::Words;
use crate::web::state::AppState;

/// Before the identifier of an offer in the name of its field.
const OFFER: &str = "offre-";

/// An offer that is archived, and the one that it is a duplicate of.
type Duplicate = (ListingId, ListingId);

#[derive(Template)]
#[template(path = "pages/desk/merge/compare.html")]
struct ComparePage<'a> {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    french: &'static str,
    back_href: String,
    action: String,
    other_href: String,
    kept: (&'a str, &'a str),
    dropped: &'a str,
    facts: Vec<Fact>,
    offers: Vec<Offer<'a>>,
    words: Words,
    /// Whether some offer can only be archived from its own page.
    needs_two: bool,
    version: i64,
    changed: bool,
}

/// What is known of both.
struct Fact {
    label: &'static str,
    kept: String,
    dropped: String,
    /// Both are known, and the same.
    agrees: bool,
}

/// An offer of the provider that goes, and what may become of it.
struct Offer<'a> {
    field: String,
    title: &'a str,
    state: &'static str,
    /// The offers it may be a duplicate of: identifier, title, whether it was chosen.
    originals: Vec<(String, &'a str, bool)>,
}

/// Two providers with their offers, as they stand now.
pub(super) struct Pair {
    pub(super) kept: StoredProvider,
    pub(super) dropped: StoredProvider,
    pub(super) version: i64,
    stays: Vec<StoredListing>,
    comes: Vec<StoredListing>,
    contacts: (i64, i64),
    four_eyes: bool,
}

/// What was chosen about the offers, and what is said of it.
#[derive(Default)]
pub(super) struct Choices {
    /// What can be done.
    pub(super) known: Vec<Duplicate>,
    /// Whether something else was sent.
    pub(super) foreign: bool,
    /// Words to whoever answers for the provider that goes.
    pub(super) words: String,
    /// What is wrong with them.
    pub(super) fault: Option<Fault>,
}

impl Pair {
    /// Reads what a comparison needs; the version first, so that what changes meanwhile is noticed.
    pub(super) async fn read(
        state: &AppState,
        kept: StoredProvider,
        dropped: StoredProvider,
    ) -> Result<Self, Failed> {
        let store = &state.store;
        let version = store.merge_version(kept.id, dropped.id).await?;
        let (stays, comes) = (store.listings_of(kept.id).await?, store.listings_of(dropped.id).await?);
        let contacts = (store.count_contacts(kept.id).await?, store.count_contacts(dropped.id).await?);
        Ok(Self { kept, dropped, version, stays, comes, contacts, four_eyes: state.four_eyes })
    }

    /// The offers of the provider that stays that an offer of the other may be archived as a duplicate of: none where that takes
    /// two people.
    fn originals(&self, offer: &StoredListing) -> impl Iterator<Item = &StoredListing> {
        let possible = !self.needs_two(offer);
        self.stays.iter().filter(move |stored| possible && !stored.listing.status.is_over())
    }

    fn needs_two(&self, offer: &StoredListing) -> bool {
        self.four_eyes && !offer.listing.status.is_over()
    }

    /// Reads what was chosen about each offer.
    pub(super) fn choices(&self, typed: &Typed) -> Choices {
        let (mut known, mut foreign) = (Vec::new(), false);
        for (key, value) in typed.pairs() {
            let Some(offer) = key.strip_prefix(OFFER) else { continue };
            let offer = ListingId::from_str(offer).ok();
            let offer = offer.and_then(|id| self.comes.iter().find(|stored| stored.id == id));
            let original = ListingId::from_str(value).ok();
            let original = original
                .filter(|id| offer.is_some_and(|offer| self.originals(offer).any(|stored| stored.id == *id)));
            match (offer, original) {
                (Some(offer), Some(original)) => known.push((offer.id, original)),
                (Some(_), None) if value.is_empty() => {}
                _ => foreign = true,
            }
        }
        let typed = typed.get(WORDS);
        match aside(typed) {
            Ok(words) => Choices { known, foreign, words, fault: None },
            Err(fault) => Choices { known, foreign, words: typed.to_owned(), fault: Some(fault) },
        }
    }

    /// The offers that come along, and those that are archived.
    pub(super) fn parted(&self, choices: &Choices) -> (Vec<&StoredListing>, Vec<&StoredListing>) {
        self.comes.iter().partition(|stored| choices.known.iter().all(|(offer, _)| *offer != stored.id))
    }

    /// Titles of the offers that are archived, each with that of the offer that stands for it.
    pub(super) fn archived(&self, choices: &Choices) -> Vec<(&str, &str)> {
        let pairs = choices.known.iter().filter_map(|(offer, original)| {
            let offer = self.comes.iter().find(|stored| stored.id == *offer)?;
            let original = self.stays.iter().find(|stored| stored.id == *original)?;
            Some((offer.listing.title.as_str(), original.listing.title.as_str()))
        });
        pairs.collect()
    }

    /// The choices as hidden fields of a form.
    pub(super) fn carried(&self, choices: &Choices) -> Vec<(String, String)> {
        let fixed = [
            (KEPT, self.kept.slug.to_string()),
            (VERSION, self.version.to_string()),
            (WORDS, choices.words.clone()),
        ];
        let fixed = fixed.into_iter().map(|(key, value)| (key.to_owned(), value));
        let offers =
            choices.known.iter().map(|(offer, original)| (format!("{OFFER}{offer}"), original.to_string()));
        fixed.chain(offers).collect()
    }

    fn facts(&self, lang: Lang) -> Vec<Fact> {
        let (kept, dropped) = (&self.kept.provider, &self.dropped.provider);
        let fact = |label, kept: Option<String>, dropped: Option<String>| {
            let agrees = kept.is_some() && kept == dropped;
            let said = |text: Option<String>| text.unwrap_or_else(|| lang.unknown().to_owned());
            Fact { label, kept: said(kept), dropped: said(dropped), agrees }
        };
        let count = |number: i64| Some(lang.number(u32::try_from(number).unwrap_or(u32::MAX)));
        let titles = |all: &[StoredListing]| {
            let titles: Vec<&str> = all.iter().map(|stored| stored.listing.title.as_str()).collect();
            (!titles.is_empty()).then(|| titles.join("\n"))
        };
        let each = [kept, dropped];
        let [legal, other_legal] = each.map(|one| one.legal_name.as_ref().map(ToString::to_string));
        let [siren, other_siren] = each.map(|one| one.siren.as_ref().map(|siren| siren.as_str().to_owned()));
        let [site, other_site] = each.map(|one| one.website.as_ref().map(|site| site.host().to_owned()));
        let [seat, other_seat] = each.map(|one| one.address.as_ref().map(|address| address.commune.label()));
        let (contacts, other_contacts) = (count(self.contacts.0), count(self.contacts.1));
        let mut facts = vec![
            fact(lang.case_name(), Some(kept.name.to_string()), Some(dropped.name.to_string())),
            fact(lang.merge_legal_name(), legal, other_legal),
            fact(lang.case_siren(), siren, other_siren),
            fact(lang.case_website(), site, other_site),
            fact(lang.case_place(), seat, other_seat),
            fact(lang.case_offers(), titles(&self.stays), titles(&self.comes)),
        ];
        let contacts = fact(lang.merge_contacts(), contacts, other_contacts);
        facts.push(Fact { agrees: false, ..contacts });
        facts
    }
}

/// Compares two providers, with what was chosen about the offers.
pub(super) fn page(on_duty: &OnDuty, pair: &Pair, choices: &Choices, status: StatusCode) -> Response {
    let (lang, chrome) = (on_duty.lang(), Chrome::new(&on_duty.visit));
    let action = format!("{}/fusionner", home(on_duty, &pair.dropped.slug));
    let originals = |stored: &StoredListing| {
        let now = choices.known.iter().find(|(offer, _)| *offer == stored.id).map(|(_, original)| *original);
        pair.originals(stored)
            .map(|one| (one.id.to_string(), one.listing.title.as_str(), now == Some(one.id)))
            .collect()
    };
    let offers = pair.comes.iter().map(|stored| Offer {
        field: format!("{OFFER}{}", stored.id),
        title: stored.listing.title.as_str(),
        state: lang.listing_state(stored.listing.status),
        originals: originals(stored),
    });
    let page = ComparePage {
        lang,
        french: chrome.french(),
        back_href: home(on_duty, &pair.dropped.slug),
        other_href: action.clone(),
        action,
        kept: (pair.kept.slug.as_str(), pair.kept.provider.name.as_str()),
        dropped: pair.dropped.provider.name.as_str(),
        facts: pair.facts(lang),
        offers: offers.collect(),
        words: Words {
            name: WORDS.to_owned(),
            id: WORDS.to_owned(),
            label: lang.decide_words(),
            optional: true,
            value: choices.words.clone(),
            error: choices.fault.as_ref().map(|fault| lang.decide_fault(fault)),
        },
        needs_two: pair.comes.iter().any(|offer| pair.needs_two(offer)),
        version: pair.version,
        changed: status == StatusCode::CONFLICT,
        frame: on_duty.frame(),
        chrome,
    };
    page_with(status, NOT_KEPT, &page)
}
