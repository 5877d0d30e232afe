//! The first year of an offer as pages show it: the table of what is counted, and the form that asks for another example.

use super::chrome::Chrome;
use crate::domain::first_year::{Example, FirstYear, Line, NoTotal};
use crate::i18n::Lang;

/// Pairs of a query string that are read; the rest is ignored.
const MAX_PAIRS: usize = 200;
/// Characters of a number that are read.
const MAX_DIGITS: usize = 40;
/// Keys of the example in addresses.
const ORDERS: &str = "orders";
const BASKET: &str = "basket";

/// What `parts/first_year.html` shows.
pub(super) struct FirstYearTable {
    /// Names the example, if it matters.
    pub(super) heading: String,
    pub(super) lines: Vec<CountedLine>,
    /// The sum, or why there is none.
    pub(super) sum: String,
    /// What stands beside the figure, in sentences.
    pub(super) notes: Vec<String>,
}

/// One line of the table.
pub(super) struct CountedLine {
    pub(super) name: String,
    /// Whether the name is in the provider's own French words.
    pub(super) french: bool,
    pub(super) count: String,
    pub(super) amount: String,
}

/// What `parts/first_year_form.html` shows: another example may be asked for by a plain GET.
pub(super) struct ExampleForm {
    pub(super) action: String,
    /// The search that led here, which is kept.
    pub(super) hidden: Vec<(String, String)>,
    pub(super) orders: u32,
    pub(super) basket: String,
}

impl FirstYearTable {
    /// Lays a first year out; nothing when there is no figure that lines could explain.
    pub(super) fn of(year: &FirstYear, lang: Lang) -> Option<Self> {
        let sum = match year.total {
            Ok(total) => lang.upper_first(&lang.first_year_sum(&total)),
            Err(NoTotal::MixedVat) => lang.first_year_mixed_vat().to_owned(),
            Err(NoTotal::OnQuote | NoTotal::ByTheHour | NoTotal::NothingSaid) => return None,
        };
        let heading = if year.depends_on_example() {
            lang.first_year_for(year.example)
        } else {
            lang.first_year_label().to_owned()
        };
        let lines = year.lines.iter().map(|line| counted(line, lang)).collect();
        let notes = year.beside.iter().map(|beside| lang.first_year_beside(*beside)).collect();
        Some(Self { heading, lines, sum, notes })
    }
}

fn counted(line: &Line, lang: Lang) -> CountedLine {
    let vat = line.vat.filter(|_| line.amount.max_cents != Some(0));
    let amount = format!("{} {}", lang.amount_of(line.amount), vat.map_or("", |vat| lang.vat(vat)));
    CountedLine {
        name: line.plan.as_ref().map_or(lang.first_year_item(&line.item), |plan| plan.as_str()).to_owned(),
        french: line.plan.is_some(),
        count: lang.first_year_count(line),
        amount: lang.upper_first(amount.trim_end()),
    }
}

impl ExampleForm {
    /// Asks for another example on the page of a path, keeping the search that led there.
    pub(super) fn on(chrome: &Chrome, path: &str, example: Example) -> Self {
        Self {
            action: chrome.href(path),
            hidden: chrome.carried_pairs(),
            orders: example.orders_per_month(),
            basket: euros_typed(example.basket_cents(), chrome.lang),
        }
    }
}

/// Writes an amount as one types it: « 35 », « 35,50 ».
fn euros_typed(cents: u32, lang: Lang) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{}{}{rest:02}", cents / 100, lang.pick(",", ".")),
    }
}

/// Reads the example of a query string (`orders`, and `basket` in euros). Never fails: what is no number is the usual
/// example, what is out of bounds the nearest bound.
pub(super) fn example_of(query: &str) -> Example {
    let usual = Example::default();
    let read = |key, usual| number_of(query, key).map_or(usual, whole);
    let cents = number_of(query, BASKET).map_or(usual.basket_cents(), |euros| whole(euros * 100.0));
    Example::new(read(ORDERS, usual.orders_per_month()), cents)
}

/// Writes the example as the query string that asks for it; nothing for the usual one.
pub(super) fn query_of(example: Example) -> String {
    if example == Example::default() {
        return String::new();
    }
    let (orders, basket) = (example.orders_per_month(), euros_typed(example.basket_cents(), Lang::En));
    format!("{ORDERS}={orders}&{BASKET}={basket}")
}

/// The first value of a key that is a number.
fn number_of(query: &str, key: &str) -> Option<f64> {
    let pairs = form_urlencoded::parse(query.as_bytes()).take(MAX_PAIRS);
    pairs.filter(|(other, _)| other == key).find_map(|(_, value)| {
        let typed = value.chars().take(MAX_DIGITS).filter(|c| !c.is_whitespace() && *c != '€');
        let typed: String = typed.map(|c| if c == ',' { '.' } else { c }).collect();
        typed.parse().ok().filter(|number: &f64| !number.is_nan())
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float stops at the bounds"
)]
fn whole(number: f64) -> u32 {
    number.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(query: &str) -> (u32, u32) {
        let example = example_of(query);
        (example.orders_per_month(), example.basket_cents())
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (query, example) in [
            ("", (40, 3500)),
            ("orders=120&basket=18,50", (120, 1850)),
            ("orders=1%C2%A0200&basket=18.5+%E2%82%AC", (1200, 1850)),
            ("orders=&basket=", (40, 3500)),
            ("orders=beaucoup&basket=nan", (40, 3500)),
            ("orders=-3&basket=-1", (1, 100)),
            ("orders=1e99&basket=1e99", (10_000, 1_000_000)),
            ("orders=inf&basket=-inf", (10_000, 100)),
            ("orders=99999999999999999999999999", (10_000, 3500)),
            ("orders=x&orders=7", (7, 3500)),
            ("orders=2.6&basket=0", (3, 100)),
            ("orders=%00%ff&basket=1,234,5", (40, 3500)),
        ] {
            assert_eq!(read(query), example, "{query}");
        }
    }

    proptest! {
        #[test]
        fn an_example_written_reads_back(orders in 1..=10_000_u32, basket in 100..=1_000_000_u32) {
            let example = Example::new(orders, basket);
            prop_assert_eq!(example_of(&query_of(example)), example);
        }

        #[test]
        fn any_query_gives_an_example(query in ".{0,300}") {
            let (orders, basket) = read(&query);
            prop_assert!(Example::ORDERS.contains(&orders) && Example::BASKET_CENTS.contains(&basket));
        }
    }
}
