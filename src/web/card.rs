//! One offer in a list: on the results and on its provider's page.

use super::chrome::{Chrome, address};
use super::explained::Explained;
use crate::domain::listing::{Listing, VerificationLevel};
use crate::domain::record::Entry;
use crate::i18n::Lang;
use crate::i18n::costs::Fact;
use crate::search::Hit;

/// An offer as lists show it.
pub(super) struct Card<'a> {
    entry: &'a Entry,
    marks: &'a [std::ops::Range<usize>],
    heading: &'static str,
    pub(super) href: String,
    pub(super) provider_href: String,
    pub(super) who: String,
    pub(super) why: String,
    pub(super) siblings: Vec<Sibling<'a>>,
    pub(super) more: Option<String>,
    /// Why it stands where it does, when asked for.
    pub(super) explained: Option<Explained>,
}

/// Another offer of the same provider.
pub(super) struct Sibling<'a> {
    pub(super) href: String,
    pub(super) title: &'a str,
}

impl<'a> Card<'a> {
    /// Shows a hit of a search; links keep the search, so that its page leads back.
    pub(super) fn of_hit(hit: &'a Hit, query: &str, chrome: &Chrome) -> Self {
        let lang = chrome.lang;
        let entry = &hit.entry;
        let siblings = hit.siblings.iter().map(|sibling| Sibling {
            href: offer_href(chrome, sibling.slug.as_str(), query),
            title: &sibling.title,
        });
        let area = lang.area_line(&entry.listing.area);
        Self {
            entry,
            marks: &hit.title_marks,
            heading: "h2",
            href: offer_href(chrome, entry.slug.as_str(), query),
            provider_href: address(chrome.lang, &format!("/prestataires/{}", entry.provider_slug), query),
            who: format!("{}, {area}", entry.provider.name),
            why: lang.upper_first(&reasons(hit, lang).join(" · ")),
            siblings: siblings.collect(),
            more: (hit.more_siblings > 0).then(|| lang.and_more(hit.more_siblings)),
            explained: hit.explanation.as_ref().map(|explanation| Explained::new(explanation, lang)),
        }
    }

    /// Shows an offer on the page of its provider.
    pub(super) fn of_entry(entry: &'a Entry, query: &str, chrome: &Chrome) -> Self {
        Self {
            entry,
            marks: &[],
            heading: "h3",
            href: offer_href(chrome, entry.slug.as_str(), query),
            provider_href: String::new(),
            who: chrome.lang.area_line(&entry.listing.area),
            why: String::new(),
            siblings: Vec::new(),
            more: None,
            explained: None,
        }
    }

    const fn listing(&self) -> &Listing {
        &self.entry.listing
    }

    /// Gives the element of the title.
    pub(super) const fn level(&self) -> &'static str {
        self.heading
    }

    /// Gives the title in parts, and which of them match the words asked for.
    pub(super) fn title(&self) -> Vec<(bool, &'a str)> {
        let title = self.entry.listing.title.as_str();
        let mut parts = Vec::with_capacity(2 * self.marks.len() + 1);
        let mut end = 0;
        for mark in self.marks {
            let (Some(before), Some(marked)) = (title.get(end..mark.start), title.get(mark.clone())) else {
                continue;
            };
            parts.extend([(false, before), (true, marked)]);
            end = mark.end;
        }
        parts.push((false, title.get(end..).unwrap_or_default()));
        parts.retain(|(_, part)| !part.is_empty());
        parts
    }

    pub(super) fn summary(&self) -> &str {
        self.listing().summary.as_str()
    }

    /// Says how far the offer is verified.
    pub(super) fn tag(&self, lang: &Lang) -> String {
        lang.verification_tag(self.listing().verification_level, self.listing().verified_on)
    }

    pub(super) fn tag_class(&self) -> &'static str {
        tag_class(self.listing().verification_level)
    }

    /// Gives the facts that decide.
    pub(super) fn facts(&self, lang: &Lang) -> Vec<Fact> {
        lang.deciding_facts(self.listing())
    }
}

/// Gives the class that tells unverified offers apart.
pub(super) fn tag_class(level: VerificationLevel) -> &'static str {
    if level.is_claimed() { "" } else { " pub" }
}

/// Gives the address of an offer, with the search that led to it.
fn offer_href(chrome: &Chrome, slug: &str, query: &str) -> String {
    address(chrome.lang, &format!("/offres/{slug}"), query)
}

/// Says in words why a hit matches: its area, its services, its name, else its words.
pub(super) fn reasons(hit: &Hit, lang: Lang) -> Vec<String> {
    let mut reasons = Vec::with_capacity(3);
    if let Some(reach) = &hit.reach {
        reasons.push(lang.reach_line(reach));
    }
    reasons
        .extend(hit.matched_types.iter().take(3).map(|service| lang.lower_first(lang.of(service.label()))));
    if hit.matched_name {
        reasons.push(lang.name_matches().to_owned());
    }
    if !hit.matched_words.is_empty() {
        reasons.push(lang.contains_words(&hit.matched_words));
    }
    reasons
}
