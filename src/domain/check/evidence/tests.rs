use std::collections::BTreeSet;

use super::*;
use crate::domain::check::Finding;
use crate::domain::check::samples::every_evidence;

#[test]
fn findings_are_kept_and_read_back() {
    for evidence in every_evidence() {
        let finding = Finding::from(evidence);
        let kept = serde_json::to_string(&finding).unwrap();
        assert_eq!(serde_json::from_str::<Finding>(&kept).unwrap(), finding, "{kept}");
        assert!(kept.len() < 4_000, "{kept}");
    }
}

#[test]
fn there_is_a_sample_of_every_fact() {
    let names = [
        ("Siret", RegisterFact::NAMES),
        ("Name", NameFact::NAMES),
        ("Website", SiteFact::NAMES),
        ("WebsiteNamesFirm", SiteNameFact::NAMES),
        ("LegalNotice", NoticeFact::NAMES),
        ("MailDomain", MailFact::NAMES),
        ("Duplicate", DuplicateFact::NAMES),
        ("Price", PriceFact::NAMES),
        ("Promotion", PromotionFact::NAMES),
        ("Area", AreaFact::NAMES),
        ("Contacts", ContactFact::NAMES),
    ];
    let all: BTreeSet<String> = names
        .iter()
        .flat_map(|(check, facts)| facts.iter().map(move |fact| format!("{check}({fact}")))
        .collect();
    let shown = |evidence| format!("{evidence:?}").split([' ', ')']).next().unwrap_or_default().to_owned();
    let sampled: BTreeSet<String> = every_evidence().into_iter().map(shown).collect();
    assert_eq!(sampled, all);
}
