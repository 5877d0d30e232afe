//! A provider's space, as its visitors meet it: through real requests and the letters they get, on both engines.

mod change;
mod claims;
mod enter;
mod erasure;
mod listings;
mod personal_data;

use devanture::domain::access::{LinkPurpose, Token};
use devanture::domain::application::{ApplicationKind, Reference};
use devanture::domain::desk::Role;
use devanture::domain::email::EmailAddress;
use devanture::domain::form::{Topic, Typed};
use devanture::domain::ids::{ApplicationId, LetterId, ProviderId};
use devanture::domain::lang::Lang;
use devanture::domain::listing::{Listing, VerificationLevel};
use devanture::store::StoredApplication;
use devanture::workflow::access::use_link;
use devanture::workflow::applications::{
    Filled, LinkDraw, Sending, Start, Vetting, change as begin_change, decide, fill, send, send_link, start,
    take,
};

use crate::support::app::{Page, TestApp};
use crate::support::databases::new_id;
use crate::support::desk::hired;
use crate::support::verdicts::approval;
use crate::support::visitor::{Visitor, field};

/// Whoever applies in these tests; written with a capital, as people do.
pub const CLAIRE: &str = "Claire.Martin@atelier.example";
/// The offer of [`RIGHT`].
pub const SLUG: &str = "boutique-cle-en-main";

/// What a public source knows of the same firm: another name, one more offer.
pub const ROW: &str = concat!(
    r#"{"provider":{"name":"Le Web de Colmar"},"title":"Cours de vente","summary":"Apprendre à bien vendre.","#,
    r#""service_types":["formation"],"area":["france"],"verification_level":"repertorie","source":"essai"}"#
);

/// Answers that lack nothing.
const RIGHT: &[(Topic, &[(&str, &str)])] = &[
    (Topic::Siret, &[("siret", "800 000 002 00017")]),
    (
        Topic::Firm,
        &[
            ("legal_name", "ATELIER DU WEB"),
            ("name", "Atelier du Web"),
            ("website", "atelier.example"),
            ("public_phone", "03 89 00 00 01"),
        ],
    ),
    (Topic::Services, &[("main_service", "boutique-en-ligne")]),
    (
        Topic::Words,
        &[
            ("title", "Boutique clé en main"),
            ("summary", "Une boutique tenue à jour\u{202f}: écrivez à claire.martin@atelier.example."),
        ],
    ),
    (Topic::Area, &[("area", "departement:68")]),
    (
        Topic::Price,
        &[
            ("pricing_model", "abonnement"),
            ("price_plans.0.name", "Formule"),
            ("price_plans.0.min_cents", "39 €"),
            ("price_plans.0.unit", "mois"),
            ("price_plans.0.vat", "ht"),
        ],
    ),
    (Topic::Terms, &[("commitment_months", "12")]),
    (Topic::Setup, &[("setup_delay", "1-semaine"), ("autonomy", "accompagne")]),
    (Topic::Proofs, &[("references", "Librairie du Centre")]),
    (
        Topic::Contact,
        &[("contact.name", "Claire Martin"), ("contact.email", CLAIRE), ("contact.phone", "06 00 00 00 01")],
    ),
];

fn token() -> Token {
    Token::from_bits(*new_id().as_bytes())
}

fn letter_id() -> LetterId {
    LetterId::new(new_id())
}

/// Begins an application, a change as [`CLAIRE`] does, and fills in what `answers` say over [`RIGHT`].
pub async fn filled(
    app: &TestApp,
    about: Option<(ProviderId, ApplicationKind)>,
    answers: &[(&str, &str)],
) -> ApplicationId {
    let start = Start {
        id: ApplicationId::new(new_id()),
        reference: Reference::from_bits(u64::from_be_bytes(new_id().as_bytes()[8..].try_into().unwrap())),
        start_key: token(),
        session: token(),
        lang: Lang::Fr,
        claims: about.filter(|(_, kind)| *kind == ApplicationKind::Claim).map(|(provider, _)| provider),
        flags: Vec::new(),
    };
    let (store, now) = (&app.store, app.now());
    let begun = match about {
        Some((provider, ApplicationKind::Change)) => {
            let claire = EmailAddress::parse(CLAIRE).unwrap();
            begin_change(store, provider, &claire, start, now).await.unwrap()
        }
        _ => self::start(store, start, now).await.unwrap(),
    };
    let id = begun.id;
    let number = app.store.application_by_id(id).await.unwrap().unwrap().answers.offers[0].number;
    for (topic, pairs) in RIGHT {
        let other = |key: &str| answers.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
        let typed: Typed = pairs.iter().map(|(key, value)| (*key, other(key).unwrap_or(value))).collect();
        let offer = topic.is_of_offer().then_some(number);
        let filled = Filled { topic: *topic, offer, typed: &typed, link: None, known: None };
        assert_eq!(fill(&app.store, id, filled, app.now()).await.unwrap().problems, [], "{topic:?}");
    }
    id
}

/// Uses a link to the address of an application up.
pub async fn prove(app: &TestApp, id: ApplicationId) {
    let link = token();
    let draw = LinkDraw { token: link.clone(), letter_id: letter_id() };
    send_link(&app.store, id, draw, app.now()).await.unwrap();
    let used = use_link(&app.store, &link, LinkPurpose::Application, &token(), app.now()).await.unwrap();
    assert!(used.is_some());
}

/// Sends an application whose address is proved.
pub async fn sent(app: &TestApp, id: ApplicationId) -> StoredApplication {
    let sending = Sending { letter_id: letter_id(), flags: Vec::new() };
    send(&app.store, id, sending, app.now()).await.unwrap()
}

/// A vetter with an application before their eyes.
pub async fn vetting(app: &TestApp, application: &StoredApplication) -> Vetting {
    let officer = hired(&app.store, "Anne", Role::Vetter, app.now()).await;
    Vetting { officer, id: application.id, version: application.version, moment: app.now() }
}

/// Approves an application that was sent, and lets the index follow.
pub async fn approved(app: &mut TestApp, application: &StoredApplication) {
    let taken = take(&app.store, vetting(app, application).await).await.unwrap();
    let (vetting, approval) = (vetting(app, &taken).await, approval(VerificationLevel::Offer));
    decide(&app.store, vetting, &approval, &mut new_id).await.unwrap();
    app.catch_up().await;
}

/// Has a firm listed: applied, proved, sent, approved.
pub async fn list(app: &mut TestApp, answers: &[(&str, &str)]) -> ProviderId {
    let id = filled(app, None, answers).await;
    prove(app, id).await;
    let sent = sent(app, id).await;
    approved(app, &sent).await;
    app.store.application_by_id(id).await.unwrap().unwrap().provider_id.unwrap()
}

/// A second firm, with another person: its offer is `offre-du-voisin`.
pub async fn list_neighbour(app: &mut TestApp) -> ProviderId {
    let answers = [
        ("siret", "80000001000010"),
        ("legal_name", "VOISIN"),
        ("name", "Le Voisin"),
        ("website", "voisin.example"),
        ("title", "Offre du voisin"),
        ("summary", "Une offre de la maison d’à côté."),
        ("contact.name", "Paul Voisin"),
        ("contact.email", "paul@voisin.example"),
        ("contact.phone", "06 00 00 00 99"),
        ("public_phone", "03 89 00 00 99"),
        ("references", "Fleurs du Pont"),
    ];
    list(app, &answers).await
}

/// The path of the newest link that an address was sent.
pub async fn link_to(app: &TestApp, email: &str) -> String {
    app.deliver().await;
    let letters = app.letters();
    let letter = letters
        .iter()
        .rev()
        .find(|letter| letter.to.eq_ignore_ascii_case(email) && letter.html.contains("/lien/"));
    letter.unwrap_or_else(|| panic!("no link to {email}")).link().strip_prefix(&app.url).unwrap().to_owned()
}

/// Comes into the space of an address as people do: by a letter.
pub async fn enter(app: &TestApp, visitor: &Visitor<'_>, email: &str) {
    visitor.post("/espace/entrer", &[("email", email)]).await.assert_says("Consultez votre messagerie");
    let path = link_to(app, email).await;
    let page = visitor.get(&path).await;
    let opened = visitor.post(&path, &[("page", &field(&page.text, "page"))]).await;
    assert_eq!((opened.status, opened.header("location")), (303, "/espace"));
}

/// The offer of a slug, as it is stored.
pub async fn stored(app: &TestApp, slug: &str) -> Listing {
    let slug = devanture::domain::ids::Slug::try_from(slug.to_owned()).unwrap();
    app.store.listing_by_slug(&slug).await.unwrap().unwrap().listing
}

/// Confirms what the page of an offer shows.
pub async fn confirm(visitor: &Visitor<'_>, slug: &str, fact: &str) -> Page {
    let path = format!("/espace/offres/{slug}/confirmer");
    let seen = field(&visitor.get(&path).await.text, "vu");
    visitor.post(&path, &[("vu", &seen), ("fait", fact)]).await
}
