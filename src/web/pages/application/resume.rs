//! Comes back to an application by a link, on this device or another.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::email::EmailAddress;
use crate::domain::form::{Problem, Topic};
use crate::domain::ids::LetterId;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::applications::{LinkDraw, ask_links};

/// Links that one question sends at most: somebody may have begun several applications.
const LINKS: usize = 3;

#[derive(Template)]
#[template(path = "pages/application/resume.html")]
struct ResumePage {
    chrome: Chrome,
    lang: Lang,
    email: String,
    problem: Option<String>,
    sent: bool,
    again_href: String,
}

/// Asks for the address.
pub(super) async fn show(visit: Visit) -> Response {
    page(&visit, "", None, false)
}

/// Sends links, if there are applications of this address; answers the same whether there are or not.
pub(super) async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    typed: Typed,
) -> Result<Response, Failed> {
    let sent = typed.get("email");
    let email = match EmailAddress::parse(sent) {
        Ok(email) => email,
        Err(_) if sent.trim().is_empty() => return Ok(page(&visit, sent, Some(Problem::Missing), false)),
        Err(error) => return Ok(page(&visit, sent, Some(Problem::NotAnEmail(error)), false)),
    };
    let draws =
        (0..LINKS).map(|_| Ok(LinkDraw { token: draw::token()?, letter_id: LetterId::new(draw::id()) }));
    let draws: Vec<LinkDraw> = draws.collect::<Result<_, Failed>>()?;
    ask_links(&state.store, &email, draws, state.now()).await?;
    Ok(page(&visit, "", None, true))
}

fn page(visit: &Visit, email: &str, problem: Option<Problem>, sent: bool) -> Response {
    let lang = visit.lang;
    let field = Topic::Contact.field("contact.email");
    let problem = field.zip(problem).map(|(field, problem)| match problem {
        Problem::Missing => lang.field_missing(&field.base()).to_owned(),
        problem => lang.problem(field, &problem),
    });
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = ResumePage {
        lang,
        email: email.to_owned(),
        problem,
        sent,
        again_href: address(lang, "/candidature/reprendre", ""),
        chrome: Chrome::new(visit),
    };
    page_with(status, NOT_KEPT, &page)
}
