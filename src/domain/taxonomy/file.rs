//! Reads `index/taxonomy.toml`: shape, checks, and the table every lookup goes through.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use thiserror::Error;

use super::{Need, ServiceType, Text, TypeChoice};

/// Bound on the types in use: each is a bit of a 64-bit mask, and one bit stays free.
const MAX_TYPES: usize = 63;

#[derive(Debug, Error)]
pub(super) enum TaxonomyError {
    #[error("malformed taxonomy: {0}")]
    Malformed(#[from] toml::de::Error),
    #[error("slug `{0}` is not made of lower-case letters, digits and single hyphens")]
    BadSlug(&'static str),
    #[error("slug `{0}` stands twice")]
    DuplicateSlug(&'static str),
    #[error("term `{slug}` has an empty text in `{field}`")]
    EmptyText { slug: &'static str, field: &'static str },
    #[error("term `{slug}` is replaced by `{by}`, which is no term of its level")]
    UnknownReplacement { slug: &'static str, by: &'static str },
    #[error("term `{0}` is replaced in a circle")]
    CircularReplacement(&'static str),
    #[error("type `{0}` is in use under a retired need")]
    RetiredNeed(&'static str),
    #[error("{0} types in use, at most {MAX_TYPES} fit")]
    TooManyTypes(usize),
    #[error("{0} needs in use, at most {MAX_TYPES} fit")]
    TooManyNeeds(usize),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Document {
    need: Vec<NeedTerm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NeedTerm {
    pub(super) slug: &'static str,
    pub(super) label: Text,
    pub(super) short: Text,
    pub(super) teaser: Text,
    pub(super) definition: Text,
    pub(super) synonyms: Synonyms,
    replaced_by: Option<&'static str>,
    #[serde(rename = "type")]
    types: Vec<TypeTerm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeTerm {
    pub(super) slug: &'static str,
    pub(super) label: Text,
    pub(super) definition: Text,
    pub(super) synonyms: Synonyms,
    replaced_by: Option<&'static str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Synonyms {
    #[serde(borrow)]
    pub(super) fr: Vec<&'static str>,
    #[serde(borrow)]
    pub(super) en: Vec<&'static str>,
}

/// The terms in use by rank, and every slug ever used with the term it means today.
pub(super) struct Taxonomy {
    needs: Vec<NeedTerm>,
    types: Vec<(Need, TypeTerm)>,
    choices: HashMap<&'static str, TypeChoice>,
}

impl Taxonomy {
    // Both lengths were checked against MAX_TYPES.
    pub(super) fn needs_len(&self) -> u8 {
        u8::try_from(self.needs.len()).unwrap_or(u8::MAX)
    }

    pub(super) fn types_len(&self) -> u8 {
        u8::try_from(self.types.len()).unwrap_or(u8::MAX)
    }

    pub(super) fn need(&self, need: Need) -> &NeedTerm {
        &self.needs[usize::from(need.0)]
    }

    pub(super) fn service_type(&self, service_type: ServiceType) -> &TypeTerm {
        &self.types[usize::from(service_type.0)].1
    }

    pub(super) fn need_of(&self, service_type: ServiceType) -> Need {
        self.types[usize::from(service_type.0)].0
    }

    pub(super) fn choice(&self, slug: &str) -> Option<TypeChoice> {
        self.choices.get(slug).copied()
    }
}

/// Reads and checks a taxonomy.
///
/// # Errors
/// Names the first term that breaks a rule stated at the head of the file.
pub(super) fn read(source: &'static str) -> Result<Taxonomy, TaxonomyError> {
    let document: Document = toml::from_str(source)?;
    check_slugs(&document)?;
    check_texts(&document)?;
    let heirs = heirs(&document)?;
    let (needs, types) = terms_in_use(document)?;
    let choices = choices(&needs, &types, heirs);
    Ok(Taxonomy { needs, types, choices })
}

fn check_slugs(document: &Document) -> Result<(), TaxonomyError> {
    let mut seen = HashSet::new();
    let slugs = document.need.iter().flat_map(|need| {
        std::iter::once(need.slug).chain(need.types.iter().map(|service_type| service_type.slug))
    });
    for slug in slugs {
        let well_formed = slug.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if !well_formed {
            return Err(TaxonomyError::BadSlug(slug));
        }
        if !seen.insert(slug) {
            return Err(TaxonomyError::DuplicateSlug(slug));
        }
    }
    Ok(())
}

fn check_texts(document: &Document) -> Result<(), TaxonomyError> {
    for need in &document.need {
        let texts = [
            ("label", need.label),
            ("short", need.short),
            ("teaser", need.teaser),
            ("definition", need.definition),
        ];
        check_term(need.slug, &texts, &need.synonyms)?;
        for service_type in &need.types {
            let texts = [("label", service_type.label), ("definition", service_type.definition)];
            check_term(service_type.slug, &texts, &service_type.synonyms)?;
        }
    }
    Ok(())
}

fn check_term(
    slug: &'static str,
    texts: &[(&'static str, Text)],
    synonyms: &Synonyms,
) -> Result<(), TaxonomyError> {
    let blank = |text: &str| text.trim().is_empty();
    if let Some(&(field, _)) = texts.iter().find(|(_, text)| blank(text.fr) || blank(text.en)) {
        return Err(TaxonomyError::EmptyText { slug, field });
    }
    if synonyms.fr.iter().chain(&synonyms.en).any(|word| blank(word)) {
        return Err(TaxonomyError::EmptyText { slug, field: "synonyms" });
    }
    Ok(())
}

type Replacements = HashMap<&'static str, Option<&'static str>>;

/// Gives each retired slug with the slug in use that took over.
fn heirs(document: &Document) -> Result<Vec<(&'static str, &'static str)>, TaxonomyError> {
    let needs: Replacements = document.need.iter().map(|need| (need.slug, need.replaced_by)).collect();
    let types: Replacements = document
        .need
        .iter()
        .flat_map(|need| &need.types)
        .map(|service_type| (service_type.slug, service_type.replaced_by))
        .collect();
    let mut heirs = Vec::new();
    for level in [&needs, &types] {
        for slug in level.iter().filter(|(_, by)| by.is_some()).map(|(slug, _)| *slug) {
            heirs.push((slug, heir(slug, level)?));
        }
    }
    Ok(heirs)
}

fn heir(retired: &'static str, level: &Replacements) -> Result<&'static str, TaxonomyError> {
    let mut slug = retired;
    for _ in 0..=level.len() {
        match level.get(slug) {
            Some(Some(by)) if !level.contains_key(by) => {
                return Err(TaxonomyError::UnknownReplacement { slug, by });
            }
            Some(Some(by)) => slug = by,
            _ => return Ok(slug),
        }
    }
    Err(TaxonomyError::CircularReplacement(retired))
}

type TermsInUse = (Vec<NeedTerm>, Vec<(Need, TypeTerm)>);

fn terms_in_use(document: Document) -> Result<TermsInUse, TaxonomyError> {
    let (mut needs, mut types) = (Vec::new(), Vec::new());
    for mut need in document.need {
        let mut children = std::mem::take(&mut need.types);
        children.retain(|service_type| service_type.replaced_by.is_none());
        if need.replaced_by.is_some() {
            match children.first() {
                Some(orphan) => return Err(TaxonomyError::RetiredNeed(orphan.slug)),
                None => continue,
            }
        }
        let rank = rank(needs.len()).ok_or(TaxonomyError::TooManyNeeds(needs.len() + 1))?;
        types.extend(children.into_iter().map(|service_type| (Need(rank), service_type)));
        needs.push(need);
    }
    if types.len() > MAX_TYPES {
        return Err(TaxonomyError::TooManyTypes(types.len()));
    }
    Ok((needs, types))
}

fn choices(
    needs: &[NeedTerm],
    types: &[(Need, TypeTerm)],
    heirs: Vec<(&'static str, &'static str)>,
) -> HashMap<&'static str, TypeChoice> {
    let needs = needs.iter().zip(0..).map(|(need, rank)| (need.slug, TypeChoice::Need(Need(rank))));
    let types =
        types.iter().zip(0..).map(|((_, term), rank)| (term.slug, TypeChoice::Type(ServiceType(rank))));
    let mut choices: HashMap<_, _> = needs.chain(types).collect();
    for (retired, heir) in heirs {
        if let Some(&choice) = choices.get(heir) {
            choices.insert(retired, choice);
        }
    }
    choices
}

fn rank(position: usize) -> Option<u8> {
    u8::try_from(position).ok().filter(|&rank| usize::from(rank) < MAX_TYPES)
}
