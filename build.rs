//! Packs the files the program carries: the territories.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::{env, fs};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    println!("cargo::rerun-if-changed=build.rs");
    pack_territories(Path::new(&env::var("OUT_DIR")?))
}

/// Writes `territories.z`: five blocks of tab-separated lines, each block closed by an empty line, in the order
/// regions, départements, EPCI, communes, former communes; rows sorted by code, references as row numbers.
fn pack_territories(out: &Path) -> Outcome<()> {
    println!("cargo::rerun-if-changed=index/territories");
    let [regions, departements, epcis, communes, aliases] =
        [rows("regions")?, rows("departements")?, rows("epci")?, rows("communes")?, rows("communes_alias")?];
    let mut text = String::new();
    for row in &regions {
        writeln!(text, "{}\t{}\t{}", row[0], row[1], u8::from(row[3] == "metro"))?;
    }
    text.push('\n');
    let region_number = numbers(&regions);
    for row in &departements {
        writeln!(text, "{}\t{}\t{}", row[0], row[1], region_number[row[2].as_str()])?;
    }
    text.push('\n');
    for row in &epcis {
        writeln!(text, "{}\t{}", row[0], row[1])?;
    }
    text.push('\n');
    let (departement_number, epci_number) = (numbers(&departements), numbers(&epcis));
    for row in &communes {
        let [code, name, postal_codes, departement, epci, population, lat, lon] = row.as_slice() else {
            return Err(format!("communes.csv: {} columns in {row:?}", row.len()).into());
        };
        let departement = departement_number[departement.as_str()];
        let epci = epci_number.get(epci.as_str()).map(ToString::to_string).unwrap_or_default();
        let (lat, lon) = (thousandths(lat)?, thousandths(lon)?);
        writeln!(text, "{code}\t{name}\t{departement}\t{epci}\t{population}\t{lat}\t{lon}\t{postal_codes}")?;
    }
    text.push('\n');
    let commune_number = numbers(&communes);
    for row in &aliases {
        writeln!(text, "{}\t{}\t{}", row[0], row[1], commune_number[row[3].as_str()])?;
    }
    text.push('\n');
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(text.as_bytes())?;
    fs::write(out.join("territories.z"), packed.finish()?)?;
    Ok(())
}

/// Degrees with three decimals as a whole number: `-1.5` → `-1500`.
fn thousandths(degrees: &str) -> Outcome<i32> {
    let (whole, decimals) = degrees.split_once('.').unwrap_or((degrees, "0"));
    Ok(format!("{whole}{decimals:0<3.3}").parse()?)
}

/// The row number of each code.
fn numbers(rows: &[Vec<String>]) -> HashMap<&str, usize> {
    rows.iter().enumerate().map(|(number, row)| (row[0].as_str(), number)).collect()
}

/// The rows of one CSV file without its header, sorted by code.
fn rows(name: &str) -> Outcome<Vec<Vec<String>>> {
    let text = fs::read_to_string(format!("index/territories/{name}.csv"))?;
    let mut rows: Vec<_> = text.lines().skip(1).map(cells).collect();
    rows.sort();
    Ok(rows)
}

/// The cells of one line; a quoted cell may hold commas, never quotes or line breaks in these files.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().into_iter().for_each(|cell| cell.push(c)),
        }
    }
    cells
}
