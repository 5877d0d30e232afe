//! The `devanture` program: settings in, exit code out.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;
use devanture::commands::{self, Failure};
use devanture::config::{Admin, Cli, Command, Config};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let command = cli.command.clone().unwrap_or(Command::Serve);
    start_log(&command);
    match run(&cli, command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Standard error may be closed: the exit code says the same.
            let _ = writeln!(io::stderr(), "devanture: {failure}");
            failure.exit_code()
        }
    }
}

/// Logs go to standard error; `RUST_LOG` says how much.
fn start_log(command: &Command) {
    let level = if *command == Command::Serve { LevelFilter::INFO } else { LevelFilter::WARN };
    let filter = EnvFilter::builder().with_default_directive(level.into()).from_env_lossy();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
}

fn run(cli: &Cli, command: Command) -> Result<(), Failure> {
    #[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
    let config = Config::check(cli, |name| std::env::var(name).ok())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Work(format!("the program cannot start: {error}")))?;
    runtime.block_on(dispatch(&config, command))
}

async fn dispatch(config: &Config, command: Command) -> Result<(), Failure> {
    match command {
        Command::CheckConfig => commands::check_config::run(config, &mut io::stdout()),
        Command::Import { dry_run, file } => commands::import::run(config, &file, dry_run).await,
        Command::Export { format } => {
            let store = commands::open_store(config).await?;
            commands::export::run(&store, format, &mut BufWriter::with_capacity(1 << 16, io::stdout())).await
        }
        Command::Searches => {
            let store = commands::open_store(config).await?;
            commands::searches::run(&store, commands::moment().today, &mut io::stdout()).await
        }
        Command::Doctor => {
            let store = commands::open_store(config).await?;
            commands::doctor::run(&store, &config.index_dir, commands::moment(), &mut io::stdout()).await
        }
        Command::Serve => commands::serve::run(config).await,
        Command::Admin { what: Admin::Invite(invited) } => {
            commands::admin::invite(config, &invited, &mut io::stdout()).await
        }
        Command::Reindex => commands::index::reindex(config).await,
    }
}
