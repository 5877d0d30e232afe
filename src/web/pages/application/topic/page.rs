//! The page of a topic, as it is shown.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::register;
use crate::domain::first_year::Example;
use crate::domain::form::assemble::listing_priced;
use crate::domain::form::{Problem, Topic, Typed};
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::area_picker::{AreaPicker, error_links};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::first_year::FirstYearTable;
use crate::web::form_view::FormView;
use crate::web::pages::application::logo::LogoForm;
use crate::web::pages::application::{Applicant, topic_path};
use crate::web::state::AppState;

#[derive(Template)]
#[template(path = "pages/application/topic.html")]
struct TopicPage {
    chrome: Chrome,
    lang: Lang,
    title: &'static str,
    lead: &'static str,
    /// Which offer it is about.
    offer: Option<String>,
    /// What the register said of the number, or that nothing could be saved.
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

/// What a page of a topic shows.
pub(super) struct Shown<'a> {
    pub(super) topic: Topic,
    pub(super) offer: Option<u32>,
    pub(super) typed: &'a Typed,
    /// What is wrong with it, as far as that is to be said.
    pub(super) problems: &'a [(&'static str, Problem)],
    /// What is wrong with the picture that was sent.
    pub(super) logo_problem: Option<&'static str>,
    /// Whether it could not be saved, through no fault of its author.
    pub(super) unsaved: bool,
}

impl Shown<'_> {
    const fn status(&self) -> StatusCode {
        if self.unsaved {
            StatusCode::SERVICE_UNAVAILABLE
        } else if self.logo_problem.is_some() {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        }
    }

    /// Shows the page; one that comes back from a form with something wrong in it says so by its status.
    pub(super) async fn page(
        self,
        state: &AppState,
        applicant: &Applicant,
        sent: bool,
    ) -> Result<Response, Failed> {
        let lang = applicant.lang();
        let Self { topic, offer, typed, problems, logo_problem, unsaved } = self;
        let wrong = !problems.is_empty() || logo_problem.is_some();
        let status = if sent && wrong && !unsaved { StatusCode::UNPROCESSABLE_ENTITY } else { self.status() };
        let notice = match (unsaved, topic) {
            (true, _) => Some(lang.not_saved()),
            (false, Topic::Firm) => register::notice(state, applicant).await?,
            (false, _) => None,
        };
        let (form, picker) = self.form(lang);
        let chrome = Chrome::new(&applicant.visit);
        let page = TopicPage {
            lang,
            title: lang.topic_title(topic),
            lead: lang.topic_lead(topic),
            offer: heading(applicant, offer),
            notice,
            form,
            picker,
            logo: topic.has_picture().then(|| LogoForm::new(applicant, logo_problem)),
            year: (topic == Topic::Price).then(|| year(typed, state, lang)).flatten(),
            french: chrome.french(),
            action: applicant.href(&topic_path(topic, offer)),
            list_href: applicant.href(""),
            wrong: wrong || unsaved,
            chrome,
        };
        Ok(page_with(status, NOT_KEPT, &page))
    }

    /// The fields, and the picker in the place of those of an area.
    fn form(&self, lang: Lang) -> (FormView, Option<AreaPicker>) {
        let mut form = FormView::new(self.topic, self.typed, self.problems, lang);
        let area = (self.topic == Topic::Area).then(|| self.typed.area());
        let area_problems = self.problems.iter().find_map(|(_, problem)| match problem {
            Problem::Area(problems) => Some(problems),
            _ => None,
        });
        if let Some((area, problems)) = area.as_ref().zip(area_problems) {
            form.with_errors_of_area(error_links(area, problems, lang));
        }
        form.drop_elsewhere();
        if let Some(wrong) = self.logo_problem {
            form.add_error("#f-logo-file", wrong);
        }
        (form, area.map(|area| AreaPicker::new(&area, area_problems, lang)))
    }
}

/// Names the offer that a page is about.
fn heading(applicant: &Applicant, offer: Option<u32>) -> Option<String> {
    let offers = &applicant.application.answers.offers;
    let place = offers.iter().position(|other| Some(other.number) == offer)?;
    Some(applicant.lang().offer_heading(place + 1, offers[place].typed.one("title").trim()))
}

/// What the shop pays in the first year, once a price is said.
fn year(typed: &Typed, state: &AppState, lang: Lang) -> Option<FirstYearTable> {
    let listing = listing_priced(typed)?;
    FirstYearTable::of(&listing.first_year(Example::default(), state.today()), lang)
}
