//! The map of an area: every département served as a whole, in part or not. `parts/area_map.html` draws it.

use std::sync::LazyLock;

use crate::domain::territory::{Area, Coverage, DepartementId, DepartementSet, Territory, region_of};
use crate::i18n::Lang;

/// One line a shape: number of the département, outline. Those around Paris have a second, larger one.
static OUTLINES: &str = include_str!("../../templates/parts/departements.txt");

static SHAPES: LazyLock<Vec<(DepartementId, &'static str)>> = LazyLock::new(|| {
    let shape = |line: &'static str| {
        let (number, outline) = line.split_once(' ')?;
        match Territory::from_code(&format!("departement:{number}"))? {
            Territory::Departement(id) => Some((id, outline)),
            _ => None,
        }
    };
    OUTLINES.lines().filter_map(shape).collect()
});

/// A map to be drawn. Of several on a page the first brings the hatching, which has an id.
pub(super) struct AreaMap {
    /// What the map shows, in words.
    pub(super) name: String,
    pub(super) shapes: Vec<Shape>,
    /// Each class that paints, and what it stands for.
    pub(super) key: [(&'static str, &'static str); 3],
    /// Whether each shape leads to its box in a form.
    pub(super) has_links: bool,
    /// Whether it brings the hatching.
    pub(super) has_hatching: bool,
}

/// A département on the map.
pub(super) struct Shape {
    pub(super) outline: &'static str,
    pub(super) title: String,
    /// Class that paints it.
    pub(super) mark: &'static str,
    /// Class that paints it for what is written in the form, whatever is ticked.
    pub(super) written: &'static str,
    /// Ids of the boxes that hold it, largest first; the last is its own.
    pub(super) boxes: String,
    /// Id of its own box.
    pub(super) own_box: String,
}

impl AreaMap {
    /// Draws an area; the `first` map of a page brings the hatching.
    pub(super) fn of(area: &Area, first: bool, lang: Lang) -> Self {
        Self { has_hatching: first, ..Self::new(area.coverage(), NOTHING, lang, false) }
    }

    /// Draws what a form holds, each shape a link to its box: all that can be read of it, and what is written alone.
    pub(super) fn for_form(all: Option<&Area>, written: Option<&Area>, lang: Lang) -> Self {
        let coverage = |area: Option<&Area>| area.map_or(NOTHING, Area::coverage);
        Self::new(coverage(all), coverage(written), lang, true)
    }

    fn new(all: Coverage, written: Coverage, lang: Lang, has_links: bool) -> Self {
        let whole: Vec<_> = all.whole.iter().collect();
        let part: Vec<_> = all.touched.iter().filter(|id| !all.whole.holds(*id)).collect();
        let shape = |(id, outline): &(DepartementId, &'static str)| {
            let boxes = if has_links { boxes(*id) } else { Vec::new() };
            Shape {
                outline,
                title: Territory::Departement(*id).label(),
                mark: mark(all, *id),
                written: mark(written, *id),
                own_box: boxes.last().cloned().unwrap_or_default(),
                boxes: boxes.join(" "),
            }
        };
        let key = [
            ("all", lang.area_legend_whole()),
            ("part", lang.area_legend_part()),
            ("none", lang.area_legend_none()),
        ];
        let (name, shapes) = (lang.area_map_name(&whole, &part), SHAPES.iter().map(shape).collect());
        Self { name, shapes, key, has_links, has_hatching: true }
    }
}

const NOTHING: Coverage = Coverage { whole: DepartementSet::EMPTY, touched: DepartementSet::EMPTY };

fn mark(coverage: Coverage, id: DepartementId) -> &'static str {
    match (coverage.whole.holds(id), coverage.touched.holds(id)) {
        (true, _) => "all",
        (false, true) => "part",
        (false, false) => "none",
    }
}

/// The id of the box of a territory.
pub(super) fn box_id(territory: Territory) -> String {
    format!("area-{}", territory.code().replace(':', "-"))
}

/// The ids of the boxes that hold a département; one that is a région of its own has that box only.
fn boxes(id: DepartementId) -> Vec<String> {
    let region = Territory::Region(region_of(id));
    let departement = Territory::Departement(id);
    let around = [Territory::France, Territory::Metropole, region, departement].into_iter();
    let is_alone = departement.contains(region);
    around
        .filter(|other| other.contains(departement) && !(is_alone && *other == departement))
        .map(box_id)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn marks(codes: &[&str]) -> Vec<(String, &'static str)> {
        let map = AreaMap::of(&Area::parse(codes.iter().copied()).unwrap(), true, Lang::Fr);
        map.shapes
            .into_iter()
            .filter(|shape| shape.mark != "none")
            .map(|shape| (shape.title, shape.mark))
            .collect()
    }

    #[test]
    fn every_departement_has_its_outline_and_those_around_paris_two() {
        let drawn: BTreeSet<DepartementId> = SHAPES.iter().map(|(id, _)| *id).collect();
        assert_eq!(drawn.len(), 101);
        assert_eq!(SHAPES.len(), 105);
        assert!(SHAPES.iter().all(|(_, outline)| outline.starts_with('M') && outline.ends_with('z')));
        assert!(OUTLINES.len() < 40 * 1024);
    }

    #[test]
    fn what_is_served_is_marked() {
        let drawn = marks(&["departement:67", "rayon:68066:5", "region:06"]);
        let own = |name: &str, mark| (name.to_owned(), mark);
        assert_eq!(
            drawn,
            [own("Bas-Rhin (67)", "all"), own("Haut-Rhin (68)", "part"), own("Mayotte (976)", "all")]
        );
        assert_eq!(marks(&["commune:75056"]).len(), 2, "Paris, and Paris again");
        assert_eq!(marks(&["france"]).len(), 105);
    }

    #[test]
    fn a_shape_names_the_boxes_that_hold_it() {
        let map = AreaMap::for_form(None, None, Lang::Fr);
        let boxes = |title: &str| map.shapes.iter().find(|shape| shape.title == title).unwrap().boxes.clone();
        assert_eq!(boxes("Haut-Rhin (68)"), "area-france area-metropole area-region-44 area-departement-68");
        assert_eq!(boxes("La Réunion (974)"), "area-france area-region-04");
        assert_eq!(
            boxes("Paris (département)"),
            "area-france area-metropole area-region-11 area-departement-75"
        );
    }
}
