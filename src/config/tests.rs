use clap::Parser;

use super::*;

fn check(flags: &[&str], env: &[(&str, &str)]) -> Result<Config, Vec<Problem>> {
    let cli = Cli::try_parse_from(std::iter::once(&"devanture").chain(flags)).unwrap();
    Config::check(&cli, |name| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
}

const LEGAL: [(&str, &str); 5] = [
    ("DEVANTURE_LEGAL_NAME", "Association"),
    ("DEVANTURE_LEGAL_ADDRESS", "1 rue du Port, 68000 Colmar"),
    ("DEVANTURE_LEGAL_EMAIL", "contact@annuaire.example"),
    ("DEVANTURE_LEGAL_DIRECTOR", "C. Martin"),
    ("DEVANTURE_LEGAL_HOST", "Hébergeur, 2 rue du Lac, 31000 Toulouse"),
];

#[test]
fn a_bare_start_needs_no_setting() {
    let config = check(&[], &[]).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.database_url.expose(), "sqlite:var/devanture.db");
    assert_eq!(config.index_dir, PathBuf::from("index/data"));
    assert_eq!((config.mode, config.starter), (Mode::Demo, true));
    assert_eq!(config.base_url(config.listen), "http://127.0.0.1:8080");
    assert!(config.unready().is_empty());
}

#[test]
fn the_index_follows_a_chosen_data_folder() {
    for (flags, env) in
        [(&["--data-dir", "/srv/a%?b"][..], &[][..]), (&[], &[("DEVANTURE_DATA_DIR", "/srv/a%?b")])]
    {
        let config = check(flags, env).unwrap();
        assert_eq!(config.index_dir, PathBuf::from("/srv/a%?b/index"));
        assert_eq!(config.database_url.expose(), "sqlite:/srv/a%25%3Fb/devanture.db");
    }
    let config = check(&["--data-dir", "x"], &[("DEVANTURE_INDEX_DIR", "y")]).unwrap();
    assert_eq!(config.index_dir, PathBuf::from("y"));
}

#[test]
fn a_flag_goes_before_the_environment_on_either_side_of_the_command() {
    let env = [("DEVANTURE_LISTEN", "0.0.0.0:80")];
    for flags in [["--listen", "[::1]:1", "reindex"], ["reindex", "--listen", "[::1]:1"]] {
        assert_eq!(check(&flags, &env).unwrap().listen.to_string(), "[::1]:1");
    }
    assert_eq!(check(&[], &env).unwrap().listen.to_string(), "0.0.0.0:80");
}

#[test]
fn every_wrong_setting_is_named_at_once() {
    let env = [
        ("DEVANTURE_LISTEN", "8080"),
        ("DEVANTURE_MODE", "prod"),
        ("DEVANTURE_STARTER", "yes"),
        ("DEVANTURE_BASE_URL", "annuaire.example/chemin"),
        ("DEVANTURE_PAGE_CACHE", "8 MB"),
        ("DEVANTURE_LIMITS", "600"),
        ("DEVANTURE_TRUSTED_PROXIES", "127.0.0.1, proxy"),
        ("DEVANTURE_SMTP_URL", "mail.example"),
        ("DEVANTURE_MAIL_FROM", "annuaire"),
        ("DEVANTURE_REGISTER_URL", "ftp://x"),
        ("DEVANTURE_DATABASE_URL", "mysql://root:hush@x"),
    ];
    let problems = check(&[], &env).unwrap_err();
    for (setting, _) in env {
        assert!(problems.iter().any(|problem| problem.setting == setting), "{setting}");
    }
    assert!(!format!("{problems:?}").contains("hush"));
}

#[test]
fn pages_are_kept_in_the_bytes_that_are_set() {
    assert_eq!(check(&[], &[]).unwrap().page_cache, 2 << 20);
    assert_eq!(check(&[], &[("DEVANTURE_PAGE_CACHE", "0")]).unwrap().page_cache, 0);
}

#[test]
fn limits_are_on_and_no_proxy_is_trusted_unless_it_is_said() {
    let config = check(&[], &[]).unwrap();
    assert!(config.limits && config.trusted_proxies.is_empty());
    let env = [("DEVANTURE_LIMITS", "off"), ("DEVANTURE_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8 ::1,")];
    let config = check(&[], &env).unwrap();
    assert!(!config.limits);
    assert_eq!(
        config.trusted_proxies,
        ["127.0.0.1", "10.0.0.0/8", "::1"].map(|range| range.parse().unwrap())
    );
}

#[test]
fn an_empty_variable_counts_as_absent() {
    let config = check(&[], &[("DEVANTURE_MODE", ""), ("DEVANTURE_BASE_URL", " ")]).unwrap();
    assert_eq!((config.mode, config.public_url), (Mode::Demo, None));
}

#[test]
fn production_says_all_it_lacks() {
    let bare = check(&[], &[("DEVANTURE_MODE", "production")]).unwrap().unready();
    assert_eq!(bare.len(), 7, "{bare:?}");
    let mut env = vec![
        ("DEVANTURE_MODE", "production"),
        ("DEVANTURE_BASE_URL", "http://annuaire.example"),
        ("DEVANTURE_SMTP_URL", "smtps://user:hush@mail.example"),
    ];
    env.extend(LEGAL);
    let unready = check(&[], &env).unwrap().unready();
    assert_eq!(unready.len(), 1);
    assert_eq!(unready[0].to_string(), "DEVANTURE_BASE_URL must begin with https:// in production");
    env[1].1 = "https://Annuaire.example/";
    let config = check(&[], &env).unwrap();
    assert!(config.unready().is_empty());
    assert_eq!(config.base_url(config.listen), "https://annuaire.example");
}

#[test]
fn letters_come_from_the_operator_unless_another_address_is_set() {
    let sender = |env: &[_]| check(&[], env).unwrap().sender().map(String::from);
    assert_eq!(sender(&[]).as_deref(), Some("annuaire@localhost.example"));
    assert_eq!(sender(&LEGAL).as_deref(), Some("contact@annuaire.example"));
    let mut env = LEGAL.to_vec();
    env.push(("DEVANTURE_MAIL_FROM", "lettres@annuaire.example"));
    assert_eq!(sender(&env).as_deref(), Some("lettres@annuaire.example"));
}

#[test]
fn production_needs_a_sender_and_keeps_its_password_to_itself() {
    let mut env = LEGAL.to_vec();
    env.extend([
        ("DEVANTURE_MODE", "production"),
        ("DEVANTURE_BASE_URL", "https://annuaire.example"),
        ("DEVANTURE_SMTP_URL", "smtp://u:hush@mail.example?tls=none"),
    ]);
    env[2].1 = "ask at the town hall";
    let unready: Vec<_> = check(&[], &env).unwrap().unready().iter().map(|problem| problem.setting).collect();
    assert_eq!(unready, ["DEVANTURE_SMTP_URL", "DEVANTURE_MAIL_FROM"]);
}

#[test]
fn secrets_never_show() {
    let env =
        [("DEVANTURE_DATABASE_URL", "postgres://u:hush@h/d"), ("DEVANTURE_SMTP_URL", "smtp://u:hush@h")];
    assert!(!format!("{:?}", check(&[], &env).unwrap()).contains("hush"));
}

#[test]
fn commands_that_do_not_exist_are_not_declared() {
    use clap::CommandFactory;
    Cli::command().debug_assert();
    assert!(Cli::try_parse_from(["devanture", "backup"]).is_err());
    let cli = Cli::try_parse_from(["devanture", "import", "--dry-run", "a.csv"]).unwrap();
    assert_eq!(cli.command, Some(Command::Import { dry_run: true, file: "a.csv".into() }));
}
