//! The one spelling in which names are compared.

/// The definite article a name begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    L,
    La,
    Le,
    Les,
}

/// A name in the one spelling that is compared.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) article: Option<Article>,
}

impl Key {
    /// The key of a name cut into folded words; the article in front does not count, `st` is `saint`.
    pub(super) fn of<S: AsRef<str>>(words: &[S]) -> Self {
        let article = words.first().filter(|_| words.len() > 1).and_then(|word| match word.as_ref() {
            "l" => Some(Article::L),
            "la" => Some(Article::La),
            "le" => Some(Article::Le),
            "les" => Some(Article::Les),
            _ => None,
        });
        let mut text = String::with_capacity(24);
        for word in &words[usize::from(article.is_some())..] {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(match word.as_ref() {
                "st" => "saint",
                "ste" => "sainte",
                "sts" => "saints",
                "stes" => "saintes",
                word => word,
            });
        }
        Self { text, article }
    }

    /// The key of an EPCI's name without its legal form (`CC du`, `Métropole de`), when the words begin with one.
    pub(super) fn of_epci<S: AsRef<str>>(words: &[S]) -> Option<Self> {
        const FORMS: [&[&str]; 10] = [
            &["communaute", "de", "communes"],
            &["communaute", "d", "agglomeration"],
            &["communaute", "urbaine"],
            &["cc"],
            &["ca"],
            &["cu"],
            &["metropole"],
            &["eurometropole"],
            &["agglomeration"],
            &["agglo"],
        ];
        let begins = |form: &&&[&str]| {
            form.len() < words.len() && form.iter().zip(words).all(|(form, word)| *form == word.as_ref())
        };
        FORMS.iter().find(begins).map(|form| Self::of(without_links(&words[form.len()..])))
    }
}

/// The words after the prepositions and articles they begin with; never none.
pub(super) fn without_links<S: AsRef<str>>(words: &[S]) -> &[S] {
    let is_link = |word: &S| {
        matches!(word.as_ref(), "a" | "d" | "dans" | "de" | "des" | "du" | "en" | "l" | "la" | "le" | "les")
    };
    let start = words.iter().position(|word| !is_link(word)).unwrap_or(0);
    &words[start..]
}
