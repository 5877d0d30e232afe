//! What checks saw: closed facts, which i18n turns into sentences.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::contacts::Contact;
use super::offers::{AreaGap, AreaTrouble, PriceTrouble, PromotionTrouble};
use super::seen::{Namesake, RegisterTrouble, SiteTrouble};
use super::{CheckKind, Verdict};
use crate::domain::territory::Territory;

/// What one check saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "check", content = "saw", rename_all = "snake_case")]
pub enum Evidence {
    /// Of the number in the register.
    Siret(RegisterFact),
    /// Of the name.
    Name(NameFact),
    /// Of the website.
    Website(SiteFact),
    /// Of the name on the website.
    WebsiteNamesFirm(SiteNameFact),
    /// Of the legal notice.
    LegalNotice(NoticeFact),
    /// Of the mail address.
    MailDomain(MailFact),
    /// Of likenesses in the directory.
    Duplicate(DuplicateFact),
    /// Of price and commitment.
    Price(PriceFact),
    /// Of promotions.
    Promotion(PromotionFact),
    /// Of the area.
    Area(AreaFact),
    /// Of contacts in texts.
    Contacts(ContactFact),
}

/// Declares the facts of one check, each with the verdict it leads to.
macro_rules! facts {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$fact_meta:meta])* $fact:ident $({ $($(#[$field_meta:meta])* $field:ident: $type:ty),+ $(,)? })? => $verdict:ident,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "fact", rename_all = "snake_case")]
        pub enum $name {
            $($(#[$fact_meta])* $fact $({ $($(#[$field_meta])* $field: $type),+ })?,)+
        }

        impl $name {
            /// The names of the facts, for the test that there is a sample of each.
            #[cfg(test)]
            pub(crate) const NAMES: &[&str] = &[$(stringify!($fact)),+];

            /// What it comes to, each fact taken by itself.
            const fn usual_verdict(&self) -> Verdict {
                match self { $(Self::$fact { .. } => Verdict::$verdict,)+ }
            }
        }
    };
}

facts! {
    /// The number in the register.
    RegisterFact {
        /// No number is given yet.
        NoNumber => Waiting,
        /// What is given is not 14 digits.
        NotANumber => Failed,
        /// The check digit of the number is wrong.
        Mistyped => Failed,
        /// The number is well formed; the register was not asked yet.
        NotAsked => Waiting,
        /// The firm trades.
        Trading {
            /// Its name there.
            name: Option<String>,
            /// Commune of the establishment.
            commune: Option<Territory>,
        } => Passed,
        /// The firm trades, and keeps the rest unpublished.
        TradingUnpublished => Passed,
        /// The firm has ceased.
        Ceased => Failed,
        /// The firm trades, the establishment is closed.
        EstablishmentClosed {
            /// Since when.
            on: Option<Date>,
        } => Attention,
        /// The firm trades; the register does not list the establishment.
        EstablishmentUnlisted => Attention,
        /// The register knows no such number.
        Unknown => Failed,
        /// The register could not be asked.
        Away {
            /// Why.
            trouble: RegisterTrouble,
        } => CouldNotLook,
    }
}
facts! {
    /// The name given and the one in the register.
    NameFact {
        /// No name is given yet, or the register was not asked yet.
        NotCompared => Waiting,
        /// They are the same firm's.
        Same {
            /// The name in the register.
            register: String,
        } => Passed,
        /// They differ.
        Differs {
            /// The name given.
            given: String,
            /// The name in the register.
            register: String,
        } => Attention,
        /// The firm keeps its name unpublished.
        Unpublished => CouldNotLook,
        /// The register knows no such firm, or gives it no name.
        NoName => NotApplicable,
        /// The register could not be asked.
        Away => CouldNotLook,
    }
}
facts! {
    /// The website.
    SiteFact {
        /// None is given.
        NoSite => NotApplicable,
        /// It was not visited yet.
        NotVisited => Waiting,
        /// It answers over TLS.
        Secure {
            /// The host that answers.
            host: String,
        } => Passed,
        /// It answers over TLS and sends its visitors to another site.
        Moved {
            /// The host given.
            from: String,
            /// The host that answers.
            to: String,
        } => Attention,
        /// It answers, but without TLS.
        Insecure {
            /// The host that answers.
            host: String,
            /// Why not over TLS.
            trouble: SiteTrouble,
        } => Attention,
        /// It gives no page.
        Silent {
            /// The host given.
            host: String,
            /// Why.
            trouble: SiteTrouble,
        } => Attention,
    }
}
facts! {
    /// The firm's name on its website.
    SiteNameFact {
        /// No website is given.
        NoSite => NotApplicable,
        /// It was not visited yet.
        NotVisited => Waiting,
        /// It could not be read.
        Unread => CouldNotLook,
        /// The name stands on the page.
        Named {
            /// The name.
            name: String,
        } => Passed,
        /// The number stands on the page, or name or number in the legal notice.
        Identified => Passed,
        /// Neither stands there.
        NotNamed {
            /// The names looked for.
            names: Vec<String>,
            /// Whether only the beginning of the page was read.
            cut: bool,
        } => Attention,
    }
}
facts! {
    /// The legal notice of the website.
    NoticeFact {
        /// No website is given.
        NoSite => NotApplicable,
        /// It was not visited yet.
        NotVisited => Waiting,
        /// It could not be read.
        Unread => CouldNotLook,
        /// It gives the firm's number.
        WithNumber => Passed,
        /// It gives the firm's name, not its number.
        WithName => Passed,
        /// It gives neither.
        Anonymous => Attention,
        /// The link to it leads nowhere.
        Broken {
            /// Why it could not be read.
            trouble: SiteTrouble,
        } => Attention,
        /// The link leads to another site, which was not visited.
        Elsewhere {
            /// Its host.
            host: String,
        } => Attention,
        /// The page has no link to one.
        Missing => Attention,
    }
}
facts! {
    /// The mail address and the website.
    MailFact {
        /// No mail address is given yet.
        NoMail => Waiting,
        /// No website is given.
        NoSite => NotApplicable,
        /// Both are the same domain's.
        Same {
            /// The domain.
            domain: String,
        } => Passed,
        /// The address is one that anybody can get.
        Shared {
            /// Its domain.
            mail: String,
            /// Host of the website.
            site: String,
        } => Attention,
        /// They are two domains.
        Other {
            /// Domain of the address.
            mail: String,
            /// Host of the website.
            site: String,
        } => Attention,
    }
}
facts! {
    /// Likenesses in the directory.
    DuplicateFact {
        /// Not compared yet.
        NotCompared => Waiting,
        /// There is none.
        None => Passed,
        /// There are some.
        Found {
            /// At most ten.
            namesakes: Vec<Namesake>,
        } => Attention,
    }
}
facts! {
    /// Price and commitment of the offers.
    PriceFact {
        /// No offer is written yet.
        NoOffer => Waiting,
        /// All there.
        Complete => Passed,
        /// Something is missing.
        Missing {
            /// What, offer by offer.
            troubles: Vec<PriceTrouble>,
        } => Failed,
    }
}
facts! {
    /// Promotions of the offers.
    PromotionFact {
        /// There is none.
        None => NotApplicable,
        /// Each says when it ends and what comes after.
        Complete => Passed,
        /// Something is missing or past.
        Missing {
            /// What, offer by offer.
            troubles: Vec<PromotionTrouble>,
        } => Failed,
    }
}
facts! {
    /// Areas of the offers.
    AreaFact {
        /// No offer is written yet.
        NoOffer => Waiting,
        /// Every code is one of today.
        Current => Passed,
        /// Some are not.
        Wrong {
            /// Which, offer by offer.
            troubles: Vec<AreaTrouble>,
        } => Failed,
    }
}
facts! {
    /// Contacts in the texts of the offers.
    ContactFact {
        /// No text is written yet.
        NotWritten => Waiting,
        /// There are none.
        Clean => Passed,
        /// There are some.
        Found {
            /// At most twenty.
            contacts: Vec<Contact>,
        } => Attention,
    }
}

impl Evidence {
    /// The check it belongs to.
    #[must_use]
    pub const fn kind(&self) -> CheckKind {
        match self {
            Self::Siret(_) => CheckKind::Siret,
            Self::Name(_) => CheckKind::Name,
            Self::Website(_) => CheckKind::Website,
            Self::WebsiteNamesFirm(_) => CheckKind::WebsiteNamesFirm,
            Self::LegalNotice(_) => CheckKind::LegalNotice,
            Self::MailDomain(_) => CheckKind::MailDomain,
            Self::Duplicate(_) => CheckKind::Duplicate,
            Self::Price(_) => CheckKind::Price,
            Self::Promotion(_) => CheckKind::Promotion,
            Self::Area(_) => CheckKind::Area,
            Self::Contacts(_) => CheckKind::Contacts,
        }
    }

    /// What it comes to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Website(SiteFact::Silent { trouble, .. }) => trouble.verdict(),
            // A code that has a new name is understood; only the applicant should see what became of it.
            Self::Area(AreaFact::Wrong { troubles })
                if troubles.iter().all(|trouble| matches!(trouble.gap, AreaGap::Renamed { .. })) =>
            {
                Verdict::Attention
            }
            Self::Siret(fact) => fact.usual_verdict(),
            Self::Name(fact) => fact.usual_verdict(),
            Self::Website(fact) => fact.usual_verdict(),
            Self::WebsiteNamesFirm(fact) => fact.usual_verdict(),
            Self::LegalNotice(fact) => fact.usual_verdict(),
            Self::MailDomain(fact) => fact.usual_verdict(),
            Self::Duplicate(fact) => fact.usual_verdict(),
            Self::Price(fact) => fact.usual_verdict(),
            Self::Promotion(fact) => fact.usual_verdict(),
            Self::Area(fact) => fact.usual_verdict(),
            Self::Contacts(fact) => fact.usual_verdict(),
        }
    }
}

impl SiteTrouble {
    /// What it comes to when a site gives no page: a hitch may pass by itself, and a refused robot proves nothing.
    const fn verdict(self) -> Verdict {
        match self {
            Self::Status(401 | 403 | 429) => Verdict::CouldNotLook,
            Self::Slow | Self::Unreachable | Self::NoTls | Self::Status(500..) => Verdict::Attention,
            _ => Verdict::Failed,
        }
    }
}

#[cfg(test)]
mod tests;
