//! What an offer said each time it was vetted, and what of it differs from today.

use crate::domain::desk::Role;
use crate::i18n::Lang;
use crate::store::{ListingVersion, StoredListing};
use crate::web::pages::desk::OnDuty;
use crate::web::pages::desk::cases::changes::Changed;
use crate::web::pages::space::facts::{label, lines};
use crate::workflow::in_paris;

/// A version in words.
pub(super) struct Version {
    pub(super) name: String,
    pub(super) rows: Vec<Changed>,
    /// Where one goes back to it.
    pub(super) revert_href: Option<String>,
}

/// Puts the versions of an offer into words, newest first.
pub(super) fn versions(found: &[ListingVersion], now: &StoredListing, on_duty: &OnDuty) -> Vec<Version> {
    let lang = on_duty.lang();
    let may = on_duty.officer.role.covers(Role::Lead) && !now.listing.status.is_over();
    let mut found: Vec<&ListingVersion> = found.iter().collect();
    found.sort_by_key(|version| std::cmp::Reverse(version.number));
    let shown = found.into_iter().map(|version| {
        let rows = rows(version, now, lang);
        let href = on_duty.href(&format!("/offres/{}/retablir?version={}", now.slug, version.number));
        Version {
            name: lang.version_named(version.number, &lang.date(in_paris(version.at).date())),
            revert_href: (may && !rows.is_empty()).then_some(href),
            rows,
        }
    });
    shown.collect()
}

/// Gives the facts in which a version differs from what the offer says today.
pub(super) fn rows(version: &ListingVersion, now: &StoredListing, lang: Lang) -> Vec<Changed> {
    let facts = version.listing.differing(&now.listing).into_iter().map(|fact| {
        let (before, one) = lines(fact, &version.listing, lang);
        let (after, two) = lines(fact, &now.listing, lang);
        Changed { label: label(fact, lang).to_owned(), before, after, quoted: one || two }
    });
    facts.collect()
}
