//! A page as a browser reads it: what its forms would send back, where the links of its error summary lead.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// What is read of a page.
#[derive(Debug, Default)]
pub struct ReadPage {
    /// Its title.
    pub title: String,
    /// Every identifier, with the element that bears it.
    pub ids: BTreeMap<String, String>,
    /// Addresses of the links in its error summary.
    pub errors: Vec<String>,
    /// What each form would send if its first button were pressed, by the address it goes to.
    pub forms: BTreeMap<String, Vec<(String, String)>>,
    /// Identifiers that elements say they are labelled or described by.
    referred: Vec<String>,
    form: Option<String>,
    select: Option<Select>,
    textarea: Option<(String, String)>,
    in_title: bool,
    in_errors: bool,
    in_template: bool,
}

#[derive(Debug)]
struct Select {
    name: String,
    first: Option<String>,
    chosen: Option<String>,
}

impl ReadPage {
    /// Reads a page; fails on an identifier that is there twice, or that is referred to and missing.
    pub fn of(html: &str) -> Self {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut page = Self::default();
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => page.open(&tag),
                Token::EndTag(tag) => page.close(&text(&tag.name)),
                Token::String(said) => page.say(&text(&said)),
                _ => {}
            }
        }
        let missing: Vec<_> = page.referred.iter().filter(|id| !page.ids.contains_key(*id)).collect();
        assert!(missing.is_empty(), "nothing is called {missing:?} in:\n{html}");
        page
    }

    /// What the form that goes to an address would send.
    pub fn form(&self, action: &str) -> &[(String, String)] {
        self.forms.get(action).unwrap_or_else(|| panic!("no form goes to {action}: {:?}", self.forms.keys()))
    }

    /// Fails unless this is a page with an error summary whose links lead to controls.
    pub fn assert_names_errors(&self, place: &str) {
        let prefix = ["Erreur\u{a0}: ", "Error: "].iter().any(|prefix| self.title.starts_with(prefix));
        assert!(prefix, "{place}: « {} »", self.title);
        assert!(!self.errors.is_empty(), "{place} has no summary");
        for href in &self.errors {
            let control = self.ids.get(href.trim_start_matches('#')).map_or("nothing", String::as_str);
            assert!(["input", "select", "textarea"].contains(&control), "{place}: {href} leads to {control}");
        }
    }

    fn open(&mut self, tag: &StartTag<()>) {
        let name = text(&tag.name);
        self.in_template |= name == "template";
        if self.in_template {
            return;
        }
        if let Some(id) = attribute(tag, "id") {
            let other = self.ids.insert(id.clone(), name.clone());
            assert_eq!(other, None, "{id} is there twice");
        }
        for key in ["for", "aria-labelledby", "aria-describedby"] {
            let named = attribute(tag, key).unwrap_or_default();
            self.referred.extend(named.split_ascii_whitespace().map(str::to_owned));
        }
        match name.as_str() {
            "title" => self.in_title = self.title.is_empty(),
            "section" => self.in_errors |= attribute(tag, "class").as_deref() == Some("errors"),
            "a" if self.in_errors => self.errors.extend(attribute(tag, "href")),
            "form" => {
                self.form = attribute(tag, "action");
                self.forms.insert(self.form.clone().unwrap_or_default(), Vec::new());
            }
            "input" => self.input(tag),
            "textarea" => self.textarea = attribute(tag, "name").map(|name| (name, String::new())),
            "select" => {
                let select = |name| Select { name, first: None, chosen: None };
                self.select = attribute(tag, "name").map(select);
            }
            "option" => {
                let (value, chosen) = (attribute(tag, "value").unwrap_or_default(), has(tag, "selected"));
                if let Some(select) = &mut self.select {
                    select.first.get_or_insert_with(|| value.clone());
                    select.chosen = if chosen { Some(value) } else { select.chosen.take() };
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "template" => self.in_template = false,
            "title" => self.in_title = false,
            "section" => self.in_errors = false,
            "form" => self.form = None,
            "textarea" => {
                if let Some((name, value)) = self.textarea.take() {
                    let value = value.strip_prefix('\n').unwrap_or(&value).to_owned();
                    self.send(name, value);
                }
            }
            "select" => {
                if let Some(Select { name, first, chosen }) = self.select.take() {
                    self.send(name, chosen.or(first).unwrap_or_default());
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, said: &str) {
        if self.in_title {
            self.title.push_str(said);
        }
        if let Some((_, value)) = &mut self.textarea {
            value.push_str(said);
        }
    }

    fn input(&mut self, tag: &StartTag<()>) {
        let kind = attribute(tag, "type").unwrap_or_default();
        let is_box = matches!(kind.as_str(), "checkbox" | "radio");
        if kind == "file" || is_box && !has(tag, "checked") {
            return;
        }
        if let Some(name) = attribute(tag, "name") {
            self.send(name, attribute(tag, "value").unwrap_or_default());
        }
    }

    fn send(&mut self, name: String, value: String) {
        let form = self.form.as_ref().and_then(|form| self.forms.get_mut(form));
        if let Some(form) = form.filter(|_| !self.in_template) {
            form.push((name, value));
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| text(value))
}

fn has(tag: &StartTag<()>, name: &str) -> bool {
    tag.attributes.contains_key(name.as_bytes())
}

mod tests {
    use super::*;

    #[test]
    fn a_form_sends_what_a_browser_would_send() {
        let page = ReadPage::of(
            "<title>Erreur\u{a0}: un</title><form action='/a'><input name=t value='a &amp; b'><textarea name=x>\n\nzwei</textarea>\
             <input type=checkbox name=c value=1 checked><input type=radio name=r value=2><input type=file name=f>\
             <select name=s><option value=''>-<option value=3 selected>3<option value=4>4</select></form>\
             <template><input id=t name=t value=never></template><input name=outside value=5>",
        );
        let sent = [("t", "a & b"), ("x", "\nzwei"), ("c", "1"), ("s", "3")];
        assert_eq!(page.form("/a"), sent.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(page.title, "Erreur\u{a0}: un");
    }

    #[test]
    fn error_links_that_lead_to_nothing_or_to_words_are_seen() {
        let summary = "<title>Error: one</title><section class=errors><a href='#f'>One</a></section>";
        ReadPage::of(&format!("{summary}<input id=f>")).assert_names_errors("good");
        for page in
            [summary.to_owned(), format!("{summary}<p id=f>"), summary.replace("#f", "#g") + "<input id=f>"]
        {
            assert!(
                std::panic::catch_unwind(|| ReadPage::of(&page).assert_names_errors("bad")).is_err(),
                "{page}"
            );
        }
        for twice in ["<p id=a><p id=a>", "<input aria-describedby='nobody'>"] {
            assert!(std::panic::catch_unwind(|| ReadPage::of(twice)).is_err(), "{twice}");
        }
    }
}
