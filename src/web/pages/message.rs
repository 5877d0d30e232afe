//! A page that says one thing and where to go from there.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "pages/message.html")]
struct MessagePage {
    chrome: Chrome,
    lang: Lang,
    title: &'static str,
    text: String,
    href: String,
    link: &'static str,
}

/// Shows a title and a text, with a link under them.
pub(super) fn show(
    visit: &Visit,
    status: StatusCode,
    (title, text): (&'static str, &'static str),
    (href, link): (String, &'static str),
) -> Response {
    told(visit, status, (title, text.to_owned()), (href, link))
}

/// Shows a title and a text that was made for the occasion, with a link under them.
pub(super) fn told(
    visit: &Visit,
    status: StatusCode,
    (title, text): (&'static str, String),
    (href, link): (String, &'static str),
) -> Response {
    let page = MessagePage { lang: visit.lang, title, text, href, link, chrome: Chrome::new(visit) };
    page_with(status, NOT_KEPT, &page)
}
