//! `devanture check-config`: says whether the settings are fit to serve with.

use std::io::{self, Write};

use super::Failure;
use crate::config::Config;
use crate::mailer::Relay;

/// Says that the settings are sound.
///
/// # Errors
/// Everything that keeps the directory from serving, one sentence a line.
pub fn run(config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let problems = config.unready();
    if !problems.is_empty() {
        return Err(problems.into());
    }
    if let Some(server) = &config.smtp {
        Relay::new(server, "localhost").map_err(|error| Failure::Usage(error.to_string()))?;
    }
    match writeln!(out, "the settings are sound") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Work(error.to_string())),
        _ => Ok(()),
    }
}
