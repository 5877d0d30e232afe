//! What production needs beyond well-formed settings.

use super::{Config, Mode, Problem};
use crate::domain::email::EmailAddress;

/// Who runs the directory: what French law wants shown on a public site (LCEN, article 1-1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Legal {
    /// Name of the person, firm or association (`DEVANTURE_LEGAL_NAME`).
    pub name: Option<String>,
    /// Postal address (`DEVANTURE_LEGAL_ADDRESS`).
    pub address: Option<String>,
    /// E-mail that answers (`DEVANTURE_LEGAL_EMAIL`).
    pub email: Option<String>,
    /// Publication director (`DEVANTURE_LEGAL_DIRECTOR`).
    pub publication_director: Option<String>,
    /// Name and address of the host (`DEVANTURE_LEGAL_HOST`).
    pub host: Option<String>,
}

impl Legal {
    pub(super) fn from_env(env: impl Fn(&'static str) -> Option<String>) -> Self {
        Self {
            name: env("DEVANTURE_LEGAL_NAME"),
            address: env("DEVANTURE_LEGAL_ADDRESS"),
            email: env("DEVANTURE_LEGAL_EMAIL"),
            publication_director: env("DEVANTURE_LEGAL_DIRECTOR"),
            host: env("DEVANTURE_LEGAL_HOST"),
        }
    }

    /// The operator's e-mail, when letters can be sent there.
    #[must_use]
    pub fn mailbox(&self) -> Option<EmailAddress> {
        self.email.as_deref().and_then(|email| EmailAddress::parse(email).ok())
    }

    fn missing(&self) -> impl Iterator<Item = Problem> {
        let needed = [
            (&self.name, "DEVANTURE_LEGAL_NAME", "who runs the directory"),
            (&self.address, "DEVANTURE_LEGAL_ADDRESS", "the operator's postal address"),
            (&self.email, "DEVANTURE_LEGAL_EMAIL", "the operator's e-mail"),
            (&self.publication_director, "DEVANTURE_LEGAL_DIRECTOR", "the publication director"),
            (&self.host, "DEVANTURE_LEGAL_HOST", "the name and address of the host"),
        ];
        needed.into_iter().filter(|(value, ..)| value.is_none()).map(|(_, setting, what)| {
            Problem::new(setting, format!("is missing: production must show {what}"))
        })
    }
}

impl Config {
    /// What keeps this configuration from serving the public; always empty in demonstration mode.
    #[must_use]
    pub fn unready(&self) -> Vec<Problem> {
        if self.mode == Mode::Demo {
            return Vec::new();
        }
        let base_url = match &self.public_url {
            None => Some("is missing: production needs the https:// address where visitors find the site"),
            Some(url) if !url.is_https() => Some("must begin with https:// in production"),
            Some(_) => None,
        };
        let smtp_url = match &self.smtp {
            None => Some("is missing: production sends letters over SMTP"),
            Some(server) if server.shouts_its_password() => Some("sends a password without encryption"),
            Some(_) => None,
        };
        // Without the operator's e-mail there is a sentence about that already.
        let nobody = self.sender().is_none() && self.legal.email.is_some();
        let mail_from =
            nobody.then_some("is missing: DEVANTURE_LEGAL_EMAIL is no address that letters can come from");
        let said = [
            ("DEVANTURE_BASE_URL", base_url),
            ("DEVANTURE_SMTP_URL", smtp_url),
            ("DEVANTURE_MAIL_FROM", mail_from),
        ];
        let said = said.into_iter().filter_map(|(setting, reason)| Some(Problem::new(setting, reason?)));
        said.chain(self.legal.missing()).collect()
    }
}
