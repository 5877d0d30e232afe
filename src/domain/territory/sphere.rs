//! Distances on the globe between commune centres, as straight lines through it: no trigonometry per pair.

use super::{DepartementId, DepartementSet};

const EARTH_RADIUS_KM: f64 = 6371.009;
const SETS: usize = u128::BITS as usize;

/// A place on the unit sphere; single precision keeps it to a metre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    x: f32,
    y: f32,
    z: f32,
}

#[expect(clippy::cast_possible_truncation, reason = "a metre is enough: centres are known to about 110 m")]
impl Point {
    /// The place at these degrees.
    pub(super) fn at(lat: f64, lon: f64) -> Self {
        let ((sin_lat, cos_lat), (sin_lon, cos_lon)) =
            (lat.to_radians().sin_cos(), lon.to_radians().sin_cos());
        Self { x: (cos_lat * cos_lon) as f32, y: (cos_lat * sin_lon) as f32, z: sin_lat as f32 }
    }

    /// The great-circle distance in km.
    pub(super) fn km_to(self, other: Self) -> f64 {
        2.0 * EARTH_RADIUS_KM * (f64::from(self.chord_squared(other)).sqrt() / 2.0).min(1.0).asin()
    }

    fn chord_squared(self, other: Self) -> f32 {
        let (dx, dy, dz) = (self.x - other.x, self.y - other.y, self.z - other.z);
        dx * dx + dy * dy + dz * dz
    }
}

/// Everything within some km of a centre.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circle {
    centre: Point,
    chord: f32,
}

impl Circle {
    #[expect(clippy::cast_possible_truncation, reason = "a metre is enough")]
    pub(super) fn new(centre: Point, km: u16) -> Self {
        Self { centre, chord: (2.0 * (f64::from(km) / (2.0 * EARTH_RADIUS_KM)).sin()) as f32 }
    }

    pub(super) fn holds(self, point: Point) -> bool {
        self.centre.chord_squared(point) <= self.chord * self.chord
    }
}

/// Commune centres from south to north, so that a circle looks at one band only.
#[derive(Default)]
pub(super) struct Centres(Vec<(Point, DepartementId)>);

/// What a circle touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Covered {
    /// Départements with a commune in the circle.
    pub(super) touched: DepartementSet,
    /// Départements with every commune in the circle.
    pub(super) whole: DepartementSet,
}

impl Centres {
    pub(super) fn new(centres: impl Iterator<Item = (Point, DepartementId)>) -> Self {
        let mut centres: Vec<_> = centres.collect();
        centres.sort_by(|(a, _), (b, _)| a.z.total_cmp(&b.z));
        Self(centres)
    }

    /// The départements a circle touches; `sizes` is the number of communes of each.
    pub(super) fn covered(&self, circle: Circle, sizes: impl Iterator<Item = usize>) -> Covered {
        let (south, north) = (circle.centre.z - circle.chord, circle.centre.z + circle.chord);
        let start = self.0.partition_point(|(point, _)| point.z < south);
        let mut counts = [0_usize; SETS];
        for (point, departement) in self.0[start..].iter().take_while(|(point, _)| point.z <= north) {
            counts[usize::from(departement.0)] += usize::from(circle.holds(*point));
        }
        let mut covered = Covered { touched: DepartementSet::EMPTY, whole: DepartementSet::EMPTY };
        for ((row, count), size) in (0..).zip(counts).zip(sizes).filter(|((_, count), _)| *count > 0) {
            let one = DepartementSet::of(DepartementId(row));
            covered.touched = covered.touched.union(one);
            if count == size {
                covered.whole = covered.whole.union(one);
            }
        }
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_agree_with_the_known_ones() {
        let (paris, lyon) = (Point::at(48.857, 2.343), Point::at(45.755, 4.836));
        assert!((paris.km_to(lyon) - 392.0).abs() < 2.0, "{}", paris.km_to(lyon));
        assert!(paris.km_to(paris) < 0.001);
        assert!(Circle::new(paris, 1).holds(Point::at(48.8650, 2.343)));
        assert!(!Circle::new(paris, 1).holds(Point::at(48.8665, 2.343)));
    }
}
