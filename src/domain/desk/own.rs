//! Whether somebody at the desk would decide about their own firm.

use crate::domain::claim::is_shared;
use crate::domain::email::EmailAddress;
use crate::domain::prose::WebAddress;

/// Addresses and websites that a case is about: those that were typed, and those that the directory knows of the firm.
#[derive(Debug, Default)]
pub struct Named<'a> {
    /// Addresses of whoever wrote and of those who answer for the firm.
    pub addresses: Vec<&'a EmailAddress>,
    /// Websites of the firm.
    pub websites: Vec<&'a WebAddress>,
}

/// Whether a case is the officer's own: one of its addresses ends up in their mailbox, or they have their mail where its
/// addresses or its websites are, unless everybody can have mail or pages there.
#[must_use]
pub fn is_own(officer: &EmailAddress, named: &Named<'_>) -> bool {
    if named.addresses.iter().any(|address| address.mailbox() == officer.mailbox()) {
        return true;
    }
    let house = bare(officer.host());
    !is_shared(house)
        && (named.addresses.iter().any(|address| bare(address.host()) == house)
            || named.websites.iter().any(|website| website.host() == house))
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(officer: &str, author: &str, contact: &str, website: &str) -> bool {
        let email = |typed: &str| EmailAddress::parse(typed).ok();
        let website = WebAddress::parse(website).ok();
        let addresses = [email(author), email(contact)];
        let named =
            Named { addresses: addresses.iter().flatten().collect(), websites: website.iter().collect() };
        is_own(&email(officer).unwrap(), &named)
    }

    #[test]
    fn an_application_from_the_same_mailbox_is_ones_own() {
        for address in ["anne@orange.fr", "Anne@Orange.fr", "anne+boutique@orange.fr"] {
            assert!(own("anne@orange.fr", address, "", ""), "{address}");
            assert!(own("anne@orange.fr", "", address, ""), "{address}");
            assert!(own("anne+cci@orange.fr", "", address, ""), "{address}");
        }
    }

    #[test]
    fn an_application_from_the_same_house_is_ones_own() {
        for (author, contact, website) in [
            ("claire@atelier.example", "", ""),
            ("", "contact@Atelier.example", ""),
            ("claire@www.atelier.example", "", ""),
            ("", "", "https://www.atelier.example/fr"),
            ("claire@gmail.com", "claire@autre.example", "https://atelier.example/boutique"),
        ] {
            assert!(own("anne@atelier.example", author, contact, website), "{author} {contact} {website}");
        }
    }

    #[test]
    fn an_application_of_others_is_not() {
        for (officer, author, contact, website) in [
            ("anne@orange.fr", "claire@orange.fr", "bob@orange.fr", "https://www.orange.fr"),
            ("anne@gmail.com", "", "", "https://gmail.com"),
            ("anne@atelier.example", "anne@autre.example", "", "https://autre.example"),
            ("anne@atelier.example", "claire@sub.atelier.example", "", "https://boutique.atelier.example"),
            ("anne@atelier.example", "", "", ""),
            ("anne@atelier.wixsite.com", "claire@atelier.wixsite.com", "", "https://atelier.wixsite.com"),
        ] {
            assert!(!own(officer, author, contact, website), "{officer} {author} {contact} {website}");
        }
    }
}
