//! Files that people send as logos, and files made to harm.

use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, GenericImageView, ImageEncoder, Rgba, RgbaImage};

use super::*;

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

fn plain(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_pixel(width, height, Rgb([200, 30, 30])).into()
}

/// Pixels that no coder makes small.
fn noise(width: u32, height: u32) -> DynamicImage {
    let mut state = 1_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    };
    RgbImage::from_fn(width, height, |_, _| Rgb([next(), next(), next()])).into()
}

fn drawn(picture: &Picture) -> DynamicImage {
    let format = match picture.kind {
        PictureKind::Png => ImageFormat::Png,
        PictureKind::Jpeg => ImageFormat::Jpeg,
    };
    image::load_from_memory_with_format(&picture.bytes, format).unwrap()
}

/// A part of a PNG with its check.
fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    let mut check = flate2::Crc::new();
    check.update(&named);
    [&length[..], &named, &check.sum().to_be_bytes()].concat()
}

/// The beginning of a PNG that claims to be so large.
fn claims(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header)].concat()
}

#[test]
fn the_three_forms_are_told_by_their_content_and_kept_as_one_of_two() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let picture = redraw(&encoded(&plain(120, 60), format)).unwrap();
        assert_eq!(picture.kind, PictureKind::Png, "{format:?}");
        assert_eq!(drawn(&picture).dimensions(), (120, 60));
    }
}

#[test]
fn a_large_picture_becomes_small_in_its_proportions() {
    let picture = redraw(&encoded(&plain(1_600, 400), ImageFormat::Png)).unwrap();
    assert_eq!(drawn(&picture).dimensions(), (400, 100));
    let thin = redraw(&encoded(&plain(4_000, 1), ImageFormat::Png)).unwrap();
    assert_eq!(drawn(&thin).dimensions(), (400, 1));
}

#[test]
fn a_picture_that_stays_heavy_loses_detail_and_then_size() {
    let picture = redraw(&encoded(&noise(400, 400), ImageFormat::Png)).unwrap();
    assert_eq!(picture.kind, PictureKind::Jpeg);
    assert!(picture.bytes.len() <= MAX_KEPT, "{}", picture.bytes.len());
    assert!(drawn(&picture).width() >= 200);
}

#[test]
fn what_is_transparent_stays_so_or_becomes_white() {
    let clear: DynamicImage = RgbaImage::from_pixel(50, 50, Rgba([0, 0, 0, 0])).into();
    let picture = redraw(&encoded(&clear, ImageFormat::Png)).unwrap();
    assert_eq!(drawn(&picture).get_pixel(9, 9).0[3], 0);
    assert_eq!(on_white(&clear).get_pixel(9, 9).0, [255, 255, 255]);
}

#[test]
fn notes_beside_the_pixels_are_obeyed_and_not_kept() {
    // EXIF: one entry, orientation 6, which is a quarter turn.
    let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0PLACE: 48.8584 N 2.2945 E";
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let mut bytes = Vec::new();
        let (pixels, colour) = (plain(80, 20).into_rgb8().into_raw(), ExtendedColorType::Rgb8);
        if format == ImageFormat::Png {
            let mut encoder = PngEncoder::new(&mut bytes);
            encoder.set_exif_metadata(exif.to_vec()).unwrap();
            encoder.write_image(&pixels, 80, 20, colour).unwrap();
        } else {
            let mut encoder = JpegEncoder::new(&mut bytes);
            encoder.set_exif_metadata(exif.to_vec()).unwrap();
            encoder.write_image(&pixels, 80, 20, colour).unwrap();
        }
        assert!(bytes.windows(5).any(|window| window == b"PLACE"));
        let picture = redraw(&bytes).unwrap();
        assert!(!picture.bytes.windows(5).any(|window| window == b"PLACE"), "{format:?}");
        assert_eq!(drawn(&picture).dimensions(), (20, 80), "{format:?}");
    }
}

#[test]
fn what_hides_behind_a_picture_is_left_behind() {
    let hidden = b"<script>alert(1)</script><?php system('id'); ?>PK\x03\x04";
    let mut png = claims(1, 1);
    png.extend(chunk(b"tEXt", hidden));
    let pixel = encoded(&RgbaImage::new(1, 1).into(), ImageFormat::Png);
    png.extend(&pixel[33..]);
    png.extend(hidden);
    let jpeg = [encoded(&plain(9, 9), ImageFormat::Jpeg), hidden.to_vec()].concat();
    for file in [png, jpeg] {
        let picture = redraw(&file).unwrap();
        assert!(!picture.bytes.windows(8).any(|window| window == b"<script>"));
    }
}

#[test]
fn what_is_no_picture_of_the_three_forms_is_refused_whatever_it_is() {
    for (file, why) in [
        (&b""[..], Unfit::Empty),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", Unfit::OtherKind),
        (b"<?xml version=\"1.0\"?><svg/>", Unfit::OtherKind),
        (b"GIF89a\x01\0\x01\0\0\0\0;", Unfit::OtherKind),
        (b"BM\0\0\0\0", Unfit::OtherKind),
        (b"%PDF-1.7", Unfit::OtherKind),
        (b"\0", Unfit::OtherKind),
        (b"\x89PNG\r\n\x1a\n", Unfit::Damaged),
        (b"\xff\xd8\xff\xe0", Unfit::Damaged),
        (b"RIFF\x04\0\0\0WEBP", Unfit::Damaged),
    ] {
        assert_eq!(redraw(file), Err(why), "{:?}", String::from_utf8_lossy(file));
    }
    assert_eq!(redraw(&vec![0; MAX_FILE + 1]), Err(Unfit::TooHeavy));
}

#[test]
fn a_few_bytes_that_claim_to_be_huge_are_refused_before_anything_is_drawn() {
    let zeros = {
        use std::io::Write;
        let mut coder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        coder.write_all(&vec![0; 64 << 20]).unwrap();
        coder.finish().unwrap()
    };
    for (width, height) in [(30_000, 30_000), (u32::MAX / 2, 1), (20_000, 2), (2_001, 2_000), (4_000, 4_000)]
    {
        let file = [claims(width, height), chunk(b"IDAT", &zeros), chunk(b"IEND", b"")].concat();
        assert!(file.len() < MAX_FILE);
        assert_eq!(redraw(&file), Err(Unfit::TooLarge), "{width} x {height}");
    }
    // More data than pixels: read as far as it is needed.
    let file = [claims(2, 2), chunk(b"IDAT", &zeros), chunk(b"IEND", b"")].concat();
    assert!(redraw(&file).is_ok_and(|picture| picture.bytes.len() < 1_000));
}

#[test]
fn a_note_that_unfolds_to_megabytes_is_not_kept() {
    use std::io::Write;
    let mut coder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        coder.write_all(&vec![b'a'; 1 << 20]).unwrap();
    }
    let text = [b"note\0\0".to_vec(), coder.finish().unwrap()].concat();
    let pixel = encoded(&RgbaImage::new(1, 1).into(), ImageFormat::Png);
    let file = [&pixel[..33], &chunk(b"zTXt", &text), &pixel[33..]].concat();
    assert!(redraw(&file).is_ok_and(|picture| picture.bytes.len() < 1_000));
}

#[test]
fn a_file_cut_anywhere_is_refused_or_drawn_without_harm() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let whole = encoded(&noise(24, 24), format);
        for end in 0..whole.len() {
            if let Ok(picture) = redraw(&whole[..end]) {
                assert_eq!(drawn(&picture).dimensions(), (24, 24), "{format:?} cut at {end}");
            }
        }
        let half = redraw(&whole[..whole.len() / 2]);
        assert!(half == Err(Unfit::Damaged) || format == ImageFormat::Jpeg, "{format:?}: {half:?}");
    }
}

/// A WebP of several still pictures, each shown for a moment.
fn animation() -> Vec<u8> {
    let mut still = Vec::new();
    let pixels = RgbaImage::from_pixel(4, 4, Rgba([1, 2, 3, 255]));
    WebPEncoder::new_lossless(&mut still).encode(&pixels, 4, 4, ExtendedColorType::Rgba8).unwrap();
    let part = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [&name[..], &length, data, &vec![0; data.len() % 2]].concat()
    };
    // Offset, size less one, duration and flags of each picture, then its own part as it stands in the still file.
    let frame = [&[0, 0, 0, 0, 0, 0, 3, 0, 0, 3, 0, 0, 100, 0, 0, 2][..], &still[12..]].concat();
    let parts = [
        part(b"VP8X", &[0b0001_0010, 0, 0, 0, 3, 0, 0, 3, 0, 0]),
        part(b"ANIM", &[0; 6]),
        part(b"ANMF", &frame),
        part(b"ANMF", &frame),
        part(b"ANMF", &frame),
    ];
    part(b"RIFF", &[b"WEBP".to_vec(), parts.concat()].concat())
}

#[test]
fn of_a_moving_picture_the_first_is_kept() {
    let picture = redraw(&animation()).unwrap();
    assert_eq!(picture.kind, PictureKind::Png);
    let still = drawn(&picture);
    assert_eq!((still.dimensions(), still.get_pixel(2, 2).0), ((4, 4), [1, 2, 3, 255]));
    assert!(!picture.bytes.windows(4).any(|window| window == b"acTL"));
}

proptest::proptest! {
    #[test]
    fn no_bytes_do_harm(mut file: Vec<u8>, form in 0..3_usize) {
        let begin: [&[u8]; 3] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\x80\0\0\0WEBPVP8L"];
        file.splice(0..0, begin[form].iter().copied());
        let _ = redraw(&file);
    }
}
