//! The application of the Atelier du Web, filled in by whoever speaks HTTP.

use tokio::join;

use super::app::{Page, TestApp};
use super::pages::ReadPage;
use super::register::TRADING;
use super::visitor::{Visitor, field};
use super::web::Web;

/// What is typed into a form.
pub type Typed = &'static [(&'static str, &'static str)];

/// Every topic by the end of its address, with what the Atelier du Web answers, as people type.
pub const TOPICS: [(&str, Typed); 10] = [
    ("siret", &[("siret", "800 000 002 00017")]),
    (
        "entreprise",
        &[
            ("legal_name", "Atelier du Web"),
            ("name", "L’Atelier d’Alsace"),
            ("website", "atelier.example"),
            ("public_phone", "03 89 00 00 00"),
            ("languages", "fr"),
            ("languages", "de"),
            ("address.street", "12 rue du Port"),
            ("address.commune", "Colmar"),
        ],
    ),
    (
        "offres/1/services",
        &[("main_service", "boutique-en-ligne"), ("more_services", "contenus"), ("trades", "mode")],
    ),
    (
        "offres/1/presentation",
        &[
            ("title", "Boutique en ligne clé en main"),
            ("summary", "Nous montons votre boutique, vous gardez la main sur vos produits & vos prix."),
            (
                "description",
                "Une première visite dans votre magasin, puis une semaine de travail.\r\n\r\nLes photos <en intérieur> sont comprises, jusqu’à cent produits.",
            ),
        ],
    ),
    (
        "offres/1/zone",
        &[
            ("area", "departement:68"),
            ("place", "Strasbourg"),
            ("km", "30 km"),
            ("delivery_mode", "les-deux"),
        ],
    ),
    (
        "offres/1/prix",
        &[
            ("pricing_model", "abonnement"),
            ("price_plans.0.name", "Formule jusqu’à 100 produits"),
            ("price_plans.0.min_cents", "39"),
            ("price_plans.0.max_cents", "79,90 €"),
            ("price_plans.0.unit", "mois"),
            ("price_plans.0.vat", "ht"),
            ("setup_fee_cents", "300"),
            ("trial_days", "1 mois"),
        ],
    ),
    (
        "offres/1/engagement",
        &[
            ("commitment_months", "1 an"),
            ("notice_days", "30"),
            ("exit_fee_cents", "0"),
            ("leased", "non"),
            ("domain_owner", "commercant"),
            ("content_owner", "commercant"),
            ("export_formats", "Clients en CSV\r\nPhotos"),
        ],
    ),
    (
        "offres/1/mise-en-route",
        &[
            ("setup_delay", "1-semaine"),
            ("autonomy", "cle-en-main"),
            ("catalogue_by", "les-deux"),
            ("reply_hours", "24"),
            ("data_location", "France"),
            ("capacity", "accepte"),
        ],
    ),
    (
        "preuves",
        &[
            ("labels.0.kind", "qualiopi"),
            ("labels.0.proof", "https://labels.example/atelier"),
            ("references", "Librairie du Centre, Colmar"),
        ],
    ),
    (
        "contact",
        &[
            ("contact.name", "Claire Martin"),
            ("contact.email", "claire@atelier.example"),
            ("contact.phone", "06 00 00 00 00"),
            ("contact.lang", "fr"),
        ],
    ),
];

/// A web on which the Atelier du Web has its site.
pub async fn web_of_the_atelier() -> Web {
    let mut web = Web::default();
    web.firm("atelier.example", "Atelier du Web", TRADING).await;
    web
}

/// A provider in front of an application.
pub struct Applicant<'a> {
    /// The browser that opened it.
    pub browser: Visitor<'a>,
    /// Address of its list of topics.
    pub path: String,
}

impl<'a> Applicant<'a> {
    /// Begins an application; `prefix` is empty or `/en`.
    pub async fn begin(browser: Visitor<'a>, prefix: &str) -> Self {
        let questions = format!("{prefix}/candidature/questions");
        let key = field(&browser.get(&questions).await.text, "cle");
        let begun = browser.post(&questions, &answers_to_questions(&key)).await;
        assert_eq!(begun.status, 303, "{}", begun.text);
        let path = begun.header("location").to_owned();
        Self { browser, path }
    }

    /// One whose application is filled in.
    pub async fn filled(app: &'a TestApp) -> Self {
        let applicant = Self::begin(Visitor::new(app), "").await;
        applicant.fill_in().await;
        applicant
    }

    /// One whose application is filled in, with the address proved in this browser.
    pub async fn ready(app: &'a TestApp) -> Self {
        let applicant = Self::filled(app).await;
        applicant.open_link(&applicant.link(app).await).await;
        applicant
    }

    /// Answers every topic.
    pub async fn fill_in(&self) {
        for (topic, typed) in TOPICS {
            let saved = self.save(topic, typed).await;
            assert_eq!(saved.status, 303, "{topic}: {}", saved.text);
        }
    }

    /// Address of a page.
    pub fn at(&self, end: &str) -> String {
        if end.is_empty() { self.path.clone() } else { format!("{}/{end}", self.path) }
    }

    /// Asks for a page.
    pub async fn page(&self, end: &str) -> Page {
        self.browser.get(&self.at(end)).await
    }

    /// Sends a form to a page.
    pub async fn save(&self, end: &str, typed: &[(&str, &str)]) -> Page {
        self.browser.post(&self.at(end), typed).await
    }

    /// What the form of a page would send back.
    pub async fn kept(&self, end: &str) -> Vec<(String, String)> {
        let page = self.page(end).await;
        assert_eq!(page.status, 200, "{end}");
        ReadPage::of(&page.text).form(&self.at(end)).to_vec()
    }

    /// Fails unless the page of a topic shows all of this as it was typed.
    pub async fn assert_keeps(&self, topic: &str, typed: &[(&str, &str)]) {
        assert_holds(topic, &self.kept(topic).await, typed);
    }

    /// Lets letters go out; gives the path of the link in the last one.
    pub async fn link(&self, app: &TestApp) -> String {
        app.deliver().await;
        let letters = app.letters();
        let link = letters.last().expect("a letter").link();
        link.strip_prefix(&app.url).expect("a link to this site").to_owned()
    }

    /// Presses the button behind a link.
    pub async fn open_link(&self, path: &str) -> Page {
        open_link(&self.browser, path).await
    }

    /// Sends the application.
    pub async fn send(&self) -> Page {
        let start = self.start_of_sending().await;
        self.press_send(&start).await
    }

    /// Sends the application by a button that is pressed twice on one page.
    pub async fn send_twice(&self) -> (Page, Page) {
        let start = self.start_of_sending().await;
        join!(self.press_send(&start), self.press_send(&start))
    }

    /// When the page from which it is sent was opened, as that page says it.
    async fn start_of_sending(&self) -> String {
        let page = self.page("envoyer").await;
        assert_eq!(page.status, 200, "{}", page.text);
        field(&page.text, "debut")
    }

    async fn press_send(&self, start: &str) -> Page {
        self.save("envoyer", &[("declaration", "1"), ("reponse", ""), ("debut", start)]).await
    }
}

/// A small picture, as a file in the form PNG.
pub fn logo() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(60, 40, |x, _| {
        image::Rgb(if x < 30 { [21, 67, 58] } else { [240, 220, 180] })
    });
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

/// Yes to everything.
pub fn answers_to_questions(key: &str) -> [(&str, &str); 4] {
    [("cle", key), ("siret", "oui"), ("commerces", "oui"), ("prix", "oui")]
}

/// Presses the button behind a link, in any browser.
pub async fn open_link(browser: &Visitor<'_>, path: &str) -> Page {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    browser.post(path, &[("page", &field(&page.text, "page"))]).await
}

/// Fails unless a form would send all of this back.
pub fn assert_holds(place: &str, form: &[(String, String)], typed: &[(&str, &str)]) {
    for (key, value) in typed {
        // Browsers send line ends as CR LF, whatever the page holds.
        let lines = |text: &str| text.replace("\r\n", "\n");
        let held = form.iter().any(|(name, held)| name == key && lines(held) == lines(value));
        assert!(held, "{place}: {key} lost « {value} »; it would send {form:#?}");
    }
}
