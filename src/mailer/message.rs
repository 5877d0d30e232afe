//! Turns a letter of the outbox into a message.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, SystemTime};

use askama::Template;
use lettre::Address;
use lettre::address::Envelope;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, Date, HeaderName, HeaderValue, MessageId,
};
use lettre::message::{Body, Mailbox, Message, MultiPart, MultiPartKind, SinglePart};

use crate::domain::delivery::{Setback, Trouble};
use crate::domain::email::EmailAddress;
use crate::domain::ids::LetterId;
use crate::domain::lang::Lang;
use crate::domain::letter::Letter;
use crate::domain::text::tidy;
use crate::i18n::letters::Block;
use crate::workflow::Moment;

/// Who letters come from, and where their links lead.
#[derive(Debug, Clone)]
pub struct Sender {
    base_url: String,
    from: EmailAddress,
    reply_to: Option<EmailAddress>,
}

/// A message as it goes to the server.
#[derive(Debug)]
pub struct Outgoing {
    pub(super) envelope: Envelope,
    pub(super) bytes: Vec<u8>,
}

#[derive(Template)]
#[template(path = "letters/letter.txt", escape = "none", whitespace = "preserve")]
struct TextPart<'a> {
    lang: Lang,
    blocks: &'a [Block],
    base_url: &'a str,
    answered: bool,
    why: &'a str,
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct HtmlPart<'a> {
    lang: Lang,
    subject: &'a str,
    blocks: &'a [Block],
    base_url: &'a str,
    answered: bool,
    why: &'a str,
}

impl Sender {
    /// Sends from an address; `base_url` is what links begin with, `reply_to` a mailbox that somebody reads.
    #[must_use]
    pub const fn new(base_url: String, from: EmailAddress, reply_to: Option<EmailAddress>) -> Self {
        Self { base_url, from, reply_to }
    }

    /// The host of the site as mail writes it: a name, or an address in brackets.
    #[must_use]
    pub fn host(&self) -> String {
        let authority = self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest);
        let name = match authority.split_once(']') {
            Some((literal, _)) => return format!("{literal}]"),
            None => authority.split(':').next().unwrap_or_default(),
        };
        if name.parse::<std::net::Ipv4Addr>().is_ok() { format!("[{name}]") } else { name.to_owned() }
    }

    /// Makes the message of a letter: text and HTML, under a `Message-ID` that is the same at each attempt.
    ///
    /// # Errors
    /// The letter cannot be made into a message, whatever is tried.
    pub fn compose(
        &self,
        id: LetterId,
        to: &EmailAddress,
        lang: Lang,
        letter: &Letter,
        moment: Moment,
    ) -> Result<Outgoing, Setback> {
        contained(|| self.message(id, to, lang, letter, moment))
            .map_err(|reason| Setback::new(Trouble::Unwritable, &reason))
    }

    fn message(
        &self,
        id: LetterId,
        to: &EmailAddress,
        lang: Lang,
        letter: &Letter,
        moment: Moment,
    ) -> Result<Outgoing, String> {
        let written = lang.letter(letter);
        let (subject, blocks) = (tidy(&written.subject), written.blocks.as_slice());
        let (base_url, answered) = (self.base_url.as_str(), self.reply_to.is_some());
        let why = &lang.letter_why(&self.host());
        let text = TextPart { lang, blocks, base_url, answered, why }.render();
        let html = HtmlPart { lang, subject: &subject, blocks, base_url, answered, why }.render();
        // Named after the letter, so that a second attempt is the same message to the byte.
        let parts = MultiPart::builder()
            .kind(MultiPartKind::Alternative)
            .boundary(format!("part-{id}"))
            .singlepart(part(ContentType::TEXT_PLAIN, text.map_err(said)?)?)
            .singlepart(part(ContentType::TEXT_HTML, html.map_err(said)?)?);
        let sent_at = SystemTime::UNIX_EPOCH + Duration::from_millis(moment.now.try_into().unwrap_or(0));
        let (from, to) = (mailbox(&self.from)?, mailbox(to)?);
        let envelope = Envelope::new(Some(from.clone()), vec![to.clone()]).map_err(said)?;
        let mut message = Message::builder()
            .envelope(envelope.clone())
            .from(Mailbox::new(Some(lang.letter_sender().to_owned()), from))
            .to(to.into())
            .subject(subject.replace(['\u{a0}', '\u{202f}'], " "))
            .header(Date::new(sent_at))
            .header(MessageId::from(format!("<{id}@{}>", self.host())))
            .raw_header(raw("Auto-Submitted", "auto-generated"))
            .raw_header(raw("Content-Language", lang.code()));
        if let Some(reader) = &self.reply_to {
            message = message.reply_to(mailbox(reader)?.into());
        }
        let message = message.multipart(parts).map_err(said)?;
        Ok(Outgoing { envelope, bytes: message.formatted() })
    }
}

impl Outgoing {
    /// The message as it goes over the wire, before dots are doubled.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn part(content_type: ContentType, text: String) -> Result<SinglePart, String> {
    // Whatever the words are, no line of the message is longer than 76 bytes, and all are ASCII.
    let body = Body::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| "a part cannot be encoded".to_owned())?;
    Ok(SinglePart::builder().header(content_type).body(body))
}

fn mailbox(address: &EmailAddress) -> Result<Address, String> {
    address.as_str().parse().map_err(said)
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Lettre panics on some texts that it cannot write: a letter must not take the mailer with it.
fn contained<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("composing it panicked".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_the_library_is_contained() {
        let name = Some("Éve\r\nBcc: x@y.fr".to_owned());
        let hostile = move || {
            let address = "a@b.fr".parse().map_err(said)?;
            let message = Message::builder().from(Mailbox::new(name, address));
            Ok(message.to("c@d.fr".parse().map_err(said)?).body(String::new()).map_err(said)?.formatted())
        };
        assert_eq!(contained(hostile), Err("composing it panicked".to_owned()));
        assert_eq!(contained(|| Ok(1)), Ok(1));
    }

    #[test]
    fn the_host_is_written_as_mail_does() {
        let from = EmailAddress::parse("a@b.fr").unwrap();
        for (base_url, host) in [
            ("https://annuaire.example", "annuaire.example"),
            ("http://localhost:8080", "localhost"),
            ("http://127.0.0.1:8080", "[127.0.0.1]"),
            ("http://[::1]:8080", "[::1]"),
        ] {
            assert_eq!(Sender::new(base_url.to_owned(), from.clone(), None).host(), host);
        }
    }
}
