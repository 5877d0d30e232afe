//! Amounts, numbers and days as people write them.

use jiff::civil::Date;

use super::{Problem, Unit};
use crate::domain::rules::MAX_CENTS;
use crate::domain::text;

/// Reads an amount in euros as cents: « 1 234,50 € », “€39”, « 39.9 », « gratuit ».
pub(super) fn euros(typed: &str) -> Result<u32, Problem> {
    if is_nothing(typed) {
        return Ok(0);
    }
    let cents = hundredths(typed, &["€", "eur", "euros", "euro"]).ok_or(Problem::NotAnAmount)?;
    if cents > MAX_CENTS { Err(Problem::TooMuch { max_cents: MAX_CENTS }) } else { Ok(cents) }
}

/// Reads a share as hundredths of a percent: « 2,5 % », « 12 ».
pub(super) fn percent(typed: &str) -> Result<u32, Problem> {
    if is_nothing(typed) {
        return Ok(0);
    }
    let share = hundredths(typed, &["%", "pourcent", "pour cent", "percent"]).ok_or(Problem::NotAShare)?;
    if share > 10_000 { Err(Problem::NotAShare) } else { Ok(share) }
}

/// Reads an amount or a share, whichever sign stands behind it.
pub(super) fn price(typed: &str) -> Result<u32, Problem> {
    if typed.contains('%') { percent(typed) } else { euros(typed) }
}

/// « Gratuit », « aucun », « néant » are a number too.
fn is_nothing(typed: &str) -> bool {
    let folded = text::fold(typed);
    matches!(
        folded.trim(),
        "gratuit"
            | "offert"
            | "aucun"
            | "aucune"
            | "neant"
            | "non"
            | "sans"
            | "sans engagement"
            | "free"
            | "none"
            | "no"
    )
}

/// Reads a number of at most two decimals as hundredths, without the signs that may stand around it.
fn hundredths(typed: &str, signs: &[&str]) -> Option<u32> {
    let mut rest = text::fold(typed);
    for sign in signs {
        let trimmed = rest.trim();
        let bare = trimmed.strip_suffix(sign).or_else(|| trimmed.strip_prefix(sign));
        if let Some(bare) = bare {
            rest = bare.to_owned();
            break;
        }
    }
    let plain: String = rest.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    let (whole, decimals) = match plain.rfind([',', '.']) {
        Some(at) => (&plain[..at], &plain[at + 1..]),
        None => (plain.as_str(), ""),
    };
    // "1.234,50" and "1,234.50": what stands before the last mark may be grouped by the other one.
    let whole = whole.replace([',', '.'], "");
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || !digits(&whole) || !digits(decimals) || decimals.len() > 2 {
        return None;
    }
    let cents: u32 = format!("{decimals:0<2}").parse().ok()?;
    whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(cents)
}

/// Reads a whole number with or without its unit: « 12 », « 12 mois », « 1 an », « aucun ».
pub(super) fn whole(typed: &str, unit: Unit) -> Result<u32, Problem> {
    if is_nothing(typed) {
        return Ok(0);
    }
    let folded = text::fold(typed);
    let compact: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let end = compact.find(|c: char| !c.is_ascii_digit()).unwrap_or(compact.len());
    let (digits, word) = compact.split_at(end);
    let factor = factor(word, unit).ok_or(Problem::NotANumber)?;
    if digits.is_empty() || digits.len() > 7 {
        return Err(Problem::NotANumber);
    }
    let number: u32 = digits.parse().map_err(|_| Problem::NotANumber)?;
    number.checked_mul(factor).ok_or(Problem::NotANumber)
}

/// How many of the unit one of the written word is.
fn factor(word: &str, unit: Unit) -> Option<u32> {
    let in_hours = match word.trim_end_matches('.') {
        "" => return Some(1),
        "h" | "heure" | "heures" | "hour" | "hours" => 1,
        "j" | "jour" | "jours" | "d" | "day" | "days" => 24,
        "semaine" | "semaines" | "week" | "weeks" => 24 * 7,
        "m" | "mois" | "month" | "months" => 24 * 30,
        "an" | "ans" | "annee" | "annees" | "year" | "years" => 24 * 360,
        _ => return None,
    };
    match unit {
        Unit::Hours if in_hours <= 24 * 7 => Some(in_hours),
        Unit::Days if in_hours == 24 * 360 => Some(365),
        Unit::Days if in_hours >= 24 => Some(in_hours / 24),
        Unit::Months if in_hours >= 24 * 30 => Some(in_hours / (24 * 30)),
        _ => None,
    }
}

const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "january"],
    ["fevrier", "february"],
    ["mars", "march"],
    ["avril", "april"],
    ["mai", "may"],
    ["juin", "june"],
    ["juillet", "july"],
    ["aout", "august"],
    ["septembre", "september"],
    ["octobre", "october"],
    ["novembre", "november"],
    ["decembre", "december"],
];

/// Reads a day: « 31/12/2026 », « 31.12.26 », « 31 décembre 2026 », `2026-12-31`.
pub(super) fn day(typed: &str) -> Result<Date, Problem> {
    let folded = text::fold(typed);
    let parts: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.as_slice() else { return Err(Problem::NotADay) };
    let (day, month, year) = if first.len() == 4 { (third, second, first) } else { (first, second, third) };
    let day: i8 = day.trim_end_matches("er").parse().map_err(|_| Problem::NotADay)?;
    let year: i16 = year.parse().map_err(|_| Problem::NotADay)?;
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    let month = month_of(month).ok_or(Problem::NotADay)?;
    Date::new(year, month, day)
        .ok()
        .filter(|date| (2000..2100).contains(&date.year()))
        .ok_or(Problem::NotADay)
}

fn month_of(word: &str) -> Option<i8> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    let begins = |names: &[&str; 2]| names.iter().any(|name| word.len() >= 3 && name.starts_with(word));
    let found: Vec<usize> =
        MONTHS.iter().enumerate().filter(|(_, names)| begins(names)).map(|(at, _)| at).collect();
    match found.as_slice() {
        [only] => i8::try_from(only + 1).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, cents) in [
            ("39", 3_900),
            ("39 €", 3_900),
            ("€39", 3_900),
            ("39,9", 3_990),
            ("39.90\u{a0}€", 3_990),
            ("1 234,50", 123_450),
            ("1\u{202f}234,50 €", 123_450),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("1'234.50", 123_450),
            ("39 euros", 3_900),
            ("Gratuit", 0),
            ("0", 0),
        ] {
            assert_eq!(euros(typed), Ok(cents), "{typed}");
        }
        for typed in [
            "-1",
            "39,999",
            "environ 40",
            "1e3",
            "=1+1",
            "٣٩",
            "12345678901234",
            "€",
            ",",
            "40 à 50",
            "<b>1</b>",
        ] {
            assert_eq!(euros(typed), Err(Problem::NotAnAmount), "{typed}");
        }
        assert_eq!(euros("1 000 001"), Err(Problem::TooMuch { max_cents: MAX_CENTS }));
    }

    #[test]
    fn shares_are_hundredths_of_a_percent() {
        for (typed, share) in
            [("2,5 %", 250), ("12", 1_200), ("12\u{202f}%", 1_200), ("100", 10_000), ("aucune", 0)]
        {
            assert_eq!(percent(typed), Ok(share), "{typed}");
        }
        for typed in ["101", "-5", "%", "deux"] {
            assert_eq!(percent(typed), Err(Problem::NotAShare), "{typed}");
        }
        assert_eq!(price("12 %"), Ok(1_200));
        assert_eq!(price("12 €"), Ok(1_200));
    }

    #[test]
    fn numbers_know_their_units() {
        for (typed, unit, number) in [
            ("12", Unit::Months, 12),
            ("12 mois", Unit::Months, 12),
            ("1 an", Unit::Months, 12),
            ("2 ans", Unit::Months, 24),
            ("Sans engagement", Unit::Months, 0),
            ("aucun", Unit::Days, 0),
            ("2 semaines", Unit::Days, 14),
            ("1 mois", Unit::Days, 30),
            ("1 an", Unit::Days, 365),
            ("48h", Unit::Hours, 48),
            ("2 jours", Unit::Hours, 48),
        ] {
            assert_eq!(whole(typed, unit), Ok(number), "{typed}");
        }
        for (typed, unit) in [
            ("3 jours", Unit::Months),
            ("12,5", Unit::Months),
            ("-1", Unit::Days),
            ("99999999", Unit::Days),
            ("douze", Unit::Days),
        ] {
            assert_eq!(whole(typed, unit), Err(Problem::NotANumber), "{typed}");
        }
    }

    #[test]
    fn days_are_read_in_the_order_of_the_french() {
        for typed in [
            "31/12/2026",
            "31.12.26",
            "31-12-2026",
            "2026-12-31",
            "31 décembre 2026",
            "31 déc. 2026",
            "31 December 2026",
        ] {
            assert_eq!(day(typed), Ok(date(2026, 12, 31)), "{typed}");
        }
        assert_eq!(day("1er mai 2027"), Ok(date(2027, 5, 1)));
        for typed in ["31/02/2026", "12/31/2026", "demain", "2026", "31 ju 2026", "1/1/1900", "1/1/9999"] {
            assert_eq!(day(typed), Err(Problem::NotADay), "{typed}");
        }
    }
}
