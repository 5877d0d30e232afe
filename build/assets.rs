//! Packs `templates/assets`: names that hold a fingerprint of the content, and compressed variants.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

type Outcome<T> = Result<T, Box<dyn Error>>;

const FOLDER: &str = "templates/assets";

struct Asset {
    /// Name in the folder: `site.css`.
    name: String,
    /// Name in addresses: `site.0123456789abcdef.css`.
    served: String,
    content_type: &'static str,
    content: Vec<u8>,
}

/// Writes `assets.rs`: one constant with the address of each asset, and the table `PACKED` of all of them.
pub(crate) fn pack_assets(out: &Path) -> Outcome<()> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(FOLDER)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    // Stylesheets last: they name the other files, by names that must be known by then.
    paths.sort_by_key(|path| (extension(path) == "css", path.clone()));
    let mut assets: Vec<Asset> = Vec::new();
    for path in &in_order(paths)? {
        let Some(content_type) = content_type(&extension(path)) else { continue };
        let mut content = fs::read(path)?;
        if let Some(reference) = reference(&extension(path)) {
            content = with_served_names(String::from_utf8(content)?, reference, &assets).into_bytes();
        }
        let name = path.file_name().and_then(|name| name.to_str()).ok_or("odd file name")?.to_owned();
        let served = served_name(&name, &content);
        assets.push(Asset { name, served, content_type, content });
    }
    fs::write(out.join("assets.rs"), source(out, &assets)?)?;
    Ok(())
}

/// The files, scripts behind those they import; of two that import each other one would name a file that is not served.
fn in_order(mut paths: Vec<PathBuf>) -> Outcome<Vec<PathBuf>> {
    let mut ordered = Vec::with_capacity(paths.len());
    while !paths.is_empty() {
        let waits = |path: &PathBuf| -> Outcome<bool> {
            let text = if extension(path) == "js" { fs::read_to_string(path)? } else { return Ok(false) };
            let mut names = paths.iter().filter_map(|other| other.file_name()?.to_str());
            Ok(names.any(|name| text.contains(&format!("\"./{name}\""))))
        };
        let waiting: Vec<bool> = paths.iter().map(waits).collect::<Outcome<_>>()?;
        let next = waiting.iter().position(|waits| !waits).ok_or("scripts import each other in a circle")?;
        ordered.push(paths.remove(next));
    }
    Ok(ordered)
}

fn extension(path: &Path) -> String {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_owned()
}

fn content_type(extension: &str) -> Option<&'static str> {
    match extension {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "woff2" => Some("font/woff2"),
        "png" => Some("image/png"),
        // The text of a licence must go with the font or script it allows.
        "txt" => Some("text/plain; charset=utf-8"),
        _ => None,
    }
}

/// What stands before and behind the name of another file.
fn reference(extension: &str) -> Option<[&'static str; 2]> {
    match extension {
        "css" => Some(["url(", ")"]),
        "js" => Some(["\"./", "\""]),
        _ => None,
    }
}

fn with_served_names(text: String, [before, behind]: [&str; 2], assets: &[Asset]) -> String {
    assets.iter().fold(text, |text, Asset { name, served, .. }| {
        text.replace(&format!("{before}{name}{behind}"), &format!("{before}{served}{behind}"))
    })
}

/// The name with a fingerprint, so that a browser may keep the file for ever.
fn served_name(name: &str, content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}.{:016x}.{extension}", hasher.finish())
}

fn source(out: &Path, assets: &[Asset]) -> Outcome<String> {
    let mut source = String::new();
    let mut table = String::new();
    for asset in assets {
        let constant: String = asset
            .name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' })
            .collect();
        writeln!(source, "/// Address of `{}`.", asset.name)?;
        writeln!(source, "#[allow(dead_code, reason = \"some files are named by other files only\")]")?;
        writeln!(source, "pub(in crate::web) const {constant}: &str = \"/assets/{}\";", asset.served)?;
        let plain = write_variant(out, &asset.served, &asset.content)?;
        let [brotli, gzip] = if asset.content_type == "font/woff2" || asset.content_type == "image/png" {
            ["None".to_owned(), "None".to_owned()]
        } else {
            let brotli = write_variant(out, &format!("{}.br", asset.served), &brotli(&asset.content)?)?;
            let gzip = write_variant(out, &format!("{}.gz", asset.served), &gzip(&asset.content)?)?;
            [format!("Some({brotli})"), format!("Some({gzip})")]
        };
        writeln!(
            table,
            "    Packed {{ name: {:?}, content_type: {:?}, plain: {plain}, brotli: {brotli}, gzip: {gzip} }},",
            asset.served, asset.content_type
        )?;
    }
    writeln!(source, "static PACKED: &[Packed] = &[\n{table}];")?;
    Ok(source)
}

/// Writes a file beside the source and gives the expression that embeds it.
fn write_variant(out: &Path, name: &str, content: &[u8]) -> Outcome<String> {
    fs::write(out.join(name), content)?;
    Ok(format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))"))
}

fn brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut packed, &params)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
