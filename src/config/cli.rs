//! What an operator types: flags and commands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::domain::desk::Role;

/// Settings that have no flag, shown under the flags.
const ENVIRONMENT: &str = "\
Environment (an empty variable counts as absent):
  DEVANTURE_LISTEN         same as --listen
  DEVANTURE_DATA_DIR       same as --data-dir
  DEVANTURE_DATABASE_URL   sqlite:… or postgres://… [default: SQLite in the data dir]
  DEVANTURE_INDEX_DIR      this node's index [default: index/data, or index under a chosen data dir]
  DEVANTURE_MODE           demo or production [default: demo]
  DEVANTURE_STARTER        on or off: fill an empty demo directory [default: on]
  DEVANTURE_BASE_URL       where visitors find the site [default: from the address]
  DEVANTURE_PAGE_CACHE     bytes of results pages kept in memory, 0 for none [default: 2097152]
  DEVANTURE_LIMITS         on or off: how often a visitor may search or send forms [default: on]
  DEVANTURE_TRUSTED_PROXIES
                           addresses whose X-Forwarded-For is believed, such as 10.0.0.0/8, ::1 [default: none]
  DEVANTURE_SMTP_URL       smtps://user:password@host or smtp://… (STARTTLS; ?tls=none, ?ca=FILE), needed in
                           production; without it letters become files under letters/ in the data dir
  DEVANTURE_MAIL_FROM      address that letters come from [default: DEVANTURE_LEGAL_EMAIL]
  DEVANTURE_FOUR_EYES      on or off: refusals and removals for good need a second person [default: off]
  DEVANTURE_REGISTER_URL   API of the register of firms
  DEVANTURE_LEGAL_NAME, _ADDRESS, _EMAIL, _DIRECTOR, _HOST
                           who runs the directory, needed in production";

/// Open directory where small French shops find vetted digital providers.
#[derive(Debug, Parser)]
#[command(name = "devanture", version, about, after_help = ENVIRONMENT)]
pub struct Cli {
    /// Address to listen on [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Folder of the SQLite file and of the demonstration's letters [default: var]
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,
    /// What to do; `serve` when absent.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program can do.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Serve the directory (also without a command)
    Serve,
    /// Take in listings from a file: .ndjson (records) or .csv (rows of public sources)
    Import {
        /// Check everything and write nothing
        #[arg(long)]
        dry_run: bool,
        /// The file
        file: PathBuf,
    },
    /// Write every listing to standard output
    Export {
        /// Form of the lines
        #[arg(long, value_enum)]
        format: ExportFormat,
    },
    /// Write what visitors searched for in vain in the last 12 months to standard output, as CSV
    Searches,
    /// Build this node's index anew from the database
    Reindex,
    /// Verify the audit log, approvals, letters, the index and what should have been deleted
    Doctor,
    /// Check the settings and say what is missing
    CheckConfig,
    /// Look after the people of the vetting desk
    Admin {
        /// What to do
        #[command(subcommand)]
        what: Admin,
    },
}

/// What can be done about the people of the vetting desk.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Admin {
    /// Print and send a single-use link; for somebody who is there it sets password and second factor anew
    Invite(Invited),
}

/// Who is invited.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Invited {
    /// Address of mail
    pub email: String,
    /// Name, as colleagues read it
    #[arg(long)]
    pub name: Option<String>,
    /// What they may do [default: administrator, or as before]
    #[arg(long, value_enum)]
    pub role: Option<RoleName>,
}

/// What somebody at the desk may do, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoleName {
    /// Reads every case
    Reader,
    /// Takes cases and decides
    Vetter,
    /// Also gives cases to others and agrees with decisions
    Lead,
    /// Also invites people
    Administrator,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Reader => Self::Reader,
            RoleName::Vetter => Self::Vetter,
            RoleName::Lead => Self::Lead,
            RoleName::Administrator => Self::Administrator,
        }
    }
}

/// Form of exported lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One JSON record a line: imports as the same directory
    Ndjson,
    /// The columns of public rows, for spreadsheets: loses what they have no column for
    Csv,
}
