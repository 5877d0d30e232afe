//! The page of one topic: what is asked, what was typed, what is wrong with it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::logo::LogoForm;
use super::messages::refused;
use super::{Applicant, topic_path};
use crate::domain::application::{ApplicationEvent, WrongState};
use crate::domain::check::{FirmNumber, RegisterAnswer};
use crate::domain::first_year::Example;
use crate::domain::form::answers::Progress;
use crate::domain::form::assemble::listing_priced;
use crate::domain::form::{Problem, Topic, Typed};
use crate::domain::ids::LetterId;
use crate::domain::provider::RegisterState;
use crate::domain::siren::Siret;
use crate::domain::territory::Territory;
use crate::domain::text;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::area_picker::{AreaPicker, error_links, typed_of};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::first_year::FirstYearTable;
use crate::web::form;
use crate::web::form_view::FormView;
use crate::web::state::AppState;
use crate::workflow::applications::{ApplicationError, Filled, LinkDraw, Outlook, fill};

#[derive(Template)]
#[template(path = "pages/application/topic.html")]
struct TopicPage {
    chrome: Chrome,
    lang: Lang,
    title: &'static str,
    lead: &'static str,
    /// Which offer it is about.
    offer: Option<String>,
    /// What the register said of the number.
    notice: Option<&'static str>,
    form: FormView,
    /// How the area is picked, on its page.
    picker: Option<AreaPicker>,
    /// The picture, on the page of proofs.
    logo: Option<LogoForm>,
    /// What the shop pays in the first year, on the page of prices.
    year: Option<FirstYearTable>,
    /// The attribute of what is French on a page that is not.
    french: &'static str,
    action: String,
    list_href: String,
    /// Whether it comes back because something is wrong.
    wrong: bool,
}

/// Shows a topic with what was typed; what is wrong is said once it was saved.
pub(super) async fn show(State(state): State<AppState>, applicant: Applicant) -> Result<Response, Failed> {
    let Some((topic, offer)) = applicant.topic() else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    if !applicant.application.state.is_editable() {
        return Ok(see_other(&applicant.href("/suivi")));
    }
    let answers = &applicant.application.answers;
    let typed = answers.typed(topic, offer).cloned().unwrap_or_default();
    let unfinished = answers.progress(topic, offer) == Progress::Unfinished;
    let problems = if unfinished { answers.read(topic, offer).problems } else { Vec::new() };
    page(&state, &applicant, (topic, offer), &typed, &problems, StatusCode::OK).await
}

/// Shows the page of proofs again because of its picture.
pub(super) async fn show_with_logo_problem(
    state: &AppState,
    applicant: &Applicant,
    wrong: &'static str,
) -> Result<Response, Failed> {
    let typed = &applicant.application.answers.shared;
    let wrong = Some(wrong);
    render(state, applicant, (Topic::Proofs, None), typed, &[], wrong, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Keeps what was typed, whatever it is, then goes on or says what is wrong.
pub(super) async fn save(
    State(state): State<AppState>,
    applicant: Applicant,
    sent: form::Typed,
) -> Result<Response, Failed> {
    // The offer was taken out while its page was open.
    let Some((topic, offer)) = applicant.topic() else {
        return Ok(refused(ApplicationError::Changed, &applicant));
    };
    let wanted: Vec<&str> = topic.keys().collect();
    let mut typed: Typed =
        sent.pairs().iter().filter(|(key, _)| wanted.contains(&key.as_str())).cloned().collect();
    if topic == Topic::Area {
        // What was picked among several places of a name takes the place of the name.
        typed.set_area(typed_of(sent.pairs().iter().map(|(key, value)| (key.as_str(), value.as_str()))));
    }
    if !applicant.application.state.is_editable() {
        let (state, event) = (applicant.application.state, ApplicationEvent::Submit);
        return Ok(refused(WrongState { state, event }.into(), &applicant));
    }
    let register = match topic {
        Topic::Siret => asked_register(&state, &typed).await,
        _ => None,
    };
    let known = register.as_ref().and_then(prefilled);
    let link = LinkDraw { token: draw::token()?, letter_id: LetterId::new(draw::id()) };
    let filled = Filled { topic, offer, typed: &typed, known: known.as_ref(), link: Some(link) };
    let reading = match fill(&state.store, applicant.application.id, filled, state.now()).await {
        Ok(reading) => reading,
        Err(error) => return Ok(refused(error, &applicant)),
    };
    if !sent.get("liste").is_empty() {
        return Ok(see_other(&applicant.href("")));
    }
    if reading.problems.is_empty() {
        let next = applicant.href(&next(topic, offer));
        let said = register.map(|answer| format!("?{SAID}={}", Said::of(&answer).slug()));
        return Ok(see_other(&format!("{next}{}", said.unwrap_or_default())));
    }
    page(&state, &applicant, (topic, offer), &typed, &reading.problems, StatusCode::UNPROCESSABLE_ENTITY)
        .await
}

/// Gives the page that follows: the next topic of the same thing, else the list.
fn next(topic: Topic, offer: Option<u32>) -> String {
    let after = |topics: &[Topic]| {
        let place = topics.iter().position(|other| *other == topic)?;
        topics.get(place + 1).copied()
    };
    let next = after(&Topic::OF_FIRM).or_else(|| after(&Topic::OF_OFFER)).or_else(|| after(&Topic::AFTER));
    next.map_or_else(String::new, |next| topic_path(next, offer))
}

async fn page(
    state: &AppState,
    applicant: &Applicant,
    place: (Topic, Option<u32>),
    typed: &Typed,
    problems: &[(&'static str, Problem)],
    status: StatusCode,
) -> Result<Response, Failed> {
    render(state, applicant, place, typed, problems, None, status).await
}

async fn render(
    state: &AppState,
    applicant: &Applicant,
    (topic, offer): (Topic, Option<u32>),
    typed: &Typed,
    problems: &[(&'static str, Problem)],
    logo_problem: Option<&'static str>,
    status: StatusCode,
) -> Result<Response, Failed> {
    let lang = applicant.lang();
    let answers = &applicant.application.answers;
    let place = answers.offers.iter().position(|other| Some(other.number) == offer);
    let heading =
        place.map(|place| lang.offer_heading(place + 1, answers.offers[place].typed.one("title").trim()));
    let mut form = FormView::new(topic, typed, problems, lang);
    let area = (topic == Topic::Area).then(|| typed.area());
    let area_problems = problems.iter().find_map(|(_, problem)| match problem {
        Problem::Area(problems) => Some(problems),
        _ => None,
    });
    if let Some((area, problems)) = area.as_ref().zip(area_problems) {
        form.with_errors_of_area(error_links(area, problems, lang));
    }
    form.drop_elsewhere();
    if let Some(wrong) = logo_problem {
        form.add_error("#f-logo-file", wrong);
    }
    let picker = area.map(|area| AreaPicker::new(&area, area_problems, lang));
    let chrome = Chrome::new(&applicant.visit);
    let notice = if topic == Topic::Firm { notice(state, applicant).await? } else { None };
    let page = TopicPage {
        lang,
        title: lang.topic_title(topic),
        lead: lang.topic_lead(topic),
        offer: heading,
        notice,
        form,
        picker,
        logo: topic.has_picture().then(|| LogoForm::new(applicant, logo_problem)),
        year: year(topic, offer, applicant, state),
        french: chrome.french(),
        action: applicant.href(&topic_path(topic, offer)),
        list_href: applicant.href(""),
        wrong: !problems.is_empty() || logo_problem.is_some(),
        chrome,
    };
    Ok(page_with(status, NOT_KEPT, &page))
}

/// What the shop pays in the first year of an offer whose price is said already.
fn year(topic: Topic, offer: Option<u32>, applicant: &Applicant, state: &AppState) -> Option<FirstYearTable> {
    let typed = &applicant.application.answers.offer(offer.filter(|_| topic == Topic::Price)?)?.typed;
    let listing = listing_priced(typed)?;
    FirstYearTable::of(&listing.first_year(Example::default(), state.today()), applicant.lang())
}

/// Asks the register while the applicant waits, five seconds at most; nothing when the number is wrong.
async fn asked_register(state: &AppState, typed: &Typed) -> Option<RegisterAnswer> {
    let siret = Siret::parse(text::tidy(typed.one("siret")).as_str()).ok()?;
    Some(state.outside.register(FirmNumber::Siret(siret)).await.answer)
}

/// What the register knows, as answers of the next topic.
fn prefilled(answer: &RegisterAnswer) -> Option<Typed> {
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
async fn notice(state: &AppState, applicant: &Applicant) -> Result<Option<&'static str>, Failed> {
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
