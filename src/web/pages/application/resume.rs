//! Comes back to an application by a link, on this device or another.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::domain::ids::LetterId;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::asked_email::AskedEmail;
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
    email: AskedEmail,
    sent: bool,
    again_href: String,
}

/// Asks for the address.
pub(super) async fn show(visit: Visit) -> Response {
    page(&visit, AskedEmail::default(), false)
}

/// Sends links, if there are applications of this address; answers the same whether there are or not.
pub(super) async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    typed: Typed,
) -> Result<Response, Failed> {
    let email = match AskedEmail::read(&typed, visit.lang) {
        Ok(email) => email,
        Err(asked) => return Ok(page(&visit, asked, false)),
    };
    let draws =
        (0..LINKS).map(|_| Ok(LinkDraw { token: draw::token()?, letter_id: LetterId::new(draw::id()) }));
    let draws: Vec<LinkDraw> = draws.collect::<Result<_, Failed>>()?;
    ask_links(&state.store, &email, draws, state.now()).await?;
    Ok(page(&visit, AskedEmail::default(), true))
}

fn page(visit: &Visit, email: AskedEmail, sent: bool) -> Response {
    let (lang, status) = (visit.lang, email.status());
    let again_href = address(lang, "/candidature/reprendre", "");
    let page = ResumePage { lang, email, sent, again_href, chrome: Chrome::new(visit) };
    page_with(status, NOT_KEPT, &page)
}
