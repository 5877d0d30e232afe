//! What the register of firms knows of the number that was just typed.

use crate::domain::check::{FirmNumber, RegisterAnswer};
use crate::domain::form::Typed;
use crate::domain::provider::RegisterState;
use crate::domain::siren::Siret;
use crate::domain::territory::Territory;
use crate::domain::text;
use crate::i18n::Lang;
use crate::web::failed::Failed;
use crate::web::pages::application::Applicant;
use crate::web::state::AppState;
use crate::workflow::applications::Outlook;

/// Asks the register while the applicant waits, five seconds at most; nothing when the number is wrong.
pub(super) async fn asked(state: &AppState, typed: &Typed) -> Option<RegisterAnswer> {
    let siret = Siret::parse(text::tidy(typed.one("siret")).as_str()).ok()?;
    Some(state.outside.register(FirmNumber::Siret(siret)).await.answer)
}

/// What the register knows, as answers of the next topic.
pub(super) fn prefilled(answer: &RegisterAnswer) -> Option<Typed> {
    let RegisterAnswer::Found(firm) = answer else { return None };
    let mut typed = Typed::default();
    let mut put =
        |key: &str, value: Option<String>| value.into_iter().for_each(|value| typed.set(key, value));
    put("legal_name", firm.legal_name.as_ref().map(ToString::to_string));
    put("name", firm.trade_name.as_ref().map(ToString::to_string));
    put("address.street", firm.street.as_ref().map(ToString::to_string));
    put("address.commune", firm.commune.map(Territory::label));
    Some(typed)
}

/// Key under which the page behind the number is told what the register said.
const SAID: &str = "repertoire";

/// What the register said, for the sentence above the next topic.
#[derive(Clone, Copy)]
enum Said {
    /// A trading firm.
    Found,
    /// A firm that keeps its name and address unpublished.
    Unpublished,
    /// A closed firm.
    Ceased,
    /// Nothing of this number.
    Unknown,
    /// Nothing at all.
    Away,
}

impl Said {
    const SLUGS: [(&str, Self); 5] = [
        ("trouve", Self::Found),
        ("non-diffuse", Self::Unpublished),
        ("ferme", Self::Ceased),
        ("inconnu", Self::Unknown),
        ("absent", Self::Away),
    ];

    const fn slug(self) -> &'static str {
        Self::SLUGS[self as usize].0
    }

    fn from_slug(slug: &str) -> Option<Self> {
        Self::SLUGS.iter().find(|(known, _)| *known == slug).map(|(_, said)| *said)
    }

    fn of(answer: &RegisterAnswer) -> Self {
        match answer {
            RegisterAnswer::Found(firm) if firm.state == RegisterState::Ceased => Self::Ceased,
            RegisterAnswer::Found(firm) if firm.unpublished => Self::Unpublished,
            RegisterAnswer::Found(_) => Self::Found,
            RegisterAnswer::Unknown => Self::Unknown,
            RegisterAnswer::Away(_) => Self::Away,
        }
    }

    const fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Self::Found => lang.register_found(),
            Self::Unpublished => lang.register_unpublished(),
            Self::Ceased => lang.register_ceased(),
            Self::Unknown => lang.register_unknown(),
            Self::Away => lang.register_away(),
        }
    }
}

/// Says what the register answered, just now or when the background asked it last.
pub(super) async fn notice(state: &AppState, applicant: &Applicant) -> Result<Option<&'static str>, Failed> {
    let lang = applicant.lang();
    let query = form_urlencoded::parse(applicant.visit.query.as_bytes());
    let told = query.take(20).find(|(key, _)| key == SAID).and_then(|(_, said)| Said::from_slug(&said));
    if let Some(said) = told {
        return Ok(Some(said.sentence(lang)));
    }
    let seen = state.store.inspection::<Outlook>(applicant.application.id, state.now().now).await?;
    let register = seen.and_then(|seen| seen.seen).and_then(|seen| seen.register);
    let number = Siret::parse(applicant.application.answers.shared.one("siret")).ok().map(FirmNumber::Siret);
    let answer = register.filter(|register| Some(&register.asked) == number.as_ref());
    Ok(answer.map(|register| Said::of(&register.answer).sentence(lang)))
}

/// Writes what the register said for the page behind the number.
pub(super) fn told(answer: &RegisterAnswer) -> String {
    format!("?{SAID}={}", Said::of(answer).slug())
}
