//! `devanture` alone: opens everything, answers visitors until it is told to stop.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use tracing::info;

use super::{Failure, import, index, moment, open_store};
use crate::app::{self, App};
use crate::checks::{Outside, Policy};
use crate::config::Config;

/// Serves until Ctrl+C or SIGTERM.
///
/// # Errors
/// The settings are not fit for production, the address is taken, or the database or the index cannot be opened.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let unready = config.unready();
    if !unready.is_empty() {
        return Err(unready.into());
    }
    let mut stop = pin!(app::told_to_stop()?);
    // The address first: a second start by mistake ends here, before it touches anything.
    let listener = app::bind(config.listen).await?;
    let address = listener.local_addr().unwrap_or(config.listen);
    // Filling and indexing a large directory takes a while, and whoever stops it need not wait for the end.
    let app = tokio::select! {
        app = open(config, address) => app?,
        () = &mut stop => return Ok(()),
    };
    // Standard output may be closed: the log says the same.
    let _ = writeln!(io::stdout(), "Devanture is open at http://{address}/ (Ctrl+C closes it)");
    info!(%address, "open");
    app.serve(listener, stop).await;
    info!("closed");
    Ok(())
}

async fn open(config: &Config, address: SocketAddr) -> Result<App, Failure> {
    let store = open_store(config).await?;
    import::starter(&store, config).await?;
    let progress = index::Progress::new(&store).await?;
    let base_url = config.base_url(address);
    let outside = Outside::open(&config.register_url, &base_url, Policy::public());
    let outside = outside.map_err(|error| Failure::Usage(error.to_string()))?;
    let app =
        App::open(config, store, base_url, Arc::new(moment), outside, |done| progress.show(done)).await?;
    progress.finish();
    Ok(app)
}
