use jiff::civil::date;

use super::samples::site_troubles;
use super::*;
use crate::domain::choice::Choice;
use crate::domain::listing::{PricePlan, PriceUnit, PricingModel, Vat};
use crate::domain::prose::{Name, WebAddress};
use crate::domain::provider::RegisterState;
use crate::domain::siren::Siret;

const TODAY: Date = date(2026, 11, 25);

/// What an applicant owns, for [`Subject`] to borrow from.
struct Firm {
    siret: Siret,
    website: WebAddress,
    models: Vec<PricingModel>,
    plans: Vec<PricePlan>,
}

impl Firm {
    fn new() -> Self {
        let plan = PricePlan {
            name: Name::parse("Formule").unwrap(),
            min_cents: 3900,
            max_cents: None,
            unit: PriceUnit::Month,
            vat: Vat::Excluded,
        };
        Self {
            siret: Siret::parse("80000000200017").unwrap(),
            website: WebAddress::parse("https://www.atelier.example").unwrap(),
            models: vec![PricingModel::Subscription],
            plans: vec![plan],
        }
    }

    fn subject(&self) -> Subject<'_> {
        Subject {
            siret: Some(&self.siret),
            siret_error: None,
            legal_name: Some("Atelier du Web"),
            trade_name: Some("L’Atelier"),
            website: Some(&self.website),
            mail_domain: Some("atelier.example"),
            offers: vec![Offer {
                title: Some("Boutique en ligne"),
                summary: Some("Une boutique en ligne tenue à jour avec vous."),
                pricing_model: &self.models,
                price_plans: &self.plans,
                commitment_months: Some(0),
                area: vec!["departement:68".to_owned()],
                ..Offer::default()
            }],
        }
    }
}

fn facts(siret: &Siret) -> FirmFacts {
    FirmFacts {
        siren: siret.siren().unwrap(),
        siret: Some(siret.clone()),
        unpublished: false,
        legal_name: Name::parse("ATELIER DU WEB").ok(),
        trade_name: None,
        other_names: Vec::new(),
        street: None,
        commune: None,
        state: RegisterState::Active,
        establishment: RegisterState::Active,
        closed_on: None,
    }
}

fn answered(siret: &Siret, answer: RegisterAnswer) -> RegisterSeen {
    RegisterSeen { asked: FirmNumber::Siret(siret.clone()), answer }
}

fn page() -> PageSeen {
    PageSeen {
        host: "atelier.example".to_owned(),
        moved: false,
        insecure: None,
        cut: false,
        name: Some("L’Atelier".to_owned()),
        number: false,
        notice: NoticeSeen::Read { number: true, name: true },
    }
}

fn visited(subject: &Subject<'_>, answer: SiteAnswer) -> SiteSeen {
    SiteSeen { asked: subject.site_question().unwrap(), answer }
}

/// The verdict of one check.
fn verdict(kind: CheckKind, subject: &Subject<'_>, seen: &Seen<'_>) -> Verdict {
    findings(subject, seen, TODAY)[usize::from(kind.index())].verdict
}

#[test]
fn there_is_one_finding_of_each_kind_in_a_fixed_order_whatever_is_given() {
    let firm = Firm::new();
    for subject in [Subject::default(), firm.subject()] {
        let kinds: Vec<_> =
            findings(&subject, &Seen::default(), TODAY).iter().map(|found| found.kind).collect();
        assert_eq!(kinds, CheckKind::ALL);
    }
}

#[test]
fn an_applicant_without_fault_passes_everything() {
    let firm = Firm::new();
    let subject = firm.subject();
    let register = answered(&firm.siret, RegisterAnswer::Found(facts(&firm.siret)));
    let site = visited(&subject, SiteAnswer::Page(page()));
    let seen = Seen { register: Some(&register), site: Some(&site), namesakes: Some(&[]) };
    for finding in findings(&subject, &seen, TODAY) {
        let expected = match finding.kind {
            CheckKind::Promotion => Verdict::NotApplicable,
            _ => Verdict::Passed,
        };
        assert_eq!(finding.verdict, expected, "{finding:?}");
    }
}

#[test]
fn nothing_is_found_fault_with_before_it_is_given_or_looked_at() {
    let firm = Firm::new();
    for subject in [Subject::default(), Subject { offers: Vec::new(), ..firm.subject() }] {
        for finding in findings(&subject, &Seen::default(), TODAY) {
            let mild = [Verdict::Waiting, Verdict::NotApplicable, Verdict::Passed];
            assert!(mild.contains(&finding.verdict), "{finding:?}");
        }
    }
}

#[test]
fn what_was_seen_for_other_answers_counts_as_not_seen() {
    let firm = Firm::new();
    let other = Siret::parse("73282932000074").unwrap();
    let register = answered(&other, RegisterAnswer::Found(facts(&other)));
    let mut subject = firm.subject();
    let site = visited(&subject, SiteAnswer::Page(page()));
    subject.trade_name = Some("La Fabrique");
    let seen = Seen { register: Some(&register), site: Some(&site), namesakes: None };
    let waiting = [
        CheckKind::Siret,
        CheckKind::Name,
        CheckKind::Website,
        CheckKind::WebsiteNamesFirm,
        CheckKind::LegalNotice,
        CheckKind::Duplicate,
    ];
    for kind in waiting {
        assert_eq!(verdict(kind, &subject, &seen), Verdict::Waiting, "{kind:?}");
    }
}

#[test]
fn an_answer_about_the_firm_tells_of_each_of_its_establishments() {
    let firm = Firm::new();
    let asked = FirmNumber::Siren(firm.siret.siren().unwrap());
    let register = RegisterSeen { asked, answer: RegisterAnswer::Found(facts(&firm.siret)) };
    let seen = Seen { register: Some(&register), ..Seen::default() };
    assert_eq!(verdict(CheckKind::Siret, &firm.subject(), &seen), Verdict::Passed);
}

#[test]
fn the_state_in_the_register_decides() {
    let firm = Firm::new();
    let found = |change: fn(&mut FirmFacts)| {
        let mut facts = facts(&firm.siret);
        change(&mut facts);
        RegisterAnswer::Found(facts)
    };
    let away = RegisterAnswer::Away(RegisterTrouble::Slow);
    for (answer, siret, name) in [
        (found(|_| ()), Verdict::Passed, Verdict::Passed),
        (found(|firm| firm.state = RegisterState::Ceased), Verdict::Failed, Verdict::Passed),
        (found(|firm| firm.establishment = RegisterState::Ceased), Verdict::Attention, Verdict::Passed),
        (found(|firm| firm.siret = None), Verdict::Attention, Verdict::Passed),
        (found(|firm| firm.unpublished = true), Verdict::Passed, Verdict::CouldNotLook),
        (found(|firm| firm.legal_name = Name::parse("DUPONT").ok()), Verdict::Passed, Verdict::Attention),
        (found(|firm| firm.legal_name = None), Verdict::Passed, Verdict::NotApplicable),
        (RegisterAnswer::Unknown, Verdict::Failed, Verdict::NotApplicable),
        (away, Verdict::CouldNotLook, Verdict::CouldNotLook),
    ] {
        let register = answered(&firm.siret, answer);
        let seen = Seen { register: Some(&register), ..Seen::default() };
        let subject = firm.subject();
        let found = (verdict(CheckKind::Siret, &subject, &seen), verdict(CheckKind::Name, &subject, &seen));
        assert_eq!(found, (siret, name), "{register:?}");
    }
}

#[test]
fn a_mistyped_number_is_said_so_before_any_register_is_asked() {
    for (typed, fact) in
        [("80000000200018", RegisterFact::Mistyped), ("8000000020001", RegisterFact::NotANumber)]
    {
        let subject = Subject { siret_error: Siret::parse(typed).err(), ..Subject::default() };
        let finding = findings(&subject, &Seen::default(), TODAY).swap_remove(0);
        assert_eq!((finding.verdict, finding.evidence), (Verdict::Failed, Evidence::Siret(fact)));
    }
}

#[test]
fn any_name_of_the_register_may_be_the_one_given() {
    let firm = Firm::new();
    let mut facts = facts(&firm.siret);
    facts.legal_name = Name::parse("DUPONT MARIE").ok();
    facts.other_names = vec![Name::parse("L ATELIER").unwrap()];
    let register = answered(&firm.siret, RegisterAnswer::Found(facts));
    let seen = Seen { register: Some(&register), ..Seen::default() };
    assert_eq!(verdict(CheckKind::Name, &firm.subject(), &seen), Verdict::Passed);
}

#[test]
fn a_page_is_judged_by_how_it_came_and_what_stands_on_it() {
    use CheckKind::{LegalNotice, Website, WebsiteNamesFirm};
    let firm = Firm::new();
    let subject = firm.subject();
    type Case = (fn(&mut PageSeen), CheckKind, Verdict);
    let cases: [Case; 12] = [
        (|page| page.insecure = Some(SiteTrouble::NoTls), Website, Verdict::Attention),
        (|page| page.moved = true, Website, Verdict::Attention),
        (|page| page.cut = true, Website, Verdict::Passed),
        (|page| page.name = None, WebsiteNamesFirm, Verdict::Passed),
        (|page| (page.name, page.notice) = (None, NoticeSeen::Missing), WebsiteNamesFirm, Verdict::Attention),
        (
            |page| (page.name, page.number, page.notice) = (None, true, NoticeSeen::Missing),
            WebsiteNamesFirm,
            Verdict::Passed,
        ),
        (|page| page.notice = NoticeSeen::Missing, LegalNotice, Verdict::Attention),
        (|page| (page.number, page.notice) = (true, NoticeSeen::Missing), LegalNotice, Verdict::Passed),
        (|page| page.notice = NoticeSeen::Read { number: false, name: true }, LegalNotice, Verdict::Passed),
        (
            |page| page.notice = NoticeSeen::Read { number: false, name: false },
            LegalNotice,
            Verdict::Attention,
        ),
        (|page| page.notice = NoticeSeen::Unread(SiteTrouble::Slow), LegalNotice, Verdict::Attention),
        (|page| page.notice = NoticeSeen::Elsewhere { host: String::new() }, LegalNotice, Verdict::Attention),
    ];
    for (change, kind, expected) in cases {
        let mut page = page();
        change(&mut page);
        let site = visited(&subject, SiteAnswer::Page(page));
        let seen = Seen { site: Some(&site), ..Seen::default() };
        assert_eq!(verdict(kind, &subject, &seen), expected, "{kind:?} of {site:?}");
    }
}

#[test]
fn a_silent_site_hides_its_name_and_notice_too() {
    let firm = Firm::new();
    let subject = firm.subject();
    for trouble in site_troubles() {
        let site = visited(&subject, SiteAnswer::Silent(trouble));
        let seen = Seen { site: Some(&site), ..Seen::default() };
        let expected = match trouble {
            SiteTrouble::Slow | SiteTrouble::Unreachable | SiteTrouble::NoTls => Verdict::Attention,
            SiteTrouble::Status(500..) => Verdict::Attention,
            SiteTrouble::Status(401 | 403 | 429) => Verdict::CouldNotLook,
            _ => Verdict::Failed,
        };
        assert_eq!(verdict(CheckKind::Website, &subject, &seen), expected, "{trouble:?}");
        let fault = matches!(trouble, SiteTrouble::NoTls | SiteTrouble::Status(401 | 403));
        let passes = [Verdict::Attention, Verdict::CouldNotLook].contains(&expected) && !fault;
        assert_eq!(site.may_pass(), passes, "{trouble:?}");
        assert_eq!(verdict(CheckKind::WebsiteNamesFirm, &subject, &seen), Verdict::CouldNotLook);
        assert_eq!(verdict(CheckKind::LegalNotice, &subject, &seen), Verdict::CouldNotLook);
    }
}

#[test]
fn a_mail_address_is_the_sites_own_or_somebodys() {
    let firm = Firm::new();
    for (mail, expected) in [
        (None, Verdict::Waiting),
        (Some("atelier.example"), Verdict::Passed),
        (Some(" Atelier.Example "), Verdict::Passed),
        (Some("courrier.atelier.example"), Verdict::Passed),
        (Some("unatelier.example"), Verdict::Attention),
        (Some("gmail.com"), Verdict::Attention),
        (Some("autre.example"), Verdict::Attention),
    ] {
        let subject = Subject { mail_domain: mail, ..firm.subject() };
        assert_eq!(verdict(CheckKind::MailDomain, &subject, &Seen::default()), expected, "{mail:?}");
    }
    let website = WebAddress::parse("https://zoe.free.fr").unwrap();
    let subject = Subject { mail_domain: Some("free.fr"), website: Some(&website), ..firm.subject() };
    assert_eq!(verdict(CheckKind::MailDomain, &subject, &Seen::default()), Verdict::Attention);
}

#[test]
fn likenesses_are_told_most_certain_first_and_not_without_end() {
    let likeness = |same| Namesake {
        name: "Atelier".to_owned(),
        slug: crate::domain::ids::Slug::from_text("atelier"),
        same,
    };
    let mut namesakes = vec![likeness(Sameness::NearName); 20];
    namesakes.push(likeness(Sameness::Siren));
    let seen = Seen { namesakes: Some(&namesakes), ..Seen::default() };
    let found = findings(&Subject::default(), &seen, TODAY);
    let Evidence::Duplicate(DuplicateFact::Found { namesakes }) =
        &found[usize::from(CheckKind::Duplicate.index())].evidence
    else {
        panic!("{found:?}")
    };
    assert_eq!((namesakes.len(), namesakes[0].same), (10, Sameness::Siren));
}

#[test]
fn contacts_are_told_with_their_place() {
    let offers = [
        Offer { title: Some("Boutique"), ..Offer::default() },
        Offer { description: Some("Appelez le 03 89 00 00 00"), ..Offer::default() },
    ];
    let contact = Contact {
        offer: 2,
        field: TextField::Description,
        kind: ContactKind::Phone,
        text: "03 89 00 00 00".to_owned(),
    };
    assert_eq!(contacts::contact_fact(&offers), ContactFact::Found { contacts: vec![contact] });
}

#[test]
fn a_listing_is_an_offer() {
    let record = serde_json::json!({
        "provider": { "name": "Atelier du Web", "siren": "800000002" },
        "title": "Boutique en ligne", "summary": "Une boutique en ligne tenue à jour.",
        "service_types": ["boutique-en-ligne"], "pricing_model": ["sur-devis"], "commitment_months": 0,
        "setup_delay": "1-semaine", "autonomy": "accompagne", "area": ["france"],
        "promotion": { "text": "Offert", "ends_on": "2026-12-31", "price_after_cents": 3900 },
        "verification_level": "offre-verifiee",
    });
    let record = crate::domain::record::Record::from_value(record).unwrap();
    let subject = Subject { offers: vec![Offer::from(&record.listing)], ..Subject::default() };
    for kind in [CheckKind::Price, CheckKind::Promotion, CheckKind::Area, CheckKind::Contacts] {
        assert_eq!(verdict(kind, &subject, &Seen::default()), Verdict::Passed, "{kind:?}");
    }
}

#[test]
fn what_is_looked_for_is_bounded_and_only_names() {
    let firm = Firm::new();
    let long = "é".repeat(500);
    let subject = Subject { trade_name: Some(&long), legal_name: Some("!?"), ..firm.subject() };
    let question = subject.site_question().unwrap();
    assert_eq!(question.names, ["é".repeat(120)]);
    assert_eq!(question.siren, firm.siret.siren());
}

#[test]
fn what_was_seen_is_kept_and_read_back() {
    let firm = Firm::new();
    let seen = answered(&firm.siret, RegisterAnswer::Found(facts(&firm.siret)));
    let kept = serde_json::to_string(&seen).unwrap();
    assert_eq!(serde_json::from_str::<RegisterSeen>(&kept).unwrap(), seen);
    for trouble in site_troubles() {
        for answer in
            [SiteAnswer::Silent(trouble), SiteAnswer::Page(PageSeen { insecure: Some(trouble), ..page() })]
        {
            let seen = visited(&firm.subject(), answer);
            let kept = serde_json::to_string(&seen).unwrap();
            assert_eq!(serde_json::from_str::<SiteSeen>(&kept).unwrap(), seen, "{kept}");
        }
    }
}
