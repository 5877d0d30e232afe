//! suite
#[test]
fn t(){}
