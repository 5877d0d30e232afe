//! The website, the name on it and its legal notice.

use crate::domain::check::{CertificateFault, NoticeFact, SiteFact, SiteNameFact, SiteTrouble};
use crate::i18n::Lang;

impl Lang {
    pub(super) fn site_saw(self, fact: &SiteFact) -> String {
        match (fact, self) {
            (SiteFact::NoSite, _) => self.no_site().to_owned(),
            (SiteFact::NotVisited, _) => self.not_visited().to_owned(),
            (SiteFact::Secure { host }, Self::Fr) => format!("{host} s’affiche, en connexion sécurisée."),
            (SiteFact::Secure { host }, Self::En) => format!("{host} answers, over a secure connection."),
            (SiteFact::Moved { from, to }, Self::Fr) => format!("{from} renvoie ses visiteurs vers {to}."),
            (SiteFact::Moved { from, to }, Self::En) => format!("{from} sends its visitors to {to}."),
            (SiteFact::Insecure { host, trouble }, Self::Fr) => format!(
                "{host} s’affiche, mais sans connexion sécurisée\u{a0}: {}.",
                self.site_trouble(*trouble)
            ),
            (SiteFact::Insecure { host, trouble }, Self::En) => {
                format!("{host} answers, but not over a secure connection: {}.", self.site_trouble(*trouble))
            }
            (SiteFact::Silent { host, trouble }, Self::Fr) => {
                format!("{host} n’a pas pu être lu\u{a0}: {}.", self.site_trouble(*trouble))
            }
            (SiteFact::Silent { host, trouble }, Self::En) => {
                format!("{host} could not be read: {}.", self.site_trouble(*trouble))
            }
        }
    }

    const fn no_site(self) -> &'static str {
        self.pick("Aucun site n’est donné.", "No website is given.")
    }

    const fn not_visited(self) -> &'static str {
        self.pick("Le site n’a pas encore été visité.", "The website has not been visited yet.")
    }

    pub(super) const fn site_advice(self, fact: &SiteFact) -> Option<&'static str> {
        match fact {
            SiteFact::Silent { trouble, .. } | SiteFact::Insecure { trouble, .. } => {
                Some(self.trouble_advice(*trouble))
            }
            SiteFact::Moved { .. } => Some(self.pick(
                "Si le site a déménagé, donnez plutôt sa nouvelle adresse.",
                "If the website has moved, give its new address instead.",
            )),
            SiteFact::NoSite | SiteFact::NotVisited | SiteFact::Secure { .. } => None,
        }
    }

    pub(super) fn site_name_saw(self, fact: &SiteNameFact) -> String {
        let said = match fact {
            SiteNameFact::NoSite => self.no_site(),
            SiteNameFact::NotVisited => self.not_visited(),
            SiteNameFact::Unread => self.unread(),
            SiteNameFact::Named { name } => {
                return match self {
                    Self::Fr => format!("On lit {} sur la page.", self.quoted(name)),
                    Self::En => format!("The page says {}.", self.quoted(name)),
                };
            }
            SiteNameFact::Identified => self.pick(
                "Le numéro ou le nom de l’entreprise figure sur le site.",
                "The firm’s number or name is on the website.",
            ),
            SiteNameFact::NotNamed { names, cut } => return self.not_named(names, *cut),
        };
        said.to_owned()
    }

    fn not_named(self, names: &[String], cut: bool) -> String {
        let names: Vec<String> = names.iter().map(|name| self.quoted(name)).collect();
        let names = names.join(self.pick(" ni ", " or "));
        match (self, cut) {
            (Self::Fr, false) => format!("La page ne contient pas {names}."),
            (Self::Fr, true) => format!("Le début de la page, très longue, ne contient pas {names}."),
            (Self::En, false) => format!("The page does not say {names}."),
            (Self::En, true) => {
                format!("The beginning of the page, which is very long, does not say {names}.")
            }
        }
    }

    const fn unread(self) -> &'static str {
        self.pick("Le site n’a pas pu être lu.", "The website could not be read.")
    }

    const fn unread_advice(self) -> &'static str {
        self.pick(
            "Voyez plus haut ce qui est dit du site\u{202f}; ce contrôle se refera avec lui.",
            "See above what is said of the website; this check will be made again with it.",
        )
    }

    pub(super) const fn site_name_advice(self, fact: &SiteNameFact) -> Option<&'static str> {
        match fact {
            SiteNameFact::Unread => Some(self.unread_advice()),
            SiteNameFact::NotNamed { .. } => Some(self.pick(
                "Un nom qui n’apparaît que dans une image nous échappe\u{a0}: écrivez-le aussi en toutes lettres, par exemple en bas de page.",
                "We miss a name that only shows in a picture: write it as text too, at the foot of the page for instance.",
            )),
            SiteNameFact::NoSite | SiteNameFact::NotVisited | SiteNameFact::Named { .. } | SiteNameFact::Identified => None,
        }
    }

    pub(super) fn notice_saw(self, fact: &NoticeFact) -> String {
        let said = match fact {
            NoticeFact::NoSite => self.no_site(),
            NoticeFact::NotVisited => self.not_visited(),
            NoticeFact::Unread => self.unread(),
            NoticeFact::WithNumber => self.pick(
                "Les mentions légales donnent le numéro de l’entreprise.",
                "The legal notice gives the firm’s number.",
            ),
            NoticeFact::WithName => self.pick(
                "Les mentions légales donnent le nom de l’entreprise.",
                "The legal notice gives the firm’s name.",
            ),
            NoticeFact::Anonymous => self.pick(
                "Les mentions légales ne donnent ni le nom ni le numéro de l’entreprise.",
                "The legal notice gives neither the firm’s name nor its number.",
            ),
            NoticeFact::Missing => self.pick(
                "La page ne montre pas de lien vers des mentions légales.",
                "The page shows no link to a legal notice.",
            ),
            NoticeFact::Broken { trouble } => {
                let broken = self.pick(
                    "Les mentions légales n’ont pas pu être lues",
                    "The legal notice could not be read",
                );
                return format!("{broken}{} {}.", self.colon(), self.site_trouble(*trouble));
            }
            NoticeFact::Elsewhere { host } => {
                let elsewhere = self.pick(
                    "Les mentions légales sont sur un autre site,",
                    "The legal notice is on another website,",
                );
                return format!("{elsewhere} {host}.");
            }
        };
        said.to_owned()
    }

    pub(super) const fn notice_advice(self, fact: &NoticeFact) -> Option<&'static str> {
        match fact {
            NoticeFact::Unread => Some(self.unread_advice()),
            NoticeFact::Anonymous => Some(self.pick(
                "Ajoutez-y la raison sociale et le SIREN\u{a0}: la loi le demande, et les clients aiment savoir à qui ils ont affaire.",
                "Add the legal name and the SIREN: the law asks for them, and customers like to know whom they deal with.",
            )),
            NoticeFact::Missing => Some(self.pick(
                "Tout site professionnel doit en avoir. Ajoutez en bas de page un lien «\u{a0}Mentions légales\u{a0}», avec la raison sociale, le SIREN et l’hébergeur.",
                "Every business website must have one. Add a link “Mentions légales” at the foot of the page, with the legal name, the SIREN and the host.",
            )),
            NoticeFact::Broken { trouble } => Some(self.trouble_advice(*trouble)),
            NoticeFact::Elsewhere { .. } => Some(self.pick(
                "Nous ne visitons que votre site\u{a0}: une personne de l’équipe ouvrira cette page elle-même.",
                "We only visit your own website: somebody from the team will open that page.",
            )),
            NoticeFact::NoSite | NoticeFact::NotVisited | NoticeFact::WithNumber | NoticeFact::WithName => None,
        }
    }

    /// Why a page could not be read, as the end of a sentence.
    pub(in crate::i18n) fn site_trouble(self, trouble: SiteTrouble) -> String {
        let said = match trouble {
            SiteTrouble::NoSuchName => {
                self.pick("aucun serveur ne répond à ce nom", "no server has this name")
            }
            SiteTrouble::Unreachable => self.pick(
                "le serveur refuse la connexion ou l’interrompt",
                "the server refuses the connection or drops it",
            ),
            SiteTrouble::Slow => self
                .pick("pas de réponse complète en cinq secondes", "no complete answer within five seconds"),
            SiteTrouble::Certificate(fault) => self.certificate_fault(fault),
            SiteTrouble::NoTls => self.pick(
                "le serveur ne propose pas de connexion sécurisée (https)",
                "the server offers no secure connection (https)",
            ),
            SiteTrouble::Forbidden => {
                self.pick("l’adresse mène hors du web public", "the address leads out of the public web")
            }
            SiteTrouble::TooManyRedirects => {
                self.pick("la page renvoie trop souvent vers une autre", "the page redirects too many times")
            }
            SiteTrouble::Downgraded => self.pick(
                "l’adresse sécurisée renvoie vers une adresse qui ne l’est pas",
                "the secure address sends visitors to one that is not",
            ),
            SiteTrouble::NotAPage => {
                self.pick("la réponse n’est pas une page web", "the answer is not a web page")
            }
            SiteTrouble::Status(status) => return format!("{} {status}", self.status_meaning(status)),
        };
        said.to_owned()
    }

    const fn status_meaning(self, status: u16) -> &'static str {
        match status {
            404 | 410 => self.pick("la page n’existe pas, erreur", "the page does not exist, error"),
            401 | 403 | 429 => {
                self.pick("le site refuse notre robot, réponse", "the site turns our robot away, answer")
            }
            500.. => self.pick("le site est en panne, erreur", "the site is out of order, error"),
            _ => self.pick("réponse inattendue, code", "unexpected answer, code"),
        }
    }

    const fn certificate_fault(self, fault: CertificateFault) -> &'static str {
        match fault {
            CertificateFault::Expired => {
                self.pick("son certificat de sécurité a expiré", "its security certificate has expired")
            }
            CertificateFault::NotYet => self.pick(
                "son certificat de sécurité n’est pas encore valable",
                "its security certificate is not valid yet",
            ),
            CertificateFault::OtherName => self.pick(
                "son certificat de sécurité a été établi pour un autre nom",
                "its security certificate was made for another name",
            ),
            CertificateFault::Unknown => self.pick(
                "son certificat de sécurité vient d’un émetteur inconnu, ou il manque un maillon à sa chaîne",
                "its security certificate comes from an unknown issuer, or its chain lacks a link",
            ),
            CertificateFault::Unfit => self.pick(
                "son certificat de sécurité est inutilisable",
                "its security certificate is not usable",
            ),
        }
    }

    const fn trouble_advice(self, trouble: SiteTrouble) -> &'static str {
        match trouble {
            SiteTrouble::NoSuchName => self.pick(
                "Relisez l’adresse lettre par lettre. Un nom de domaine tout neuf peut mettre un jour ou deux à être connu partout.",
                "Read the address letter by letter. A brand-new domain may take a day or two to be known everywhere.",
            ),
            SiteTrouble::Slow | SiteTrouble::Unreachable | SiteTrouble::Status(500..) => self.pick(
                "C’est peut-être passager\u{a0}: la visite peut se refaire plus tard. Si cela dure, parlez-en à votre hébergeur.",
                "It may be temporary: the visit can be made again later. If it lasts, speak to your hosting company.",
            ),
            SiteTrouble::Certificate(_) => self.pick(
                "Demandez à votre hébergeur de corriger le certificat\u{a0}: sans cela, les navigateurs mettent vos visiteurs en garde.",
                "Ask your hosting company to put the certificate right: without it, browsers warn your visitors off.",
            ),
            SiteTrouble::NoTls | SiteTrouble::Downgraded => self.pick(
                "Demandez à votre hébergeur d’activer https pour tout le site\u{a0}: c’est presque toujours gratuit.",
                "Ask your hosting company to turn https on for the whole site: it is nearly always free.",
            ),
            SiteTrouble::Forbidden => self.pick(
                "Donnez l’adresse publique du site, celle qu’un client ouvre de chez lui.",
                "Give the public address of the site, the one that a customer opens at home.",
            ),
            SiteTrouble::TooManyRedirects => self.pick(
                "Donnez l’adresse de la page d’arrivée, ou faites corriger les renvois par votre hébergeur.",
                "Give the address of the final page, or have your hosting company put the redirects right.",
            ),
            SiteTrouble::NotAPage => self.pick(
                "Donnez l’adresse d’une page plutôt que celle d’un fichier.",
                "Give the address of a page rather than of a file.",
            ),
            SiteTrouble::Status(404 | 410) => self.pick(
                "Relisez l’adresse\u{a0}: la page a pu changer de place.",
                "Read the address again: the page may have moved.",
            ),
            SiteTrouble::Status(_) => self.pick(
                "Rien à corriger\u{a0}: une personne de l’équipe ouvrira le site elle-même.",
                "Nothing to put right: somebody from the team will open the site.",
            ),
        }
    }
}
