//! Telephone numbers that a phone can dial.

/// A number as its owner writes it, and the address that dials it when it reads as one number.
pub(super) struct Phone<'a> {
    pub(super) shown: &'a str,
    pub(super) href: Option<String>,
}

impl<'a> Phone<'a> {
    pub(super) fn new(shown: &'a str) -> Self {
        Self { shown, href: dialled(shown).map(|number| format!("tel:{number}")) }
    }
}

/// Gives the digits of one number of 3 to 15 digits (E.164), or nothing when other words stand with it.
fn dialled(shown: &str) -> Option<String> {
    let mut number = String::with_capacity(shown.len());
    for letter in shown.chars() {
        match letter {
            '+' if number.is_empty() => number.push(letter),
            '0'..='9' => number.push(letter),
            ' ' | '.' | '-' | '\u{a0}' | '\u{202f}' | '\u{2011}' => {}
            _ => return None,
        }
    }
    (3..=15).contains(&number.trim_start_matches('+').len()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_and_words_are_not() {
        assert_eq!(dialled("03 89 00 00 00").as_deref(), Some("0389000000"));
        assert_eq!(dialled("+33\u{a0}3.89-00-00-00").as_deref(), Some("+33389000000"));
        assert_eq!(dialled("3631").as_deref(), Some("3631"));
        for words in
            ["06 00 00 00 00 ou 07 00 00 00 00", "javascript:1", "12", "+33 (0)3 89 00 00 00", "1+1+1"]
        {
            assert_eq!(dialled(words), None, "{words}");
        }
    }
}
