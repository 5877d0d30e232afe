//! How far the reading of a file is, shown on a terminal only.

use std::fs::File;
use std::io::{self, Read};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error; hidden when that is no terminal.
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn new(bytes: u64) -> Self {
        let bar = ProgressBar::new(bytes);
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent:>3} %  {eta}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// The same file, whose reading moves the bar.
    pub(super) fn watch(&self, file: File) -> Watched {
        Watched { file, bar: self.0.clone() }
    }

    /// Lets something print to the terminal without tearing the bar.
    pub(super) fn hidden_while(&self, print: impl FnOnce()) {
        self.0.suspend(print);
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// A file whose reading moves a bar.
pub(super) struct Watched {
    file: File,
    bar: ProgressBar,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.bar.inc(u64::try_from(read).unwrap_or_default());
        Ok(read)
    }
}
