//! The firm against the register, its mail address against its site, its likenesses in the directory.

use super::evidence::{DuplicateFact, MailFact, NameFact, RegisterFact};
use super::names::same_firm;
use super::seen::{FirmFacts, Namesake, RegisterAnswer, RegisterSeen};
use super::subject::Subject;
use crate::domain::provider::RegisterState;
use crate::domain::siren::NumberError;

/// Most likenesses that are reported.
const MAX_NAMESAKES: usize = 10;
/// Longest name and longest domain that are shown back, in characters.
const MAX_SHOWN: usize = 253;

/// Providers of mail for everybody: an address there says nothing of a domain.
const SHARED_MAIL: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "outlook.fr",
    "outlook.be",
    "hotmail.com",
    "hotmail.fr",
    "hotmail.be",
    "live.com",
    "live.fr",
    "msn.com",
    "yahoo.com",
    "yahoo.fr",
    "ymail.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "orange.fr",
    "wanadoo.fr",
    "free.fr",
    "sfr.fr",
    "neuf.fr",
    "cegetel.net",
    "club-internet.fr",
    "numericable.com",
    "numericable.fr",
    "noos.fr",
    "9online.fr",
    "tele2.fr",
    "nordnet.fr",
    "infonie.fr",
    "libertysurf.fr",
    "worldonline.fr",
    "voila.fr",
    "caramail.fr",
    "ozone.net",
    "bbox.fr",
    "laposte.net",
    "aliceadsl.fr",
    "aol.com",
    "gmx.com",
    "gmx.fr",
    "mail.com",
    "mailo.com",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "tutanota.com",
    "tuta.com",
    "zoho.com",
    "zohomail.eu",
    "fastmail.com",
    "hey.com",
    "posteo.net",
    "ik.me",
    "mailfence.com",
    "gmx.net",
    "gmx.de",
    "web.de",
    "bluewin.ch",
    "skynet.be",
    "yandex.com",
    "netcourrier.com",
    "mail.ru",
];

/// Whether everybody can have a mailbox at a host.
pub(in crate::domain) fn is_shared_mail(host: &str) -> bool {
    SHARED_MAIL.contains(&host)
}

pub(super) fn register_fact(subject: &Subject<'_>, seen: Option<&RegisterSeen>) -> RegisterFact {
    match (subject.siret, seen.map(|seen| &seen.answer)) {
        (None, _) => match subject.siret_error {
            None => RegisterFact::NoNumber,
            Some(NumberError::Digits(_)) => RegisterFact::NotANumber,
            Some(NumberError::Checksum) => RegisterFact::Mistyped,
        },
        (Some(_), None) => RegisterFact::NotAsked,
        (_, Some(RegisterAnswer::Unknown)) => RegisterFact::Unknown,
        (_, Some(RegisterAnswer::Away(trouble))) => RegisterFact::Away { trouble: *trouble },
        (_, Some(RegisterAnswer::Found(firm))) => state_of(firm),
    }
}

fn state_of(firm: &FirmFacts) -> RegisterFact {
    if firm.state == RegisterState::Ceased {
        RegisterFact::Ceased
    } else if firm.siret.is_none() {
        RegisterFact::EstablishmentUnlisted
    } else if firm.establishment == RegisterState::Ceased {
        RegisterFact::EstablishmentClosed { on: firm.closed_on }
    } else if firm.unpublished {
        RegisterFact::TradingUnpublished
    } else {
        RegisterFact::Trading {
            name: firm.names().next().map(|name| name.as_str().to_owned()),
            commune: firm.commune,
        }
    }
}

pub(super) fn name_fact(subject: &Subject<'_>, seen: Option<&RegisterSeen>) -> NameFact {
    let given: Vec<&str> = [subject.legal_name, subject.trade_name].into_iter().flatten().collect();
    let (Some(seen), Some(first)) = (seen, given.first()) else { return NameFact::NotCompared };
    let firm = match &seen.answer {
        RegisterAnswer::Found(firm) => firm,
        RegisterAnswer::Unknown => return NameFact::NoName,
        RegisterAnswer::Away(_) => return NameFact::Away,
    };
    if firm.unpublished {
        return NameFact::Unpublished;
    }
    let same = firm.names().find(|name| given.iter().any(|given| same_firm(given, name.as_str())));
    match (same, firm.names().next()) {
        (Some(name), _) => NameFact::Same { register: name.as_str().to_owned() },
        (None, Some(name)) => NameFact::Differs { given: shown(first), register: name.as_str().to_owned() },
        (None, None) => NameFact::NoName,
    }
}

pub(super) fn mail_fact(subject: &Subject<'_>) -> MailFact {
    let Some(mail) = subject.mail_domain.map(|domain| domain.trim().to_lowercase()) else {
        return MailFact::NoMail;
    };
    let Some(site) = subject.website.map(|address| address.host()) else { return MailFact::NoSite };
    let is_inside =
        |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
    let (mail, site) = (shown(&mail), site.to_owned());
    if is_shared_mail(&mail) {
        MailFact::Shared { mail, site }
    } else if mail == site || is_inside(&mail, &site) || is_inside(&site, &mail) {
        MailFact::Same { domain: mail }
    } else {
        MailFact::Other { mail, site }
    }
}

pub(super) fn duplicate_fact(namesakes: Option<&[Namesake]>) -> DuplicateFact {
    match namesakes {
        None => DuplicateFact::NotCompared,
        Some([]) => DuplicateFact::None,
        Some(namesakes) => {
            let mut namesakes = namesakes.to_vec();
            namesakes.sort_by_key(|namesake| namesake.same);
            namesakes.truncate(MAX_NAMESAKES);
            DuplicateFact::Found { namesakes }
        }
    }
}

fn shown(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}
