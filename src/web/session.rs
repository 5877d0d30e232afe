//! Sessions of browsers: the cookie, and what it gives access to.

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use super::failed::Failed;
use super::state::{AppState, Site};
use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::choice::Choice;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{ApplicationId, OfficerId};
use crate::workflow::access::session_seconds;

/// What this browser may open: an application, a provider's space, both or neither.
///
/// As an extractor it asks the database only for cookies that are there.
#[derive(Debug, Clone, Default)]
pub(super) struct Session {
    /// The application that this browser is filling in, with the secret of the session.
    pub(super) candidature: Option<(Token, Subject)>,
    /// The provider's space that is open in this browser, with the secret of the session.
    pub(super) espace: Option<(Token, Subject)>,
    /// The vetting desk, open for somebody in this browser, with the secret of the session.
    pub(super) desk: Option<(Token, Subject)>,
}

impl Session {
    /// Gives the application that is open.
    pub(super) fn application(&self) -> Option<ApplicationId> {
        match self.candidature {
            Some((_, Subject::Application(id))) => Some(id),
            _ => None,
        }
    }

    /// Gives the address whose space is open.
    pub(super) fn space(&self) -> Option<&EmailAddress> {
        match &self.espace {
            Some((_, Subject::Space(email))) => Some(email),
            _ => None,
        }
    }

    /// Gives who of the desk this browser is open for.
    pub(super) fn officer(&self) -> Option<OfficerId> {
        match self.desk {
            Some((_, Subject::Desk(id))) => Some(id),
            _ => None,
        }
    }

    /// Gives the secret of the session of a purpose.
    pub(super) fn token(&self, purpose: LinkPurpose) -> Option<&Token> {
        self.of(purpose).map(|(token, _)| token)
    }

    /// Gives the session of a purpose.
    pub(super) const fn of(&self, purpose: LinkPurpose) -> Option<&(Token, Subject)> {
        match purpose {
            LinkPurpose::Application => self.candidature.as_ref(),
            LinkPurpose::Space => self.espace.as_ref(),
            LinkPurpose::Desk => self.desk.as_ref(),
        }
    }

    /// Reads the sessions that the cookies of a request name.
    ///
    /// # Errors
    /// The database does not answer.
    pub(super) async fn read(headers: &HeaderMap, state: &AppState) -> Result<Self, Failed> {
        Ok(Self {
            candidature: open(headers, state, LinkPurpose::Application).await?,
            espace: open(headers, state, LinkPurpose::Space).await?,
            desk: open(headers, state, LinkPurpose::Desk).await?,
        })
    }
}

impl FromRequestParts<AppState> for Session {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failed> {
        match parts.extensions.get::<Self>() {
            Some(known) => Ok(known.clone()),
            None => Self::read(&parts.headers, state).await,
        }
    }
}

async fn open(
    headers: &HeaderMap,
    state: &AppState,
    purpose: LinkPurpose,
) -> Result<Option<(Token, Subject)>, Failed> {
    let Some(token) = token(headers, &name(&state.site, purpose)) else { return Ok(None) };
    let subject = state.store.session(&token, state.now().now).await?;
    // A session is only good under the name it was given out with.
    Ok(subject.filter(|subject| subject.purpose() == purpose).map(|subject| (token, subject)))
}

/// Finds the first well-formed token under a name.
fn token(headers: &HeaderMap, name: &str) -> Option<Token> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let cookies = lines.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    cookies.filter(|(key, _)| *key == name).find_map(|(_, value)| value.parse().ok())
}

/// Gives this browser a session that [`open_session`](crate::workflow::access::open_session) opened.
pub(super) fn opened(response: Response, site: &Site, token: &Token, subject: &Subject) -> Response {
    with_cookie(response, site, subject.purpose(), token.reveal(), session_seconds(subject))
}

/// Takes the cookie of a session away from this browser.
pub(super) fn closed(response: Response, site: &Site, purpose: LinkPurpose) -> Response {
    with_cookie(response, site, purpose, "", 0)
}

fn with_cookie(response: Response, site: &Site, purpose: LinkPurpose, value: &str, seconds: i64) -> Response {
    let mut response = response;
    let secure = if site.is_https() { "; Secure" } else { "" };
    let cookie =
        format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", name(site, purpose));
    if let Ok(mut cookie) = HeaderValue::try_from(cookie) {
        cookie.set_sensitive(true);
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Names a cookie. The prefix has browsers take it from this host alone, over TLS; plain http, which production
/// refuses, cannot have it.
fn name(site: &Site, purpose: LinkPurpose) -> String {
    let prefix = if site.is_https() { "__Host-" } else { "" };
    format!("{prefix}{}", purpose.slug())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;
    use axum::response::IntoResponse;

    fn site(base_url: &str) -> Site {
        Site { base_url: base_url.to_owned(), demo: true, https_only: false }
    }

    fn cookie(response: &Response) -> &str {
        response.headers()[SET_COOKIE].to_str().unwrap()
    }

    #[test]
    fn a_cookie_is_bound_to_this_host_and_hidden_from_scripts() {
        let token = Token::from_bits([1; 16]);
        let id = ApplicationId::new(uuid::Uuid::from_u128(1));
        let given = opened(
            StatusCode::OK.into_response(),
            &site("https://a.example"),
            &token,
            &Subject::Application(id),
        );
        assert_eq!(
            cookie(&given),
            "__Host-candidature=01010101010101010101010101010101; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure"
        );
        let space = Subject::Space(EmailAddress::parse("a@b.fr").unwrap());
        let given = opened(StatusCode::OK.into_response(), &site("http://127.0.0.1:8080"), &token, &space);
        assert_eq!(
            cookie(&given),
            "espace=01010101010101010101010101010101; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax"
        );
        let desk = Subject::Desk(OfficerId::new(uuid::Uuid::from_u128(2)));
        let given = opened(StatusCode::OK.into_response(), &site("https://a.example"), &token, &desk);
        assert_eq!(
            cookie(&given),
            "__Host-administration=01010101010101010101010101010101; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure"
        );
        let taken = closed(StatusCode::OK.into_response(), &site("https://a.example"), LinkPurpose::Space);
        assert_eq!(cookie(&taken), "__Host-espace=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
    }

    #[test]
    fn a_token_is_found_among_cookies_of_others() {
        let secret = "0".repeat(32);
        for (line, found) in [
            (format!("a=b; espace={secret}; c"), true),
            (format!("espace={secret}"), true),
            (format!("espace=; espace={secret}"), true),
            (format!("__Host-espace={secret}"), false),
            (format!("xespace={secret}"), false),
            ("espace=0".to_owned(), false),
            (format!("espace=\"{secret}\""), false),
            (String::new(), false),
        ] {
            let headers = HeaderMap::from_iter([(COOKIE, HeaderValue::try_from(&line).unwrap())]);
            assert_eq!(token(&headers, "espace").is_some(), found, "{line}");
        }
    }
}
