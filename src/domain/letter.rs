//! Letters that the directory sends: what each one says, and to whom.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::access::Token;
use super::choice::{Choice, choices};
use super::desk::decision::Outcome;
use super::email::EmailAddress;
use super::ids::LetterId;
use super::lang::Lang;
use super::report::ReportReason;

choices! {
    /// Why an application was refused or an offer taken down: the fixed list of reasons.
    Reason {
        /// Not a service for shops.
        OutOfScope = "hors-perimetre",
        /// The register says that the firm has closed.
        InactiveFirm = "entreprise-inactive",
        /// Nothing proves who applied.
        IdentityUnproven = "identite-non-prouvee",
        /// The website does not answer.
        SiteUnreachable = "site-injoignable",
        /// No price is said.
        NoPrice = "prix-absent",
        /// An engagement exists that was not declared.
        CommitmentUndeclared = "engagement-non-declare",
        /// The area served is not clear.
        AreaUnclear = "zone-imprecise",
        /// The firm or the offer is listed already.
        Duplicate = "doublon",
        /// Something said is not true.
        Misleading = "contenu-trompeur",
        /// The terms are unfair to shops.
        UnfairTerms = "conditions-abusives",
        /// Shops complained.
        Complaints = "plaintes",
        /// Questions stayed without an answer.
        NoAnswer = "sans-reponse",
        /// Said in words.
        Other = "autre",
    }
}

choices! {
    /// What a letter is about, known also when its words are gone. The slugs are the serde tags of [`Letter`].
    LetterKind {
        /// The link to an application.
        ApplicationLink = "application_link",
        /// The link to the provider's space.
        SpaceLink = "space_link",
        /// An application was received.
        Received = "received",
        /// A vetter asks for changes.
        QuestionAsked = "question_asked",
        /// An application was approved.
        Approved = "approved",
        /// An application was refused.
        Refused = "refused",
        /// The desk writes about an application.
        Message = "message",
        /// An application was withdrawn.
        Withdrawn = "withdrawn",
        /// A draft will be deleted.
        DraftExpiring = "draft_expiring",
        /// Offers are to be confirmed.
        ReviewDue = "review_due",
        /// A report was received.
        ReportReceived = "report_received",
        /// A report was decided.
        ReportAnswered = "report_answered",
        /// A provider is asked to put right what was reported.
        ReportedToProvider = "reported_to_provider",
        /// Everything was erased.
        Erased = "erased",
        /// Somebody is invited to the vetting desk.
        Invitation = "invitation",
        /// An offer was suspended.
        OfferSuspended = "offer_suspended",
        /// An offer is shown again.
        OfferReinstated = "offer_reinstated",
        /// An offer was archived.
        OfferArchived = "offer_archived",
        /// An offer says again what an earlier version said.
        OfferReverted = "offer_reverted",
        /// Two records of a provider became one.
        ProvidersMerged = "providers_merged",
        /// Somebody new answers for a firm.
        ContactAdded = "contact_added",
    }
}

/// An offer that a letter names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedOffer {
    /// Its title.
    pub title: String,
    /// Path of its page, without the language: `/offres/…`.
    pub path: String,
}

/// Something a vetter wants changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Key of the field it is about; empty for the whole application.
    pub field: String,
    /// The vetter's words.
    pub words: String,
}

/// What a letter says. Paths are without the language; the mailer puts the address of the site before them.
///
/// The serde form stands in the outbox until the letter has gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// Opens an application in the browser of whoever reads it, and proves the address: « /candidature/lien/TOKEN ».
    ApplicationLink {
        /// Reference of the application.
        reference: String,
        /// The single-use secret.
        token: Token,
    },
    /// Opens the provider's space: « /espace/lien/TOKEN ».
    SpaceLink {
        /// The single-use secret.
        token: Token,
    },
    /// An application was received.
    Received {
        /// Reference of the application.
        reference: String,
        /// Titles of the offers in it.
        offers: Vec<String>,
        /// Day by which a decision is usual, when enough were made to say so.
        usual_by: Option<Date>,
    },
    /// A vetter asks for changes.
    QuestionAsked {
        /// Reference of the application.
        reference: String,
        /// What is asked.
        questions: Vec<Question>,
    },
    /// An application was approved.
    Approved {
        /// Reference of the application.
        reference: String,
        /// The offers that are public now.
        offers: Vec<NamedOffer>,
        /// The vetter's words; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// An application was refused; it can be appealed until a day.
    Refused {
        /// Reference of the application.
        reference: String,
        /// Why.
        reasons: Vec<Reason>,
        /// The vetter's words.
        words: String,
        /// Last day on which another vetter can be asked to look again.
        appeal_until: Date,
    },
    /// The desk writes about an application, without asking for changes.
    Message {
        /// Reference of the application.
        reference: String,
        /// The words of the desk.
        words: String,
    },
    /// An application was withdrawn by whoever sent it.
    Withdrawn {
        /// Reference of the application.
        reference: String,
    },
    /// A draft that nobody touched will be deleted.
    DraftExpiring {
        /// Reference of the application.
        reference: String,
        /// Day of the deletion.
        on: Date,
    },
    /// Offers are to be confirmed, every year.
    ReviewDue {
        /// The offers.
        offers: Vec<NamedOffer>,
        /// Day by which they must be confirmed.
        by: Date,
    },
    /// Invites to the vetting desk, or lets somebody of it choose another password: « /administration/invitation/TOKEN ».
    Invitation {
        /// The single-use secret.
        token: Token,
    },
    /// A report was received, from a visitor who wants an answer.
    ReportReceived {
        /// Reference of the report.
        reference: String,
        /// The offer it is about.
        offer: NamedOffer,
    },
    /// A report was decided; says so to whoever sent it.
    ReportAnswered {
        /// Reference of the report.
        reference: String,
        /// The offer it is about.
        offer: NamedOffer,
        /// What it came to.
        outcome: Outcome,
        /// The vetter's words.
        words: String,
    },
    /// Somebody reported an offer, and its provider is asked to put it right.
    ReportedToProvider {
        /// The offer.
        offer: NamedOffer,
        /// What is said to be wrong.
        reason: ReportReason,
        /// The vetter's words.
        words: String,
        /// Day by which it should be right.
        by: Date,
    },
    /// Everything about a provider or an application was erased, as asked for.
    Erased {
        /// Name of the provider, or reference of the application.
        what: String,
    },
    /// An offer was taken out of sight until it is put right.
    OfferSuspended {
        /// The offer.
        offer: NamedOffer,
        /// Why.
        reasons: Vec<Reason>,
        /// The words of whoever decided; may be empty.
        words: String,
    },
    /// An offer that was suspended is shown again.
    OfferReinstated {
        /// The offer.
        offer: NamedOffer,
        /// The words of whoever decided.
        words: String,
    },
    /// An offer was taken out for good.
    OfferArchived {
        /// The offer.
        offer: NamedOffer,
        /// Why.
        reasons: Vec<Reason>,
        /// The words of whoever decided; may be empty.
        words: String,
    },
    /// An offer says again what an earlier version said.
    OfferReverted {
        /// The offer.
        offer: NamedOffer,
        /// The words of whoever decided.
        words: String,
    },
    /// Two records of a provider became one.
    ProvidersMerged {
        /// Name of the one that stays.
        kept: String,
        /// Name of the one that is gone.
        dropped: String,
        /// The offers that came along.
        offers: Vec<NamedOffer>,
        /// The offers that are archived as duplicates; their addresses lead to what stands for them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        archived: Vec<NamedOffer>,
        /// The words of whoever decided; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// Somebody new answers for a firm; says so to those who did before.
    ContactAdded {
        /// Name of the firm.
        firm: String,
        /// Name of whoever is new.
        name: String,
        /// Their address.
        email: String,
    },
}

/// A letter for the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// Its identifier, drawn at the edge of the program.
    pub id: LetterId,
    /// To whom.
    pub to: EmailAddress,
    /// In which language.
    pub lang: Lang,
    /// Identifier of the application or provider it is about; empty for none.
    pub about: String,
    /// What it says.
    pub letter: Letter,
}

impl Letter {
    /// The name of the kind, as the database keeps it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.which().slug()
    }

    /// The kind.
    #[must_use]
    pub const fn which(&self) -> LetterKind {
        match self {
            Self::ApplicationLink { .. } => LetterKind::ApplicationLink,
            Self::SpaceLink { .. } => LetterKind::SpaceLink,
            Self::Received { .. } => LetterKind::Received,
            Self::QuestionAsked { .. } => LetterKind::QuestionAsked,
            Self::Approved { .. } => LetterKind::Approved,
            Self::Refused { .. } => LetterKind::Refused,
            Self::Message { .. } => LetterKind::Message,
            Self::Withdrawn { .. } => LetterKind::Withdrawn,
            Self::DraftExpiring { .. } => LetterKind::DraftExpiring,
            Self::ReviewDue { .. } => LetterKind::ReviewDue,
            Self::ReportReceived { .. } => LetterKind::ReportReceived,
            Self::ReportAnswered { .. } => LetterKind::ReportAnswered,
            Self::ReportedToProvider { .. } => LetterKind::ReportedToProvider,
            Self::Erased { .. } => LetterKind::Erased,
            Self::Invitation { .. } => LetterKind::Invitation,
            Self::OfferSuspended { .. } => LetterKind::OfferSuspended,
            Self::OfferReinstated { .. } => LetterKind::OfferReinstated,
            Self::OfferArchived { .. } => LetterKind::OfferArchived,
            Self::OfferReverted { .. } => LetterKind::OfferReverted,
            Self::ProvidersMerged { .. } => LetterKind::ProvidersMerged,
            Self::ContactAdded { .. } => LetterKind::ContactAdded,
        }
    }
}
