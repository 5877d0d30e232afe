use super::*;

const GOOD: &str =
    "Atelier,https://atelier.example,place-locale,france,\"Une place de marché, pour essayer.\",,essai\n";

fn rows(text: &[u8], format: Format) -> Vec<(u64, Result<Record, Refusal>)> {
    let mut rows = format.rows(text).unwrap();
    std::iter::from_fn(|| rows.next_row().unwrap()).collect()
}

fn csv(body: &str) -> Vec<(u64, Result<Record, Refusal>)> {
    let header = crate::domain::public_row::PublicRow::HEADERS.join(",");
    rows(format!("{header}\n{body}").as_bytes(), Format::Csv)
}

fn lines_of(rows: &[(u64, Result<Record, Refusal>)]) -> Vec<(u64, bool)> {
    rows.iter().map(|(line, row)| (*line, row.is_ok())).collect()
}

#[test]
fn a_stray_quotation_mark_costs_one_row_and_not_the_file() {
    let stray = GOOD.replace("Atelier", "L’écran 12\"");
    let found = csv(&format!("{GOOD}{stray}{GOOD}\n{GOOD}"));
    assert_eq!(lines_of(&found), [(2, true), (3, false), (4, true), (6, true)]);
    assert!(found[1].1.as_ref().unwrap_err().reason.contains("quotation mark"));
    let two = csv(&format!("{stray}{GOOD}{stray}{GOOD}"));
    assert_eq!(lines_of(&two), [(2, false), (3, true), (4, false), (5, true)]);
}

#[test]
fn a_cell_may_hold_line_breaks() {
    let broken = GOOD.replace("marché, pour", "marché,\r\npour");
    let found = csv(&format!("{broken}{GOOD}"));
    assert_eq!(lines_of(&found), [(2, true), (4, true)]);
}

#[test]
fn a_row_with_too_few_columns_says_so() {
    let found = csv("Atelier;https://atelier.example;place-locale\n");
    assert_eq!(found[0].1.as_ref().unwrap_err().to_string(), "line: has 1 columns, 7 are expected");
}

#[test]
fn a_csv_without_our_header_is_refused_as_a_whole() {
    for text in ["", "provider;website\n", GOOD] {
        let refused = Format::Csv.rows(text.as_bytes()).err().unwrap();
        assert!(refused.to_string().contains("provider,website,service_types"), "{refused}");
    }
}

#[test]
fn every_starter_row_can_be_read() {
    let found = rows(STARTER.as_bytes(), Format::Csv);
    let refused: Vec<_> = found.iter().filter(|(_, row)| row.is_err()).collect();
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(found.len(), 205);
}

#[test]
fn a_file_is_known_by_its_extension() {
    assert_eq!(Format::of(Path::new("a/B.CSV")).unwrap(), Format::Csv);
    assert_eq!(Format::of(Path::new("b.ndjson")).unwrap(), Format::Ndjson);
    for name in ["b.json", "b", ".csv", "b.csv.gz"] {
        assert!(matches!(Format::of(Path::new(name)), Err(Failure::Usage(_))), "{name}");
    }
}
