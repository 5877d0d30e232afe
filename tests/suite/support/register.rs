//! The register of firms, played on a port of its own: one invented firm for each way in which it can answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// A cooperative that trades in Colmar: "ATELIER DU WEB", sign "L'ATELIER".
pub const TRADING: &str = "80000000200017";
/// Another establishment of the same, closed on 1 March 2026.
pub const CLOSED_ESTABLISHMENT: &str = "80000000200025";
/// A sole trader of Strasbourg: Marie Dupont, "LES PIXELS DE MARIE".
pub const SOLE_TRADER: &str = "80000001000010";
/// A sole trader who keeps name and address unpublished.
pub const UNPUBLISHED: &str = "80000002800012";
/// A company that has ceased.
pub const CEASED: &str = "80000003600015";
/// Nobody's number.
pub const UNKNOWN: &str = "80000004400019";
/// The register never answers.
pub const SLOW: &str = "80000005100014";
/// The register answers 503.
pub const FAILING: &str = "80000006900016";
/// The register answers 429 and asks for 30 seconds.
pub const BUSY: &str = "80000007700019";
/// The register answers 200 with a page of HTML.
pub const UNREADABLE: &str = "80000008500012";
/// The register answers with more than anybody reads.
pub const HUGE: &str = "80000009300016";
/// The register sends its caller elsewhere.
pub const REDIRECTING: &str = "80000010100017";
/// The register finds another firm, as full-text searches do.
pub const ANOTHER_FIRM: &str = "80000011900019";

/// What must never be kept of the firm that is [`UNPUBLISHED`].
pub const HIDDEN_WORDS: [&str; 4] = ["LEROY", "ANATOLE", "TILLEULS", "67482"];

/// A running register; it ends with this value.
pub struct Register {
    /// Its address, for `DEVANTURE_REGISTER_URL`.
    pub url: String,
    asked: Arc<AtomicUsize>,
    _server: JoinSet<()>,
}

impl Register {
    /// Starts it.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let router = Router::new().route("/search", get(search)).with_state(Arc::clone(&asked));
        let mut server = JoinSet::new();
        server.spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, asked, _server: server }
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

async fn search(State(asked): State<Arc<AtomicUsize>>, uri: Uri) -> Response {
    asked.fetch_add(1, Ordering::Relaxed);
    let query = uri.query().unwrap_or_default();
    let asks =
        |name| form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value);
    let number = asks("q").unwrap_or_default().into_owned();
    if asks("per_page").as_deref() != Some("1") || asks("page").as_deref() != Some("1") {
        return (StatusCode::BAD_REQUEST, "one page of one firm is enough").into_response();
    }
    match number.as_str() {
        SLOW => std::future::pending().await,
        FAILING => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        BUSY => (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "30")]).into_response(),
        UNREADABLE => "<!doctype html><title>Maintenance</title>".into_response(),
        HUGE => format!("{{\"results\": [], \"filler\": \"{}\"}}", "x".repeat(2_000_000)).into_response(),
        REDIRECTING => (StatusCode::FOUND, [(header::LOCATION, "/search?q=80000000200017")]).into_response(),
        _ => {
            let results: Vec<Value> = firm(&number).into_iter().collect();
            let count = results.len();
            let page = json!({
                "results": results, "total_results": count, "page": 1, "per_page": 1, "total_pages": count,
            });
            ([(header::CONTENT_TYPE, "application/json")], page.to_string()).into_response()
        }
    }
}

/// The firm that the register finds for a SIRET or its SIREN.
fn firm(number: &str) -> Option<Value> {
    let is = |siret: &str| number == siret || number == &siret[..9];
    if is(TRADING) || is(CLOSED_ESTABLISHMENT) || is(ANOTHER_FIRM) {
        Some(cooperative(number))
    } else if is(SOLE_TRADER) {
        Some(sole_trader())
    } else if is(UNPUBLISHED) {
        Some(unpublished())
    } else if is(CEASED) {
        Some(ceased())
    } else {
        None
    }
}

fn cooperative(number: &str) -> Value {
    let seat = json!({
        "siret": TRADING, "adresse": "12 RUE DU PORT 68000 COLMAR", "numero_voie": "12", "indice_repetition": null,
        "type_voie": "RUE", "libelle_voie": "DU PORT", "code_postal": "68000", "libelle_commune": "COLMAR",
        "commune": "68066", "departement": "68", "region": "44", "etat_administratif": "A", "date_fermeture": null,
        "est_siege": true, "liste_enseignes": ["L'ATELIER"], "nom_commercial": null,
        "statut_diffusion_etablissement": "O",
    });
    let closed = json!({
        "siret": CLOSED_ESTABLISHMENT, "adresse": "3 QUAI DES PECHEURS 67000 STRASBOURG", "commune": "67482",
        "etat_administratif": "F", "date_fermeture": "2026-03-01", "est_siege": false, "liste_enseignes": null,
        "nom_commercial": null, "statut_diffusion_etablissement": "O",
    });
    let matching = if number == CLOSED_ESTABLISHMENT { closed } else { seat.clone() };
    json!({
        "siren": &TRADING[..9], "nom_complet": "ATELIER DU WEB (ADW)", "nom_raison_sociale": "ATELIER DU WEB",
        "sigle": "ADW", "nombre_etablissements": 2, "nombre_etablissements_ouverts": 1, "siege": seat,
        "activite_principale": "62.01Z", "categorie_entreprise": "PME", "date_creation": "2014-01-02",
        "date_fermeture": null, "etat_administratif": "A", "nature_juridique": "5458", "statut_diffusion": "O",
        "dirigeants": [{
            "nom": "MULLER", "prenoms": "ZOE ALICE", "annee_de_naissance": "1980", "qualite": "Gérant",
            "nationalite": "Française", "type_dirigeant": "personne physique",
        }],
        "matching_etablissements": [matching],
        "complements": { "est_entrepreneur_individuel": false, "est_ess": true, "est_qualiopi": false },
    })
}

fn sole_trader() -> Value {
    let seat = json!({
        "siret": SOLE_TRADER, "adresse": "8 RUE DES TONNELIERS 67000 STRASBOURG", "code_postal": "67000",
        "libelle_commune": "STRASBOURG", "commune": "67482", "etat_administratif": "A", "date_fermeture": null,
        "liste_enseignes": ["LES PIXELS DE MARIE"], "nom_commercial": "LES PIXELS DE MARIE",
        "statut_diffusion_etablissement": "O",
    });
    json!({
        "siren": &SOLE_TRADER[..9], "nom_complet": "MARIE JEANNE CLAIRE DUPONT (LES PIXELS DE MARIE)",
        "nom_raison_sociale": null, "sigle": null, "siege": seat, "etat_administratif": "A",
        "nature_juridique": "1000", "statut_diffusion": "O",
        "dirigeants": [{ "nom": "DUPONT", "prenoms": "MARIE JEANNE CLAIRE", "qualite": null }],
        "matching_etablissements": [seat],
        "complements": { "est_entrepreneur_individuel": true },
    })
}

/// Written as if the register forgot to hide anything: keeping it back is up to whoever reads.
fn unpublished() -> Value {
    let seat = json!({
        "siret": UNPUBLISHED, "adresse": "5 ALLEE DES TILLEULS 67000 STRASBOURG", "code_postal": "67000",
        "libelle_commune": "STRASBOURG", "commune": "67482", "etat_administratif": "A", "date_fermeture": null,
        "liste_enseignes": null, "nom_commercial": null, "statut_diffusion_etablissement": "P",
    });
    json!({
        "siren": &UNPUBLISHED[..9], "nom_complet": "ANATOLE LEROY", "nom_raison_sociale": null, "sigle": null,
        "siege": seat, "etat_administratif": "A", "nature_juridique": "1000", "statut_diffusion": "P",
        "dirigeants": [{ "nom": "LEROY", "prenoms": "ANATOLE" }], "matching_etablissements": [seat],
        "complements": { "est_entrepreneur_individuel": true },
    })
}

fn ceased() -> Value {
    let seat = json!({
        "siret": CEASED, "adresse": "1 PLACE DE LA GARE 68000 COLMAR", "code_postal": "68000",
        "libelle_commune": "COLMAR", "commune": "68066", "etat_administratif": "F", "date_fermeture": "2025-06-30",
        "liste_enseignes": null, "nom_commercial": null, "statut_diffusion_etablissement": "O",
    });
    json!({
        "siren": &CEASED[..9], "nom_complet": "WEB D'AVANT", "nom_raison_sociale": "WEB D'AVANT", "sigle": null,
        "siege": seat, "etat_administratif": "C", "date_fermeture": "2025-06-30", "nature_juridique": "5710",
        "statut_diffusion": "O", "dirigeants": [], "matching_etablissements": [seat], "complements": {},
    })
}
