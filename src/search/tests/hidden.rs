//! What shopkeepers may not find shows nowhere, not even in how a text is read.

use super::*;
use crate::domain::listing::ListingStatus;
use crate::domain::prose::Name;
use crate::domain::provider::Provider;

/// A directory in production: of the starter rows only the couriers are claimed. Other listings are hidden, replaced or
/// archived: each has a word that no listing shown holds.
fn production() -> Search {
    let folder = tempfile::tempdir().unwrap();
    let (search, mut writer) = Writer::open(folder.path(), false).unwrap();
    let mut entries = starter();
    for entry in &mut entries {
        if entry.listing.service_types.iter().any(|service| service.slug() == "livraison-locale") {
            entry.listing.verification_level = VerificationLevel::Identity;
        }
    }
    let renamed = |entry: &Entry, name: &str| {
        let provider = Provider { name: Name::parse(name).unwrap(), ..entry.provider.clone() };
        Entry { provider, ..entry.clone() }
    };
    let shown = entries.iter().position(|entry| entry.listing.verification_level.is_claimed()).unwrap();
    let hidden = entries.iter().position(|entry| !entry.listing.verification_level.is_claimed()).unwrap();
    let mut archived = renamed(&entries[shown], "Zigomarlin");
    archived.id = ListingId::new(Uuid::from_u128(7));
    archived.slug = Slug::from_text("archive");
    archived.listing.status = ListingStatus::Archived;
    entries[hidden] = renamed(&entries[hidden], "Zorglubine");
    entries.extend([archived, renamed(&entries[shown], "Zabulistan")]);
    entries.iter().for_each(|entry| writer.upsert(entry).unwrap());
    writer.commit(&Position { directory: "test".to_owned(), change: 1 }).unwrap();
    writer.upsert(&entries[shown]).unwrap();
    writer.commit(&Position { directory: "test".to_owned(), change: 2 }).unwrap();
    search
}

#[test]
fn words_of_hidden_listings_are_as_unknown_as_others() {
    let search = production();
    let read = |text: &str| search.search(&asking(text, "")).unwrap();
    for name in ["zorglubine", "zigomarlin", "zabulistan"] {
        let misspelt = format!("coursier {}x", &name[..name.len() - 1]);
        for text in
            [misspelt.clone(), format!("{misspelt} vite"), format!("logistique {name}"), name.to_owned()]
        {
            let other = text.replace(&name[..name.len() - 1], "qwqwqwqwq");
            let (page, same) = (read(&text), read(&other));
            assert_eq!(page.understood.corrected, None, "{text}");
            assert_eq!(page.understood.types.len(), same.understood.types.len(), "{text}");
            assert_eq!((page.total, page.partial_words), (same.total, same.partial_words), "{text}");
        }
    }
}

#[test]
fn a_misspelt_word_is_mended_though_a_hidden_listing_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let (search, mut writer) = Writer::open(folder.path(), false).unwrap();
    let mut entries = starter();
    for entry in &mut entries[1..] {
        entry.listing.verification_level = VerificationLevel::Identity;
    }
    entries[0].provider.name = Name::parse("Boutiqe Livraizon").unwrap();
    entries.iter().for_each(|entry| writer.upsert(entry).unwrap());
    writer.commit(&Position { directory: "test".to_owned(), change: 1 }).unwrap();
    for (typed, meant) in
        [("boutiqe", "boutique"), ("livraizon", "livraison"), ("livraizon zzz", "livraison zzz")]
    {
        let page = search.search(&asking(typed, "")).unwrap();
        assert_eq!(page.understood.corrected.as_deref(), Some(meant), "{typed}");
    }
}

/// Half of the rows claimed, beside the others and without them.
static BESIDE_AND_ALONE: LazyLock<(Vec<Entry>, Search, Search)> = LazyLock::new(|| {
    let mut entries = starter();
    for entry in entries.iter_mut().step_by(2) {
        entry.listing.verification_level = VerificationLevel::Identity;
    }
    let opened = |shown_only: bool| {
        let folder = tempfile::tempdir().unwrap();
        let (search, mut writer) = Writer::open(folder.path(), false).unwrap();
        let is_shown = |entry: &&Entry| !shown_only || entry.listing.verification_level.is_claimed();
        entries.iter().filter(is_shown).for_each(|entry| writer.upsert(entry).unwrap());
        writer.commit(&Position { directory: "test".to_owned(), change: 1 }).unwrap();
        // The mapped segments outlive their folder.
        search
    };
    let (beside, alone) = (opened(false), opened(true));
    (entries, beside, alone)
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_text_is_read_as_if_hidden_listings_were_not_there(
        row in 0..205_usize,
        word in any::<proptest::sample::Index>(),
        cut in 0..12_usize,
        beside in proptest::sample::select(vec!["", "coursier ", "caisse ", "site à nantes "]),
        behind in any::<bool>(),
    ) {
        let (entries, hiding, without) = &*BESIDE_AND_ALONE;
        let name = entries[row].provider.name.to_string() + " " + entries[row].listing.summary.as_str();
        let mut word: String = word.get(&name.split(' ').collect::<Vec<_>>()).to_string();
        // With an error, if it is long enough.
        if let Some((at, _)) = word.char_indices().nth(cut) {
            word.remove(at);
        }
        let text = if behind { format!("{word} {beside}") } else { format!("{beside}{word}") };
        let (page, same) = (hiding.search(&asking(&text, "")).unwrap(), without.search(&asking(&text, "")).unwrap());
        prop_assert_eq!(&page.understood, &same.understood, "« {} »", text);
        prop_assert_eq!((page.total, page.partial_words), (same.total, same.partial_words), "« {} »", text);
        prop_assert_eq!(page.facets.0, same.facets.0);
        let suggested = |search: &Search| search.suggest(&text, |text| text.fr).unwrap().providers;
        prop_assert_eq!(suggested(hiding), suggested(without), "« {} »", text);
    }
}
