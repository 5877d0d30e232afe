//! What the first year of an offer costs, line by line.

use super::figures::NBSP;
use super::{Lang, Named, sentences};
use crate::domain::first_year::{Amount, Beside, Example, Item, Line, NoTotal, Period, Price, Total};
use crate::domain::listing::PriceUnit;

sentences! {
    first_year_label: "Première année", "First year";
    first_year_total: "En tout", "In all";
    first_year_setup: "Mise en service", "Set-up";
    first_year_commission: "Commission", "Commission";
    first_year_price: "Prix", "Price";
    first_year_on_quote: "Sur devis\u{a0}: à faire chiffrer par le prestataire", "On quote: ask the provider for a figure";
    first_year_by_the_hour: "Selon le temps passé\u{a0}: à faire chiffrer par le prestataire",
        "By time spent: ask the provider for a figure";
    first_year_mixed_vat: "Des prix sont HT, d’autres TTC\u{a0}: nous ne les additionnons pas.",
        "Some prices exclude VAT, others include it: we do not add them up.";
    first_year_cheapest: "Entre plusieurs formules comptées de la même façon, nous prenons la moins chère pour cet exemple.",
        "Of several plans counted alike, we take the cheapest for this example.";
    first_year_below_limit: "Gratuit sous un certain seuil\u{a0}: rien à payer tant que vous restez en dessous.",
        "Free up to a limit: nothing to pay as long as you stay below it.";
    first_year_quote_beside: "Une partie est sur devis\u{a0}: elle n’est pas comptée.", "A part is on quote: it is not counted.";
    first_year_hours_beside: "Les heures ou journées de travail s’ajoutent\u{a0}: elles ne sont pas comptées.",
        "Hours or days of work come on top: they are not counted.";
    first_year_setup_beside: "Les frais de mise en service ne sont pas communiqués.", "The set-up fee is not given.";
    example_legend: "Refaire le calcul pour mon commerce", "Work it out for my shop";
    example_orders: "Commandes par mois", "Orders a month";
    example_basket: "Panier moyen, en euros", "Average basket, in euros";
    example_again: "Recalculer", "Recalculate";
}

impl Lang {
    /// Heads the first year of an example: « Première année, pour 40 commandes par mois de 35 € en moyenne ».
    #[must_use]
    pub fn first_year_for(self, example: Example) -> String {
        let orders = self.count(example.orders_per_month(), ("commande", "commandes"), ("order", "orders"));
        let basket = self.euros(example.basket_cents());
        match self {
            Self::Fr => format!("Première année, pour {orders} par mois de {basket} en moyenne"),
            Self::En => format!("First year, for {orders} a month of {basket} on average"),
        }
    }

    /// Says what the first year costs: « dès 468 € HT, mise en service comprise ».
    #[must_use]
    pub fn first_year_sum(self, total: &Total) -> String {
        let mut sum = self.amount_of(total.amount);
        if let Some(vat) = total.vat {
            sum.push(' ');
            sum.push_str(self.vat(vat));
        }
        if total.with_setup && total.amount != Amount::exactly(0) {
            sum.push_str(self.pick(", mise en service comprise", ", set-up included"));
        }
        sum
    }

    /// Says an amount: exact, a range, or a least amount.
    #[must_use]
    pub fn amount_of(self, amount: Amount) -> String {
        let min = self.total_euros(amount.min_cents);
        match amount.max_cents {
            Some(max) if max == amount.min_cents => min,
            Some(max) => self.range(&min, &self.total_euros(max)),
            None => format!("{} {min}", self.pick("dès", "from")),
        }
    }

    fn range(self, min: &str, max: &str) -> String {
        match self {
            Self::Fr => format!("{} à {max}", min.trim_end_matches(['€', '%', NBSP, '\u{202f}'])),
            Self::En => format!("{min} to {max}"),
        }
    }

    /// Names what a line is for, when it belongs to no plan with a name.
    #[must_use]
    pub const fn first_year_item(self, item: &Item) -> &'static str {
        match item {
            Item::Setup => self.first_year_setup(),
            Item::Share { .. } => self.first_year_commission(),
            Item::Free | Item::Times { .. } => self.first_year_price(),
        }
    }

    /// Says how a line is counted: « 12 mois × 39 € », « 12 % de 16 800 € de ventes »; nothing when there is nothing to count.
    #[must_use]
    pub fn first_year_count(self, line: &Line) -> String {
        let (counted, period) = match line.item {
            Item::Setup => return String::new(),
            Item::Free => return self.free().to_owned(),
            Item::Times { times, unit, price, period } => {
                (format!("{} × {}", self.times(times, unit), self.price_of(price, Self::euros)), period)
            }
            Item::Share { share, sales_cents, period } => {
                let (share, sales) = (self.price_of(share, Self::percent), self.total_euros(sales_cents));
                let counted = match self {
                    Self::Fr => format!("{share} de {sales} de ventes"),
                    Self::En => format!("{share} of {sales} of sales"),
                };
                (counted, period)
            }
        };
        match period {
            Period::Whole => counted,
            Period::Promotion(last) => {
                format!(
                    "{counted}, {} {}",
                    self.pick("promotion jusqu’au", "promotion until"),
                    self.date(last)
                )
            }
            Period::After => format!("{counted}, {}", self.pick("après la promotion", "after the promotion")),
        }
    }

    fn times(self, times: u64, unit: PriceUnit) -> String {
        let times = u32::try_from(times).unwrap_or(u32::MAX);
        let (fr, en) = match unit {
            PriceUnit::Month => (("mois", "mois"), ("month", "months")),
            PriceUnit::Year => (("an", "ans"), ("year", "years")),
            PriceUnit::Transaction => (("transaction", "transactions"), ("transaction", "transactions")),
            PriceUnit::Delivery => (("livraison", "livraisons"), ("delivery", "deliveries")),
            PriceUnit::Parcel => (("colis", "colis"), ("parcel", "parcels")),
            PriceUnit::Once | PriceUnit::SalesPercent | PriceUnit::Hour | PriceUnit::Day => {
                (("fois", "fois"), ("time", "times"))
            }
        };
        self.count(times, fr, en)
    }

    fn price_of(self, price: Price, write: impl Fn(Self, u32) -> String) -> String {
        let min = write(self, price.min);
        match price.max {
            Some(max) if max <= price.min => min,
            Some(max) => self.range(&min, &write(self, max)),
            None => format!("{min} {}", self.pick("ou plus", "or more")),
        }
    }

    /// Says why no figure can be given; nothing when the provider said nothing.
    #[must_use]
    pub const fn no_first_year(self, why: NoTotal) -> Option<&'static str> {
        match why {
            NoTotal::OnQuote => Some(self.first_year_on_quote()),
            NoTotal::ByTheHour => Some(self.first_year_by_the_hour()),
            NoTotal::MixedVat => Some(self.first_year_mixed_vat()),
            NoTotal::NothingSaid => None,
        }
    }

    /// Says what stands beside the figure.
    #[must_use]
    pub fn first_year_beside(self, beside: Beside) -> String {
        match beside {
            Beside::Cheapest => self.first_year_cheapest().to_owned(),
            Beside::FreeBelowLimit => self.first_year_below_limit().to_owned(),
            Beside::Quote => self.first_year_quote_beside().to_owned(),
            Beside::Hours => self.first_year_hours_beside().to_owned(),
            Beside::SetupUnknown => self.first_year_setup_beside().to_owned(),
            Beside::NotPriced(model) => {
                let model = self.quoted(&self.lower_first(model.name(self)));
                match self {
                    Self::Fr => format!("Annoncé aussi, sans prix{NBSP}: {model}. Ce n’est pas compté."),
                    Self::En => format!("Also announced, without a price: {model}. It is not counted."),
                }
            }
            Beside::Trial(days) => {
                let days = self.days(days.into());
                match self {
                    Self::Fr => {
                        format!("Les {days} d’essai gratuit viennent avant\u{a0}: ils ne sont pas déduits.")
                    }
                    Self::En => format!("The free trial of {days} comes before: it is not deducted."),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::Vat;
    use jiff::civil::date;

    fn line(item: Item) -> Line {
        Line { plan: None, item, amount: Amount::exactly(0), vat: None }
    }

    #[test]
    fn a_line_says_how_it_is_counted() {
        let times = |times, unit, price, period| line(Item::Times { times, unit, price, period });
        let share = Price { min: 1200, max: Some(1700) };
        let promised = Period::Promotion(date(2027, 1, 12));
        for (line, fr, en) in [
            (
                times(12, PriceUnit::Month, Price::exactly(3900), Period::Whole),
                "12\u{a0}mois × 39\u{a0}€",
                "12\u{a0}months × €39",
            ),
            (
                times(480, PriceUnit::Delivery, Price { min: 490, max: None }, Period::After),
                "480\u{a0}livraisons × 4,90\u{a0}€ ou plus, après la promotion",
                "480\u{a0}deliveries × €4.90 or more, after the promotion",
            ),
            (
                times(1, PriceUnit::Once, Price::exactly(150_000), promised),
                "1\u{a0}fois × 1\u{202f}500\u{a0}€, promotion jusqu’au 12 janvier 2027",
                "1\u{a0}time × €1,500, promotion until 12 January 2027",
            ),
            (
                line(Item::Share { share, sales_cents: 1_680_000, period: Period::Whole }),
                "12 à 17\u{202f}% de 16\u{202f}800\u{a0}€ de ventes",
                "12% to 17% of €16,800 of sales",
            ),
            (line(Item::Free), "gratuit", "free"),
            (line(Item::Setup), "", ""),
        ] {
            assert_eq!(Lang::Fr.first_year_count(&line), fr);
            assert_eq!(Lang::En.first_year_count(&line), en);
        }
    }

    #[test]
    fn a_sum_says_its_tax_and_whether_setup_is_in_it() {
        let say = |lang: Lang, min, max, vat, with_setup| {
            let amount = Amount { min_cents: min, max_cents: max };
            lang.first_year_sum(&Total { amount, vat, with_setup })
        };
        assert_eq!(say(Lang::Fr, 46_800, None, Some(Vat::Excluded), false), "dès 468\u{a0}€ HT");
        assert_eq!(
            say(Lang::En, 51_800, Some(111_800), Some(Vat::Included), true),
            "€518 to €1,118 incl. VAT, set-up included"
        );
        assert_eq!(say(Lang::Fr, 0, Some(0), None, true), "0\u{a0}€");
    }
}
