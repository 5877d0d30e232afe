//! Listed providers that may be the firm of a case, side by side with it.

use crate::domain::application::Submission;
use crate::domain::check::{Namesake, Sameness};
use crate::domain::provider::Provider;
use crate::i18n::Lang;
use crate::store::Store;
use crate::web::failed::Failed;
use crate::web::pages::desk::OnDuty;

/// A firm as a column of the comparison.
pub(super) struct Twin {
    pub(super) name: String,
    /// Its page at the desk; nothing for the firm of the case.
    pub(super) href: Option<String>,
    pub(super) siren: Cell,
    pub(super) website: Cell,
    pub(super) place: String,
    pub(super) offers: String,
    /// By what it looks the same.
    pub(super) same: &'static str,
}

/// A fact, and whether it is the one of the case.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) agrees: bool,
}

/// Compares the firm of a case with those that may be the same; nothing when there are none.
pub(super) async fn twins(
    store: &Store,
    on_duty: &OnDuty,
    sent: Option<&Submission>,
    namesakes: &[Namesake],
) -> Result<Vec<Twin>, Failed> {
    let (Some(sent), false) = (sent, namesakes.is_empty()) else { return Ok(Vec::new()) };
    let lang = on_duty.lang();
    let mut twins = vec![Twin {
        href: None,
        offers: lang.number(u32::try_from(sent.offers.len()).unwrap_or(u32::MAX)),
        same: "",
        ..column(&sent.provider, None, lang)
    }];
    for namesake in namesakes {
        let Some(known) = store.provider_by_slug(&namesake.slug).await? else { continue };
        let offers = store.listings_of(known.id).await?.len();
        twins.push(Twin {
            href: Some(on_duty.href(&format!("/prestataires/{}", known.slug))),
            offers: lang.number(u32::try_from(offers).unwrap_or(u32::MAX)),
            same: lang.sameness(namesake.same),
            ..column(&known.provider, Some(namesake.same), lang)
        });
    }
    // Nothing is left of a firm that was erased since.
    Ok(if twins.len() > 1 { twins } else { Vec::new() })
}

fn column(provider: &Provider, same: Option<Sameness>, lang: Lang) -> Twin {
    let given = |text: Option<String>| text.unwrap_or_else(|| lang.unknown().to_owned());
    Twin {
        name: provider.name.to_string(),
        href: None,
        siren: Cell {
            text: given(provider.siren.as_ref().map(|siren| siren.as_str().to_owned())),
            agrees: same == Some(Sameness::Siren),
        },
        website: Cell {
            text: given(provider.website.as_ref().map(|site| site.host().to_owned())),
            agrees: same == Some(Sameness::Host),
        },
        place: given(provider.address.as_ref().map(|address| address.commune.label())),
        offers: String::new(),
        same: "",
    }
}
