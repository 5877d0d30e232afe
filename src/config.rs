//! The program's settings, read from flags and environment and checked once.

mod cli;
mod network;
mod readiness;
mod smtp;
mod values;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

pub use cli::{Admin, Cli, Command, ExportFormat, Invited, RoleName};
pub use network::{Network, NotANetwork};
pub use readiness::Legal;
pub use smtp::{Encryption, SmtpServer};
pub use values::{BaseUrl, Mode, Problem, Secret};

use crate::domain::email::EmailAddress;

/// Public API of the register of firms.
const REGISTER_URL: &str = "https://recherche-entreprises.api.gouv.fr";

/// Address that the letters of a demonstration come from. Nobody reads what is sent there.
const DEMO_SENDER: &str = "annuaire@localhost.example";

/// Room for answers to searches that may be asked again, in bytes: about 250 compressed pages.
const PAGE_CACHE: u32 = 2 * 1024 * 1024;

/// Every setting, well-formed. Whether they are fit for production is [`Config::unready`].
#[derive(Debug, Clone)]
pub struct Config {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Folder of the SQLite file and of the demonstration's letters.
    pub data_dir: PathBuf,
    /// Address of the database, `sqlite:…` or `postgres://…`, password included.
    pub database_url: Secret,
    /// Folder of this node's index.
    pub index_dir: PathBuf,
    /// What the directory is run for.
    pub mode: Mode,
    /// Whether an empty directory is filled with the starter rows in demonstration mode.
    pub starter: bool,
    /// Where visitors find the site, when it was set.
    pub public_url: Option<BaseUrl>,
    /// Most bytes of answers to searches that are kept in memory; 0 keeps none.
    pub page_cache: u32,
    /// Whether there are limits to how often a visitor may do something.
    pub limits: bool,
    /// Proxies whose word on where visitors come from is believed.
    pub trusted_proxies: Vec<Network>,
    /// Server that takes letters; without one they become files of the data folder.
    pub smtp: Option<SmtpServer>,
    /// Address that letters come from, when it was set.
    pub mail_from: Option<EmailAddress>,
    /// Whether a refusal or a removal for good needs a second person at the desk.
    pub four_eyes: bool,
    /// API of the register of firms.
    pub register_url: String,
    /// Who runs the directory, as the law wants it shown.
    pub legal: Legal,
}

impl Config {
    /// Checks the flags and the environment, which `env` looks up; an empty variable counts as absent.
    ///
    /// # Errors
    /// Every setting that is ill-formed, each with one sentence.
    pub fn check(cli: &Cli, env: impl Fn(&str) -> Option<String>) -> Result<Self, Vec<Problem>> {
        let env = |name: &'static str| env(name).filter(|value| !value.trim().is_empty());
        let mut problems = Vec::new();
        let chosen_data_dir = cli.data_dir.clone().or_else(|| env("DEVANTURE_DATA_DIR").map(PathBuf::from));
        let data_dir = chosen_data_dir.clone().unwrap_or_else(|| PathBuf::from("var"));
        let index_dir =
            env("DEVANTURE_INDEX_DIR").map_or_else(|| index_below(chosen_data_dir.as_deref()), PathBuf::from);
        let listen = cli.listen.clone().or_else(|| env("DEVANTURE_LISTEN"));
        let database_url = env("DEVANTURE_DATABASE_URL");
        let database_url =
            database_url.map_or_else(|| sqlite_below(&data_dir), |url| values::database_url(&url));
        let config = Self {
            listen: values::read(listen, values::listen, (Ipv4Addr::LOCALHOST, 8080).into(), &mut problems),
            database_url: keep(database_url, &mut problems).unwrap_or_else(|| Secret::new("")),
            mode: values::read(env("DEVANTURE_MODE"), values::mode, Mode::Demo, &mut problems),
            starter: values::read(env("DEVANTURE_STARTER"), values::starter, true, &mut problems),
            public_url: values::read(env("DEVANTURE_BASE_URL"), values::base_url, None, &mut problems),
            four_eyes: values::read(env("DEVANTURE_FOUR_EYES"), values::four_eyes, false, &mut problems),
            limits: values::read(env("DEVANTURE_LIMITS"), values::limits, true, &mut problems),
            trusted_proxies: values::read(
                env("DEVANTURE_TRUSTED_PROXIES"),
                values::trusted_proxies,
                Vec::new(),
                &mut problems,
            ),
            smtp: values::read(
                env("DEVANTURE_SMTP_URL"),
                |url| SmtpServer::parse(url).map(Some),
                None,
                &mut problems,
            ),
            mail_from: values::read(env("DEVANTURE_MAIL_FROM"), values::mail_from, None, &mut problems),
            page_cache: values::read(
                env("DEVANTURE_PAGE_CACHE"),
                values::page_cache,
                PAGE_CACHE,
                &mut problems,
            ),
            register_url: values::read(
                env("DEVANTURE_REGISTER_URL"),
                values::register_url,
                REGISTER_URL.to_owned(),
                &mut problems,
            ),
            legal: Legal::from_env(env),
            data_dir,
            index_dir,
        };
        if problems.is_empty() { Ok(config) } else { Err(problems) }
    }

    /// The address that letters come from: the one that was set, else the operator's; a demonstration has one in any case.
    #[must_use]
    pub fn sender(&self) -> Option<EmailAddress> {
        let demo = || (self.mode == Mode::Demo).then(|| EmailAddress::parse(DEMO_SENDER).ok()).flatten();
        self.mail_from.clone().or_else(|| self.legal.mailbox()).or_else(demo)
    }

    /// The address that links begin with, without a slash at its end; `listening` is where the program answers.
    #[must_use]
    pub fn base_url(&self, listening: SocketAddr) -> String {
        self.public_url.as_ref().map_or_else(|| format!("http://{listening}"), ToString::to_string)
    }
}

/// The index stands beside the data that an operator placed somewhere, else in the project's own folder.
fn index_below(data_dir: Option<&Path>) -> PathBuf {
    data_dir.map_or_else(|| PathBuf::from("index/data"), |folder| folder.join("index"))
}

fn sqlite_below(data_dir: &Path) -> Result<Secret, Problem> {
    let file = data_dir.join("devanture.db");
    let path = file.to_str().ok_or(Problem::new("DEVANTURE_DATA_DIR", "must be a path written in UTF-8"))?;
    // The only two characters that mean something else in the address of a database.
    Ok(Secret::new(format!("sqlite:{}", path.replace('%', "%25").replace('?', "%3F"))))
}

fn keep<T>(read: Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    read.map_err(|problem| problems.push(problem)).ok()
}

#[cfg(test)]
mod tests;
