//! What a visitor reads on a page: its words and its links.

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

/// Most links that are looked at, and longest text kept of one, in bytes.
const MAX_LINKS: usize = 2_000;
const MAX_LINK_TEXT: usize = 200;

/// Elements whose text nobody sees.
const HIDDEN: &[&[u8]] = &[b"script", b"style", b"template", b"noscript"];
/// Elements that do not part words.
const INLINE: &[&[u8]] = &[b"a", b"b", b"em", b"font", b"i", b"mark", b"small", b"span", b"strong", b"u"];

/// A page as a visitor reads it.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Its text, pictures by what they are said to show.
    pub(super) text: String,
    /// Its links.
    pub(super) links: Vec<Link>,
}

/// A link: where it leads and what it says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
}

/// Reads a page, however it is written; the text is no longer than the page.
pub(super) fn read(page: &str) -> Reading {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut reading = Reading::default();
    let mut hidden: Option<HtmlString> = None;
    let mut open: Option<Link> = None;
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if hidden.is_none() => {
                let name: &[u8] = &tag.name;
                if HIDDEN.contains(&name) {
                    hidden = Some(tag.name);
                    continue;
                }
                if name == b"a" {
                    reading.close(open.take());
                    open = attribute(&tag, b"href").map(|href| Link { href, text: String::new() });
                }
                reading.part(name);
                if let Some(shown) = shown_by(&tag) {
                    reading.say(&format!(" {shown} "), &mut open);
                }
            }
            Token::EndTag(tag) => {
                let name: &[u8] = &tag.name;
                if hidden.as_ref() == Some(&tag.name) {
                    hidden = None;
                } else if name == b"a" {
                    reading.close(open.take());
                }
                reading.part(name);
            }
            Token::String(text) if hidden.is_none() => {
                reading.say(&String::from_utf8_lossy(&text), &mut open);
            }
            _ => {}
        }
    }
    reading.close(open);
    reading
}

impl Reading {
    fn say(&mut self, text: &str, open: &mut Option<Link>) {
        self.text.push_str(text);
        if let Some(link) = open
            && link.text.len() < MAX_LINK_TEXT
        {
            link.text.push_str(text);
        }
    }

    /// Parts the words on both sides of an element.
    fn part(&mut self, element: &[u8]) {
        if !INLINE.contains(&element) {
            self.text.push(' ');
        }
    }

    fn close(&mut self, link: Option<Link>) {
        if self.links.len() < MAX_LINKS {
            self.links.extend(link);
        }
    }
}

/// What an element shows without holding text: a picture's description, the name of the site.
fn shown_by(tag: &StartTag<()>) -> Option<String> {
    let name: &[u8] = &tag.name;
    match name {
        b"img" | b"area" | b"input" => attribute(tag, b"alt"),
        b"a" | b"svg" | b"nav" | b"footer" => attribute(tag, b"aria-label"),
        b"meta" => {
            let what = attribute(tag, b"name").or_else(|| attribute(tag, b"property"))?;
            let names_site = ["author", "description", "og:site_name", "og:title"].contains(&what.as_str());
            names_site.then(|| attribute(tag, b"content")).flatten()
        }
        _ => None,
    }
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(page: &str) -> String {
        read(page).text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_page_is_read_as_a_visitor_sees_it() {
        for (page, seen) in [
            ("<p>Atelier<br>du <b>W</b>eb</p><p>Colmar", "Atelier du Web Colmar"),
            ("<title>Caf&eacute; &amp; Cie</title>", "Café & Cie"),
            ("<script>var a = '<p>Dupont</p>';</script>ouvert", "ouvert"),
            ("<style>p::after{content:'Dupont'}</style>ouvert", "ouvert"),
            ("<noscript>Dupont</noscript><template><p>Dupont</template>ouvert", "ouvert"),
            ("<!-- Dupont -->ouvert", "ouvert"),
            ("<img src=logo.png alt='Atelier du Web'>", "Atelier du Web"),
            ("<meta property=\"og:site_name\" content=\"Atelier\"><meta name=viewport content=w>", "Atelier"),
            ("<p title=\">\">ouvert</p", "ouvert"),
            ("<P CLASS=x>OUVERT</P><unknown-tag>ici", "OUVERT ici"),
            ("ouvert <script>jamais fermé", "ouvert"),
            ("", ""),
        ] {
            assert_eq!(text(page), seen, "{page}");
        }
    }

    #[test]
    fn links_are_read_with_what_they_say() {
        let page = "<a href='/a?x=1&amp;y=2'>Mentions <b>l&eacute;gales</b></a><a>rien</a><a href=b><img alt='Logo'><a href=c>C";
        let links: Vec<_> = read(page).links.into_iter().map(|link| (link.href, link.text)).collect();
        let expected = [("/a?x=1&y=2", "Mentions légales"), ("b", " Logo "), ("c", "C")];
        assert_eq!(links, expected.map(|(href, text)| (href.to_owned(), text.to_owned())));
    }

    #[test]
    fn a_page_of_links_is_bounded() {
        assert_eq!(read(&"<a href=x>x</a>".repeat(5_000)).links.len(), MAX_LINKS);
    }

    proptest! {
        #[test]
        fn any_text_is_a_page(page in "(<[a-z/!]{0,3}|>|[a-z =\"'&;-]|\\PC|<script>|<a href=){0,60}") {
            read(&page);
        }
    }
}
