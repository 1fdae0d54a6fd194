//! The letters: two weights of one typeface, shaped once and drawn as they were measured.
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Face as Shaper, Feature, UnicodeBuffer, ttf_parser::Tag};

pub(super) struct Faces {
    pub regular: Face,
    pub bold: Face,
}

pub(super) struct Face {
    pub font: Font,
    shaper: Shaper<'static>,
    features: [Feature; 2],
}

/// Text with its glyphs; widths are in parts of the size.
#[derive(Clone)]
pub(super) struct Shaped {
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    pub width: f32,
}

impl Faces {
    pub(super) fn new() -> Option<Self> {
        Some(Self {
            regular: Face::new(include_bytes!("../../fonts/SourceSans3-Regular.ttf"))?,
            bold: Face::new(include_bytes!("../../fonts/SourceSans3-SemiBold.ttf"))?,
        })
    }
}

impl Face {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        Some(Self {
            font: Font::new(bytes.into(), 0)?,
            shaper: Shaper::from_slice(bytes, 0)?,
            // Figures of one width stand in columns; ligatures only make copying harder.
            features: [
                Feature::new(Tag::from_bytes(b"tnum"), 1, ..),
                Feature::new(Tag::from_bytes(b"liga"), 0, ..),
            ],
        })
    }

    pub(super) fn shaped(&self, text: &str) -> Shaped {
        let text = self.writable(text);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        let output = rustybuzz::shape(&self.shaper, &self.features, buffer);
        let (infos, places) = (output.glyph_infos(), output.glyph_positions());
        let em = self.font.units_per_em();
        let part = |units: i32| units as f32 / em;
        let mut glyphs = Vec::with_capacity(infos.len());
        let mut width = 0.0;
        // From the end, so that each glyph knows where the next letter begins.
        let (mut end, mut next) = (text.len(), text.len());
        for (info, place) in infos.iter().zip(places).rev() {
            let start = info.cluster as usize;
            if start < next {
                (end, next) = (next, start);
            }
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                part(place.x_advance),
                part(place.x_offset),
                part(place.y_offset),
                part(place.y_advance),
                start..end,
                None,
            ));
            width += part(place.x_advance);
        }
        glyphs.reverse();
        Shaped {
            text,
            glyphs,
            width,
        }
    }

    /// Letters that the typeface lacks would be boxes, and no archive takes those.
    fn writable(&self, text: &str) -> String {
        let known = |one: char| {
            self.shaper
                .glyph_index(one)
                .is_some_and(|glyph| glyph.0 > 0)
        };
        text.chars()
            .filter_map(|one| match one {
                // Lines are broken by now; a blank that must not be broken is one glyph with the other.
                '\u{a0}' | '\u{202f}' => Some(' '),
                _ if one.is_control() => Some(' '),
                '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => None,
                '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}' => None,
                '\u{e000}'..='\u{f8ff}' => Some('?'),
                _ if known(one) => Some(one),
                _ => Some('?'),
            })
            .collect()
    }
}
