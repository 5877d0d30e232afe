//! What is suggested while somebody types.

use super::*;
use crate::domain::prose::Name;
use crate::domain::taxonomy::Text;

fn french(text: Text) -> &'static str {
    text.fr
}

fn needs(directory: &Directory, typed: &str) -> Vec<(&'static str, Option<&'static str>)> {
    let found = directory.search.suggest(typed, french).unwrap();
    found.needs.into_iter().map(|need| (need.choice.slug(), need.matched)).collect()
}

fn providers(directory: &Directory, typed: &str) -> Vec<String> {
    let found = directory.search.suggest(typed, french).unwrap();
    found.providers.into_iter().map(|provider| provider.name).collect()
}

#[test]
fn needs_are_found_by_the_beginning_of_a_label_then_of_its_words_then_of_synonyms() {
    let directory = directory(&starter());
    assert_eq!(needs(&directory, "tpe")[0], ("terminal", Some("TPE")));
    assert_eq!(needs(&directory, "livraison de r")[0], ("livraison-repas", None));
    assert!(needs(&directory, "liv")[..2].contains(&("livraison", None)));
    assert!(needs(&directory, "COURSIER ET VÉ").contains(&("livraison-locale", None)));
    assert_eq!(needs(&directory, "vélo-c")[0], ("livraison-locale", None));
    for spelling in ["e-comm", "e comm", "ecomm"] {
        let found = needs(&directory, spelling);
        assert!(found.iter().any(|(slug, _)| *slug == "boutique-en-ligne"), "{spelling}: {found:?}");
    }
    assert_eq!(needs(&directory, "faire un s")[0], ("site", Some("faire un site")));
    assert_eq!(needs(&directory, "terminal de ")[0], ("terminal", None));
    assert!(needs(&directory, "zzz").is_empty() && needs(&directory, "").is_empty());
}

#[test]
fn labels_come_in_the_readers_language_and_others_are_told_as_what_matched() {
    let directory = directory(&starter());
    let english = directory.search.suggest("card term", |text| text.en).unwrap();
    assert_eq!((english.needs[0].choice.slug(), english.needs[0].matched), ("terminal", None));
    assert_eq!(needs(&directory, "card term")[0], ("terminal", Some("Card terminal")));
    let first = |label: fn(Text) -> &'static str| directory.search.suggest("insta", label).unwrap().needs[0];
    assert_eq!(first(french).choice.slug(), "reseaux-sociaux", "Instagram, not instalments");
    assert_eq!(first(|text| text.en).choice.slug(), "paiement-fractionne");
}

#[test]
fn needs_without_an_offer_come_last() {
    let one = starter().into_iter().find(|entry| entry.provider.name.as_str() == "Relais Colis").unwrap();
    let found = directory(std::slice::from_ref(&one)).search.suggest("l", french).unwrap().needs;
    assert!(found[0].offers > 0 && found.last().unwrap().offers == 0, "{found:?}");
    assert!(found.is_sorted_by_key(|need| need.offers == 0));
}

#[test]
fn providers_are_found_by_any_of_their_words_and_every_word_counts() {
    let directory = directory(&starter());
    assert_eq!(providers(&directory, "vitrines col"), ["Les Vitrines de Colmar"]);
    assert_eq!(providers(&directory, "colmar les v"), ["Les Vitrines de Colmar"]);
    assert_eq!(providers(&directory, "shopping calais"), ["Mon shopping c'est Calais"]);
    assert_eq!(providers(&directory, "fleche"), ["La Flèche"]);
    assert_eq!(providers(&directory, "wix")[0], "Wix");
    assert!(providers(&directory, "vitrines paris").is_empty());
    for letter in 'a'..='w' {
        let found = directory.search.suggest(&letter.to_string(), french).unwrap();
        assert!(!found.needs.is_empty() && !found.providers.is_empty(), "{letter}");
    }
}

#[test]
fn a_provider_is_suggested_once_wherever_its_listings_lie() {
    let mut first = starter().remove(0);
    first.id = ListingId::new(Uuid::from_u128(77));
    first.slug = Slug::from_text("autre offre");
    let mut directory = directory(&starter());
    directory.writer.upsert(&first).unwrap();
    directory.writer.commit(&Position { directory: "test".to_owned(), change: 2 }).unwrap();
    assert_eq!(providers(&directory, "ma ville mon"), ["Ma Ville Mon Shopping"]);
}

#[test]
fn a_provider_whose_listings_are_hidden_is_not_suggested() {
    let folder = tempfile::tempdir().unwrap();
    let (search, mut writer) = Writer::open(folder.path(), false).unwrap();
    for entry in starter() {
        writer.upsert(&entry).unwrap();
    }
    writer.commit(&Position { directory: "test".to_owned(), change: 1 }).unwrap();
    let found = search.suggest("vitrines", french).unwrap();
    assert!(found.providers.is_empty(), "{found:?}");
    assert!(search.suggest("livraison", french).unwrap().needs.iter().all(|need| need.offers == 0));
}

#[test]
fn hidden_listings_stand_in_nobodys_way() {
    let folder = tempfile::tempdir().unwrap();
    let (search, mut writer) = Writer::open(folder.path(), false).unwrap();
    let entries = starter();
    let names = ["Azur", "Azimut"];
    for number in 0..72_u32 {
        let mut entry = entries[number as usize % 2].clone();
        entry.id = ListingId::new(Uuid::from_u128(number.into()));
        entry.slug = Slug::from_text("offre").numbered(number);
        entry.provider.name = Name::parse(names[usize::from(number == 71)]).unwrap();
        // All but one of the many offers of the first, and the only offer of the second.
        if number >= 70 {
            entry.listing.verification_level = VerificationLevel::Identity;
        }
        writer.upsert(&entry).unwrap();
    }
    writer.commit(&Position { directory: "test".to_owned(), change: 1 }).unwrap();
    let found = search.suggest("az", french).unwrap().providers;
    // Equally many may be found: the alphabet decides.
    assert_eq!(found.iter().map(|found| found.name.as_str()).collect::<Vec<_>>(), ["Azimut", "Azur"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_has_bounded_suggestions(text in any::<String>()) {
        let found = VARIED.1.suggest(&text, french).unwrap();
        prop_assert!(found.needs.len() <= 5 && found.providers.len() <= 5);
    }
}
