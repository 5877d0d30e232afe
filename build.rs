//! Packs the files the program carries: the territories, and the assets of the pages.

#[path = "build/assets.rs"]
mod assets;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::HashMap;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::{env, fs};

type Outcome<T> = Result<T, Box<dyn Error>>;

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script by the environment where to write")]
fn main() -> Outcome<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let out = env::var("OUT_DIR")?;
    assets::pack_assets(Path::new(&out))?;
    pack_territories(Path::new(&out))
}

/// Writes `territories.z`: five blocks of tab-separated lines with an empty line between, in the order régions,
/// départements, EPCI, communes, former communes; rows sorted by code, references as row numbers.
fn pack_territories(out: &Path) -> Outcome<()> {
    println!("cargo::rerun-if-changed=index/territories");
    let [regions, departements, epcis] = [rows("regions")?, rows("departements")?, rows("epci")?];
    let [communes, aliases] = [rows("communes")?, rows("communes_alias")?];
    let (region, departement) = (numbers(&regions), numbers(&departements));
    let (epci, commune) = (numbers(&epcis), numbers(&communes));
    let blocks: [Vec<String>; 5] = [
        regions
            .iter()
            .map(|row| format!("{}\t{}\t{}", row[0], row[1], u8::from(row[3] == "metro")))
            .collect(),
        departements
            .iter()
            .map(|row| format!("{}\t{}\t{}", row[0], row[1], region[row[2].as_str()]))
            .collect(),
        epcis.iter().map(|row| format!("{}\t{}", row[0], row[1])).collect(),
        communes.iter().map(|row| commune_line(row, &departement, &epci)).collect::<Outcome<_>>()?,
        aliases.iter().map(|row| format!("{}\t{}\t{}", row[0], row[1], commune[row[3].as_str()])).collect(),
    ];
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(blocks.map(|lines| lines.join("\n")).join("\n\n").as_bytes())?;
    fs::write(out.join("territories.z"), packed.finish()?)?;
    Ok(())
}

type Numbers<'a> = HashMap<&'a str, usize>;

fn commune_line(row: &[String], departements: &Numbers<'_>, epcis: &Numbers<'_>) -> Outcome<String> {
    let [code, name, postal_codes, departement, epci, population, lat, lon] = row else {
        return Err(format!("communes.csv: {} columns in {row:?}", row.len()).into());
    };
    let departement = departements[departement.as_str()];
    // Four islands belong to no EPCI.
    let epci = epcis.get(epci.as_str()).map(ToString::to_string).unwrap_or_default();
    let (lat, lon) = (thousandths(lat)?, thousandths(lon)?);
    Ok(format!("{code}\t{name}\t{departement}\t{epci}\t{population}\t{lat}\t{lon}\t{postal_codes}"))
}

/// Degrees with three decimals as a whole number: `-1.5` → `-1500`.
fn thousandths(degrees: &str) -> Outcome<i32> {
    let (whole, decimals) = degrees.split_once('.').unwrap_or((degrees, "0"));
    Ok(format!("{whole}{decimals:0<3.3}").parse()?)
}

/// The row number of each code.
fn numbers(rows: &[Vec<String>]) -> Numbers<'_> {
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
