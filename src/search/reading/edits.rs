//! How many typing errors lie between two words.

/// Longest word compared, in bytes.
const LONGEST: usize = 40;

/// The errors that turn one word into the other, if there are at most `most`: a letter left out, added, replaced, or
/// two neighbours swapped (optimal string alignment; letters are ASCII).
pub(super) fn edits(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().max(other.len()) > LONGEST || one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before_last = [0; LONGEST + 1];
    let mut last: [usize; LONGEST + 1] = std::array::from_fn(|at| at);
    for (i, a) in one.iter().enumerate() {
        let mut row = [0; LONGEST + 1];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let replaced = last[j] + usize::from(a != b);
            row[j + 1] = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
        }
        // No later row falls below the least of two in a row.
        if row[..=other.len()].iter().chain(&last[..=other.len()]).all(|errors| *errors > most) {
            return None;
        }
        (before_last, last) = (last, row);
    }
    Some(last[other.len()]).filter(|errors| *errors <= most)
}

/// The letters a word is made of, as bits. Each typing error changes at most two of them, so words whose letters differ
/// more need not be compared.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |bits, letter| bits | 1 << (letter - b'a'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_error_counts_once() {
        for (one, other, expected) in [
            ("boutique", "boutique", 0),
            ("boutiqe", "boutique", 1),
            ("livraizon", "livraison", 1),
            ("boutiquee", "boutique", 1),
            ("crago", "cargo", 1),
            ("outique", "boutique", 1),
            ("hebergemnt", "hebergement", 1),
            ("refferencment", "referencement", 2),
            ("rfeernecement", "referencement", 2),
        ] {
            assert_eq!(edits(one, other, 2), Some(expected), "{one} {other}");
            assert_eq!(edits(other, one, 2), Some(expected), "{other} {one}");
        }
        assert_eq!(edits("caisse", "saisie", 1), None);
        assert_eq!(edits("caisse", "terminal", 2), None);
        assert_eq!(edits(&"a".repeat(41), &"a".repeat(41), 2), None);
    }

    proptest::proptest! {
        #[test]
        fn letters_never_hide_a_near_word(one in "[a-d]{1,8}", other in "[a-d]{1,8}") {
            if let Some(errors) = edits(&one, &other, 2) {
                let differing = (letters(&one) ^ letters(&other)).count_ones() as usize;
                proptest::prop_assert!(differing <= 2 * errors);
            }
        }
    }
}
