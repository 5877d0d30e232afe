//! suite
#[test]
fn t() {}
