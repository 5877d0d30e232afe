//! Pages of an application that come back: what is wrong, with everything that was typed.

use crate::support::app::{Engine, TestApp};
use crate::support::applicant::{Applicant, TOPICS, Typed, assert_holds, logo};
use crate::support::pages::ReadPage;
use crate::support::visitor::{Visitor, field};

/// What people type wrong, topic by topic.
pub(crate) const WRONG: [(&str, Typed); 10] = [
    ("siret", &[("siret", "800 000 002 00018 & co")]),
    (
        "entreprise",
        &[
            ("legal_name", "\u{a0}"),
            ("website", "pas une adresse"),
            ("public_phone", "zéro trois"),
            ("languages", "de"),
            ("address.street", "12 rue <du Port>"),
            ("address.commune", "Nullepart-sur-Mer"),
        ],
    ),
    (
        "offres/1/services",
        &[
            ("more_services", "contenus"),
            ("more_services", "site-vitrine"),
            ("more_services", "caisse"),
            ("more_services", "stocks"),
            ("more_services", "fidelite"),
            ("trades", "mode"),
        ],
    ),
    (
        "offres/1/presentation",
        &[
            ("title", "Abc"),
            ("summary", "Trop \"court\""),
            ("description", "\r\n Ligne 1\r\n\r\nLigne 2 <b>"),
        ],
    ),
    (
        "offres/1/zone",
        &[
            ("area", "departement:67"),
            ("place", "Saint-Denis"),
            ("place", "Nullepart"),
            ("place", ""),
            ("km", "20"),
            ("km", "mille bornes"),
            ("km", "15"),
            ("delivery_mode", "sur-place"),
        ],
    ),
    (
        "offres/1/prix",
        &[
            ("pricing_model", "abonnement"),
            ("price_plans.0.min_cents", "cher"),
            ("price_plans.0.max_cents", "79,90 %"),
            ("price_plans.0.unit", "mois"),
            ("price_plans.2.name", "Un seul champ"),
            ("commission_percent_hundredths", "120"),
            ("promotion.text", "Trois mois offerts"),
            ("promotion.ends_on", "31/02/2027"),
        ],
    ),
    (
        "offres/1/engagement",
        &[
            ("commitment_months", "longtemps"),
            ("notice_days", "900"),
            ("leased", "oui"),
            ("domain_owner", "prestataire"),
            ("export_formats", "CSV\r\n\r\nXML"),
        ],
    ),
    (
        "offres/1/mise-en-route",
        &[("autonomy", "accompagne"), ("support_channels", "telephone"), ("reply_hours", "un siècle")],
    ),
    (
        "preuves",
        &[
            ("labels.0.kind", "qualiopi"),
            ("labels.0.proof", "un papier"),
            ("labels.1.kind", "qualiopi"),
            ("labels.1.expires_on", "hier"),
            ("references", "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7"),
        ],
    ),
    (
        "contact",
        &[("contact.name", ""), ("contact.email", "claire@"), ("contact.phone", "+"), ("contact.lang", "en")],
    ),
];

#[tokio::test]
async fn every_topic_posted_wrong_comes_back_whole_with_links_to_what_is_wrong() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for prefix in ["", "/en"] {
        let applicant = Applicant::begin(Visitor::new(&app), prefix).await;
        for (topic, typed) in WRONG {
            let place = format!("{prefix} {topic}");
            let page = applicant.save(topic, typed).await;
            assert_eq!((page.status, page.header("cache-control")), (422, "no-store"), "{place}");
            let read = ReadPage::of(&page.text);
            read.assert_names_errors(&place);
            assert_holds(&place, read.form(&applicant.at(topic)), typed);
            applicant.assert_keeps(topic, typed).await;
            let again = applicant.page(topic).await;
            ReadPage::of(&again.text).assert_names_errors(&format!("{place}, opened again"));
        }
    }
}

#[tokio::test]
async fn every_topic_posted_empty_says_what_is_needed_and_only_that() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for prefix in ["", "/en"] {
        let applicant = Applicant::begin(Visitor::new(&app), prefix).await;
        for (topic, _) in TOPICS {
            let blank = applicant.kept(topic).await;
            let blank: Vec<_> = blank.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            let page = applicant.save(topic, &blank).await;
            if topic == "preuves" {
                assert_eq!(page.status, 303, "nothing of it is needed");
                continue;
            }
            assert_eq!(page.status, 422, "{prefix} {topic}");
            let read = ReadPage::of(&page.text);
            read.assert_names_errors(topic);
            let needed = match topic {
                "offres/1/presentation" | "offres/1/mise-en-route" | "contact" => 2,
                _ => 1,
            };
            assert_eq!(read.errors.len(), needed, "{topic}: {:?}", read.errors);
        }
    }
}

#[tokio::test]
async fn what_was_wrong_is_mended_on_the_page_that_came_back_and_nothing_is_left_of_it() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    for ((topic, wrong), (_, right)) in WRONG.into_iter().zip(TOPICS) {
        applicant.save(topic, wrong).await;
        let mended = applicant.save(topic, right).await;
        assert_eq!(mended.status, 303, "{topic}: {}", mended.text);
        applicant.assert_keeps(topic, right).await;
    }
    let list = applicant.page("").await;
    list.assert_says("10 étapes faites sur 10");
}

#[tokio::test]
async fn the_questions_the_declaration_and_the_way_back_are_answered_wrong_in_both_languages() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::ready(&app).await;
    for prefix in ["", "/en"] {
        let stranger = Visitor::new(&app);
        let questions = format!("{prefix}/candidature/questions");
        let key = field(&stranger.get(&questions).await.text, "cle");
        let typed = [("cle", key.as_str()), ("siret", "oui"), ("commerces", "peut-être")];
        let page = stranger.post(&questions, &typed).await;
        assert_eq!(page.status, 422);
        let read = ReadPage::of(&page.text);
        read.assert_names_errors(&questions);
        assert_eq!(read.errors, ["#commerces-oui", "#prix-oui"]);
        assert_holds(&questions, read.form(&questions), &typed[..2]);

        let back = format!("{prefix}/candidature/reprendre");
        for wrong in ["", "claire", "claire@", "claire martin@atelier.example"] {
            let page = stranger.post(&back, &[("email", wrong)]).await;
            assert_eq!(page.status, 422, "{wrong}");
            let read = ReadPage::of(&page.text);
            read.assert_names_errors(&back);
            assert_holds(&back, read.form(&back), &[("email", wrong)]);
        }

        let page = applicant.browser.post(&format!("{prefix}{}/envoyer", applicant.path), &[]).await;
        assert_eq!(page.status, 422);
        ReadPage::of(&page.text).assert_names_errors("the declaration");
    }
    applicant.page("suivi").await.assert_says("Brouillon");
}

#[tokio::test]
async fn a_no_to_a_question_is_a_kind_way_out_that_begins_nothing() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for (question, way_out) in
        [("siret", "immatriculées"), ("commerces", "commerce de proximité"), ("prix", "fourchette")]
    {
        let visitor = Visitor::new(&app);
        let answers =
            ["siret", "commerces", "prix"].map(|name| (name, if name == question { "non" } else { "oui" }));
        let page = visitor.post("/candidature/questions", &answers).await;
        assert_eq!((page.status, page.header("set-cookie")), (200, ""));
        page.assert_says("Pas tout de suite");
        page.assert_says(way_out);
    }
}

#[tokio::test]
async fn a_file_that_is_no_picture_comes_back_with_a_link_to_its_field() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    let typed = [("references", "Librairie du Centre")];
    applicant.save("preuves", &typed).await;
    for file in [&b"%PDF-1.4"[..], &[b'x'; 520 * 1024]] {
        let sent = applicant.browser.file(&applicant.at("logo"), "logo", file);
        let page = applicant.browser.send(sent).await;
        assert_eq!(page.status, 422);
        let read = ReadPage::of(&page.text);
        read.assert_names_errors("the picture");
        assert_eq!(read.errors, ["#f-logo-file"]);
        assert_holds("the picture", read.form(&applicant.at("preuves")), &typed);
    }
}

#[tokio::test]
async fn a_logo_is_kept_until_it_is_taken_away_by_its_own_button() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    let picture = |file: &[u8]| applicant.browser.file(&applicant.at("logo"), "logo", file);
    let sent = applicant.browser.send(picture(&logo())).await;
    assert_eq!((sent.status, sent.header("location")), (303, &*applicant.at("preuves#logo")));
    let shows = async || applicant.page("preuves").await.text.contains("src=\"/logos/");
    assert!(shows().await);
    applicant.save("preuves", &[("references", "Librairie du Centre")]).await;
    assert!(shows().await, "the other form of the page leaves it");
    let none = applicant.browser.send(picture(b"")).await;
    assert_eq!(none.status, 422, "nothing chosen takes nothing away");
    none.assert_says("Choisissez un fichier");
    assert!(shows().await);
    let edge = "multipart/form-data; boundary=a";
    let body = "--a\r\ncontent-disposition: form-data; name=\"retirer\"\r\n\r\n1\r\n--a--\r\n";
    let remove = applicant.browser.sending(&applicant.at("logo")).header("content-type", edge).body(body);
    assert_eq!(applicant.browser.send(remove).await.status, 303);
    assert!(!shows().await);
}
