//! Keeps what is typed, topic by topic.

use super::links::{self, LinkDraw};
use super::{ApplicationError, Opened};
use crate::domain::access::Subject;
use crate::domain::choice::Choice;
use crate::domain::form::{Reading, Topic, Typed};
use crate::domain::ids::{ApplicationId, LogoId};
use crate::domain::logo::Picture;
use crate::store::Store;
use crate::workflow::applications::inspect::Facts;
use crate::workflow::{Moment, logos};

/// What was typed into a topic.
#[derive(Debug)]
pub struct Filled<'a> {
    /// The topic.
    pub topic: Topic,
    /// The offer, if the topic is of one.
    pub offer: Option<u32>,
    /// What was typed.
    pub typed: &'a Typed,
    /// What a link to a new address takes, drawn at the edge.
    pub link: Option<LinkDraw>,
    /// Answers of other topics that are known now, such as the name in the register: they fill what is blank, and what
    /// was known of another firm.
    pub known: Option<&'a Typed>,
}

/// Keeps what was typed, right or wrong, and says how it reads.
///
/// A new mail address has to be proved again, and gets a link for that; what the checks look at is looked at anew when it changed.
///
/// # Errors
/// There is no such application or offer, it can no longer be changed, it would hold too much, or the database failed:
/// nothing was kept.
pub async fn fill(
    store: &Store,
    id: ApplicationId,
    filled: Filled<'_>,
    moment: Moment,
) -> Result<Reading, ApplicationError> {
    let mut opened = Opened::editable(store, id, moment).await?;
    let answers = &mut opened.application.answers;
    if answers.typed(filled.topic, filled.offer).is_none() {
        return Err(ApplicationError::NotFound);
    }
    let firm_before = answers.shared.one("siret").to_owned();
    if !answers.keep(filled.topic, filled.offer, filled.typed) {
        return Err(ApplicationError::Full);
    }
    if let Some(known) = filled.known {
        let other_firm = digits(&firm_before) != digits(answers.shared.one("siret"));
        for key in Topic::Firm.keys() {
            if other_firm && !known.is_blank(key) || answers.shared.is_blank(key) {
                answers.shared.set_all(key, known.all(key).to_vec());
            }
        }
    }
    let reading = answers.read(filled.topic, filled.offer);
    let new_address = after_answers(&mut opened).await? && opened.application.email.is_some();
    if let Some(draw) = filled.link.filter(|_| new_address) {
        links::queue(&mut opened.tx, &opened.application, draw, moment).await?;
    }
    opened.close("applicant", "fill_application", &detail(filled.topic)).await?;
    Ok(reading)
}

/// Adds an offer to an application whose page knew `known` of them; gives the number of the newest one.
///
/// # Errors
/// There is no such application, it can no longer be changed, holds as many as are allowed, or the database failed.
pub async fn add_offer(
    store: &Store,
    id: ApplicationId,
    known: usize,
    moment: Moment,
) -> Result<u32, ApplicationError> {
    let mut opened = Opened::editable(store, id, moment).await?;
    let before = opened.application.answers.offers.len();
    let number = opened.application.answers.add_offer(known).ok_or(ApplicationError::Full)?;
    if opened.application.answers.offers.len() > before {
        opened.close("applicant", "add_offer", "{}").await?;
    }
    Ok(number)
}

/// Takes an offer out of an application; one that is not there any more is out already.
///
/// # Errors
/// There is no such application, it can no longer be changed, the offer is the only one or about a listing
/// ([`ApplicationError::Changed`]), or the database failed.
pub async fn remove_offer(
    store: &Store,
    id: ApplicationId,
    number: u32,
    moment: Moment,
) -> Result<(), ApplicationError> {
    let mut opened = Opened::editable(store, id, moment).await?;
    if opened.application.answers.offer(number).is_none() {
        return Ok(());
    }
    if !opened.application.answers.remove_offer(number) {
        return Err(ApplicationError::Changed);
    }
    opened.close("applicant", "remove_offer", "{}").await?;
    Ok(())
}

/// Keeps the picture of the firm, or takes it away.
///
/// # Errors
/// There is no such application, it can no longer be changed, or the database failed.
pub async fn keep_logo(
    store: &Store,
    id: ApplicationId,
    picture: Option<(LogoId, Picture)>,
    moment: Moment,
) -> Result<(), ApplicationError> {
    let mut opened = Opened::editable(store, id, moment).await?;
    let mut values = Vec::new();
    if let Some((id, picture)) = picture {
        logos::keep(&mut opened.tx, id, &picture).await?;
        values.push(id.to_string());
    }
    opened.application.answers.shared.set_all("logo", values);
    opened.close("applicant", "keep_logo", "{}").await?;
    Ok(())
}

/// What follows from changed answers; says whether the address is another one now.
async fn after_answers(opened: &mut Opened) -> Result<bool, ApplicationError> {
    let application = &mut opened.application;
    let email = application.answers.email();
    let same = email.as_ref().map(|email| email.key()) == application.email.as_ref().map(|email| email.key());
    if !same {
        // A link that went to another address must open nothing any more.
        opened.tx.end_links(&Subject::Application(application.id)).await?;
        application.email = email;
        application.email_verified_at = None;
    }
    if let Some(contact) = application.answers.contact(application.lang) {
        application.lang = contact.lang;
    }
    if let Some(facts) = Facts::of(&application.answers) {
        opened.tx.ask_inspection(application.id, &facts).await?;
    }
    Ok(!same)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn detail(topic: Topic) -> String {
    format!("{{\"topic\":\"{}\"}}", topic.slug())
}
