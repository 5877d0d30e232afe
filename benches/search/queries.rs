//! What the visitors of the bench ask for: a fixed list, never changed lightly, so that figures stay comparable.
//! New kinds come behind the old ones, in a list of their own.

/// Queries by kind, as people read them: `key=value&key=value`, values not yet encoded. The first list: figures of
/// all times are means over it.
const KINDS: &[(&str, &[&str])] = &[
    ("words", TEXT),
    ("rare words", RARE),
    ("place", PLACE),
    ("words and place", TEXT_AND_PLACE),
    ("filters", FILTERS),
    ("words and filters", TEXT_AND_FILTERS),
    ("deep pages", DEEP),
    ("sorted", SORTED),
    ("firms", NAMES),
    ("nothing found", NOTHING),
    ("heavy", HEAVY),
];

/// Kinds that came later, of searches whose words are read: mended, taken for services and places.
const LATER_KINDS: &[(&str, &[&str])] =
    &[("typing errors", TYPING_ERRORS), ("meaning", MEANING), ("hostile", HOSTILE)];

/// One query of the list.
#[derive(Clone, Copy)]
pub(crate) struct Query {
    /// What kind of query it is.
    pub(crate) kind: &'static str,
    /// The query as people read it.
    pub(crate) text: &'static str,
}

/// Lists every query, those of the first list in front.
pub(crate) fn all() -> Vec<Query> {
    KINDS.iter().chain(LATER_KINDS).flat_map(of_kind).collect()
}

/// Counts the queries of the first list.
pub(crate) fn first_list() -> usize {
    KINDS.iter().map(|(_, texts)| texts.len()).sum()
}

fn of_kind((kind, texts): &(&'static str, &'static [&'static str])) -> impl Iterator<Item = Query> {
    let kind = *kind;
    texts.iter().map(move |text| Query { kind, text })
}

/// Words of a shopkeeper, frequent ones: with and without accents, one to four, whole and begun.
const TEXT: &[&str] = &[
    "q=site", "q=site internet", "q=boutique en ligne", "q=livraison", "q=paiement en ligne", "q=caisse",
    "q=logiciel de caisse", "q=fidélité", "q=fidelite", "q=réseaux sociaux", "q=reseaux sociaux",
    "q=référencement", "q=referencement naturel", "q=click and collect", "q=photos", "q=photographe produit",
    "q=vélo", "q=velo cargo", "q=vendre sur internet", "q=carte cadeau", "q=terminal de paiement",
    "q=prise de rendez-vous", "q=sans engagement", "q=site vitrine pas cher", "q=commerce",
    "q=commerces de proximité", "q=formation", "q=sauvegarde", "q=facture", "q=facturation électronique",
    "q=l’hébergement d’un site", "q=qu’un site internet", "q=e-commerce", "q=SMS", "q=livr", "q=bouti",
    "q=rése", "q=site int",
];

/// Words that few offers hold, or that are misspelt.
const RARE: &[&str] = &[
    "q=luthiers", "q=horlogers", "q=torréfacteurs", "q=enseigne reconnaissable", "q=breton occitan",
    "q=codes-barres", "q=demi-journée", "q=anniversaire", "q=consigne nuit", "q=foires", "q=merceries",
    "q=antivirus", "q=boutiqe en ligne", "q=livraizon", "q=refferencement", "q=cybersecurité",
    "q=comptabilte", "q=fidelitee",
];

/// Places only: communes, postal codes, départements, régions, EPCI, the country; ambiguous and misspelt ones.
const PLACE: &[&str] = &[
    "place=Colmar", "place=commune:68066", "place=68000", "place=Paris", "place=75011", "place=Lyon",
    "place=Marseille", "place=13001", "place=Saint-Denis", "place=Ajaccio", "place=commune:2B033",
    "place=Mamoudzou", "place=Ambert", "place=Saint-Germain", "place=ile d'yeu", "place=haut-rhin",
    "place=departement:68", "place=departement:2A", "place=departement:59", "place=974", "place=Bretagne",
    "place=region:44", "place=region:11", "place=Île-de-France", "place=region:93", "place=epci:246800726",
    "place=epci:200054781", "place=epci:200046977", "place=france", "place=metropole", "place=Tououse",
    "place=Nulle-Part-sur-Mer",
];

/// Words and a place; in the last ones the place stands among the words.
const TEXT_AND_PLACE: &[&str] = &[
    "q=livraison vélo&place=Colmar", "q=boutique en ligne&place=68000", "q=site internet&place=Paris",
    "q=photographe&place=Bordeaux", "q=caisse&place=departement:69", "q=paiement&place=region:53",
    "q=réservation restaurant&place=Nice", "q=carte de fidélité&place=Lille",
    "q=formation réseaux sociaux&place=Rennes", "q=coursier&place=epci:200046977",
    "q=place de marché locale&place=Colmar", "q=référencement&place=Ajaccio",
    "q=cliqué retiré&place=Strasbourg", "q=maintenance site&place=67000", "q=logo&place=Toulouse",
    "q=rgpd&place=departement:974", "q=titre restaurant&place=Nantes", "q=publicité&place=france",
    "q=point relais&place=Limoges", "q=hébergement&place=Brest", "q=sans engagement&place=Grenoble",
    "q=livraison vélo colmar", "q=site internet lyon", "q=photographe à bordeaux",
    "q=boutique en ligne bretagne", "q=formation 68000",
];

/// Filters without words, one to four groups.
const FILTERS: &[&str] = &[
    "type=site", "type=livraison", "type=boutique-en-ligne", "type=livraison-locale&type=expedition",
    "type=paiement&type=gestion", "type=site&type=vente&type=visibilite", "commitment=aucun",
    "setup=moins-24h&setup=1-3-jours", "pricing=gratuit", "pricing=abonnement&pricing=forfait",
    "autonomy=cle-en-main", "mode=sur-place", "trade=mode", "trade=alimentaire&trade=restauration",
    "level=offre-verifiee&level=labellise", "type=site&commitment=aucun",
    "type=caisse&pricing=abonnement&setup=1-semaine", "type=accompagnement&mode=sur-place&level=labellise",
    "type=site&commitment=aucun&setup=1-semaine&autonomy=accompagne",
    "type=visibilite&pricing=sur-devis&pricing=forfait&mode=a-distance&trade=fleurs",
    "commitment=aucun&commitment=1-12-mois&autonomy=libre-service&pricing=gratuit-limite",
    "type=livraison&place=Lyon", "type=site&place=Colmar&commitment=aucun",
    "type=paiement&place=region:76&pricing=commission", "type=clients&place=75011&autonomy=accompagne",
    "type=securite&place=departement:31&mode=sur-place&mode=les-deux", "level=labellise&place=epci:200054781",
    "trade=mode&place=Lille&type=reseaux-sociaux&type=identite-visuelle",
    "type=vieux-type-inconnu&commitment=aucun", "type=installation&place=2A&mode=sur-place",
];

/// Words and filters, without a place.
const TEXT_AND_FILTERS: &[&str] = &[
    "q=boutique&type=site", "q=boutique en ligne&commitment=aucun",
    "q=caisse&type=gestion&pricing=abonnement", "q=livraison&mode=sur-place",
    "q=photos&type=contenus&level=offre-verifiee", "q=fidélité&autonomy=libre-service&trade=tous",
    "q=carte&type=paiement&type=clients", "q=sans engagement&pricing=abonnement&setup=1-3-jours",
    "q=formation&level=labellise&mode=sur-place",
    "q=site&type=site-vitrine&type=refonte-maintenance&setup=2-4-semaines",
    "q=vélo&type=livraison-locale&trade=alimentaire", "q=gratuit&pricing=gratuit&pricing=gratuit-limite",
    "q=menu&type=commande-en-ligne&commitment=aucun&autonomy=cle-en-main", "q=aide&type=financement",
];

/// Pages far from the first.
const DEEP: &[&str] = &[
    "page=2", "page=10", "page=100", "page=9999", "q=site&page=2", "q=site&page=20", "q=livraison&page=5",
    "place=Paris&page=3", "place=Colmar&page=30", "type=site&page=12",
    "q=boutique en ligne&place=Lyon&page=4", "type=visibilite&commitment=aucun&page=8",
];

/// Other orders than relevance.
const SORTED: &[&str] = &[
    "sort=recent", "sort=engagement", "sort=delai", "place=Colmar&sort=proximite",
    "q=site internet&sort=recent", "q=livraison&place=Nantes&sort=proximite", "type=site&sort=delai",
    "type=paiement&sort=engagement&page=3", "q=caisse&sort=engagement", "place=region:84&sort=recent",
];

/// Firms: by name, by the beginning of a name, by number. They are among the first of the made-up ones.
pub(crate) const NAMES: &[&str] = &[
    "q=Agence Coryo", "q=vitrines bordeaux", "q=Studio Fitelbrino", "q=bouursta", "q=Martin Conseil",
    "q=martin", "q=Coopérative Solbou", "q=vitrim", "q=Boutiques Nîmes", "q=pixtriqui&place=France",
    "q=Maison Bernard&type=site", "q=80000010100009", "q=800 000 036 00031", "q=80000001000010",
];

/// Nothing is found, or hardly anything, or nonsense is asked.
const NOTHING: &[&str] = &[
    "q=zzzyxw", "q=tondeuse à gazon", "q=xylophone&place=Colmar", "q=99999999999999",
    "q=luthiers&type=cybersecurite&place=Ajaccio",
    "q=anniversaire&mode=sur-place&pricing=gratuit&place=Mamoudzou&level=labellise", "q=???",
    "q=(site OR \"boutique\" -livraison", "place=99999", "q=boutique&place=Atlantide",
];

/// Much at once, and everything.
const HEAVY: &[&str] = &[
    "", "q=", "place=france&page=1", "q=site boutique livraison paiement",
    "q=commerces proximité prix clair sans engagement&place=Paris",
    "q=boutique en ligne photos fiches produit&place=region:11&type=site&type=vente&commitment=aucun&commitment=1-12-mois&pricing=abonnement&pricing=forfait&sort=recent",
    "q=nous vous accompagnons dans votre boutique et dans les communes voisines",
    "q=le la les de des un une et pour&place=Lyon",
    "type=site&type=vente&type=place-de-marche&type=paiement&type=livraison&type=visibilite&type=clients&type=gestion&place=Paris",
    "place=Colmar&commitment=aucun&commitment=1-12-mois&setup=moins-24h&setup=1-3-jours&setup=1-semaine&autonomy=accompagne&autonomy=cle-en-main&mode=les-deux&mode=sur-place&trade=tous&trade=mode",
];

/// Words mistyped: one letter too many, too few, another one, two exchanged, two words in one; alone and in company.
const TYPING_ERRORS: &[&str] = &[
    "q=boutiqe en lgne", "q=livraizon velo", "q=refferencement google", "q=cousier nante", "q=teminal de paiment",
    "q=instagrame", "q=comptabilte en ligne", "q=site vitirne", "q=phtographe produit", "q=logicel de caisse",
    "q=carte de fidelitee", "q=resaux sociaux", "q=e-comerce", "q=maintenace site internet", "q=sauvegrade",
    "q=formaton reseaux sociaux", "q=click and colect", "q=prise de rendezvous", "q=reservaton restaurant",
    "q=heberegment site", "q=publicte facebook", "q=cibersecurite", "q=facturation electornique",
    "q=codebarre", "q=livrasion a domicile&place=Colmar", "q=boutique enligne strasbuorg",
];

/// What shopkeepers mean: services in their own words, places among the words, in any order.
const MEANING: &[&str] = &[
    "q=coursier vélo nantes", "q=tpe la réunion", "q=site vitrine 68", "q=caisse restaurant lyon 3",
    "q=machine à carte", "q=vendre sur internet bretagne", "q=être visible sur google strasbourg",
    "q=photographe 33000", "q=bons d'achat", "q=colmar", "q=refaire mon site web à lille",
    "q=création site internet paris 11", "q=agence web toulouse", "q=livreur colmar et environs",
    "q=envoyer des colis corse", "q=payer en plusieurs fois", "q=lecteur de carte bancaire marseille",
    "q=gérer mes stocks", "q=programme de fidélité pour boulangerie", "q=prendre rendez-vous en ligne coiffeur nice",
    "q=répondre aux avis google", "q=community manager haut-rhin", "q=logo et carte de visite saint-denis",
    "q=aide pour passer au numérique 974", "q=apprendre à vendre en ligne", "q=commande en ligne pizzeria bordeaux",
    "q=comptable en ligne auvergne rhône alpes", "q=mentions légales et rgpd", "q=wifi et téléphone boutique rennes",
    "q=vitrine numérique pour ma boutique de vêtements à saint-étienne", "q=place de marché grand est",
    "q=emailing paca", "q=sms clients île de france",
];

/// As much work as a visitor can ask for in one address.
const HOSTILE: &[&str] = &[
    "q=xkjqwzvbnm trplkjhgfd wqzxcvbnml plmoknijbu qazwsxedcr rfvtgbyhnu ikolpmnjuh zaqxswcder vfrbgtnhym jukilopmnb ytrewqasdf mnbvcxzlkj",
    "q=anticonstitutionnellementanticonstitutionnellementanticonstitutionnellementanticonstitutionnellementanticonstitutionnellementanticonstitutionnellementanticonstitutionnellementanticonstitutionnellementantic",
    "q=paris lyon marseille toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon grenoble dijon angers",
    "q=boutiqe lgne livraizon refferencment photgraphe fidelitee comptabilte resaux soicaux caise enregistreuze paiment instagrame",
    "q=le la les de des un une et pour dans sur avec sans par chez",
    "q=site site site site site site site site site site site site site site site site site site site site site site site",
    "q=saint sainte saint saint-denis saint-martin saint-jean saint-pierre sainte-marie saint-germain saint-louis",
    "q=a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "q=livraizon vélo nantes machine a carte la réunion site vitrine 68 caise lyon 3 bons d'achat bretagne&page=9",
    "q=l'l'l'l'l'l'l'l'l'l'l'l' d'd'd'd'd'd'd'd'd'd' qu'qu'qu'qu'qu'qu'&place=Nulle-Part-lès-Bains",
];

/// What stands in the search field while people type.
pub(crate) const PREFIXES: &[&str] = &[
    "b", "bo", "bou", "bout", "bouti", "boutiq", "boutique", "l", "li", "liv", "livr", "livrai", "s", "si", "site",
    "site v", "site vit", "c", "ca", "cai", "caisse", "co", "cou", "cours", "p", "pa", "pai", "paie", "paiement", "ph",
    "photo", "r", "ré", "réf", "reser", "réseaux", "f", "fid", "fidé", "car", "carte c", "marti", "agen", "studio",
    "80000", "liavr", "phtog", "xq", "g", "go", "goog",
];

/// What stands in the field of the place while people type.
pub(crate) const PLACE_PREFIXES: &[&str] = &[
    "c", "co", "col", "colm", "colmar", "6", "68", "680", "68000", "p", "pa", "par", "paris", "paris 1", "s", "sa",
    "saint", "saint-d", "saint de", "st den", "l", "la", "la r", "la réu", "le h", "ly", "lyon", "lyon 3", "br",
    "bret", "haut", "haut-r", "île", "ile de", "97", "974", "2a", "aj", "str", "strsb", "tou", "zz",
];

/// Writes a query as it stands in an address after the question mark.
pub(crate) fn encoded(query: &str) -> String {
    let mut address = form_urlencoded::Serializer::new(String::new());
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        address.append_pair(key, value);
    }
    address.finish()
}
