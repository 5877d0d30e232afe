//! The field of a page that asks for nothing but a mail address.

use axum::http::StatusCode;

use crate::domain::email::EmailAddress;
use crate::domain::form::{Problem, Topic};
use crate::i18n::Lang;
use crate::web::form::Typed;

/// What was typed into it, and what is wrong with that.
#[derive(Default)]
pub(super) struct AskedEmail {
    pub(super) typed: String,
    pub(super) problem: Option<String>,
}

impl AskedEmail {
    /// Reads the address; else gives the field as it was sent, with what is wrong.
    pub(super) fn read(typed: &Typed, lang: Lang) -> Result<EmailAddress, Self> {
        let typed = typed.get("email");
        EmailAddress::parse(typed).map_err(|error| {
            let field = Topic::Contact.field("contact.email");
            let problem = field.map(|field| match typed.trim() {
                "" => lang.field_missing(&field.base()).to_owned(),
                _ => lang.problem(field, &Problem::NotAnEmail(error)),
            });
            Self { typed: typed.to_owned(), problem }
        })
    }

    /// Gives the status of the page that shows it.
    pub(super) const fn status(&self) -> StatusCode {
        if self.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}
