//! The program's settings, read from flags and environment and checked once.

mod commands;
mod legal;
mod settings;

pub use commands::{Command, CommandLine, ExportFormat};
pub use legal::Legal;
pub use settings::{BaseUrl, Config, ConfigErrors, Mode, Problem, Secret};
