//! What stands around every page: head, board, search form, footer.

use std::sync::Arc;

use super::group::TYPE_KEY;
use super::params::Params;
use super::state::Site;
use super::visit::Visit;
use crate::i18n::Lang;

/// Where the source code of this program is published; empty as long as the manifest names no place.
const SOURCE_CODE: &str = env!("CARGO_PKG_REPOSITORY");

/// The frame of a page.
pub(super) struct Chrome {
    /// Language of the page.
    pub(super) lang: Lang,
    site: Arc<Site>,
    path: String,
    query: String,
    /// Query that goes along to the other language without being part of the page's own address.
    carried: String,
    /// What else the page was asked, which goes along to the other language only.
    asked: String,
    /// Whether the page stands for an answer that went wrong, and so is none of the pages of the menu.
    bare: bool,
    /// What stands in the search form.
    pub(super) form: Form,
}

/// What stands in the search form.
#[derive(Default)]
pub(super) struct Form {
    pub(super) text: String,
    pub(super) place: String,
    pub(super) hidden: Vec<(&'static str, &'static str)>,
}

impl Chrome {
    /// Frames a page whose address has no query.
    pub(super) fn new(visit: &Visit) -> Self {
        Self {
            lang: visit.lang,
            site: Arc::clone(&visit.site),
            path: visit.path.clone(),
            query: String::new(),
            carried: String::new(),
            asked: String::new(),
            bare: false,
            form: Form::default(),
        }
    }

    /// Frames a page in a language without a request of its own, such as an error.
    pub(super) fn bare(lang: Lang, site: &Arc<Site>) -> Self {
        Self {
            lang,
            site: Arc::clone(site),
            path: "/".to_owned(),
            query: String::new(),
            carried: String::new(),
            asked: String::new(),
            bare: true,
            form: Form::default(),
        }
    }

    /// Puts a search into the form and, canonically, into the address of the page.
    pub(super) fn with_search(mut self, params: &Params) -> Self {
        self.query = params.query();
        let mut hidden = params.chosen();
        if params.literal {
            // The services were read in these words, and would find nothing beside the next ones.
            hidden.retain(|(key, _)| *key != TYPE_KEY);
        }
        self.form = Form { text: params.text.clone(), place: params.place.shown(), hidden };
        if let Some(sort) = params.sort {
            self.form.hidden.push(("sort", crate::domain::choice::Choice::slug(sort)));
        }
        self
    }

    /// Carries the search that led here along, for the way back.
    pub(super) fn carrying(mut self, params: &Params) -> Self {
        self.carried = params.query();
        self
    }

    /// Takes what else the page was asked, as a query string, along to the other language.
    pub(super) fn asking(mut self, query: String) -> Self {
        self.asked = query;
        self
    }

    /// Gives the search that led here as pairs of key and value, for hidden fields.
    pub(super) fn carried_pairs(&self) -> Vec<(String, String)> {
        form_urlencoded::parse(self.carried.as_bytes()).into_owned().collect()
    }

    /// Gives the address of a page of this site in the language of this page.
    pub(super) fn href(&self, path: &str) -> String {
        address(self.lang, path, "")
    }

    /// Gives the address of a page of this site, with the search that led here.
    pub(super) fn carried_href(&self, path: &str) -> String {
        address(self.lang, path, &self.carried)
    }

    /// Gives the address of the results of a search.
    pub(super) fn search_href(&self, params: &Params) -> String {
        address(self.lang, "/recherche", &params.query())
    }

    /// Gives the address of this page in the other language, whole query included.
    pub(super) fn other_href(&self) -> String {
        let query = if self.carried.is_empty() { &self.query } else { &self.carried };
        let between = if query.is_empty() || self.asked.is_empty() { "" } else { "&" };
        address(self.lang.other(), &self.path, &format!("{query}{between}{}", self.asked))
    }

    /// Gives the absolute address of this page.
    pub(super) fn absolute(&self) -> String {
        self.absolute_in(&self.lang)
    }

    /// Gives the absolute address of this page in a language.
    pub(super) fn absolute_in(&self, lang: &Lang) -> String {
        format!("{}{}", self.site.base_url, address(*lang, &self.path, &self.query))
    }

    /// Tells whether this is the page of a path, nothing asked for.
    pub(super) fn is_at(&self, path: &str) -> bool {
        self.path == path && self.query.is_empty() && !self.bare
    }

    /// Gives the attribute of what providers wrote, which is French, on pages that are not.
    pub(super) const fn french(&self) -> &'static str {
        self.lang.pick("", " lang=\"fr\"")
    }

    /// Tells whether this is a demonstration.
    pub(super) fn demo(&self) -> bool {
        self.site.demo
    }

    /// Gives the other language.
    pub(super) const fn other(&self) -> Lang {
        self.lang.other()
    }

    /// Gives the address of the source code, or nothing.
    pub(super) const fn source_code(&self) -> &'static str {
        SOURCE_CODE
    }
}

/// Writes the address of a page: language, path, query.
pub(super) fn address(lang: Lang, path: &str, query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}{path}{mark}{query}", lang.prefix())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_addresses_have_a_prefix_and_french_ones_none() {
        assert_eq!(address(Lang::Fr, "/", ""), "/");
        assert_eq!(address(Lang::En, "/", ""), "/en/");
        assert_eq!(address(Lang::En, "/recherche", "q=site"), "/en/recherche?q=site");
    }
}
