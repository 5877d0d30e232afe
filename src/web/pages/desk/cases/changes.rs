//! What a change of a listed provider changes, and nothing else.

use serde_json::Value;

use crate::domain::application::{ApplicationKind, Submission};
use crate::domain::choice::Choice;
use crate::domain::provider::{LabelKind, Provider};
use crate::domain::territory::Territory;
use crate::i18n::{Lang, Named};
use crate::store::{Store, StoredApplication};
use crate::web::failed::Failed;
use crate::web::pages::space::facts::{label, lines};

/// What an offer, or the firm, will say otherwise.
pub(super) struct Changes {
    pub(super) title: String,
    /// Whether the title is in a provider's own words.
    pub(super) quoted: bool,
    /// Whether it is an offer that did not exist.
    pub(super) is_new: bool,
    pub(super) rows: Vec<Changed>,
}

/// A fact that changes.
pub(in crate::web::pages::desk) struct Changed {
    pub(in crate::web::pages::desk) label: String,
    pub(in crate::web::pages::desk) before: Vec<String>,
    pub(in crate::web::pages::desk) after: Vec<String>,
    /// Whether the facts are in a provider's own words.
    pub(in crate::web::pages::desk) quoted: bool,
}

/// Compares what was sent with what is listed now; nothing for an application that changes nothing that is listed.
pub(super) async fn changes(
    store: &Store,
    application: &StoredApplication,
    sent: Option<&Submission>,
    lang: Lang,
) -> Result<Option<Vec<Changes>>, Failed> {
    let (ApplicationKind::Change, Some(id), Some(sent)) = (application.kind, application.provider_id, sent)
    else {
        return Ok(None);
    };
    let mut found = Vec::new();
    if let Some(known) = store.provider(id).await? {
        let rows = of_firm(&known.provider, &sent.provider, lang);
        if !rows.is_empty() {
            let (title, quoted, is_new) = (lang.case_provider().to_owned(), false, false);
            found.push(Changes { title, quoted, is_new, rows });
        }
    }
    let listed = store.listings_of(id).await?;
    for offer in &sent.offers {
        let known = listed.iter().find(|known| Some(known.id) == offer.listing_id);
        let rows = known.map_or_else(Vec::new, |known| {
            let facts = known.listing.differing(&offer.listing).into_iter().map(|fact| {
                let (before, one) = lines(fact, &known.listing, lang);
                let (after, two) = lines(fact, &offer.listing, lang);
                Changed { label: label(fact, lang).to_owned(), before, after, quoted: one || two }
            });
            facts.collect()
        });
        if known.is_none() || !rows.is_empty() {
            let title = known.map_or(&offer.listing.title, |known| &known.listing.title).to_string();
            found.push(Changes { title, quoted: true, is_new: known.is_none(), rows });
        }
    }
    Ok(Some(found))
}

/// Facts of a firm that it gives itself, under their names in the record.
const FIRM: [&str; 10] = [
    "siren",
    "siret",
    "legal_name",
    "name",
    "address",
    "website",
    "public_phone",
    "languages",
    "labels",
    "references",
];

/// Names a fact of a firm.
fn firm_label(name: &str, lang: Lang) -> &'static str {
    match name {
        "siren" => lang.case_siren(),
        "address" => lang.case_place(),
        "labels" => lang.field_label("labels.kind"),
        name => lang.field_label(name),
    }
}

fn of_firm(before: &Provider, after: &Provider, lang: Lang) -> Vec<Changed> {
    let record = |provider: &Provider| serde_json::to_value(provider).unwrap_or_default();
    let (before, after) = (record(before), record(after));
    let changed = FIRM.iter().filter(|name| before.get(**name) != after.get(**name));
    changed
        .map(|name| Changed {
            label: firm_label(name, lang).to_owned(),
            before: firm_lines(name, before.get(*name), lang),
            after: firm_lines(name, after.get(*name), lang),
            quoted: false,
        })
        .collect()
}

/// Says a fact of a firm; languages, labels and places in words.
fn firm_lines(name: &str, value: Option<&Value>, lang: Lang) -> Vec<String> {
    let said = |text: String| match name {
        "languages" => lang.language_name(&text),
        "labels" => LabelKind::from_slug(&text).map_or(text, |kind| kind.name(lang).to_owned()),
        "address" => Territory::from_code(&text).map_or(text, Territory::label),
        _ => text,
    };
    plain(value)
        .into_iter()
        .map(|line| line.split(" · ").map(|part| said(part.to_owned())).collect::<Vec<_>>().join(" · "))
        .collect()
}

/// The texts of a value, one a line.
fn plain(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(values)) => values.iter().flat_map(|value| plain(Some(value))).collect(),
        Some(Value::Object(parts)) => {
            let words: Vec<String> = parts.values().flat_map(|value| plain(Some(value))).collect();
            vec![words.join(" · ")]
        }
        _ => Vec::new(),
    }
}
