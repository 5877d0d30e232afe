//! Every name a territory bears, in order: who is called so, or nearly so.

use super::gazetteer::gazetteer;
use super::key::{Article, Key};
use super::{CommuneId, DepartementId, EpciId, RegionId, Territory, TerritoryKind};
use crate::domain::text::words;
use std::cmp::Reverse;
use std::sync::LazyLock;

static NAMES: LazyLock<Names> = LazyLock::new(Names::index);

/// Names people use beside the official ones: abbreviations, régions of before 2016.
const USUAL_NAMES: [(&str, &str); 37] = [
    ("france entière", "france"),
    ("toute la france", "france"),
    ("métropole", "metropole"),
    ("france hexagonale", "metropole"),
    ("hexagone", "metropole"),
    ("idf", "region:11"),
    ("région parisienne", "region:11"),
    ("cvl", "region:24"),
    ("centre", "region:24"),
    ("bfc", "region:27"),
    ("bourgogne", "region:27"),
    ("franche-comté", "region:27"),
    ("haute-normandie", "region:28"),
    ("basse-normandie", "region:28"),
    ("hdf", "region:32"),
    ("nord-pas-de-calais", "region:32"),
    ("picardie", "region:32"),
    ("alsace", "region:44"),
    ("lorraine", "region:44"),
    ("champagne-ardenne", "region:44"),
    ("pdl", "region:52"),
    ("pays de loire", "region:52"),
    ("aquitaine", "region:75"),
    ("limousin", "region:75"),
    ("poitou-charentes", "region:75"),
    ("languedoc-roussillon", "region:76"),
    ("midi-pyrénées", "region:76"),
    ("aura", "region:84"),
    ("auvergne", "region:84"),
    ("rhône-alpes", "region:84"),
    ("paca", "region:93"),
    ("région sud", "region:93"),
    ("île de la réunion", "region:04"),
    ("guyane française", "region:03"),
    ("seine-inférieure", "departement:76"),
    ("côtes-du-nord", "departement:22"),
    ("loire-inférieure", "departement:44"),
];

/// A namesake this many times larger than another is meant, unless more is said.
pub(super) const DOMINANCE: u32 = 10;

/// How a territory comes to bear a name, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Title {
    /// It is its name.
    Own,
    /// It holds a former commune or an arrondissement of that name.
    Former,
    /// It is an EPCI, named without the letters for its legal form.
    Epci,
}

/// A territory under one of its names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bearer {
    pub(super) territory: Territory,
    pub(super) title: Title,
    /// The name begins with this article, which the key leaves out.
    pub(super) article: Option<Article>,
}

/// Every name with who bears it, sorted by key.
struct Names {
    keys: String,
    entries: Vec<Entry>,
}

struct Entry {
    start: u32,
    len: u16,
    bearer: Bearer,
    /// Place in the order of who is meant by the beginning of a name, likeliest first.
    rank: u32,
}

/// How many times likelier a town is meant than a larger place of as many people: shops stand in towns.
const TOWN: u64 = 10;

/// Who is meant first by a beginning, smallest first.
type Likelihood = (u8, Reverse<u64>, Territory);

impl Names {
    fn index() -> Self {
        let mut names = Vec::with_capacity(40_000);
        let tables = gazetteer();
        for (name, code) in USUAL_NAMES {
            let territory = Territory::from_code(code).into_iter();
            territory.for_each(|territory| add_names(&mut names, name, territory, Title::Own));
        }
        let usual = names.len();
        let mut add =
            |name: &str, territory: Territory, title: Title| add_names(&mut names, name, territory, title);
        for territory in [Territory::France, Territory::Metropole] {
            add(territory.name(), territory, Title::Own);
        }
        (0..)
            .map(RegionId)
            .zip(&tables.regions)
            .for_each(|(id, row)| add(row.name, Territory::Region(id), Title::Own));
        let departements = (0..).map(DepartementId).zip(&tables.departements);
        departements.for_each(|(id, row)| add(row.name, Territory::Departement(id), Title::Own));
        (0..)
            .map(EpciId)
            .zip(&tables.epcis)
            .for_each(|(id, row)| add(row.name, Territory::Epci(id), Title::Epci));
        let communes = (0..).map(CommuneId).zip(&tables.communes);
        communes.for_each(|(id, row)| add(row.name, Territory::Commune(id), Title::Own));
        tables.aliases.iter().for_each(|row| add(row.name, Territory::Commune(row.commune), Title::Former));
        let likelihoods = names.iter().enumerate().map(|(at, (_, bearer))| likelihood(bearer, at < usual));
        let ranks = ranks(&likelihoods.collect::<Vec<_>>());
        Self::pack(names.into_iter().zip(ranks).collect())
    }

    fn pack(mut names: Vec<((Key, Bearer), u32)>) -> Self {
        names.sort_unstable_by(|((a, one), _), ((b, other), _)| {
            (&a.text, one.title, one.territory).cmp(&(&b.text, other.title, other.territory))
        });
        let mut packed = Self { keys: String::new(), entries: Vec::with_capacity(names.len()) };
        for ((key, bearer), rank) in names {
            let (Ok(start), Ok(len)) = (u32::try_from(packed.keys.len()), u16::try_from(key.text.len()))
            else {
                continue;
            };
            packed.keys.push_str(&key.text);
            packed.entries.push(Entry { start, len, bearer, rank });
        }
        packed.keys.shrink_to_fit();
        packed
    }

    fn key(&self, entry: &Entry) -> &str {
        let start = entry.start as usize;
        self.keys.get(start..start + usize::from(entry.len)).unwrap_or_default()
    }

    /// The entries whose key begins with `prefix`.
    fn beginning(&self, prefix: &str) -> &[Entry] {
        let start = self.entries.partition_point(|entry| self.key(entry) < prefix);
        let length = self.entries[start..].partition_point(|entry| self.key(entry).starts_with(prefix));
        &self.entries[start..start + length]
    }
}

/// How likely somebody is meant by the beginning of a name: those called so before those who have it from elsewhere (a
/// former commune, `usual`: a former région), those before EPCI, larger ones first.
fn likelihood(bearer: &Bearer, usual: bool) -> Likelihood {
    let tier = match bearer.title {
        Title::Own => u8::from(usual),
        Title::Former => 1,
        Title::Epci => 2,
    };
    let is_town = bearer.territory.kind() == TerritoryKind::Commune;
    let weight = u64::from(bearer.territory.population()) * if is_town { TOWN } else { 1 };
    (tier, Reverse(weight), bearer.territory)
}

/// The place of each in the order of all.
fn ranks(likelihoods: &[Likelihood]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..likelihoods.len()).collect();
    order.sort_unstable_by_key(|at| likelihoods[*at]);
    let mut ranks = vec![0; order.len()];
    (0..).zip(order).for_each(|(rank, at)| ranks[at] = rank);
    ranks
}

/// Lists a name, and its parts when it holds a bracket: "Bors (Canton de …)" is also "Bors", "CA … (CAPI)" also "CAPI".
fn add_names(names: &mut Vec<(Key, Bearer)>, name: &str, territory: Territory, title: Title) {
    let is_epci = territory.kind() == TerritoryKind::Epci;
    let mut add = |name: &str| {
        let words = words(name);
        let own = Key::of(&words);
        let key = if is_epci { Key::of_epci(&words).unwrap_or(own) } else { own };
        names
            .push((Key { text: key.text, article: None }, Bearer { territory, title, article: key.article }));
    };
    add(name);
    if let Some((before, inside)) = name.split_once(" (") {
        add(before);
        if is_epci {
            add(inside);
        }
    }
}

/// Who bears exactly this name.
pub(super) fn bearers(key: &str) -> impl Iterator<Item = Bearer> + use<> {
    let names = &*NAMES;
    let len = key.len();
    // The shortest keys of a run that begins with `key` come first: the run's head is the key itself.
    names
        .beginning(key)
        .iter()
        .take_while(move |entry| usize::from(entry.len) == len)
        .map(|entry| entry.bearer)
}

impl Territory {
    /// Whether it is a commune whose name another commune bears that is not ten times smaller.
    pub fn needs_its_departement(self) -> bool {
        let key = Key::of(&words(self.name()));
        let namesake = |bearer: &Bearer| {
            bearer.territory != self
                && bearer.territory.kind() == TerritoryKind::Commune
                && (bearer.title, bearer.article) == (Title::Own, key.article)
                && self.population() < bearer.territory.population().saturating_mul(DOMINANCE)
        };
        self.kind() == TerritoryKind::Commune && bearers(&key.text).any(|bearer| namesake(&bearer))
    }
}

/// Territories with a name that begins with `typed`, whatever its case, accents and article, at most `limit`: larger ones
/// first, a commune weighing as much as a wider place of ten times its people; those called so today before those that
/// hold a former commune or région of that name, EPCI last.
pub fn starting_with(typed: &str, limit: usize) -> Vec<Territory> {
    let key = Key::of(&words(typed)).text;
    if key.is_empty() { Vec::new() } else { best(NAMES.beginning(&key), limit) }
}

/// Territories with a name one typing error away from `key`: a letter wrong, missing, added or two swapped.
pub(super) fn one_error_away(key: &str, limit: usize) -> Vec<Territory> {
    // In a short name one error makes another name.
    if key.len() < 4 {
        return Vec::new();
    }
    let names = &*NAMES;
    let close = |entry: &&Entry| {
        usize::from(entry.len).abs_diff(key.len()) <= 1 && is_one_error(names.key(entry), key)
    };
    best(names.entries.iter().filter(close), limit)
}

/// The likeliest of many: one pass that keeps the best few, for a single letter begins thousands of names.
fn best<'a>(entries: impl IntoIterator<Item = &'a Entry>, limit: usize) -> Vec<Territory> {
    let mut found: Vec<(u32, Territory)> = Vec::with_capacity(limit + 1);
    for Entry { rank, bearer: Bearer { territory, .. }, .. } in entries {
        let is_behind = found.len() >= limit && found.last().is_none_or(|(worst, _)| rank > worst);
        // The commune of Paris stands for its département.
        if is_behind || territory.only_commune().is_some() {
            continue;
        }
        match found.iter().position(|(_, other)| other == territory) {
            Some(at) if found[at].0 <= *rank => continue,
            Some(at) => drop(found.remove(at)),
            None => {}
        }
        let at = found.partition_point(|(other, _)| other < rank);
        found.insert(at, (*rank, *territory));
        found.truncate(limit);
    }
    found.into_iter().map(|(_, territory)| territory).collect()
}

/// Whether two ASCII-mostly keys differ by one edit (Damerau): what is left between their common ends tells.
pub(super) fn is_one_error(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - back], &b[..b.len() - back]) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}
