//! What a search reads of every listing, laid out for scanning, loaded when a segment opens.
//!
//! Areas and providers are numbered across segments, so that a place is tested once for each distinct
//! area and a provider is one thing wherever its listings lie.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

use super::blocks::{BLOCK, Block};
use super::schema::{AREA_JOINT, Traits};
use crate::domain::choice::Choice;
use crate::domain::listing::VerificationLevel;
use crate::domain::territory::{Area, DepartementSet, Territory, regions};
use crate::search::error::SearchError;
use crate::search::matching::facts::Facts;
use crate::search::matching::facts::bit_of;
use crate::search::ranking::WEIGHTS;

/// What orders the listings that a search finds.
#[derive(Debug, Clone, Copy)]
pub(in crate::search) struct Row {
    /// Number of its provider.
    pub(in crate::search) provider: u32,
    /// Breaks ties together with the day.
    pub(in crate::search) tie: u32,
    /// What its own facts add to the score.
    pub(in crate::search) merit: f32,
    /// Day of the last change since 1970-01-01, 0 when unknown.
    pub(in crate::search) updated: u16,
    /// Months of engagement, [`Traits::UNKNOWN`] when unknown.
    pub(in crate::search) commitment: u8,
    /// Position of the set-up delay, [`Traits::UNKNOWN`] when unknown.
    pub(in crate::search) setup: u8,
}

impl Row {
    /// A listing that no search shows: not public, or replaced by a newer version of itself. It has no facts either.
    const HIDDEN: Self = Self { provider: 0, tie: 0, merit: 0.0, updated: 0, commitment: 0, setup: 0 };
}

/// Places that nearly every area reaches: asking each area anew would cost more than the rest of the search.
pub(in crate::search) static LARGE_PLACES: LazyLock<Vec<Territory>> =
    LazyLock::new(|| [Territory::France, Territory::Metropole].into_iter().chain(regions()).collect());

/// How an area reaches a place in one byte: 0 not at all, else closeness + 1.
pub(in crate::search) fn reach_code(area: &Area, place: Territory) -> u8 {
    area.reach(place).map_or(0, |reach| reach.closeness.index() + 1)
}

/// The distinct areas of the directory, laid out for scanning.
#[derive(Debug, Default, Clone)]
pub(in crate::search) struct KnownAreas {
    pub(in crate::search) areas: Vec<Arc<Area>>,
    /// Where each serves a commune.
    pub(in crate::search) departements: Vec<DepartementSet>,
    /// How each reaches the [`LARGE_PLACES`], in their order.
    pub(in crate::search) large: Vec<Vec<u8>>,
}

impl KnownAreas {
    fn push(&mut self, area: Area) {
        // Everything is worked out before anything is added, so that the lists never differ in length.
        let departements = area.departements();
        let reached: Vec<u8> = LARGE_PLACES.iter().map(|place| reach_code(&area, *place)).collect();
        self.large.resize(LARGE_PLACES.len(), Vec::new());
        self.large.iter_mut().zip(reached).for_each(|(codes, code)| codes.push(code));
        self.departements.push(departements);
        self.areas.push(Arc::new(area));
    }
}

/// Numbers given to areas and providers. Numbers are never reused; the next start forgets the unused ones.
#[derive(Debug, Default)]
pub(in crate::search) struct Interner {
    pub(in crate::search) areas: Arc<KnownAreas>,
    area_numbers: HashMap<String, u32>,
    provider_numbers: HashMap<u64, u32>,
}

impl Interner {
    pub(in crate::search) fn providers(&self) -> usize {
        self.provider_numbers.len()
    }

    fn area(&mut self, codes: &str) -> Result<u32, SearchError> {
        if let Some(number) = self.area_numbers.get(codes) {
            return Ok(*number);
        }
        let area = Area::parse(codes.split(AREA_JOINT)).map_err(|error| SearchError::corrupt(&error))?;
        let number = number_of(self.areas.areas.len())?;
        Arc::make_mut(&mut self.areas).push(area);
        self.area_numbers.insert(codes.to_owned(), number);
        Ok(number)
    }

    fn provider(&mut self, key: u64) -> Result<u32, SearchError> {
        let next = number_of(self.provider_numbers.len())?;
        Ok(*self.provider_numbers.entry(key).or_insert(next))
    }
}

fn number_of(length: usize) -> Result<u32, SearchError> {
    u32::try_from(length).map_err(|error| SearchError::corrupt(&error))
}

/// The listings of a segment, by document; each list holds what one step of a search reads.
#[derive(Debug, Default)]
pub(in crate::search) struct Columns {
    /// What they are filtered by, 64 listings at once.
    pub(in crate::search) blocks: Vec<Block>,
    /// Numbers of their areas in [`Interner::areas`].
    pub(in crate::search) areas: Vec<u32>,
    /// What they are counted by.
    pub(in crate::search) facts: Vec<Facts>,
    /// What orders them.
    pub(in crate::search) rows: Vec<Row>,
    /// Numbers of their main service types, [`Traits::UNKNOWN`] when there is none.
    pub(in crate::search) mains: Vec<u8>,
}

/// Loads the listings of a segment. `show_unclaimed` tells whether unclaimed listings may be found.
pub(in crate::search) fn load(
    segment: &SegmentReader,
    interner: &mut Interner,
    show_unclaimed: bool,
) -> Result<Columns, SearchError> {
    let fast = segment.fast_fields();
    let number = |name: &str| fast.u64(name).map(|column| column.first_or_default_col(0));
    let (types, facts, traits) = (number("types")?, number("facts")?, number("traits")?);
    let (providers, ties) = (number("provider")?, number("tie")?);
    let area_codes: StrColumn =
        fast.str("area")?.ok_or_else(|| SearchError::corrupt(&"no column of areas"))?;
    let area_numbers = numbers_of_areas(&area_codes, interner)?;
    let mut columns = Columns::with_capacity(segment.max_doc() as usize);
    for doc in 0..segment.max_doc() {
        columns.areas.push(area_of(&area_codes, &area_numbers, doc)?);
        let own = Facts::new(types.get_val(doc), facts.get_val(doc));
        let level = level_in(facts.get_val(doc));
        if !own.is_searchable() || !(level.is_claimed() || show_unclaimed) || segment.is_deleted(doc) {
            columns.push(Facts::NONE, Row::HIDDEN, Traits::UNKNOWN);
            continue;
        }
        let traits = Traits::unpacked(traits.get_val(doc));
        let row = Row {
            provider: interner.provider(providers.get_val(doc))?,
            tie: fold_to_32(ties.get_val(doc)),
            merit: WEIGHTS.merit(level, traits),
            updated: traits.updated,
            commitment: traits.commitment,
            setup: traits.setup,
        };
        columns.push(own, row, traits.main);
    }
    columns.blocks.extend(columns.facts.chunks(BLOCK).map(Block::of));
    Ok(columns)
}

impl Columns {
    fn with_capacity(listings: usize) -> Self {
        Self {
            blocks: Vec::with_capacity(listings.div_ceil(BLOCK)),
            areas: Vec::with_capacity(listings),
            facts: Vec::with_capacity(listings),
            rows: Vec::with_capacity(listings),
            mains: Vec::with_capacity(listings),
        }
    }

    fn push(&mut self, facts: Facts, row: Row, main: u8) {
        self.facts.push(facts);
        self.rows.push(row);
        self.mains.push(main);
    }
}

fn numbers_of_areas(areas: &StrColumn, interner: &mut Interner) -> Result<Vec<u32>, SearchError> {
    let mut codes = String::new();
    (0..areas.num_terms() as u64)
        .map(|ordinal| {
            codes.clear();
            areas.ord_to_str(ordinal, &mut codes)?;
            interner.area(&codes)
        })
        .collect()
}

fn area_of(areas: &StrColumn, numbers: &[u32], doc: DocId) -> Result<u32, SearchError> {
    let ordinal = areas.term_ords(doc).next().and_then(|ordinal| usize::try_from(ordinal).ok());
    ordinal
        .and_then(|ordinal| numbers.get(ordinal).copied())
        .ok_or_else(|| SearchError::corrupt(&"a listing without area"))
}

fn level_in(facts: u64) -> VerificationLevel {
    let set = |level: &&VerificationLevel| facts & 1 << bit_of(**level) != 0;
    VerificationLevel::ALL.iter().find(set).copied().unwrap_or(VerificationLevel::PublicSource)
}

#[expect(clippy::cast_possible_truncation, reason = "both halves are folded into one on purpose")]
const fn fold_to_32(value: u64) -> u32 {
    (value ^ value >> 32) as u32
}
