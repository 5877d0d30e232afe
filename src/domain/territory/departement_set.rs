//! A set of départements that fits a register: the cheap first test of every place question.

use super::DepartementId;

/// A set of départements, one bit each (101 of 128 in use).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct DepartementSet(u128);

impl DepartementSet {
    /// The set without any département.
    pub const EMPTY: Self = Self(0);

    /// The set of one département.
    pub const fn of(departement: DepartementId) -> Self {
        Self(1 << departement.0)
    }

    /// Whether it holds `departement`.
    pub const fn holds(self, departement: DepartementId) -> bool {
        self.intersects(Self::of(departement))
    }

    /// Whether the two sets share a département.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every département of `other` is in this set.
    pub const fn includes(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// The départements of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it holds no département.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many départements it holds.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Its départements, by code.
    pub fn iter(self) -> impl Iterator<Item = DepartementId> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let lowest = u8::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
            rest &= rest - 1;
            Some(DepartementId(lowest))
        })
    }
}

impl FromIterator<DepartementId> for DepartementSet {
    fn from_iter<I: IntoIterator<Item = DepartementId>>(departements: I) -> Self {
        departements.into_iter().fold(Self::EMPTY, |set, departement| set.union(Self::of(departement)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_gives_back_what_it_was_made_of() {
        let ids = [DepartementId(0), DepartementId(67), DepartementId(100)];
        let set: DepartementSet = ids.into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), ids);
        assert_eq!(set.len(), 3);
        assert!(set.holds(ids[1]) && !set.holds(DepartementId(1)));
        assert!(set.includes(DepartementSet::of(ids[2])) && !DepartementSet::of(ids[2]).includes(set));
        assert!(set.includes(DepartementSet::EMPTY) && DepartementSet::EMPTY.is_empty());
    }
}
