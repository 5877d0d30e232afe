//! Where which needs are served: a matrix of régions, and of each the départements, with a link wherever nothing is.

use crate::domain::taxonomy::Need;
use crate::domain::territory::{DepartementId, RegionId, Territory, departements_of, regions};
use crate::i18n::Lang;
use crate::search::Coverage;
use crate::web::chart::{Heat, Share};
use crate::web::chrome::address;

/// The coverage as it is shown.
pub(super) struct Covered {
    pub(super) needs: Vec<&'static str>,
    pub(super) everywhere: Vec<Everywhere>,
    pub(super) heat: Heat,
    pub(super) regions: Vec<Region>,
}

/// Nation-wide offers of a need.
pub(super) struct Everywhere {
    pub(super) need: &'static str,
    pub(super) france: u32,
    pub(super) metropole: u32,
}

/// A région with its départements.
pub(super) struct Region {
    pub(super) name: &'static str,
    pub(super) gaps: String,
    pub(super) rows: Vec<Row>,
}

/// A département.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
}

/// Offers of a need in a département, and the search for them.
pub(super) struct Cell {
    pub(super) offers: u32,
    pub(super) href: String,
}

impl Covered {
    pub(super) fn new(coverage: &Coverage, lang: Lang) -> Self {
        let needs: Vec<Need> = Need::all().collect();
        let count = |counts: &[u32], need: Need| counts.get(usize::from(need.index())).copied().unwrap_or(0);
        let everywhere = needs.iter().map(|need| Everywhere {
            need: lang.of(need.label()),
            france: count(&coverage.france, *need),
            metropole: count(&coverage.metropole, *need),
        });
        let regions: Vec<(Territory, RegionId)> = regions()
            .filter_map(|region| match region {
                Territory::Region(id) => Some((region, id)),
                _ => None,
            })
            .collect();
        let rows = regions.iter().map(|(region, id)| {
            let departements = departements(*id);
            let cells = needs.iter().map(|need| {
                let served = departements.iter().filter(|id| coverage.local_of(**id, *need) > 0);
                Share {
                    some: short(served.count()),
                    all: short(departements.len()),
                    href: href(*need, *region, lang),
                }
            });
            (region.name().to_owned(), cells.collect())
        });
        Self {
            everywhere: everywhere.collect(),
            heat: Heat::new(
                needs.iter().map(|need| lang.of(need.short()).to_owned()).collect(),
                rows.collect(),
            ),
            regions: regions
                .iter()
                .map(|(region, id)| Region::new(*region, *id, &needs, coverage, lang))
                .collect(),
            needs: needs.iter().map(|need| lang.of(need.short())).collect(),
        }
    }
}

impl Region {
    fn new(region: Territory, id: RegionId, needs: &[Need], coverage: &Coverage, lang: Lang) -> Self {
        let rows: Vec<Row> = departements(id)
            .into_iter()
            .map(|id| {
                let place = Territory::Departement(id);
                let cell = |need: &Need| Cell {
                    offers: coverage.local_of(id, *need),
                    href: href(*need, place, lang),
                };
                Row {
                    name: format!("{} ({})", place.name(), place.number()),
                    cells: needs.iter().map(cell).collect(),
                }
            })
            .collect();
        let gaps = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.offers == 0).count();
        Self { name: region.name(), gaps: lang.gaps(short(gaps)), rows }
    }
}

fn departements(region: RegionId) -> Vec<DepartementId> {
    departements_of(region)
        .filter_map(|place| match place {
            Territory::Departement(id) => Some(id),
            _ => None,
        })
        .collect()
}

/// Slugs and codes stand in an address as they are.
fn href(need: Need, place: Territory, lang: Lang) -> String {
    address(lang, "/recherche", &format!("type={}&place={}", need.slug(), place.code()))
}

fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
