//! Titles of topics, and why we ask.

use super::super::Lang;
#[cfg(test)]
use super::Pair;
use crate::domain::form::Topic;

impl Lang {
    /// Heads the page of a topic.
    #[must_use]
    pub const fn topic_title(self, topic: Topic) -> &'static str {
        match topic {
            Topic::Siret => self.pick("Votre établissement", "Your establishment"),
            Topic::Firm => self.pick("Votre entreprise", "Your firm"),
            Topic::Services => self.pick("Ce que vous proposez", "What you offer"),
            Topic::Words => self.pick("L’offre en quelques mots", "The offer in a few words"),
            Topic::Area => self.pick("Où vous proposez cette offre", "Where you make this offer"),
            Topic::Price => self.pick("Combien ça coûte au commerçant", "What it costs the shopkeeper"),
            Topic::Terms => self.pick("Engagement et départ", "Commitment and leaving"),
            Topic::Setup => self.pick("La mise en route et la suite", "Getting started, and after"),
            Topic::Proofs => self.pick("Preuves et références", "Proofs and references"),
            Topic::Contact => self.pick("À qui nous écrivons", "Whom we write to"),
        }
    }

    /// Names a topic for whoever reads what the provider answered.
    #[must_use]
    pub const fn topic_name(self, topic: Topic) -> &'static str {
        match topic {
            Topic::Siret => self.pick("Établissement", "Establishment"),
            Topic::Firm => self.pick("Entreprise", "Firm"),
            Topic::Services => self.pick("Services et commerces visés", "Services, and shops it is for"),
            Topic::Words => self.pick("L’offre en quelques mots", "The offer in a few words"),
            Topic::Area => self.pick("Zone desservie", "Area served"),
            Topic::Price => self.pick("Prix", "Price"),
            Topic::Terms => self.pick("Engagement et départ", "Commitment and leaving"),
            Topic::Setup => self.pick("Mise en route et suivi", "Getting started, and after"),
            Topic::Proofs => self.pick("Preuves et références", "Proofs and references"),
            Topic::Contact => self.pick("Contact", "Contact"),
        }
    }

    /// Says why a topic is asked about, in a sentence or two under its title.
    #[must_use]
    pub const fn topic_lead(self, topic: Topic) -> &'static str {
        match topic {
            Topic::Siret => self.pick(
                "Avec ce numéro, nous cherchons votre entreprise dans le répertoire des entreprises et remplissons la page suivante pour vous.",
                "With this number we look your firm up in the company register and fill in the next page for you.",
            ),
            Topic::Firm => self.pick(
                "Ce que les commerçants lisent de vous, à côté de chacune de vos offres.",
                "What shopkeepers read about you, beside each of your offers.",
            ),
            Topic::Services => self.pick(
                "C’est par là que les commerçants trouvent une offre. Peu de services bien choisis valent mieux que beaucoup.",
                "This is how shopkeepers find an offer. A few well-chosen services do better than many.",
            ),
            Topic::Words => self.pick(
                "Écrivez pour un commerçant pressé, qui ne connaît pas les mots de votre métier.",
                "Write for a busy shopkeeper who does not know the words of your trade, in French: they read it as it is.",
            ),
            Topic::Area => self.pick(
                "Un commerçant ne voit que les offres qui vont jusqu’à lui. L’adresse de votre entreprise n’y change rien.",
                "A shopkeeper only sees offers that reach the shop. The address of your firm makes no difference.",
            ),
            Topic::Price => self.pick(
                "Le prix est ce que les commerçants cherchent d’abord, et une offre payante sans prix est refusée. Nous en calculons le coût de la première année.",
                "The price is what shopkeepers look for first, and a paid offer without a price is refused. We work out the cost of the first year from it.",
            ),
            Topic::Terms => self.pick(
                "Un commerçant qui sait comment partir signe plus volontiers. Répondez aussi quand la réponse est «\u{a0}rien\u{a0}»\u{a0}: sans réponse, il lira «\u{a0}non communiqué\u{a0}».",
                "A shopkeeper who knows how to leave signs more readily. Answer even when the answer is “nothing”: without one, the page says “not given”.",
            ),
            Topic::Setup => self.pick(
                "Ce que le commerçant aura à faire, quand il pourra s’en servir, et qui répond quand quelque chose ne va pas.",
                "What the shopkeeper will have to do, when it can be used, and who answers when something goes wrong.",
            ),
            Topic::Proofs => self.pick(
                "Rien n’est obligatoire ici. Un label prouvé ou un client connu rassure, et aide ceux qui examinent votre candidature.",
                "Nothing is required here. A proven label or a known customer reassures, and helps those who examine your application.",
            ),
            Topic::Contact => self.pick(
                "Pour vous écrire au sujet de votre candidature. Rien de cette page n’est publié.",
                "So that we can write to you about your application. Nothing on this page is published.",
            ),
        }
    }
}

#[cfg(test)]
pub(super) fn all() -> Vec<Pair> {
    use crate::domain::choice::Choice;

    let pair = |say: fn(Lang, Topic) -> &'static str, topic| (say(Lang::Fr, topic), say(Lang::En, topic));
    let topics = Topic::ALL.iter();
    let all: [fn(Lang, Topic) -> &'static str; 3] = [Lang::topic_title, Lang::topic_name, Lang::topic_lead];
    topics.flat_map(|topic| all.map(|say| pair(say, *topic))).collect()
}
