//! Numbers, amounts and dates as each language writes them.

use jiff::civil::Date;

use super::Lang;

/// Between the thousands of a French number, and before its high punctuation.
pub const NNBSP: char = '\u{202f}';
/// Before a French colon or a currency sign.
pub const NBSP: char = '\u{a0}';

const MONTHS: [(&str, &str); 12] = [
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
];

impl Lang {
    /// Writes a whole number: « 12 345 », “12,345”.
    #[must_use]
    pub fn number(self, number: u32) -> String {
        self.whole_number(number.into())
    }

    fn whole_number(self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() + 8);
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push(match self {
                    Self::Fr => NNBSP,
                    Self::En => ',',
                });
            }
            text.push(digit);
        }
        text
    }

    /// Writes an amount in euros, cents only when there are some: « 4,90 € », “€4.90”.
    #[must_use]
    pub fn euros(self, cents: u32) -> String {
        self.total_euros(cents.into())
    }

    /// Writes an amount in euros that may be larger than any price.
    #[must_use]
    pub fn total_euros(self, cents: u64) -> String {
        let whole = self.whole_number(cents / 100);
        match (self, cents % 100) {
            (Self::Fr, 0) => format!("{whole}{NBSP}€"),
            (Self::Fr, cents) => format!("{whole},{cents:02}{NBSP}€"),
            (Self::En, 0) => format!("€{whole}"),
            (Self::En, cents) => format!("€{whole}.{cents:02}"),
        }
    }

    /// Writes a percentage given in hundredths: « 2,5 % », “2.5%”.
    #[must_use]
    pub fn percent(self, hundredths: u32) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        let mut text = self.number(whole);
        if rest > 0 {
            text.push_str(self.pick(",", "."));
            let decimals = format!("{rest:02}");
            text.push_str(decimals.trim_end_matches('0'));
        }
        match self {
            Self::Fr => text.push_str("\u{202f}%"),
            Self::En => text.push('%'),
        }
        text
    }

    /// Writes a number with so many decimals at most: « 0,25 », “0.25”; useless zeros go.
    #[must_use]
    pub fn decimal(self, number: f32, decimals: usize) -> String {
        let digits = format!("{number:.decimals$}");
        let digits = if decimals > 0 { digits.trim_end_matches('0').trim_end_matches('.') } else { &digits };
        let digits = if digits == "-0" { "0" } else { digits };
        digits.replace('.', self.pick(",", ".")).replace('-', "\u{2212}")
    }

    /// Writes a share as a percentage: « 4,5 % », “4.5%”.
    #[must_use]
    pub fn share_percent(self, share: f32) -> String {
        format!("{}{}", self.decimal(share * 100.0, 1), self.pick("\u{202f}%", "%"))
    }

    /// Writes a share that is added or taken away: « +25 % », « −10 % », « 0 % ».
    #[must_use]
    pub fn added_percent(self, share: f32) -> String {
        let percent = self.share_percent(share);
        if share >= 0.000_5 { format!("+{percent}") } else { percent }
    }

    /// Writes a day: « 12 octobre 2026 », « 1er mai 2026 », “12 October 2026”.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        let day = match (self, date.day()) {
            (Self::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        };
        format!("{day} {}", self.month(date))
    }

    /// Writes a month with its year: « octobre 2026 », “October 2026”.
    #[must_use]
    pub fn month(self, date: Date) -> String {
        let position = usize::try_from(date.month() - 1).unwrap_or_default();
        let (fr, en) = MONTHS.get(position).copied().unwrap_or_default();
        format!("{} {}", self.pick(fr, en), date.year())
    }

    /// Writes a number with its noun; French says 0 and 1 in the singular, English only 1.
    #[must_use]
    pub fn count(self, number: u32, fr: (&str, &str), en: (&str, &str)) -> String {
        let singular = match self {
            Self::Fr => number < 2,
            Self::En => number == 1,
        };
        let (one, many) = match self {
            Self::Fr => fr,
            Self::En => en,
        };
        format!("{}{NBSP}{}", self.number(number), if singular { one } else { many })
    }

    /// Joins names as people do: « a, b et c ».
    #[must_use]
    pub fn list<S: AsRef<str>>(self, names: &[S]) -> String {
        let mut text = String::new();
        for (position, name) in names.iter().enumerate() {
            if position > 0 {
                let last = position + 1 == names.len();
                text.push_str(if last { self.pick(" et ", " and ") } else { ", " });
            }
            text.push_str(name.as_ref());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(Lang::Fr.number(0), "0");
        assert_eq!(Lang::Fr.number(999), "999");
        assert_eq!(Lang::Fr.number(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(Lang::En.number(1_234_567), "1,234,567");
    }

    #[test]
    fn amounts_show_cents_only_when_there_are_some() {
        assert_eq!(Lang::Fr.euros(3900), "39\u{a0}€");
        assert_eq!(Lang::Fr.euros(490), "4,90\u{a0}€");
        assert_eq!(Lang::En.euros(235_205), "€2,352.05");
        assert_eq!(Lang::En.total_euros(1_000_000_000_000), "€10,000,000,000");
    }

    #[test]
    fn percentages_drop_useless_zeros() {
        assert_eq!(Lang::Fr.percent(250), "2,5\u{202f}%");
        assert_eq!(Lang::Fr.percent(1200), "12\u{202f}%");
        assert_eq!(Lang::En.percent(105), "1.05%");
    }

    #[test]
    fn shares_carry_their_sign_and_the_decimals_they_need() {
        assert_eq!(Lang::Fr.added_percent(0.25), "+25\u{202f}%");
        assert_eq!(Lang::Fr.added_percent(0.045), "+4,5\u{202f}%");
        assert_eq!(Lang::Fr.added_percent(-0.1), "\u{2212}10\u{202f}%");
        assert_eq!(Lang::En.added_percent(0.0), "0%");
        assert_eq!(Lang::En.added_percent(-0.000_01), "0%");
        assert_eq!(Lang::Fr.decimal(1.25, 2), "1,25");
        assert_eq!(Lang::Fr.decimal(180.0, 0), "180");
        assert_eq!(Lang::En.decimal(3.0, 2), "3");
    }

    #[test]
    fn dates_read_as_each_language_says_them() {
        assert_eq!(Lang::Fr.date(date(2026, 10, 12)), "12 octobre 2026");
        assert_eq!(Lang::Fr.date(date(2026, 5, 1)), "1er mai 2026");
        assert_eq!(Lang::En.date(date(2026, 10, 12)), "12 October 2026");
        assert_eq!(Lang::Fr.month(date(2026, 8, 2)), "août 2026");
    }

    #[test]
    fn nothing_is_singular_in_french_and_plural_in_english() {
        let offers = |lang: Lang, n| lang.count(n, ("offre", "offres"), ("offer", "offers"));
        assert_eq!(offers(Lang::Fr, 0), "0\u{a0}offre");
        assert_eq!(offers(Lang::Fr, 2), "2\u{a0}offres");
        assert_eq!(offers(Lang::En, 0), "0\u{a0}offers");
        assert_eq!(offers(Lang::En, 1), "1\u{a0}offer");
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(Lang::Fr.list(&["a", "b", "c"]), "a, b et c");
        assert_eq!(Lang::En.list(&["a", "b"]), "a and b");
        assert_eq!(Lang::En.list::<&str>(&[]), "");
    }
}
