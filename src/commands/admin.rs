//! `devanture admin invite`: the first person at the desk, or one who lost the way in.

use std::io::{self, ErrorKind, Write};

use super::{Failure, moment, new_id, open_store};
use crate::config::{Config, Invited};
use crate::domain::access::Token;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{LetterId, OfficerId};
use crate::domain::lang::Lang;
use crate::domain::text::tidy;
use crate::workflow::officers::{Invitation, invite as send};

/// Longest name, in signs.
const LONGEST_NAME: usize = 80;

/// Invites somebody: prints the single-use link and puts a letter with it into the outbox.
///
/// # Errors
/// The address is none, or the database fails: nobody was invited.
pub async fn invite(config: &Config, invited: &Invited, out: &mut dyn Write) -> Result<(), Failure> {
    let email = EmailAddress::parse(&invited.email)
        .map_err(|error| Failure::Usage(format!("the address {:?} {error}", invited.email)))?;
    let name = tidy(invited.name.as_deref().unwrap_or_default());
    if name.chars().count() > LONGEST_NAME {
        return Err(Failure::Usage(format!("the name is longer than {LONGEST_NAME} characters")));
    }
    let store = open_store(config).await?;
    let token = new_token()?;
    let link = format!("{}/administration/invitation/{}", config.base_url(config.listen), token.reveal());
    let invitation = Invitation {
        id: OfficerId::new(new_id()),
        letter_id: LetterId::new(new_id()),
        token,
        email,
        name,
        role: invited.role.map(Into::into),
        lang: Lang::Fr,
    };
    let sent = send(&store, invitation, "program", moment()).await;
    sent.map_err(|error| Failure::Work(error.to_string()))?;
    store.close().await;
    match writeln!(out, "{link}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(unwritten(&error)),
        _ => Ok(()),
    }
}

fn unwritten(error: &io::Error) -> Failure {
    Failure::Work(format!("the link cannot be written: {error}"))
}

#[expect(clippy::disallowed_methods, reason = "commands are the edge where randomness enters")]
fn new_token() -> Result<Token, Failure> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits)
        .map_err(|error| Failure::Work(format!("the system gives no random bits: {error}")))?;
    Ok(Token::from_bits(bits))
}
