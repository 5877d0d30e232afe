//! When an address of mail proves that a listed firm is the one that writes.

use super::check::is_shared_mail;
use super::email::EmailAddress;
use super::prose::WebAddress;

/// Hosts where strangers have pages under one name, at a path or a name before it: an address there says nothing of a firm.
const PLATFORMS: &[&str] = &[
    "about.me",
    "amazonaws.com",
    "behance.net",
    "blogspot.com",
    "canalblog.com",
    "e-monsite.com",
    "etsy.com",
    "facebook.com",
    "github.io",
    "gitlab.io",
    "google.com",
    "instagram.com",
    "jimdofree.com",
    "jimdosite.com",
    "leboncoin.fr",
    "linkedin.com",
    "linktr.ee",
    "malt.fr",
    "myshopify.com",
    "netlify.app",
    "notion.site",
    "over-blog.com",
    "pagesjaunes.fr",
    "pagesperso-orange.fr",
    "pages.dev",
    "pinterest.com",
    "pinterest.fr",
    "sites.google.com",
    "solocal.site",
    "square.site",
    "squarespace.com",
    "tiktok.com",
    "twitter.com",
    "vercel.app",
    "webador.fr",
    "webflow.io",
    "webnode.fr",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
    "x.com",
    "youtube.com",
];

/// Whether whoever reads an address has the website of a firm, as the directory knows it: the same host, which is neither a
/// platform nor a provider of mail for everybody, and the whole site of the firm, not a page on one.
#[must_use]
pub fn proves(email: &EmailAddress, website: &WebAddress) -> bool {
    let site = website.host();
    let mail = email.host();
    mail.strip_prefix("www.").unwrap_or(mail) == site && !is_shared(site) && is_whole_site(website)
}

/// Whether strangers have mail or pages under one name.
pub(in crate::domain) fn is_shared(host: &str) -> bool {
    let on = |platform: &str| {
        host.strip_suffix(platform).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    is_shared_mail(host) || PLATFORMS.iter().any(|platform| on(platform))
}

/// A site begins at its root or with a language: `/`, `/fr`, `/fr-fr/`; anything further is a page on it.
pub(super) fn is_whole_site(website: &WebAddress) -> bool {
    let rest = website.as_str().split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.find(['/', '?', '#']).map_or("", |end| &rest[end..]);
    let language = |part: &str| {
        part.split('-').all(|half| half.len() == 2 && half.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    path.split('/').filter(|part| !part.is_empty()).all(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proved(email: &str, website: &str) -> bool {
        proves(&EmailAddress::parse(email).unwrap(), &WebAddress::parse(website).unwrap())
    }

    #[test]
    fn an_address_at_the_host_of_the_site_proves_the_firm() {
        for (email, website) in [
            ("Claire@Atelier.example", "https://www.atelier.example"),
            ("claire@www.atelier.example", "http://atelier.example/"),
            ("claire@atelier.example", "https://atelier.example/fr"),
            ("claire@atelier.example", "https://atelier.example/fr-fr/"),
            ("claire@atelier.example", "https://atelier.example:8443/"),
        ] {
            assert!(proved(email, website), "{email} {website}");
        }
    }

    #[test]
    fn an_address_elsewhere_or_where_everybody_has_one_proves_nothing() {
        for (email, website) in [
            ("claire@autre.example", "https://atelier.example"),
            ("claire@sub.atelier.example", "https://atelier.example"),
            ("claire@atelier.example", "https://boutique.atelier.example"),
            ("claire@atelier.example", "https://atelier.example.org"),
            ("claire@reseau.example", "https://reseau.example/antenne-de-colmar"),
            ("claire@reseau.example", "https://reseau.example/fr/antenne"),
            ("claire@reseau.example", "https://reseau.example/?antenne=68"),
            ("claire@reseau.example", "https://reseau.example#antenne"),
            ("claire@orange.fr", "https://www.orange.fr"),
            ("claire@gmail.com", "https://gmail.com"),
            ("claire@facebook.com", "https://www.facebook.com"),
            ("claire@atelier.wixsite.com", "https://atelier.wixsite.com"),
            ("claire@linktr.ee", "https://linktr.ee/atelier"),
        ] {
            assert!(!proved(email, website), "{email} {website}");
        }
        assert!(proved("a@notfacebook.com", "https://notfacebook.com"), "only whole names are platforms");
    }
}
