//! Something said once, such as codes on paper, with where to go from there.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::desk::totp::{RECOVERY_CODES, RecoveryCode};
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "pages/desk/said.html")]
struct SaidPage {
    chrome: Chrome,
    lang: Lang,
    title: &'static str,
    text: String,
    codes: Vec<String>,
    href: String,
    link: &'static str,
}

/// Draws codes on paper.
///
/// # Errors
/// The system gives no random bits.
pub(super) fn new_codes() -> Result<Vec<RecoveryCode>, Failed> {
    (0..RECOVERY_CODES).map(|_| draw::bytes().map(RecoveryCode::from_bits)).collect()
}

/// Gives what is kept of codes on paper.
pub(super) fn hashes(codes: &[RecoveryCode]) -> Vec<String> {
    codes.iter().map(RecoveryCode::hash).collect()
}

/// Shows codes on paper, this once.
pub(super) fn codes(visit: &Visit, codes: &[RecoveryCode]) -> Response {
    let text = visit.lang.codes_text().to_owned();
    said(visit, visit.lang.codes_title(), text, codes.iter().map(RecoveryCode::reveal).collect())
}

/// Shows that a code on paper was used, and how many are left.
pub(super) fn used_on_paper(visit: &Visit, left: i64) -> Response {
    said(visit, visit.lang.login_paper_title(), visit.lang.codes_left(left), Vec::new())
}

fn said(visit: &Visit, title: &'static str, text: String, codes: Vec<String>) -> Response {
    let lang = visit.lang;
    let (href, link) = (address(lang, "/administration", ""), lang.desk_go_on());
    let page = SaidPage { chrome: Chrome::new(visit), lang, title, text, codes, href, link };
    page_with(StatusCode::OK, NOT_KEPT, &page)
}
