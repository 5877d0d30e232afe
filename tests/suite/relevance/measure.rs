//! How good a list of results is: normalized discounted cumulated gain (Järvelin & Kekäläinen 2002, ACM TOIS 20:4) with
//! the discount 1 / log2(1 + rank) and the exponential gain 2^grade − 1 (Burges et al. 2005, ICML).

use super::grade::{Grade, RIGHT};

/// How many results are looked at: the first page of a telephone.
pub const DEPTH: usize = 10;

/// What one query came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// nDCG@10, from 0 to 1.
    pub ndcg: f64,
    /// Whether the first result is a right one, or as good as any there is.
    pub success: bool,
    /// Whether there is no result.
    pub empty: bool,
}

impl Measure {
    /// Measures the grades of the results, in their order, against those of a perfect page.
    pub fn new(results: &[Grade], ideal: &[Grade]) -> Self {
        let enough = RIGHT.min(ideal[0]);
        Self {
            ndcg: dcg(results) / dcg(ideal),
            success: results.first().is_some_and(|first| *first >= enough),
            empty: results.is_empty(),
        }
    }
}

/// The means of some queries.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Means {
    /// How many queries.
    pub queries: usize,
    /// Mean nDCG@10.
    pub ndcg: f64,
    /// Share of those whose first result is right.
    pub success: f64,
    /// Share of those without a result.
    pub empty: f64,
}

impl Means {
    /// The means of these measures; all 0 when there are none.
    pub fn of<'a>(measures: impl Iterator<Item = &'a Measure> + Clone) -> Self {
        let queries = measures.clone().count();
        let mean = |value: fn(&Measure) -> f64| {
            measures.clone().map(value).sum::<f64>() / f64::from(u32::try_from(queries.max(1)).unwrap())
        };
        Self {
            queries,
            ndcg: mean(|measure| measure.ndcg),
            success: mean(|measure| f64::from(u8::from(measure.success))),
            empty: mean(|measure| f64::from(u8::from(measure.empty))),
        }
    }
}

fn dcg(grades: &[Grade]) -> f64 {
    discounted(grades.iter().take(DEPTH).map(|grade| f64::from(1_u32 << grade) - 1.0))
}

/// The sum of gains, each divided by log2(1 + rank), ranks counted from 1.
fn discounted(gains: impl Iterator<Item = f64>) -> f64 {
    (2_u32..).zip(gains).fold(0.0, |sum, (place, gain)| sum + gain / f64::from(place).log2())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(found: f64, published: f64) {
        assert!((found - published).abs() < 0.01, "{found} is not {published}");
    }

    #[test]
    fn the_discount_gives_the_published_example_of_2002() {
        // Järvelin & Kekäläinen discount by log2(rank) from the second rank on: from there it is our discount one
        // rank earlier. Their G' = 3 2 3 0 0 1 2 2 3 0 … gives DCG' = 3 5 6.89 6.89 6.89 7.28 7.99 8.66 9.61 9.61.
        let gains = [2.0, 3.0, 0.0, 0.0, 1.0, 2.0, 2.0, 3.0, 0.0];
        let published = [5.0, 6.89, 6.89, 6.89, 7.28, 7.99, 8.66, 9.61, 9.61];
        for (last, published) in published.iter().enumerate() {
            assert_close(3.0 + discounted(gains[..=last].iter().copied()), *published);
        }
        let (gains, published) = ([3.0, 3.0, 2.0, 2.0, 2.0, 1.0], [6.0, 7.89, 8.89, 9.75, 10.52, 10.88]);
        for (last, published) in published.iter().enumerate() {
            assert_close(3.0 + discounted(gains[..=last].iter().copied()), *published);
        }
    }

    #[test]
    fn a_grade_gains_a_power_of_two() {
        // 7 / log2 2 + 3 / log2 3 + 7 / log2 4 + 0 + 1 / log2 6 + 3 / log2 7
        assert_close(dcg(&[3, 2, 3, 0, 1, 2]), 7.0 + 1.893 + 3.5 + 0.387 + 1.069);
        assert_close(dcg(&[0; 12]), 0.0);
    }

    #[test]
    fn a_perfect_page_measures_one_and_ranks_after_the_tenth_do_not_count() {
        let ideal = [3, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0];
        assert_close(Measure::new(&ideal, &ideal).ndcg, 1.0);
        assert_close(Measure::new(&[3, 3, 2, 1], &ideal).ndcg, 1.0);
        assert_close(Measure::new(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3], &ideal).ndcg, 0.0);
        assert!(Measure::new(&[2, 3], &ideal).ndcg < Measure::new(&[3, 2], &ideal).ndcg);
    }

    #[test]
    fn the_first_result_succeeds_when_it_is_right_or_nothing_is_better() {
        assert!(Measure::new(&[2], &[3]).success);
        assert!(!Measure::new(&[1, 3], &[3]).success);
        assert!(Measure::new(&[1], &[1]).success);
        let none = Measure::new(&[], &[3]);
        assert_eq!((none.ndcg, none.success, none.empty), (0.0, false, true));
    }

    #[test]
    fn means_are_taken_over_queries() {
        let all = [Measure::new(&[3], &[3]), Measure::new(&[], &[3])];
        assert_eq!(Means::of(all.iter()), Means { queries: 2, ndcg: 0.5, success: 0.5, empty: 0.5 });
        assert_eq!(Means::of([].iter()), Means::default());
    }
}
