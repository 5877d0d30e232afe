//! What was seen outside: answers of the register of firms, visits of websites, likenesses in the directory.
//!
//! Each keeps the question it answers, so that what is stored is never taken for the answer to another one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::subject::SiteQuestion;
use crate::domain::choice::choices;
use crate::domain::ids::Slug;
use crate::domain::prose::{Name, Note};
use crate::domain::provider::RegisterState;
use crate::domain::siren::{Siren, Siret};
use crate::domain::territory::Territory;

/// A number under which the register of firms is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirmNumber {
    /// A firm.
    Siren(Siren),
    /// One of its establishments.
    Siret(Siret),
}

impl FirmNumber {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Siren(siren) => siren.as_str(),
            Self::Siret(siret) => siret.as_str(),
        }
    }
}

/// What the register answered to a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterSeen {
    /// The number it was asked about.
    pub asked: FirmNumber,
    /// What it answered.
    pub answer: RegisterAnswer,
}

impl RegisterSeen {
    /// Whether asking again later may give more.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(self.answer, RegisterAnswer::Away(_))
    }
}

/// An answer of the register, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterAnswer {
    /// It knows the firm.
    Found(FirmFacts),
    /// It knows no such firm.
    Unknown,
    /// It could not be asked; worth trying again.
    Away(RegisterTrouble),
}

/// What the register says of a firm. Of a firm that is not fully published only the numbers and the states are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmFacts {
    /// Number of the firm.
    pub siren: Siren,
    /// The establishment asked about, or the main one; absent when the register does not list the one asked about.
    pub siret: Option<Siret>,
    /// Whether the firm asked to keep its name and address unpublished (partial diffusion).
    pub unpublished: bool,
    /// Its name.
    pub legal_name: Option<Name>,
    /// The sign of the establishment or the firm's trade name.
    pub trade_name: Option<Name>,
    /// Every other name that the register gives it: acronym, signs; at most ten.
    pub other_names: Vec<Name>,
    /// Number and street of the establishment.
    pub street: Option<Note>,
    /// Commune of the establishment.
    pub commune: Option<Territory>,
    /// Whether the firm trades.
    pub state: RegisterState,
    /// Whether the establishment is open.
    pub establishment: RegisterState,
    /// When the establishment closed.
    pub closed_on: Option<Date>,
}

impl FirmFacts {
    /// Every name of the firm, the legal one first.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.legal_name.iter().chain(&self.trade_name).chain(&self.other_names)
    }
}

/// Why the register gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterTrouble {
    /// It did not answer in time.
    Slow,
    /// It could not be reached.
    Unreachable,
    /// It asked to come back later.
    Busy {
        /// Seconds it asked to wait, when it said so; at most a day.
        retry_after: Option<u32>,
    },
    /// It failed, with this HTTP status.
    Failing {
        /// The status.
        status: u16,
    },
    /// Its answer is not what it promises.
    Unreadable,
}

/// What a visit of a website found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteSeen {
    /// What was visited and looked for.
    pub asked: SiteQuestion,
    /// What the site answered.
    pub answer: SiteAnswer,
}

impl SiteSeen {
    /// Whether visiting again a little later may give more, without anybody doing something about the site.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        use SiteTrouble::{Slow, Status, Unreachable};
        matches!(self.answer, SiteAnswer::Silent(Slow | Unreachable | Status(429 | 500..)))
    }
}

/// A page, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SiteAnswer {
    /// A page that could be read.
    Page(PageSeen),
    /// Nothing that could be read.
    Silent(SiteTrouble),
}

/// What stands on the page of a firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageSeen {
    /// Host that gave it in the end, without `www.`; internationalised names in their ASCII form.
    pub host: String,
    /// Whether that is another host than the one given.
    pub moved: bool,
    /// Why it came without TLS; nothing when it came over TLS.
    pub insecure: Option<SiteTrouble>,
    /// Whether only its beginning was read, because it is long.
    pub cut: bool,
    /// The name of the firm that stands on it.
    pub name: Option<String>,
    /// Whether the number of the firm stands on it.
    pub number: bool,
    /// Its legal notice.
    pub notice: NoticeSeen,
}

/// What became of the search for a legal notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeSeen {
    /// The page has no link to one.
    Missing,
    /// The link leads to another site.
    Elsewhere {
        /// The host it leads to.
        host: String,
    },
    /// The link leads nowhere.
    Unread(SiteTrouble),
    /// It was read.
    Read {
        /// Whether the number of the firm stands in it.
        number: bool,
        /// Whether a name of the firm stands in it.
        name: bool,
    },
}

/// Why a page could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SiteTrouble {
    /// No server has this name.
    NoSuchName,
    /// The server could not be reached, or hung up.
    Unreachable,
    /// It did not answer within the time of a visit.
    Slow,
    /// Its certificate is not good for this name.
    Certificate(CertificateFault),
    /// It does not speak TLS, or not a version of today.
    NoTls,
    /// It leads where a visitor of the public web cannot go: another port, a private network.
    Forbidden,
    /// It sends its visitors away too often.
    TooManyRedirects,
    /// It sends its visitors from TLS back to a page without.
    Downgraded,
    /// It answers something else than a page of the web.
    NotAPage,
    /// It answers with this HTTP status.
    Status(u16),
}

choices! {
    /// What is wrong with a certificate.
    CertificateFault {
        /// It is past its end.
        Expired = "expired",
        /// It begins in the future.
        NotYet = "not_yet",
        /// It was made for another name.
        OtherName = "other_name",
        /// Nobody known vouches for it, or a part of the chain is missing.
        Unknown = "unknown",
        /// It is malformed, withdrawn or unfit.
        Unfit = "unfit",
    }
}

choices! {
    /// By what two providers look the same, most certain first.
    Sameness {
        /// The number of the firm.
        Siren = "siren",
        /// The host of the website.
        Host = "host",
        /// Nearly the same name.
        NearName = "near_name",
    }
}

/// A provider of the directory that may be the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Namesake {
    /// Its name.
    pub name: String,
    /// The end of its page's address.
    pub slug: Slug,
    /// By what it looks the same.
    pub same: Sameness,
}
