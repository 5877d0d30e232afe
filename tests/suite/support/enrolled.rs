//! Somebody at the vetting desk who came in the whole way: invitation, password, app.

use devanture::domain::desk::Role;
use devanture::domain::desk::totp::SharedSecret;
use devanture::domain::email::EmailAddress;
use devanture::domain::ids::{LetterId, OfficerId};
use devanture::domain::lang::Lang;
use devanture::workflow::officers::{Invitation, invite};
use totp_rs::{Builder, Secret};

use super::app::{Page, TestApp};
use super::databases::new_id;
use super::visitor::{Visitor, field};

/// A password that is good enough.
pub const PASSWORD: &str = "cheval agrafe pile";

/// The code that an app shows at a moment, in milliseconds since 1970, so many steps ahead.
pub fn code(secret: &str, now: i64, steps: i64) -> String {
    let seconds = u64::try_from(now / 1_000 + 30 * steps).unwrap();
    let secret = Secret::try_from_base32(secret).unwrap();
    let app = Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    app.generate(seconds).to_string()
}

/// Invites an address and gives the path of the link, as its letter has it.
pub async fn invited(app: &TestApp, email: &str, role: Role) -> String {
    let invitation = Invitation {
        id: OfficerId::new(new_id()),
        letter_id: LetterId::new(new_id()),
        token: devanture::domain::access::Token::from_bits(*new_id().as_bytes()),
        email: EmailAddress::parse(email).unwrap(),
        name: "Anne".to_owned(),
        role: Some(role),
        lang: Lang::Fr,
    };
    invite(&app.store, invitation, "program", app.now()).await.unwrap();
    app.deliver().await;
    let last = app.letters().pop().unwrap();
    last.link().strip_prefix(&app.url).unwrap().to_owned()
}

/// Somebody with a browser, a password and an app.
pub struct Enrolled<'a> {
    pub app: &'a TestApp,
    pub email: String,
    pub secret: String,
    pub visitor: Visitor<'a>,
    /// Codes on paper.
    pub paper: Vec<String>,
}

impl<'a> Enrolled<'a> {
    /// Takes an invitation up.
    pub async fn new(app: &'a TestApp, email: &str, role: Role) -> Self {
        let link = invited(app, email, role).await;
        Self::by(app, email, &link).await
    }

    /// Takes an invitation up that was sent.
    pub async fn by(app: &'a TestApp, email: &str, link: &str) -> Self {
        let visitor = Visitor::new(app);
        let page = visitor.get(link).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let secret = field(&page.text, "secret");
        assert!(SharedSecret::parse(&secret).is_some());
        let shown = visitor.post(link, &chosen(&secret, &code(&secret, app.now().now, 0))).await;
        assert_eq!((shown.status, shown.header("cache-control")), (200, "no-store"), "{}", shown.text);
        let paper: Vec<String> = shown
            .text
            .split("<li><code>")
            .skip(1)
            .map(|rest| rest.split('<').next().unwrap().to_owned())
            .collect();
        assert_eq!(paper.len(), 10, "{}", shown.text);
        Self { app, email: email.to_owned(), secret, visitor, paper }
    }

    /// The code that the app shows now, so many steps ahead.
    pub fn code(&self, steps: i64) -> String {
        code(&self.secret, self.app.now().now, steps)
    }

    /// Tries to come in from a browser.
    pub async fn log_in(&self, visitor: &Visitor<'_>, password: &str, code: &str) -> Page {
        let fields = [("email", self.email.as_str()), ("password", password), ("code", code)];
        visitor.post("/administration/connexion", &fields).await
    }

    /// Whether the desk is open in this browser.
    pub async fn is_in(&self) -> bool {
        is_in(&self.visitor).await
    }
}

/// Whether the desk is open in a browser.
pub async fn is_in(visitor: &Visitor<'_>) -> bool {
    visitor.get("/administration/compte").await.status == 200
}

/// What somebody chooses who takes an invitation up.
pub fn chosen<'f>(secret: &'f str, code: &'f str) -> [(&'f str, &'f str); 4] {
    [("secret", secret), ("code", code), ("password", PASSWORD), ("nom", "Anne Durand")]
}
