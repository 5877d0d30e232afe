//! Text as people type it, brought to one form: for comparing (`fold`, `words`), for addresses (`slug`), for keeping (`tidy`).

/// Lower-cases, drops accents, opens ligatures and makes one kind of apostrophe, hyphen and blank.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded `text` to `out`: for loops that reuse one buffer.
pub fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        fold_char_into(c, out);
    }
}

/// Appends what `c` becomes when folded: nothing for a combining mark, several characters for a ligature.
pub fn fold_char_into(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else {
        for lower in c.to_lowercase() {
            fold_lower_into(lower, out);
        }
    }
}

fn fold_lower_into(c: char, out: &mut String) {
    if is_invisible(c) {
        return;
    }
    let base = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ª' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẽ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' | 'º' => "o",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'þ' => "th",
        'ĳ' => "ij",
        '²' => "2",
        '³' => "3",
        '‘' | '’' | 'ʼ' | 'ʹ' | '′' | '´' | '‛' => "'",
        '‐'..='―' | '−' | '﹘' | '﹣' => "-",
        '\u{300}'..='\u{36f}' => "",
        c if c.is_whitespace() => " ",
        c => match printed(c) {
            Some(letters) => letters,
            None => return out.push(c),
        },
    };
    out.push_str(base);
}

/// Characters that show nothing: soft hyphen, zero-width and direction marks, byte-order mark, annotations and tags.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// The letters of a ligature that printing programs make; nobody types one, but it comes with what is copied out of a PDF.
const fn printed(c: char) -> Option<&'static str> {
    match c {
        'ﬀ' => Some("ff"),
        'ﬁ' => Some("fi"),
        'ﬂ' => Some("fl"),
        'ﬃ' => Some("ffi"),
        'ﬄ' => Some("ffl"),
        'ﬅ' | 'ﬆ' => Some("st"),
        _ => None,
    }
}

/// Whether a text shows nothing at all.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c))
}

/// The folded words of `text`: runs of letters and digits, so an apostrophe or a hyphen separates ("l'été" → `l`, `ete`).
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The form `text` takes in an address: ASCII letters and digits, words joined by single hyphens; may be empty.
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let mut slug = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// Whether [`tidy`] would change nothing: what was stored once is tidy and need not be copied again.
pub fn is_tidy(text: &str) -> bool {
    let mut blank_before = true;
    let all_tidy = text.chars().all(|c| {
        let is_blank = c == ' ';
        let kept = || !c.is_whitespace() && !c.is_control() && !is_invisible(c) && printed(c).is_none();
        let tidy = if is_blank { !blank_before } else { kept() };
        blank_before = is_blank;
        tidy
    });
    all_tidy && (!blank_before || text.is_empty())
}

/// `text` on one line: every blank becomes a single space, invisible and control characters go, printed ligatures open,
/// ends are trimmed.
pub fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut blank_before = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank_before = true;
        } else if !c.is_control() && !is_invisible(c) {
            if blank_before && !tidied.is_empty() {
                tidied.push(' ');
            }
            blank_before = false;
            match printed(c) {
                Some(letters) => tidied.push_str(letters),
                None => tidied.push(c),
            }
        }
    }
    tidied
}

/// What Windows-1252 has from 0x80 to 0x9F; browsers read ISO-8859-1 as such (WHATWG Encoding).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The letter of a byte in Windows-1252, which western Europe wrote before UTF-8.
#[must_use]
pub const fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[(byte - 0x80) as usize],
        _ => byte as char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_leaves_one_spelling() {
        let cases = [
            ("ÉPICERIE", "epicerie"),
            ("e\u{301}picerie", "epicerie"),
            ("Cœur, Æther, Straße, Ÿ", "coeur, aether, strasse, y"),
            ("L’Haÿ-les-Roses", "l'hay-les-roses"),
            ("l\u{2bc}été", "l'ete"),
            ("Lons\u{a0}le\u{202f}Saunier", "lons le saunier"),
            ("Aix–Marseille", "aix-marseille"),
            ("co\u{ad}mmande\u{200b}", "commande"),
            ("Ñandú Šibenik Łódź İzmir", "nandu sibenik lodz izmir"),
            ("ﬁdélité", "fidelite"),
            ("日本 Ω", "日本 ω"),
        ];
        for (typed, folded) in cases {
            assert_eq!(fold(typed), folded, "{typed}");
        }
    }

    #[test]
    fn words_are_split_at_apostrophes_and_hyphens() {
        assert_eq!(
            words("  L’été à Saint-Étienne, n° 3 ! "),
            ["l", "ete", "a", "saint", "etienne", "n", "3"]
        );
        assert!(words("— !").is_empty());
    }

    #[test]
    fn a_slug_holds_only_ascii_letters_digits_and_single_hyphens() {
        assert_eq!(slug("L’Atelier  d’Œuvres & Cie (été)"), "l-atelier-d-oeuvres-cie-ete");
        assert_eq!(slug("日本"), "");
    }

    #[test]
    fn tidying_keeps_what_one_sees() {
        assert_eq!(tidy(" \u{a0}Chez\u{202f}\t\r\n Zoé\u{200b} \u{7}! "), "Chez Zoé !");
        assert_eq!(tidy("\u{200b} \0"), "");
        assert_eq!(tidy("Oﬃce\u{61c} ﬁ\u{ad}dèle\u{e0041}"), "Office fidèle");
        assert_eq!(tidy("Œuvres d’ælf"), "Œuvres d’ælf", "letters of the language stay");
    }

    proptest! {
        #[test]
        fn folding_and_tidying_twice_changes_nothing(text in any::<String>()) {
            let (folded, tidied, slugged) = (fold(&text), tidy(&text), slug(&text));
            prop_assert_eq!(fold(&folded), folded);
            prop_assert_eq!(is_tidy(&text), tidied == text);
            prop_assert_eq!(tidy(&tidied), tidied.as_str());
            prop_assert_eq!(is_blank(&text), tidied.is_empty());
            prop_assert_eq!(slug(&slugged), slugged);
        }
    }
}
