//! A visit of a firm's website: its page, over TLS if it can be, and its legal notice.

use url::Url;

use super::charset::decode;
use super::error::FetchError;
use super::fetch::{Fetched, Fetcher};
use super::html::{self, Reading};
use crate::domain::check::{NoticeSeen, PageSeen, SiteAnswer, SiteQuestion, SiteTrouble, stands_in};
use crate::domain::siren::Siren;
use crate::domain::text;

/// What links to a legal notice say, or how their addresses are called, as slugs.
const NOTICE: &[&str] = &[
    "mentions-legales",
    "mention-legale",
    "mentions-legale",
    "mentionslegales",
    "notice-legale",
    "notices-legales",
    "informations-legales",
    "infos-legales",
    "legal-notice",
    "legal-information",
    "impressum",
    "imprint",
];

/// Visits the page that a question names.
///
/// # Errors
/// The page gives no answer at all.
pub(super) async fn visit(fetcher: &Fetcher, question: &SiteQuestion) -> Result<SiteAnswer, FetchError> {
    let asked = Url::parse(question.address.as_str()).map_err(|_| FetchError::NotWeb)?;
    let (fetched, insecure) = fetch_either_way(fetcher, &asked).await?;
    let page = match page_of(&fetched) {
        Ok(page) => page,
        Err(trouble) => return Ok(SiteAnswer::Silent(trouble)),
    };
    let words = text::words(&page.text);
    let name = question.names.iter().find(|name| stands_in(name, &words)).cloned();
    let number = has_number(&page.text, question.siren.as_ref());
    let notice = match notice_link(&page, &fetched.page) {
        None => NoticeSeen::Missing,
        Some(link) if without_fragment(&link) == without_fragment(&fetched.page) => {
            NoticeSeen::Read { number, name: name.is_some() }
        }
        Some(link) if host_of(&link) != host_of(&fetched.page) => {
            NoticeSeen::Elsewhere { host: host_of(&link) }
        }
        Some(link) => read_notice(fetcher, link, question).await,
    };
    Ok(SiteAnswer::Page(PageSeen {
        host: host_of(&fetched.page),
        moved: host_of(&fetched.page) != host_of(&asked),
        insecure,
        cut: fetched.cut,
        name,
        number,
        notice,
    }))
}

/// Fetches over TLS, whatever scheme was given; without it when only that works, and then says why.
async fn fetch_either_way(
    fetcher: &Fetcher,
    asked: &Url,
) -> Result<(Fetched, Option<SiteTrouble>), FetchError> {
    match fetcher.fetch(with_scheme(asked, "https")?).await {
        Ok(fetched) => {
            let downgraded = fetched.page.scheme() == "http";
            Ok((fetched, downgraded.then_some(SiteTrouble::Downgraded)))
        }
        Err(
            error @ (FetchError::Unreachable
            | FetchError::Slow
            | FetchError::NoTls
            | FetchError::Certificate(_)
            | FetchError::Unreadable),
        ) => {
            let plain = fetcher.fetch(with_scheme(asked, "http")?).await.map_err(|_| error)?;
            let insecure = plain.page.scheme() == "http";
            Ok((plain, insecure.then(|| error.into())))
        }
        Err(error) => Err(error),
    }
}

/// The same page under another scheme and its port; any other port stays, to be refused.
fn with_scheme(page: &Url, scheme: &str) -> Result<Url, FetchError> {
    let mut page = page.clone();
    if matches!((page.scheme(), page.port()), ("http", Some(443)) | ("https", Some(80))) {
        page.set_port(None).map_err(|()| FetchError::NotWeb)?;
    }
    page.set_scheme(scheme).map_err(|()| FetchError::NotWeb)?;
    Ok(page)
}

async fn read_notice(fetcher: &Fetcher, link: Url, question: &SiteQuestion) -> NoticeSeen {
    let fetched = match fetcher.fetch(link).await {
        Ok(fetched) => fetched,
        Err(error) => return NoticeSeen::Unread(error.into()),
    };
    match page_of(&fetched) {
        Err(trouble) => NoticeSeen::Unread(trouble),
        Ok(page) => {
            let words = text::words(&page.text);
            NoticeSeen::Read {
                number: has_number(&page.text, question.siren.as_ref()),
                name: question.names.iter().any(|name| stands_in(name, &words)),
            }
        }
    }
}

/// What a visitor reads, unless the answer is an error or no page.
fn page_of(fetched: &Fetched) -> Result<Reading, SiteTrouble> {
    if !(200..300).contains(&fetched.status) {
        return Err(SiteTrouble::Status(fetched.status));
    }
    let content_type = fetched.content_type.to_ascii_lowercase();
    let is_page =
        content_type.is_empty() || ["text/", "xhtml"].iter().any(|part| content_type.contains(part));
    let is_utf16 = fetched.body.starts_with(&[0xff, 0xfe]) || fetched.body.starts_with(&[0xfe, 0xff]);
    if !is_page || fetched.body.contains(&0) && !is_utf16 {
        return Err(SiteTrouble::NotAPage);
    }
    Ok(html::read(&decode(&fetched.body, &content_type)))
}

/// Where the legal notice is: by what a link says first, else by what its address is called.
fn notice_link(page: &Reading, base: &Url) -> Option<Url> {
    let names_it = |text: &str| {
        let slug = text::slug(text);
        NOTICE.iter().any(|name| slug.contains(name))
    };
    let said = page.links.iter().find(|link| names_it(&link.text));
    let link = said.or_else(|| page.links.iter().find(|link| names_it(&link.href)))?;
    base.join(link.href.trim()).ok().filter(|link| matches!(link.scheme(), "http" | "https"))
}

/// Whether the number of the firm, or of one of its establishments, stands in a text, written in groups or not.
fn has_number(text: &str, siren: Option<&Siren>) -> bool {
    let Some(siren) = siren else { return false };
    let mut run = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' => run.push(c),
            '.' | '-' | '\u{200b}' => {}
            c if c.is_whitespace() => {}
            _ if run.contains(siren.as_str()) => return true,
            _ => run.clear(),
        }
    }
    run.contains(siren.as_str())
}

fn without_fragment(page: &Url) -> Url {
    let mut page = page.clone();
    page.set_fragment(None);
    page
}

/// The host without `www.`, in its ASCII form.
fn host_of(page: &Url) -> String {
    let host = page.host_str().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_as_people_write_it_and_not_by_chance() {
        let siren = Siren::parse("800000002").ok();
        for text in [
            "SIREN 800000002",
            "RCS Colmar 800 000 002",
            "Siret : 800.000.002.00017",
            "n°\u{a0}800\u{202f}000\u{202f}002",
        ] {
            assert!(has_number(text, siren.as_ref()), "{text}");
        }
        for text in ["SIREN 800000001", "8000, 00002", "", "80 000 €, 0002"] {
            assert!(!has_number(text, siren.as_ref()), "{text}");
        }
        assert!(!has_number("SIREN 800000002", None));
    }

    #[test]
    fn the_legal_notice_is_found_by_what_its_link_says_or_is_called() {
        let base = Url::parse("https://atelier.example/fr/").unwrap();
        for (page, notice) in [
            ("<a href=/ml>Mentions l&eacute;gales</a>", Some("https://atelier.example/ml")),
            ("<a href=page12>MENTIONS LÉGALES &amp; CGV</a>", Some("https://atelier.example/fr/page12")),
            (
                "<a href='mentions-legales.html'>Infos</a>",
                Some("https://atelier.example/fr/mentions-legales.html"),
            ),
            ("<a href=a/impressum>x</a><a href=b>Legal notice</a>", Some("https://atelier.example/fr/b")),
            ("<a href=#mentions>Mentions légales</a>", Some("https://atelier.example/fr/#mentions")),
            ("<a href='javascript:show()'>Mentions légales</a>", None),
            ("<a href=/cgv>Conditions</a>", None),
        ] {
            let found = notice_link(&html::read(page), &base);
            assert_eq!(found.as_ref().map(Url::as_str), notice, "{page}");
        }
    }

    #[test]
    fn a_page_is_asked_for_on_the_port_of_each_scheme() {
        for (asked, secure, plain) in [
            ("https://a.example/x", "https://a.example/x", "http://a.example/x"),
            ("http://a.example:80/", "https://a.example/", "http://a.example/"),
            ("https://a.example:443/", "https://a.example/", "http://a.example/"),
            ("http://a.example:443/", "https://a.example/", "http://a.example/"),
            ("http://a.example:8080/", "https://a.example:8080/", "http://a.example:8080/"),
        ] {
            let asked = Url::parse(asked).unwrap();
            assert_eq!(with_scheme(&asked, "https").unwrap().as_str(), secure);
            assert_eq!(with_scheme(&asked, "http").unwrap().as_str(), plain);
        }
    }
}
