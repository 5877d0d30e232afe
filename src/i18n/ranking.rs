//! How results are ordered: the page that says so, and the reasons under each result.

use super::figures::NBSP;
use super::{Lang, sentences};

sentences! {
    ranking_title: "Comment nous classons les offres", "How we rank the offers";
    ranking_link: "Comment nous classons", "How we rank";
    ranking_lead: "La même recherche donne le même ordre à tout le monde. Personne ne peut payer pour monter, et rien de ce que vous êtes n’y entre. Voici tout ce qui compte, jusqu’au dernier chiffre.",
        "The same search gives everyone the same order. Nobody can pay to move up, and nothing about you enters into it. Here is all that counts, down to the last figure.";
    what_counts: "Ce qui compte", "What counts";
    counts_words: "Vos mots", "Your words";
    counts_words_text: "Une offre qui les porte dans son titre passe devant celle qui les cite au détour d’une description. Un mot rare pèse plus qu’un mot courant.",
        "An offer that has them in its title comes before one that mentions them in passing. A rare word weighs more than a common one.";
    counts_closeness: "Proximité", "Closeness";
    counts_closeness_text: "Qui sert précisément votre commune passe devant qui sert tout le pays. C’est la zone desservie qui compte, pas l’adresse du siège.",
        "Whoever serves your very town comes before whoever serves the whole country. It is the area served that counts, not the address of the head office.";
    counts_level: "Vérification", "Verification";
    counts_level_text: "Une offre que l’annuaire a contrôlée passe devant une fiche tirée de sources publiques.",
        "An offer that the directory has checked comes before a listing taken from public sources.";
    counts_completeness: "Fiche complète", "Complete listing";
    counts_completeness_text: "Prix, engagement, délai, assistance\u{a0}: plus un prestataire en dit, mieux il est placé.",
        "Price, commitment, set-up time, support: the more a provider says, the higher it stands.";
    counts_freshness: "Fraîcheur", "Freshness";
    counts_freshness_text: "Une fiche mise à jour récemment a un petit avantage, qui s’efface avec le temps.",
        "A listing updated recently has a small advantage, which fades with time.";
    counts_capacity: "Disponibilité", "Availability";
    counts_capacity_text: "Un prestataire complet, ou qui vous mettrait en liste d’attente, descend.",
        "A provider who is full, or would put you on a waiting list, moves down.";
    what_never_counts: "Ce qui ne compte jamais", "What never counts";
    never_money: "L’argent", "Money";
    never_money_text: "Ni place à vendre, ni annonce, ni commission.", "No place for sale, no advertisement, no commission.";
    never_you: "Vous", "You";
    never_you_text: "Ni vos recherches passées, ni votre appareil, ni l’endroit d’où vous vous connectez.",
        "Not your past searches, not your device, not the place you connect from.";
    never_popularity: "La célébrité", "Fame";
    never_popularity_text: "Ni le nombre de clics, ni la taille de l’entreprise.", "Not the number of clicks, not the size of the company.";
    when_equal: "À égalité", "When scores are equal";
    when_equal_text: "Deux offres au même score sont départagées par un tirage\u{a0}: un nombre calculé à partir de l’offre et de la date du jour. L’ordre ne bouge donc pas de la journée, et il change le lendemain\u{a0}: aucune des deux n’est toujours première.",
        "Two offers with the same score are told apart by a draw: a number worked out from the offer and the date. The order therefore stays put all day and changes the next day: neither is always first.";
    reading_why: "Vérifier vous-même", "Check for yourself";
    reading_why_text: "Sur une page de résultats, le lien «\u{a0}Voir le calcul\u{a0}» ajoute sous chaque offre la ligne «\u{a0}Pourquoi à cette place\u{202f}?\u{a0}». Elle donne les points de chacun de vos mots, ce que chaque critère ajoute ou retire, et le score. Si vous choisissez un autre tri que la pertinence, le score ne départage plus que les ex æquo.",
        "On a page of results, the link “Show the calculation” adds the line “Why in this place?” under each offer. It gives the points of each of your words, what each criterion adds or takes away, and the score. If you choose another order than relevance, the score only tells equals apart.";
    try_explaining: "Essayer avec «\u{a0}livraison\u{a0}» à Colmar", "Try it with “livraison” in Colmar";
    what_is_understood: "Ce que nous comprenons de vos mots", "What we understand from your words";
    understood_place: "Un lieu", "A place";
    understood_place_text: "«\u{a0}coursier colmar\u{a0}» cherche un coursier pour un commerce de Colmar.",
        "“coursier colmar” looks for a courier for a shop in Colmar.";
    understood_service: "Un service", "A service";
    understood_service_text: "«\u{a0}tpe\u{a0}» ou «\u{a0}machine à carte\u{a0}» veut dire terminal de paiement.",
        "“tpe” or “machine à carte” means a card terminal.";
    understood_typing: "Une faute de frappe", "A typing error";
    understood_typing_text: "«\u{a0}livrason\u{a0}» est cherché comme «\u{a0}livraison\u{a0}», et la page le dit.",
        "“livrason” is searched as “livraison”, and the page says so.";
    understood_forms: "Les formes d’un mot", "Forms of a word";
    understood_forms_text: "Accents, majuscules, pluriel\u{a0}: peu importe comment vous écrivez.",
        "Accents, capitals, plurals: it does not matter how you write.";
    literal_text: "Le lieu et le service compris deviennent des choix visibles, que vous retirez d’un clic. Et si nous avons mal compris, un lien cherche vos mots tels quels.",
        "The place and the service understood become visible choices, which one click removes. And if we misunderstood, a link searches for your exact words.";
    the_calculation: "Le calcul", "The calculation";
    points_of_words: "Points des mots", "Points of the words";
    weights_of_words: "Les mots, selon l’endroit où ils se trouvent", "Words, by where they stand";
    weights_added: "Ce qui s’ajoute ou se retire", "What is added or taken away";
    rarity_text: "Un mot ou un service vaut d’autant plus qu’il est rare dans l’annuaire (formule BM25, Robertson et Zaragoza, 2009).",
        "The rarer a word or a service is in the directory, the more it is worth (BM25 formula, Robertson and Zaragoza, 2009).";
    partly_text: "Si aucune offre ne contient tous vos mots, voici celles qui en contiennent une partie, et leurs points diminuent avec le cube de cette part\u{a0}: la moitié des mots, un huitième des points.",
        "If no offer contains all your words, those that contain some of them are shown, and their points shrink with the cube of that share: half of the words, an eighth of the points.";
    weight_column: "Poids", "Weight";
    criterion_column: "Critère", "Criterion";
    word_in_name: "Nom du prestataire", "Name of the provider";
    word_in_title: "Titre de l’offre et types de service", "Title of the offer and types of service";
    word_in_body: "Résumé et description", "Summary and description";
    word_begun: "Début d’un mot, pour le dernier mot tapé", "Beginning of a word, for the last word typed";
    word_service: "Service que vos mots désignent", "Service that your words name";
    word_main_service: "En plus, si c’est le service principal de l’offre", "On top, if it is the offer’s main service";
    word_repeated: "Répéter un mot\u{a0}: vite sans effet (paramètre k1)", "Repeating a word: soon without effect (parameter k1)";
    word_in_long_text: "Texte long\u{a0}: chaque mot y pèse moins (paramètre b)", "Long text: each of its words weighs less (parameter b)";
    half_life: "L’avantage diminue de moitié tous les", "The advantage halves every";
    fresh_today: "Mise à jour du jour", "Updated today";
    complete_listing: "Tous les renseignements sont donnés", "All the facts are given";
    an_example: "Un exemple", "An example";
    an_example_text: "Un commerce de Colmar cherche un coursier. Deux offres portent ses mots aussi bien l’une que l’autre.",
        "A shop in Colmar looks for a courier. Two offers hold its words equally well.";
    local_courier: "Coursier du quartier", "Neighbourhood courier";
    national_network: "Réseau national", "National network";
    the_score: "Score", "Score";
    why_this_place: "Pourquoi à cette place\u{202f}?", "Why in this place?";
    show_calculation: "Voir le calcul", "Show the calculation";
    hide_calculation: "Masquer le calcul", "Hide the calculation";
    counts_service: "Service compris", "Service understood";
    no_words_typed: "aucun mot à chercher, 1 point pour chaque offre", "no words to look for, 1 point for every offer";
    main_service_chosen: "1 point pour chaque offre, le reste parce que c’est son service principal",
        "1 point for every offer, the rest because it is its main service";
    word_missing: "absent", "missing";
    short_name: "nom", "name";
    short_title: "titre", "title";
    short_body: "texte", "text";
    short_begun: "début de mot", "beginning of a word";
    words_are_missing: "il manque des mots", "words are missing";
    no_place_asked: "aucun lieu demandé", "no place asked for";
    unknown_date: "date inconnue", "date unknown";
    draw_of_the_day: "Tirage du jour", "Draw of the day";
    draw_text: "ne départage que deux scores égaux", "only tells equal scores apart";
    other_order_text: "Vous avez choisi un autre tri\u{a0}: le score ne départage que les ex æquo.",
        "You chose another order: the score only tells equals apart.";
}

impl Lang {
    /// Writes the formula of the score in words.
    #[must_use]
    pub fn score_formula(self) -> &'static str {
        self.pick(
            "score = points des mots × (1 + proximité + vérification + fiche complète + fraîcheur + disponibilité)",
            "score = points of the words × (1 + closeness + verification + complete listing + freshness + availability)",
        )
    }

    /// Explains what a weight does in the formula, by one weight and the least that may remain.
    #[must_use]
    pub fn formula_text(self, weight: f32, least: f32) -> String {
        let (weight, least) = (self.added_percent(weight), self.share_percent(least));
        let weight = self.quoted(&weight);
        match self {
            Self::Fr => format!(
                "{weight} ajoute donc cette part à ce que les mots seuls donnent. Ce qui se retire ne descend jamais sous {least} des points\u{a0}: les mots comptent toujours."
            ),
            Self::En => format!(
                "{weight} therefore adds that share to what the words alone give. What is taken away never leaves less than {least} of the points: words always count."
            ),
        }
    }

    /// Says where a search without words starts, and what a chosen service adds that is the main one of an offer.
    #[must_use]
    pub fn without_words_text(self, main: f32) -> String {
        let main = self.points(main);
        match self {
            Self::Fr => format!(
                "Sans aucun mot, chaque offre part d’un point\u{202f}; si vous avez choisi un service, celles dont c’est le service principal en reçoivent un peu plus\u{a0}: {main}."
            ),
            Self::En => format!(
                "Without any words, every offer starts from one point; if you chose a service, those whose main service it is get a little more: {main}."
            ),
        }
    }

    /// Says how many points there are: « 4,25 points ».
    #[must_use]
    pub fn points(self, points: f32) -> String {
        // French counts below two in the singular.
        let singular = match self {
            Self::Fr => points < 2.0,
            Self::En => (points - 1.0).abs() < f32::EPSILON,
        };
        format!("{}{NBSP}{}", self.decimal(points, 2), if singular { "point" } else { "points" })
    }

    /// Says how many facts are given out of all: « 3 renseignements sur 10 ».
    #[must_use]
    pub fn facts_given(self, given: u8, all: u8) -> String {
        let given = self.count(given.into(), ("renseignement", "renseignements"), ("fact", "facts"));
        // The long word must be able to move to a line of its own in a narrow column.
        format!("{} {} {all}", given.replace(NBSP, " "), self.pick("sur", "out of"))
    }

    /// Says how long ago something changed.
    #[must_use]
    pub fn days_ago(self, days: u32) -> String {
        match (self, days) {
            (Self::Fr, 0) => "aujourd’hui".to_owned(),
            (Self::En, 0) => "today".to_owned(),
            (Self::Fr, _) => format!("il y a {}", self.days(days)),
            (Self::En, _) => format!("{} ago", self.days(days)),
        }
    }

    /// Writes a half-life: « 180 jours ».
    #[must_use]
    pub fn half_life_of(self, days: f32) -> String {
        format!("{}{NBSP}{}", self.decimal(days, 1), self.pick("jours", "days"))
    }

    /// Says which of two offers of an example comes first.
    #[must_use]
    pub fn comes_first(self, name: &str) -> String {
        match self {
            Self::Fr => format!("{} passe donc devant.", self.quoted(name)),
            Self::En => format!("{} therefore comes first.", self.quoted(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_singular_below_two_in_french_and_at_one_in_english() {
        assert_eq!(Lang::Fr.points(1.5), "1,5\u{a0}point");
        assert_eq!(Lang::Fr.points(4.0), "4\u{a0}points");
        assert_eq!(Lang::En.points(1.0), "1\u{a0}point");
        assert_eq!(Lang::En.points(0.25), "0.25\u{a0}points");
    }

    #[test]
    fn ages_and_facts_read_as_people_say_them() {
        assert_eq!(Lang::Fr.days_ago(0), "aujourd’hui");
        assert_eq!(Lang::Fr.days_ago(1), "il y a 1\u{a0}jour");
        assert_eq!(Lang::En.days_ago(30), "30\u{a0}days ago");
        assert_eq!(Lang::Fr.facts_given(3, 10), "3 renseignements sur 10");
    }
}
