//! Asks whoever sent an application for changes.

use crate::domain::application::Happened;
use crate::domain::letter::{Letter, Question};
use crate::workflow::applications::{ApplicationError, Opened};

/// Tells what is asked; gives the letter about it.
pub(super) async fn ask(opened: &mut Opened, asked: &[Question]) -> Result<Letter, ApplicationError> {
    let questions = asked.to_vec();
    opened.tell(&Happened::QuestionsAsked { questions: questions.clone() }).await?;
    Ok(Letter::QuestionAsked { reference: opened.application.reference.to_string(), questions })
}
