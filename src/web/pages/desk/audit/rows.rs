//! Rows of the audit log in words, with links to what they are about.

use std::collections::HashMap;

use crate::store::{AuditEntry, Store, StoreError, StoredOfficer};
use crate::web::pages::desk::OnDuty;
use crate::workflow::in_paris;

/// A row.
pub(super) struct Row {
    pub(super) seq: i64,
    pub(super) action: String,
    pub(super) subject: String,
    pub(super) href: Option<String>,
    pub(super) iso: String,
    pub(super) when: String,
    pub(super) actor: String,
    pub(super) detail: String,
}

/// What rows of a page are about, by identifier: as people know it, and where it is.
type Known = HashMap<String, (String, String)>;

/// Puts rows into words; what they are about is looked up for all of them at once.
pub(super) async fn shown(
    store: &Store,
    entries: &[AuditEntry],
    officers: &[StoredOfficer],
    on_duty: &OnDuty,
) -> Result<Vec<Row>, StoreError> {
    let known = known(store, entries, on_duty).await?;
    let names: HashMap<String, &str> =
        officers.iter().map(|officer| (officer.id.to_string(), officer.name.as_str())).collect();
    Ok(entries.iter().map(|entry| row(entry, &known, &names, on_duty)).collect())
}

async fn known(store: &Store, entries: &[AuditEntry], on_duty: &OnDuty) -> Result<Known, StoreError> {
    let mut ids: Vec<&str> = entries.iter().map(|entry| entry.subject.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut known = Known::new();
    for (id, reference) in store.references_by_id(&ids).await? {
        let href = on_duty.href(&format!("/dossiers/{reference}"));
        known.insert(id, (reference, href));
    }
    for (id, reference) in store.report_references_by_id(&ids).await? {
        let href = on_duty.href(&format!("/signalements/{reference}"));
        known.insert(id, (reference, href));
    }
    for (id, slug) in store.listing_slugs_by_id(&ids).await? {
        let href = on_duty.href(&format!("/offres/{slug}"));
        known.insert(id, (slug, href));
    }
    for (id, slug) in store.provider_slugs_by_id(&ids).await? {
        let href = crate::web::chrome::address(on_duty.lang(), &format!("/prestataires/{slug}"), "");
        known.insert(id, (slug, href));
    }
    Ok(known)
}

fn row(entry: &AuditEntry, known: &Known, names: &HashMap<String, &str>, on_duty: &OnDuty) -> Row {
    let lang = on_duty.lang();
    let at = in_paris(entry.at);
    let found = known.get(&entry.subject);
    let actor = match entry.actor.strip_prefix("officer:") {
        Some(id) => names.get(id).copied().unwrap_or_else(|| lang.actor_gone()),
        None => lang.audit_actor(&entry.actor),
    };
    Row {
        seq: entry.seq,
        action: lang.audit_action(&entry.action).to_owned(),
        subject: match (found, entry.subject.strip_prefix("officer:").and_then(|id| names.get(id))) {
            (Some((name, _)), _) => name.clone(),
            (None, Some(name)) => (*name).to_owned(),
            (None, None) => {
                names.get(&entry.subject).map_or_else(|| entry.subject.clone(), |name| (*name).to_owned())
            }
        },
        href: found.map(|(_, href)| href.clone()),
        iso: at.to_string(),
        when: lang.moment(at),
        actor: actor.to_owned(),
        detail: entry.detail.clone(),
    }
}
