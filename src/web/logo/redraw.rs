//! Draws a picture anew: what is kept was written by this program and holds nothing but pixels.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

use crate::domain::logo::{MAX_FILE, MAX_KEPT, MAX_PIXELS, MAX_SIDE, Picture, PictureKind, Unfit};

/// Longest side of a file that is taken, in pixels.
const MAX_FILE_SIDE: u32 = 16_384;
/// Memory of a decoder: the pixels at 16 bits a channel, twice.
const MAX_MEMORY: u64 = MAX_PIXELS * 8 * 2;
/// Sides and qualities that are tried in turn until what is kept is light enough.
const SIDES: [u32; 3] = [MAX_SIDE, MAX_SIDE * 3 / 4, MAX_SIDE / 2];
const QUALITIES: [u8; 3] = [88, 75, 60];

/// Draws the still picture of a file, at most 400 pixels wide and high and 64 KiB heavy.
///
/// # Errors
/// The file is no picture that is taken.
pub(super) fn redraw(file: &[u8]) -> Result<Picture, Unfit> {
    let whole = read(file)?;
    for side in SIDES {
        let drawn = if whole.width() > side || whole.height() > side {
            whole.resize(side, side, FilterType::Lanczos3)
        } else {
            whole.clone()
        };
        if let Some(picture) = written(&drawn)? {
            return Ok(picture);
        }
    }
    Err(Unfit::Damaged)
}

fn read(file: &[u8]) -> Result<DynamicImage, Unfit> {
    if file.is_empty() {
        return Err(Unfit::Empty);
    }
    if file.len() > MAX_FILE {
        return Err(Unfit::TooHeavy);
    }
    let mut reader =
        ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| Unfit::OtherKind)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(Unfit::OtherKind);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_FILE_SIDE);
    limits.max_image_height = Some(MAX_FILE_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| unfit(&error))?;
    // Before anything is drawn: a few bytes can claim to be a picture of any size.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Unfit::TooLarge);
    }
    let orientation = decoder.orientation();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| unfit(&error))?;
    // What a telephone notes beside the pixels is lost with the rest of its notes, so it is done first.
    if let Ok(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    // One depth and no grey: fewer forms to write.
    Ok(if image.color().has_alpha() { image.into_rgba8().into() } else { image.into_rgb8().into() })
}

const fn unfit(error: &ImageError) -> Unfit {
    match error {
        ImageError::Limits(_) => Unfit::TooLarge,
        _ => Unfit::Damaged,
    }
}

/// Writes a picture without loss if that is light enough, else with loss on white; nothing when neither is.
fn written(image: &DynamicImage) -> Result<Option<Picture>, Unfit> {
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).map_err(|_| Unfit::Damaged)?;
    if bytes.len() <= MAX_KEPT {
        return Ok(Some(Picture { kind: PictureKind::Png, bytes }));
    }
    let flat = on_white(image);
    for quality in QUALITIES {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&flat).map_err(|_| Unfit::Damaged)?;
        if bytes.len() <= MAX_KEPT {
            return Ok(Some(Picture { kind: PictureKind::Jpeg, bytes }));
        }
    }
    Ok(None)
}

fn on_white(image: &DynamicImage) -> RgbImage {
    let image = image.to_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let mix = |colour: u8| {
            let mixed = (u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Rgb([mix(red), mix(green), mix(blue)])
    })
}

#[cfg(test)]
mod tests;
