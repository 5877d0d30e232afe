//! What the index holds of a listing: searchable words, one row of facts, and the listing itself.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use crate::domain::choice::Choice;
use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::listing::Listing;
use crate::domain::provider::Provider;
use crate::domain::record::Entry;
use crate::domain::taxonomy::ServiceType;
use crate::search::error::SearchError;
use crate::search::{analysis, facts, names};

/// Number of this layout; an index of another number is rebuilt.
///
/// Raise it with every change to the fields, to [`facts`] or to [`analysis`]; the files of `index/` speak for themselves.
pub(in crate::search) const VERSION: u32 = 3;

/// Joins the codes of an area in its column; no code holds it.
pub(in crate::search) const AREA_JOINT: char = '|';

/// Fields of the index.
#[derive(Debug, Clone, Copy)]
pub(in crate::search) struct Fields {
    pub(in crate::search) id: Field,
    pub(in crate::search) slug: Field,
    pub(in crate::search) provider_slug: Field,
    /// Name as shown, for suggestions.
    pub(in crate::search) provider_name: Field,
    /// Words of the names and numbers of the provider, folded.
    pub(in crate::search) name: Field,
    /// The names of the provider whole, as [`names::whole_keys`] gives them.
    pub(in crate::search) whole_name: Field,
    /// Stems of the title and of the names of the service types.
    pub(in crate::search) title: Field,
    /// Stems of the summary and the description.
    pub(in crate::search) body: Field,
    /// Folded words of all but the description, for words that are only begun.
    pub(in crate::search) word: Field,
    pub(in crate::search) types: Field,
    pub(in crate::search) facts: Field,
    pub(in crate::search) traits: Field,
    pub(in crate::search) provider: Field,
    pub(in crate::search) tie: Field,
    pub(in crate::search) area: Field,
    pub(in crate::search) entry: Field,
}

/// Builds the schema.
pub(in crate::search) fn build() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_text_field("id", STRING),
        slug: schema.add_text_field("slug", STRING | FAST),
        provider_slug: schema.add_text_field("provider_slug", STRING | FAST),
        provider_name: schema.add_text_field("provider_name", FAST),
        name: words_field(&mut schema, "name", IndexRecordOption::Basic),
        whole_name: schema.add_text_field("whole_name", STRING),
        title: words_field(&mut schema, "title", IndexRecordOption::Basic),
        body: words_field(&mut schema, "body", IndexRecordOption::WithFreqs),
        word: words_field(&mut schema, "word", IndexRecordOption::Basic),
        types: schema.add_u64_field("types", FAST),
        facts: schema.add_u64_field("facts", FAST),
        traits: schema.add_u64_field("traits", FAST),
        provider: schema.add_u64_field("provider", FAST),
        tie: schema.add_u64_field("tie", FAST),
        area: schema.add_text_field("area", FAST),
        // As text: tantivy reads bytes one by one.
        entry: schema.add_text_field("entry", STORED),
    };
    (schema.build(), fields)
}

/// The words are analysed before they reach tantivy, which only splits them at blanks.
fn words_field(schema: &mut SchemaBuilder, name: &str, record: IndexRecordOption) -> Field {
    let indexing = TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(record);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

/// The listing as kept in the index.
#[derive(Serialize, Deserialize)]
struct Stored {
    id: ListingId,
    slug: Slug,
    provider_id: ProviderId,
    provider_slug: Slug,
    provider: Provider,
    listing: Listing,
}

/// Reads a listing back from what the index keeps.
pub(in crate::search) fn decode(json: &str) -> Result<Entry, SearchError> {
    let stored: Stored = serde_json::from_str(json).map_err(|error| SearchError::corrupt(&error))?;
    Ok(Entry {
        id: stored.id,
        slug: stored.slug,
        provider_id: stored.provider_id,
        provider_slug: stored.provider_slug,
        provider: stored.provider,
        listing: stored.listing,
    })
}

/// Reads only what names a listing: its slug and its title.
pub(in crate::search) fn decode_heading(json: &str) -> Result<(Slug, String), SearchError> {
    #[derive(Deserialize)]
    struct Heading {
        slug: Slug,
        listing: Titled,
    }
    #[derive(Deserialize)]
    struct Titled {
        title: String,
    }
    let heading: Heading = serde_json::from_str(json).map_err(|error| SearchError::corrupt(&error))?;
    Ok((heading.slug, heading.listing.title))
}

fn encode(entry: &Entry) -> Result<String, SearchError> {
    let stored = Stored {
        id: entry.id,
        slug: entry.slug.clone(),
        provider_id: entry.provider_id,
        provider_slug: entry.provider_slug.clone(),
        provider: entry.provider.clone(),
        listing: entry.listing.clone(),
    };
    serde_json::to_string(&stored).map_err(|error| SearchError::corrupt(&error))
}

/// Turns a listing into a document.
pub(in crate::search) fn document(fields: &Fields, entry: &Entry) -> Result<TantivyDocument, SearchError> {
    let Entry { provider, listing, .. } = entry;
    let mut document = TantivyDocument::default();
    document.add_text(fields.id, entry.id.to_string());
    document.add_text(fields.slug, entry.slug.as_str());
    document.add_text(fields.provider_slug, entry.provider_slug.as_str());
    document.add_text(fields.provider_name, provider.name.as_str());

    let names = Terms::of(&names::of(provider));
    let (title, summary) = (Terms::of(listing.title.as_str()), Terms::of(listing.summary.as_str()));
    let description = listing.description.as_ref().map(|text| Terms::of(text.as_str())).unwrap_or_default();
    let labels = || listing.service_types.iter().map(|service| &LABELS[usize::from(service.index())]);
    document.add_text(fields.name, &names.words);
    for key in names::whole_keys(provider) {
        document.add_text(fields.whole_name, key);
    }
    let stems = |terms: &Terms| terms.stems.clone();
    document.add_text(fields.title, stems(&title) + &labels().map(stems).collect::<String>());
    document.add_text(fields.body, summary.stems + &description.stems);
    let of_types = labels().map(|terms| terms.words.as_str());
    let words = [names.words.as_str(), &title.words, &summary.words].into_iter().chain(of_types);
    document.add_text(fields.word, words.collect::<String>());

    document.add_u64(fields.types, facts::types_mask(listing));
    document.add_u64(fields.facts, facts::facts_mask(listing));
    document.add_u64(fields.traits, Traits::of(listing).packed());
    document.add_u64(fields.provider, low_bits(entry.provider_id.as_u128()));
    document.add_u64(fields.tie, low_bits(entry.id.as_u128()));
    document.add_text(fields.area, listing.area.codes().join(&AREA_JOINT.to_string()));
    document.add_text(fields.entry, encode(entry)?);
    Ok(document)
}

/// The random half of a UUID version 7 tells two of them apart.
#[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
const fn low_bits(id: u128) -> u64 {
    id as u64
}

/// The labels of a service type and of its need, in both languages.
pub(in crate::search) fn label_words(service: ServiceType) -> String {
    let (own, need) = (service.label(), service.need().label());
    [own.fr, own.en, need.fr, need.en].join(", ")
}

/// The words of a text, analysed once: as they stand and as stems, each with a blank behind it.
#[derive(Default)]
struct Terms {
    words: String,
    stems: String,
}

impl Terms {
    fn of(text: &str) -> Self {
        let mut terms = Self::default();
        for word in analysis::indexed(text) {
            terms.words.push_str(&word.folded);
            terms.words.push(' ');
            terms.stems.push_str(analysis::stem(&word.folded));
            terms.stems.push(' ');
        }
        terms
    }
}

/// The words of [`label_words`], by index of the service type.
static LABELS: LazyLock<Vec<Terms>> =
    LazyLock::new(|| ServiceType::all().map(|service| Terms::of(&label_words(service))).collect());

/// Facts that order results, packed into one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct Traits {
    /// Facts given out of [`Traits::FACTS`].
    pub(in crate::search) complete: u8,
    /// Months of engagement; 255 when unknown.
    pub(in crate::search) commitment: u8,
    /// Position of the set-up delay; 255 when unknown.
    pub(in crate::search) setup: u8,
    /// Position of the capacity; 255 when unknown.
    pub(in crate::search) capacity: u8,
    /// Day of the last change, in days since 1970-01-01; 0 when unknown.
    pub(in crate::search) updated: u16,
    /// Number of the main service type, the first of them; 255 when there is none.
    pub(in crate::search) main: u8,
}

impl Traits {
    /// A fact that nobody gave.
    pub(in crate::search) const UNKNOWN: u8 = u8::MAX;
    /// How many facts completeness is measured over.
    pub(in crate::search) const FACTS: u8 = 10;

    pub(in crate::search) fn of(listing: &Listing) -> Self {
        let given = [
            listing.description.is_some(),
            !listing.pricing_model.is_empty(),
            !listing.price_plans.is_empty(),
            listing.commitment_months.is_some(),
            listing.notice_days.is_some(),
            listing.setup_delay.is_some(),
            listing.autonomy.is_some(),
            listing.delivery_mode.is_some(),
            !listing.support_channels.is_empty(),
            !listing.trades.is_empty(),
        ];
        let epoch = jiff::civil::date(1970, 1, 1);
        let days = listing
            .updated_on
            .or(listing.verified_on)
            .and_then(|day| epoch.until(day).ok())
            .map_or(0, |span| u16::try_from(span.get_days().max(0)).unwrap_or(u16::MAX));
        Self {
            complete: given.iter().map(|given| u8::from(*given)).sum(),
            commitment: listing.commitment_months.unwrap_or(Self::UNKNOWN),
            setup: listing.setup_delay.map_or(Self::UNKNOWN, Choice::index),
            capacity: listing.capacity.map_or(Self::UNKNOWN, Choice::index),
            updated: days,
            main: listing.service_types.first().map_or(Self::UNKNOWN, |service| service.index()),
        }
    }

    const fn packed(self) -> u64 {
        let [d0, d1] = self.updated.to_le_bytes();
        u64::from_le_bytes([self.complete, self.commitment, self.setup, self.capacity, d0, d1, self.main, 0])
    }

    pub(in crate::search) const fn unpacked(packed: u64) -> Self {
        let [complete, commitment, setup, capacity, d0, d1, main, _] = packed.to_le_bytes();
        Self { complete, commitment, setup, capacity, updated: u16::from_le_bytes([d0, d1]), main }
    }
}
