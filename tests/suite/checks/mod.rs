//! Looks at the outside world, played on this machine: the register of firms, websites, and those who mean harm.

mod attacks;
mod register;
mod website;
