//! What tells robots from people without asking people anything: a field that nobody sees, and the time a form took.
//!
//! Both only raise a flag for whoever vets. So the start is merely unreadable at a glance, not signed: a robot made
//! for this site would pass, as it would pass anything but a riddle that also stops people.

use super::form::Typed;
use crate::domain::application::Flag;
use crate::workflow::Moment;

/// Field that stays empty.
const EMPTY: &str = "reponse";
/// Field that says when the form was shown.
const START: &str = "debut";
/// Nobody reads and fills in a form in less, in seconds.
const AT_LEAST: i64 = 3;
/// Longest time that a form stays open, in seconds: two years.
const AT_MOST: i64 = 2 * 365 * 24 * 3_600;
const MASK: i64 = 0x5d2c_91e7_0b46;

/// The quiet part of a form: include `parts/quiet.html` with this as `quiet`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quiet {
    shown_at: i64,
}

impl Quiet {
    /// Makes the quiet part of a form that is shown now.
    pub(super) const fn new(now: Moment) -> Self {
        Self { shown_at: now.now / 1_000 }
    }

    /// Names the field that stays empty.
    pub(super) const fn empty_name(&self) -> &'static str {
        EMPTY
    }

    /// Names the field of the start.
    pub(super) const fn start_name(&self) -> &'static str {
        START
    }

    /// Writes the start.
    pub(super) fn start(&self) -> String {
        format!("{:x}", self.shown_at ^ MASK)
    }
}

/// Tells what looks like a robot in a form that came with the quiet part.
pub(super) fn flags(typed: &Typed, now: Moment) -> Vec<Flag> {
    let filled = !typed.get(EMPTY).is_empty();
    let shown_at = i64::from_str_radix(typed.get(START), 16).map(|start| start ^ MASK);
    let now = now.now / 1_000;
    // No browser leaves the start out or changes it.
    let too_fast = !shown_at.is_ok_and(|at| (now - AT_MOST..=now - AT_LEAST).contains(&at));
    [(filled, Flag::Honeypot), (too_fast, Flag::TooFast)]
        .into_iter()
        .filter_map(|(raised, flag)| raised.then_some(flag))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use askama::Template;

    #[derive(Template)]
    #[template(path = "parts/quiet.html")]
    struct Part {
        lang: Lang,
        quiet: Quiet,
    }

    fn moment(seconds: i64) -> Moment {
        Moment::at(jiff::Timestamp::from_second(1_795_345_200 + seconds).unwrap())
    }

    fn sent(empty: &str, start: &str, seconds: i64) -> Vec<Flag> {
        let pairs = [(EMPTY, empty), (START, start)].map(|(key, value)| (key.to_owned(), value.to_owned()));
        flags(&Typed::from(pairs.to_vec()), moment(seconds))
    }

    #[test]
    fn a_person_raises_no_flag_however_long_it_takes() {
        let start = Quiet::new(moment(0)).start();
        for seconds in [3, 60, 40 * 24 * 3_600] {
            assert_eq!(sent("", &start, seconds), []);
        }
    }

    #[test]
    fn a_robot_fills_in_everything_at_once() {
        let start = Quiet::new(moment(0)).start();
        assert_eq!(sent("https://spam.example", &start, 60), [Flag::Honeypot]);
        assert_eq!(sent("", &start, 2), [Flag::TooFast]);
        assert_eq!(sent("x", &start, 0), [Flag::Honeypot, Flag::TooFast]);
        for forged in ["", "0", "zz", "-1", &Quiet::new(moment(3_600)).start(), &"f".repeat(80)] {
            assert_eq!(sent("", forged, 60), [Flag::TooFast], "{forged}");
        }
        assert_eq!(flags(&Typed::default(), moment(60)), [Flag::TooFast]);
    }

    #[test]
    fn the_field_is_out_of_the_way_of_eyes_keys_and_screen_readers() {
        let html = Part { lang: Lang::Fr, quiet: Quiet::new(moment(0)) }.render().unwrap();
        for part in [
            "class=\"vh\" aria-hidden=\"true\"",
            "autocomplete=\"off\"",
            "tabindex=\"-1\"",
            "Laissez ce champ vide",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
