//! What production needs beyond well-formed settings.

use super::{Config, Mode, Problem};

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

    fn missing(&self) -> impl Iterator<Item = Problem> {
        let needed = [
            (&self.name, "DEVANTURE_LEGAL_NAME", "who runs the directory"),
            (&self.address, "DEVANTURE_LEGAL_ADDRESS", "the operator's postal address"),
            (&self.email, "DEVANTURE_LEGAL_EMAIL", "the operator's e-mail"),
            (&self.publication_director, "DEVANTURE_LEGAL_DIRECTOR", "the publication director"),
            (&self.host, "DEVANTURE_LEGAL_HOST", "the name and address of the host"),
        ];
        needed
            .into_iter()
            .filter(|(value, ..)| value.is_none())
            .map(|(_, setting, what)| Problem::new(setting, format!("is missing: production must show {what}")))
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
        let smtp_url = self.smtp_url.is_none().then_some("is missing: production sends letters over SMTP");
        let base_url = base_url.map(|reason| Problem::new("DEVANTURE_BASE_URL", reason));
        let smtp_url = smtp_url.map(|reason| Problem::new("DEVANTURE_SMTP_URL", reason));
        base_url.into_iter().chain(smtp_url).chain(self.legal.missing()).collect()
    }
}
