//! `devanture admin invite`: the first person at the desk, who has no colleague to be invited by.

use std::io::Write;

use super::{Failure, moment, new_id};
use crate::config::Config;
use crate::domain::access::Token;
use crate::domain::desk::Role;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{LetterId, OfficerId};
use crate::domain::lang::Lang;
use crate::store::Store;
use crate::workflow::desk::{DeskError, Invitation, invite as send};

/// Longest name, in characters.
const MAX_NAME: usize = 80;

/// Invites somebody to the desk: prints the single-use link, good for 24 hours, and puts the letter with it into the outbox.
///
/// # Errors
/// The address is none, the system gives no random bits, or the database fails.
pub async fn invite(
    store: &Store,
    config: &Config,
    (email, name, role): (&str, Option<&str>, Role),
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let email = EmailAddress::parse(email)
        .map_err(|error| Failure::Usage(format!("`{email}` {error}; an e-mail address is expected")))?;
    let name: String = name.unwrap_or_default().trim().chars().take(MAX_NAME).collect();
    // The page of the invitation asks for the name again.
    let name = if name.is_empty() { email.mailbox().0 } else { name };
    let token = token()?;
    let shown = email.to_string();
    let invitation = Invitation {
        actor: "command",
        email,
        name,
        role,
        lang: Lang::Fr,
        id: OfficerId::new(new_id()),
        token: token.clone(),
        letter_id: LetterId::new(new_id()),
    };
    send(store, invitation, moment()).await.map_err(|error| match error {
        DeskError::TooMany => Failure::Work(format!("{shown} was sent three links within the hour already")),
        DeskError::LastAdministrator => Failure::Work(format!("{shown} is the last administrator")),
        error => Failure::Work(error.to_string()),
    })?;
    let link = format!("{}/administration/invitation/{}", config.base_url(config.listen), token.reveal());
    let told = writeln!(
        out,
        "{link}\nThis link works once, within 24 hours. It was put into the outbox for {shown} as well."
    );
    told.map_err(|error| Failure::Work(format!("the link cannot be written: {error}")))
}

#[expect(clippy::disallowed_methods, reason = "commands are an edge where randomness enters")]
fn token() -> Result<Token, Failure> {
    let mut bits = [0; 16];
    let failed = |error| Failure::Work(format!("the system gives no random bits: {error}"));
    getrandom::fill(&mut bits).map_err(failed)?;
    Ok(Token::from_bits(bits))
}
