//! The way into a space: a link by letter.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::domain::ids::LetterId;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::asked_email::AskedEmail;
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
    email: AskedEmail,
    sent: bool,
}

/// Asks for the address; a browser in which a space is open already goes there.
pub(super) async fn show(visit: Visit, session: Session) -> Response {
    match session.space() {
        Some(_) => see_other(&address(visit.lang, "/espace", "")),
        None => page(&visit, AskedEmail::default(), false),
    }
}

/// Sends a link, if the address answers for a provider; answers the same whether it does or not.
pub(super) async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    typed: Typed,
) -> Result<Response, Failed> {
    let email = match AskedEmail::read(&typed, visit.lang) {
        Ok(email) => email,
        Err(asked) => return Ok(page(&visit, asked, false)),
    };
    let draw = LinkDraw { token: draw::token()?, letter_id: LetterId::new(draw::id()) };
    ask_link(&state.store, &email, draw, state.now()).await?;
    Ok(page(&visit, AskedEmail::default(), true))
}

fn page(visit: &Visit, email: AskedEmail, sent: bool) -> Response {
    let (lang, status) = (visit.lang, email.status());
    let page = EnterPage { lang, email, sent, chrome: Chrome::new(visit) };
    page_with(status, NOT_KEPT, &page)
}
