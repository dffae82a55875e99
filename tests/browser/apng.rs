//! Reads PNG files, and writes animated ones: one palette for all pictures, and of each picture only the rectangle that
//! changed.

use std::collections::HashMap;
use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};

/// A picture, and how long it is shown.
pub struct Frame {
    pub png: Vec<u8>,
    pub seconds: u16,
}

/// Red, green and blue.
pub type Colour = [u8; 3];

/// The pixels of a picture, and its width in pixels.
pub struct Pixels {
    pub colours: Vec<Colour>,
    pub width: usize,
}

/// Returns an animated PNG file that repeats for ever. All pictures must have one size.
pub fn encode(frames: &[Frame]) -> Vec<u8> {
    let pictures: Vec<Pixels> = frames.iter().map(|frame| decode(&frame.png)).collect();
    let palette = palette(&pictures);
    let mut nearest = HashMap::new();
    let mut indices = |colours: &[Colour]| -> Vec<u8> {
        colours
            .iter()
            .map(|colour| *nearest.entry(*colour).or_insert_with(|| find_nearest(&palette, *colour)))
            .collect()
    };
    let (width, height) = (pictures[0].width, pictures[0].colours.len() / pictures[0].width);
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, to_u32(width), to_u32(height));
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_animated(to_u32(frames.len()), 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    let mut shown: Option<Vec<u8>> = None;
    for (frame, picture) in frames.iter().zip(&pictures) {
        let now = indices(&picture.colours);
        let [left, top, right, bottom] =
            shown.as_ref().map_or([0, 0, width, height], |before| changed(before, &now, width));
        if shown.is_some() {
            writer.reset_frame_position().unwrap();
            writer.set_frame_dimension(to_u32(right - left), to_u32(bottom - top)).unwrap();
            writer.set_frame_position(to_u32(left), to_u32(top)).unwrap();
        }
        writer.set_frame_delay(frame.seconds, 1).unwrap();
        let rows = now.chunks(width).take(bottom).skip(top);
        writer.write_image_data(&rows.flat_map(|row| &row[left..right]).copied().collect::<Vec<u8>>()).unwrap();
        shown = Some(now);
    }
    writer.finish().unwrap();
    file
}

/// Returns the number of pictures in an animated PNG file.
pub fn count_frames(file: &[u8]) -> usize {
    let reader = Decoder::new(Cursor::new(file)).read_info().unwrap();
    reader.info().animation_control().map_or(1, |control| control.num_frames as usize)
}

/// Returns the pixels of a PNG file without their transparency.
pub fn decode(png: &[u8]) -> Pixels {
    let mut decoder = Decoder::new(Cursor::new(png));
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let width = reader.next_frame(&mut bytes).unwrap().width as usize;
    Pixels { colours: bytes.chunks(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect(), width }
}

/// Returns the 256 most frequent colours. Of those that differ in the three lowest bits only, one is in the palette.
fn palette(pictures: &[Pixels]) -> Vec<Colour> {
    let mut counts: HashMap<Colour, HashMap<Colour, usize>> = HashMap::new();
    for colour in pictures.iter().flat_map(|picture| &picture.colours) {
        *counts.entry(colour.map(|part| part >> 3)).or_default().entry(*colour).or_default() += 1;
    }
    let mut groups: Vec<(usize, Colour)> = counts
        .into_values()
        .map(|group| {
            let (most, _) = group.iter().max_by_key(|(colour, count)| (**count, **colour)).unwrap();
            (group.values().sum(), *most)
        })
        .collect();
    groups.sort_unstable_by_key(|(count, colour)| (usize::MAX - count, *colour));
    groups.into_iter().take(256).map(|(_, colour)| colour).collect()
}

fn find_nearest(palette: &[Colour], colour: Colour) -> u8 {
    let distance = |other: &Colour| -> u32 {
        colour.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2)).sum()
    };
    let (index, _) = palette.iter().enumerate().min_by_key(|(_, other)| distance(other)).unwrap();
    u8::try_from(index).unwrap()
}

/// Returns the left, top, right and bottom edge of the rectangle in which two pictures differ: one pixel at least.
fn changed(before: &[u8], now: &[u8], width: usize) -> [usize; 4] {
    let differ: Vec<usize> = (0..now.len()).filter(|index| before[*index] != now[*index]).collect();
    let columns = || differ.iter().map(|index| index % width);
    let rows = || differ.iter().map(|index| index / width);
    [
        columns().min().unwrap_or_default(),
        rows().min().unwrap_or_default(),
        columns().max().unwrap_or_default() + 1,
        rows().max().unwrap_or_default() + 1,
    ]
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap()
}
