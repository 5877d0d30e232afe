//! The vetting desk, as those who work there meet it, on both engines.

mod offers;
