//! Somebody at the vetting desk, let in without the way through invitation and login.

use devanture::domain::access::{Subject, Token};
use devanture::domain::desk::Role;
use devanture::domain::email::EmailAddress;
use devanture::domain::ids::OfficerId;
use devanture::domain::lang::Lang;
use devanture::store::{Store, StoredOfficer};
use devanture::workflow::Moment;
use devanture::workflow::access::open_session;

use super::app::TestApp;
use super::browser::Browser;
use super::databases::new_id;
use super::visitor::Visitor;

/// An officer with a browser of their own in which the desk is open.
pub struct Officer<'a> {
    /// Who it is.
    pub id: OfficerId,
    /// Their browser.
    pub visitor: Visitor<'a>,
}

impl<'a> Officer<'a> {
    /// Puts somebody of a role at the desk and opens it in their browser. The name makes the address: `NAME@annuaire.example`.
    pub async fn enter(app: &'a TestApp, name: &str, role: Role) -> Self {
        let now = app.now();
        let id = hired(&app.store, name, role, now).await;
        let token = Token::from_bits(*new_id().as_bytes());
        let mut tx = app.store.begin_write(now.now).await.unwrap();
        open_session(&mut tx, &token, &Subject::Desk(id), now).await.unwrap();
        tx.commit().await.unwrap();
        let visitor = Visitor::new(app);
        visitor.take_cookie("administration", token.reveal());
        Self { id, visitor }
    }

    /// Opens the desk in a real browser as well.
    pub async fn open_in(&self, browser: &Browser) {
        browser.take_session(&self.visitor).await;
    }
}

/// Puts somebody of a role at the desk, unless they are there already. The name makes the address: `NAME@annuaire.example`,
/// unless it is one.
pub async fn hired(store: &Store, name: &str, role: Role, now: Moment) -> OfficerId {
    let address = if name.contains('@') { name.to_owned() } else { format!("{name}@annuaire.example") };
    let email = EmailAddress::parse(&address.to_lowercase()).unwrap();
    if let Some(known) = store.officer_by_email(&email).await.unwrap() {
        return known.id;
    }
    let id = OfficerId::new(new_id());
    let officer = StoredOfficer {
        id,
        email,
        name: name.to_owned(),
        role,
        lang: Lang::Fr,
        password: None,
        totp: None,
        totp_step: 0,
        created_at: now.now,
        enrolled_at: Some(now.now),
        ended_at: None,
    };
    let mut tx = store.begin_write(now.now).await.unwrap();
    tx.insert_officer(&officer).await.unwrap();
    tx.commit().await.unwrap();
    id
}
