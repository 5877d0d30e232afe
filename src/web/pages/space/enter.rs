//! The way into a space: a link by letter.

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
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::session::Session;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::applications::LinkDraw;
use crate::workflow::space::ask_link;

#[derive(Template)]
#[template(path = "pages/space/enter.html")]
struct EnterPage {
    chrome: Chrome,
    lang: Lang,
    email: String,
    problem: Option<String>,
    sent: bool,
}

/// Asks for the address; a browser in which a space is open already goes there.
pub(super) async fn show(visit: Visit, session: Session) -> Response {
    match session.space() {
        Some(_) => see_other(&address(visit.lang, "/espace", "")),
        None => page(&visit, "", None, false),
    }
}

/// Sends a link, if the address answers for a provider; answers the same whether it does or not.
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
    let draw = LinkDraw { token: draw::token()?, letter_id: LetterId::new(draw::id()) };
    ask_link(&state.store, &email, draw, state.now()).await?;
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
    let page = EnterPage { lang, email: email.to_owned(), problem, sent, chrome: Chrome::new(visit) };
    page_with(status, NOT_KEPT, &page)
}
