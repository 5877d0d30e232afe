//! What the register writes, and what is kept of it.

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::check::{FirmFacts, FirmNumber, RegisterAnswer, RegisterTrouble};
use crate::domain::prose::{Name, Note};
use crate::domain::provider::RegisterState;
use crate::domain::siren::{Siren, Siret};
use crate::domain::territory::Territory;

/// Most names besides the two main ones that are kept.
const MAX_NAMES: usize = 10;

#[derive(Deserialize)]
struct Page {
    results: Vec<Firm>,
}

#[derive(Deserialize)]
struct Firm {
    siren: String,
    nom_complet: Option<String>,
    nom_raison_sociale: Option<String>,
    sigle: Option<String>,
    etat_administratif: Option<String>,
    statut_diffusion: Option<String>,
    siege: Option<Establishment>,
    matching_etablissements: Option<Vec<Establishment>>,
}

#[derive(Deserialize)]
struct Establishment {
    siret: Option<String>,
    numero_voie: Option<String>,
    indice_repetition: Option<String>,
    type_voie: Option<String>,
    libelle_voie: Option<String>,
    adresse: Option<String>,
    code_postal: Option<String>,
    commune: Option<String>,
    etat_administratif: Option<String>,
    date_fermeture: Option<String>,
    liste_enseignes: Option<Vec<String>>,
    nom_commercial: Option<String>,
    statut_diffusion_etablissement: Option<String>,
}

/// Reads an answer to a number. The search is a full-text one: a firm with another number is no answer.
pub(super) fn read(body: &[u8], asked: &FirmNumber) -> RegisterAnswer {
    let Ok(page) = serde_json::from_slice::<Page>(body) else {
        return RegisterAnswer::Away(RegisterTrouble::Unreadable);
    };
    let siren = match asked {
        FirmNumber::Siren(siren) => Some(siren.clone()),
        FirmNumber::Siret(siret) => siret.siren(),
    };
    let found = siren.and_then(|siren| {
        page.results.into_iter().find(|firm| firm.siren == siren.as_str()).map(|firm| (siren, firm))
    });
    found.map_or(RegisterAnswer::Unknown, |(siren, firm)| RegisterAnswer::Found(firm.facts(siren, asked)))
}

impl Firm {
    fn facts(self, siren: Siren, asked: &FirmNumber) -> FirmFacts {
        let establishment = self.establishment(asked);
        let siret = establishment.and_then(|found| Siret::parse(found.siret.as_deref()?).ok());
        let hides = |status: Option<&str>| status.is_some_and(|status| status != "O");
        // A firm says how it may be shown; when the register forgets to, nothing of it is.
        let unpublished = self.statut_diffusion.as_deref() != Some("O")
            || hides(establishment.and_then(|found| found.statut_diffusion_etablissement.as_deref()));
        let facts = FirmFacts {
            siren,
            siret,
            unpublished,
            legal_name: None,
            trade_name: None,
            other_names: Vec::new(),
            street: None,
            commune: None,
            state: state(self.etat_administratif.as_deref()),
            establishment: state(establishment.and_then(|found| found.etat_administratif.as_deref())),
            closed_on: establishment.and_then(Establishment::closed_on),
        };
        if unpublished { facts } else { self.published(establishment, facts) }
    }

    fn published(&self, establishment: Option<&Establishment>, facts: FirmFacts) -> FirmFacts {
        let full = self.nom_complet.as_deref().unwrap_or_default();
        // A sole trader has no company name: "MARIE DUPONT (ATELIER DU WEB)".
        let (person, sign) = full.split_once(" (").unwrap_or((full, ""));
        let legal =
            self.nom_raison_sociale.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or(person);
        let signs = |found: &Establishment| {
            let signs = found.liste_enseignes.clone().unwrap_or_default();
            found.nom_commercial.clone().into_iter().chain(signs)
        };
        let of_establishment: Vec<String> = establishment.into_iter().flat_map(signs).collect();
        let legal_name = name(legal);
        let mut others: Vec<Name> = Vec::new();
        let rest = [self.sigle.as_deref().unwrap_or_default(), sign.trim_end_matches(')'), person];
        for other in of_establishment.iter().map(String::as_str).chain(rest).filter_map(name) {
            if Some(&other) != legal_name.as_ref() && !others.contains(&other) && others.len() <= MAX_NAMES {
                others.push(other);
            }
        }
        let trade_name = (!of_establishment.is_empty() && !others.is_empty()).then(|| others.remove(0));
        let commune = establishment.and_then(|found| found.commune.as_deref());
        FirmFacts {
            legal_name,
            trade_name,
            other_names: others,
            street: establishment.and_then(Establishment::street),
            commune: commune.and_then(|code| Territory::from_code(&format!("commune:{code}"))),
            ..facts
        }
    }

    /// The establishment asked about, or the main one when only the firm was.
    fn establishment(&self, asked: &FirmNumber) -> Option<&Establishment> {
        let all = || self.siege.iter().chain(self.matching_etablissements.iter().flatten());
        match asked {
            FirmNumber::Siren(_) => self.siege.as_ref(),
            FirmNumber::Siret(siret) => all().find(|found| found.siret.as_deref() == Some(siret.as_str())),
        }
    }
}

impl Establishment {
    fn closed_on(&self) -> Option<Date> {
        self.date_fermeture.as_deref()?.parse().ok()
    }

    /// Number and street, from their parts or from the address up to its postal code.
    fn street(&self) -> Option<Note> {
        let parts = [&self.numero_voie, &self.indice_repetition, &self.type_voie, &self.libelle_voie];
        let street: Vec<&str> = parts.into_iter().filter_map(|part| part.as_deref()).collect();
        if self.libelle_voie.as_deref().is_some_and(|name| !name.trim().is_empty()) {
            return Note::parse(&street.join(" ")).ok();
        }
        let postal_code = self.code_postal.as_deref().filter(|code| !code.is_empty())?;
        let (street, _) = self.adresse.as_deref()?.split_once(postal_code)?;
        Note::parse(street).ok()
    }
}

/// A name as it may be kept; what the register writes in place of one, such as `[ND]`, is none.
fn name(text: &str) -> Option<Name> {
    let text: String = text.chars().take(120).collect();
    Name::parse(&text).ok().filter(|name| !name.as_str().contains('['))
}

fn state(written: Option<&str>) -> RegisterState {
    match written {
        Some("A") => RegisterState::Active,
        Some("C" | "F") => RegisterState::Ceased,
        _ => RegisterState::Unknown,
    }
}

#[cfg(test)]
mod tests;
