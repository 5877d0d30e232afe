//! A firm's website is visited as a visitor would, and what stands there is found.

use devanture::domain::check::{
    CertificateFault, CheckKind, Namesake, NoticeSeen, PageSeen, Seen, SiteAnswer, SiteQuestion, SiteTrouble,
    Subject, Verdict, findings,
};
use devanture::domain::prose::WebAddress;
use devanture::domain::siren::{Siren, Siret};
use devanture::i18n::Lang;

use super::NO_REGISTER;
use crate::support::app::TODAY;
use crate::support::register;
use crate::support::web::{Certificate, Reply, Web, answer, page, redirect};

fn question(address: &str) -> SiteQuestion {
    SiteQuestion {
        address: WebAddress::parse(address).unwrap(),
        names: vec!["L’Atelier du Web".to_owned(), "ATELIER DU WEB".to_owned()],
        siren: Siren::parse("800000002").ok(),
    }
}

async fn visit(web: &Web, address: &str) -> SiteAnswer {
    web.outside(NO_REGISTER).website(question(address)).await.answer
}

async fn page_seen(web: &Web, address: &str) -> PageSeen {
    match visit(web, address).await {
        SiteAnswer::Page(page) => page,
        SiteAnswer::Silent(trouble) => panic!("{address}: {trouble:?}"),
    }
}

/// What a visit of a page over TLS sees.
async fn seen_on(site: impl Fn(&str) -> Reply + Send + Sync + 'static) -> SiteAnswer {
    let mut web = Web::default();
    web.secure("atelier.example", Certificate::Good, site).await;
    visit(&web, "atelier.example").await
}

#[tokio::test]
async fn a_good_site_passes_every_check_of_it() {
    let mut web = Web::default();
    web.firm("atelier.example", "Atelier du Web", "800 000 002 00017").await;
    let (siret, website) =
        (Siret::parse(register::TRADING).unwrap(), WebAddress::parse("atelier.example").unwrap());
    let subject = Subject {
        siret: Some(&siret),
        trade_name: Some("L’Atelier du Web"),
        website: Some(&website),
        mail_domain: Some("atelier.example"),
        ..Subject::default()
    };
    let site = web.outside(NO_REGISTER).website(subject.site_question().unwrap()).await;
    let namesakes: &[Namesake] = &[];
    let seen = Seen { site: Some(&site), namesakes: Some(namesakes), ..Seen::default() };
    for kind in
        [CheckKind::Website, CheckKind::WebsiteNamesFirm, CheckKind::LegalNotice, CheckKind::MailDomain]
    {
        let finding =
            findings(&subject, &seen, TODAY).into_iter().find(|finding| finding.kind == kind).unwrap();
        assert_eq!(finding.verdict, Verdict::Passed, "{}", Lang::En.check_saw(&finding));
    }
}

#[tokio::test]
async fn a_visitor_says_who_it_is_and_nothing_else() {
    let mut web = Web::default();
    web.secure("atelier.example", Certificate::Good, |path| match path {
        "/" => redirect("/accueil?langue=fr"),
        _ => page("Atelier du Web <a href=/mentions>Mentions légales</a>"),
    })
    .await;
    page_seen(&web, "https://atelier.example/#contact").await;
    let asked = web.asked();
    let lines: Vec<_> = asked.iter().map(|head| head.lines().next().unwrap()).collect();
    assert_eq!(lines, ["GET / HTTP/1.1", "GET /accueil?langue=fr HTTP/1.1", "GET /mentions HTTP/1.1"]);
    for head in asked.iter().map(|head| head.to_lowercase()) {
        assert!(head.contains("\r\nhost: atelier.example\r\n"), "{head}");
        assert!(head.contains("\r\nuser-agent: devanture/"), "{head}");
        assert!(head.contains(" (+https://annuaire.example)\r\n"), "{head}");
        assert!(
            !head.contains("cookie") && !head.contains("referer") && !head.contains("authorization"),
            "{head}"
        );
    }
}

#[tokio::test]
async fn a_site_without_tls_is_read_and_said_to_be_insecure() {
    let mut web = Web::default();
    web.plain("atelier.example", |_| page("Bienvenue à l’Atelier du Web")).await;
    web.closed("atelier.example", 443).await;
    for address in ["https://atelier.example", "http://atelier.example"] {
        let page = page_seen(&web, address).await;
        assert_eq!((page.insecure, page.name.is_some()), (Some(SiteTrouble::Unreachable), true), "{address}");
    }
}

#[tokio::test]
async fn a_name_that_nobody_has_is_said_so() {
    assert_eq!(visit(&Web::default(), "atelier.example").await, SiteAnswer::Silent(SiteTrouble::NoSuchName));
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_on_its_port_is_said_so() {
    let mut web = Web::default();
    web.plain("atelier.example", |_| page("Atelier du Web")).await;
    let plain = web.machine("atelier.example", 80);
    web.name("atelier.example", 443, &[plain]);
    assert_eq!(page_seen(&web, "atelier.example").await.insecure, Some(SiteTrouble::NoTls));
}

#[tokio::test]
async fn a_wrong_certificate_is_named_whether_or_not_the_site_answers_without() {
    for (certificate, fault) in [
        (Certificate::Expired, CertificateFault::Expired),
        (Certificate::NotYet, CertificateFault::NotYet),
        (Certificate::OtherName, CertificateFault::OtherName),
        (Certificate::Unknown, CertificateFault::Unknown),
    ] {
        let mut web = Web::default();
        web.secure("atelier.example", certificate, |_| page("Atelier du Web")).await;
        let trouble = SiteTrouble::Certificate(fault);
        assert_eq!(visit(&web, "atelier.example").await, SiteAnswer::Silent(trouble));
        assert_eq!(web.asked(), [""; 0], "nothing is asked over such a connection");
        web.plain("atelier.example", |_| page("Atelier du Web")).await;
        assert_eq!(page_seen(&web, "atelier.example").await.insecure, Some(trouble));
    }
}

#[tokio::test]
async fn a_site_is_followed_where_it_moved_three_steps_at_most() {
    let mut web = Web::default();
    web.plain("atelier.example", |_| redirect("https://atelier.example/")).await;
    web.secure("atelier.example", Certificate::Good, |path| match path {
        "/" => redirect("https://www.atelier.example/"),
        "/loin" => redirect("/"),
        _ => redirect("/sans-fin"),
    })
    .await;
    web.secure("www.atelier.example", Certificate::Good, |_| redirect("https://autre.example/fr")).await;
    web.secure("autre.example", Certificate::Good, |path| match path {
        "/fr" => page("Atelier du Web"),
        _ => redirect("http://atelier.example/"),
    })
    .await;
    let page = page_seen(&web, "http://atelier.example").await;
    assert_eq!((page.host.as_str(), page.moved, page.insecure), ("autre.example", true, None));
    let page = page_seen(&web, "https://atelier.example/loin").await;
    assert_eq!((page.host.as_str(), page.name.is_some()), ("autre.example", true));
    for address in ["https://atelier.example/x", "https://autre.example/x"] {
        let silent = SiteAnswer::Silent(SiteTrouble::TooManyRedirects);
        assert_eq!(visit(&web, address).await, silent, "{address}");
    }
}

#[tokio::test]
async fn a_site_that_leads_back_from_tls_is_said_to_do_so() {
    let mut web = Web::default();
    web.secure("atelier.example", Certificate::Good, |_| redirect("http://atelier.example/")).await;
    web.plain("atelier.example", |_| page("Atelier du Web")).await;
    assert_eq!(page_seen(&web, "atelier.example").await.insecure, Some(SiteTrouble::Downgraded));
}

#[tokio::test]
async fn a_name_is_found_in_any_usual_charset() {
    let names = vec!["Café Crème".to_owned()];
    for (head, body) in [
        ("content-type: text/html; charset=utf-8\r\n", "<h1>Café crème".as_bytes()),
        ("content-type: text/html; charset=ISO-8859-1\r\n", b"<h1>Caf\xe9 cr\xe8me"),
        ("content-type: text/html\r\n", b"<meta charset=windows-1252><h1>Caf\xe9 cr\xe8me"),
        ("", b"<h1>Caf&eacute; cr&#232;me"),
    ] {
        let mut web = Web::default();
        web.secure("cafe.example", Certificate::Good, move |_| answer("200 OK", head, body)).await;
        let question = SiteQuestion { names: names.clone(), ..question("cafe.example") };
        let seen = web.outside(NO_REGISTER).website(question).await;
        assert!(
            matches!(&seen.answer, SiteAnswer::Page(page) if page.name == Some("Café Crème".to_owned())),
            "{seen:?}"
        );
    }
}

#[tokio::test]
async fn what_is_no_page_is_not_read() {
    for (status, head, body, trouble) in [
        ("404 Not Found", "", "Atelier du Web", SiteTrouble::Status(404)),
        ("403 Forbidden", "", "", SiteTrouble::Status(403)),
        ("503 Service Unavailable", "", "", SiteTrouble::Status(503)),
        ("200 OK", "content-type: image/png\r\n", "Atelier du Web", SiteTrouble::NotAPage),
        ("200 OK", "content-type: application/pdf\r\n", "%PDF", SiteTrouble::NotAPage),
        ("200 OK", "", "\u{0}\u{1}Atelier du Web", SiteTrouble::NotAPage),
        ("200 OK", "content-encoding: br\r\n", "Atelier du Web", SiteTrouble::NotAPage),
        ("200 OK", "content-encoding: gzip\r\n", "Atelier du Web", SiteTrouble::NotAPage),
        ("302 Found", "", "Atelier du Web", SiteTrouble::NotAPage),
    ] {
        let seen = seen_on(move |_| answer(status, head, body.as_bytes())).await;
        assert_eq!(seen, SiteAnswer::Silent(trouble), "{status} {head}");
    }
    let seen = seen_on(|_| Reply::Whole(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec())).await;
    assert_eq!(seen, SiteAnswer::Silent(SiteTrouble::NotAPage));
    let seen = seen_on(|_| Reply::Whole(Vec::new())).await;
    assert_eq!(seen, SiteAnswer::Silent(SiteTrouble::Unreachable));
}

#[tokio::test]
async fn the_legal_notice_is_looked_for_and_read() {
    let home = |link: &'static str| {
        move |path: &str| match path {
            "/" => page(&format!(
                "<h1>Accueil</h1><a href='{link}'>Mentions légales</a> SIRET 732 829 320 00074"
            )),
            "/numero" => page("L’éditeur : SIRET 800 000 002 00017"),
            "/nom" => page("L’éditeur : Atelier du Web"),
            "/vide" => page("Lorem ipsum"),
            "/pdf" => answer("200 OK", "content-type: application/pdf\r\n", b"%PDF"),
            "/loin" => redirect("https://127.0.0.1/"),
            _ => answer("404 Not Found", "", b""),
        }
    };
    for (link, notice) in [
        ("/numero", NoticeSeen::Read { number: true, name: false }),
        ("https://www.atelier.example/numero", NoticeSeen::Unread(SiteTrouble::NoSuchName)),
        ("/nom", NoticeSeen::Read { number: false, name: true }),
        ("/vide", NoticeSeen::Read { number: false, name: false }),
        ("#mentions", NoticeSeen::Read { number: false, name: false }),
        ("/pdf", NoticeSeen::Unread(SiteTrouble::NotAPage)),
        ("/absent", NoticeSeen::Unread(SiteTrouble::Status(404))),
        ("/loin", NoticeSeen::Unread(SiteTrouble::Forbidden)),
        ("https://autre.example/", NoticeSeen::Elsewhere { host: "autre.example".to_owned() }),
        ("http://169.254.169.254/", NoticeSeen::Elsewhere { host: "169.254.169.254".to_owned() }),
        ("javascript:void(0)", NoticeSeen::Missing),
    ] {
        let SiteAnswer::Page(seen) = seen_on(home(link)).await else { panic!("{link}") };
        assert_eq!(seen.notice, notice, "{link}");
    }
    let SiteAnswer::Page(seen) = seen_on(|_| page("Atelier du Web, SIREN 800 000 002")).await else {
        panic!()
    };
    assert_eq!((seen.notice, seen.number), (NoticeSeen::Missing, true));
}
