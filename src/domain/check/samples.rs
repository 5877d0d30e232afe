//! One of each thing that checks can see, for tests of what is said about it.

use jiff::civil::date;

use super::*;
use crate::domain::choice::Choice;
use crate::domain::ids::Slug;
use crate::domain::territory::{Territory, ZoneError};

/// Every trouble that a site can give.
pub(crate) fn site_troubles() -> Vec<SiteTrouble> {
    use SiteTrouble as T;
    let certificates = CertificateFault::ALL.iter().map(|fault| T::Certificate(*fault));
    let statuses = [401, 403, 404, 410, 429, 500, 503, 418].map(T::Status);
    [
        T::NoSuchName,
        T::Unreachable,
        T::Slow,
        T::NoTls,
        T::Forbidden,
        T::TooManyRedirects,
        T::Downgraded,
        T::NotAPage,
    ]
    .into_iter()
    .chain(certificates)
    .chain(statuses)
    .collect()
}

/// Every evidence, most of them once, those with troubles once for each trouble.
pub(crate) fn every_evidence() -> Vec<Evidence> {
    let mut all = of_the_firm();
    all.extend(of_its_like());
    all.extend(of_the_site());
    all.extend(of_the_offers());
    all
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn of_the_firm() -> Vec<Evidence> {
    use RegisterTrouble as T;
    let day = Some(date(2026, 3, 1));
    let colmar = Territory::from_code("commune:68066");
    let mut facts = vec![
        RegisterFact::NoNumber,
        RegisterFact::NotANumber,
        RegisterFact::Mistyped,
        RegisterFact::NotAsked,
        RegisterFact::Trading { name: Some(text("ATELIER DU WEB")), commune: colmar },
        RegisterFact::Trading { name: Some(text("ATELIER DU WEB")), commune: None },
        RegisterFact::Trading { name: None, commune: None },
        RegisterFact::TradingUnpublished,
        RegisterFact::Ceased,
        RegisterFact::EstablishmentClosed { on: day },
        RegisterFact::EstablishmentClosed { on: None },
        RegisterFact::EstablishmentUnlisted,
        RegisterFact::Unknown,
    ];
    let troubles = [
        T::Slow,
        T::Unreachable,
        T::Busy { retry_after: Some(30) },
        T::Failing { status: 502 },
        T::Unreadable,
    ];
    facts.extend(troubles.map(|trouble| RegisterFact::Away { trouble }));
    let names = [
        NameFact::NotCompared,
        NameFact::Same { register: text("ATELIER DU WEB") },
        NameFact::Differs { given: text("Boutique Zoé"), register: text("ATELIER DU WEB") },
        NameFact::Unpublished,
        NameFact::NoName,
        NameFact::Away,
    ];
    facts.into_iter().map(Evidence::Siret).chain(names.map(Evidence::Name)).collect()
}

fn of_its_like() -> Vec<Evidence> {
    let mails = [
        MailFact::NoMail,
        MailFact::NoSite,
        MailFact::Same { domain: text("atelier.example") },
        MailFact::Shared { mail: text("gmail.com"), site: text("atelier.example") },
        MailFact::Other { mail: text("autre.example"), site: text("atelier.example") },
    ];
    let namesake = |same| {
        let slug = Slug::from_text("atelier-du-web");
        Namesake { name: text("Atelier du Web"), slug, same }
    };
    let one = Sameness::ALL.iter().map(|same| vec![namesake(*same)]);
    let found = one.chain([Sameness::ALL.iter().map(|same| namesake(*same)).collect()]);
    let duplicates = [DuplicateFact::NotCompared, DuplicateFact::None]
        .into_iter()
        .chain(found.map(|namesakes| DuplicateFact::Found { namesakes }));
    mails.map(Evidence::MailDomain).into_iter().chain(duplicates.map(Evidence::Duplicate)).collect()
}

fn of_the_site() -> Vec<Evidence> {
    let host = || text("atelier.example");
    let mut sites = vec![
        SiteFact::NoSite,
        SiteFact::NotVisited,
        SiteFact::Secure { host: host() },
        SiteFact::Moved { from: host(), to: text("autre.example") },
    ];
    sites.extend(site_troubles().into_iter().map(|trouble| SiteFact::Silent { host: host(), trouble }));
    sites.extend(site_troubles().into_iter().map(|trouble| SiteFact::Insecure { host: host(), trouble }));
    let names = || vec![text("Atelier du Web"), text("ATELIER")];
    let named = [
        SiteNameFact::NoSite,
        SiteNameFact::NotVisited,
        SiteNameFact::Unread,
        SiteNameFact::Named { name: text("Atelier du Web") },
        SiteNameFact::Identified,
        SiteNameFact::NotNamed { names: names(), cut: false },
        SiteNameFact::NotNamed { names: names(), cut: true },
    ];
    let mut notices = vec![
        NoticeFact::NoSite,
        NoticeFact::NotVisited,
        NoticeFact::Unread,
        NoticeFact::WithNumber,
        NoticeFact::WithName,
        NoticeFact::Anonymous,
        NoticeFact::Elsewhere { host: text("autre.example") },
        NoticeFact::Missing,
    ];
    notices.extend(site_troubles().into_iter().map(|trouble| NoticeFact::Broken { trouble }));
    let sites = sites.into_iter().map(Evidence::Website);
    sites
        .chain(named.map(Evidence::WebsiteNamesFirm))
        .chain(notices.into_iter().map(Evidence::LegalNotice))
        .collect()
}

fn of_the_offers() -> Vec<Evidence> {
    let prices = PriceGap::ALL.iter().map(|gap| PriceTrouble { offer: 2, gap: *gap }).collect();
    let over = PromotionGap::Over { ended_on: date(2026, 5, 31) };
    let promotions =
        [PromotionGap::End, PromotionGap::PriceAfter, over].map(|gap| PromotionTrouble { offer: 1, gap });
    let france = Territory::from_code("france").expect("France");
    let reasons = [
        ZoneError::UnknownKind,
        ZoneError::UnknownRegion,
        ZoneError::UnknownDepartement,
        ZoneError::UnknownEpci,
        ZoneError::UnknownCommune,
        ZoneError::Radius,
    ];
    let codes = reasons.map(|reason| AreaGap::NoCode { code: text("99999"), reason });
    let renamed = AreaGap::Renamed { code: text("01033"), today: france };
    let wrong = |gaps: Vec<AreaGap>| AreaFact::Wrong {
        troubles: gaps.into_iter().map(|gap| AreaTrouble { offer: 1, gap }).collect(),
    };
    let contact = |kind| Contact { offer: 1, field: TextField::Summary, kind, text: text("03 89 00 00 00") };
    let mut contacts: Vec<_> = ContactKind::ALL.iter().map(|kind| contact(*kind)).collect();
    for field in TextField::ALL {
        contacts.push(Contact { field: *field, ..contact(ContactKind::Phone) });
    }
    let areas = [
        AreaFact::NoOffer,
        AreaFact::Current,
        wrong(vec![AreaGap::Missing]),
        wrong(vec![AreaGap::TooMany]),
        wrong(codes.into()),
        wrong(vec![renamed]),
    ];
    let prices = [PriceFact::NoOffer, PriceFact::Complete, PriceFact::Missing { troubles: prices }];
    let promotions = [
        PromotionFact::None,
        PromotionFact::Complete,
        PromotionFact::Missing { troubles: promotions.into() },
    ];
    let contacts = [ContactFact::NotWritten, ContactFact::Clean, ContactFact::Found { contacts }];
    let offers = prices.map(Evidence::Price).into_iter().chain(promotions.map(Evidence::Promotion));
    offers.chain(areas.map(Evidence::Area)).chain(contacts.map(Evidence::Contacts)).collect()
}
