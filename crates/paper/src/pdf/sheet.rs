//! Pages that fill from the top: what stands where, and what it means to who reads without seeing.
use super::{
    face::{Face, Faces, Shaped},
    style::{Align, Ink, Style},
};

/// A4, in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
pub(super) const LEFT: f32 = 56.0;
pub(super) const RIGHT: f32 = WIDTH - LEFT;
pub(super) const TOP: f32 = 56.0;
/// Below is the foot of the page.
const BOTTOM: f32 = HEIGHT - 84.0;

pub(super) struct Sheet {
    faces: Faces,
    pub pages: Vec<Vec<Mark>>,
    /// The top of what comes next.
    pub y: f32,
    leaves: usize,
    pub meaning: Vec<Meaning>,
}

pub(super) enum Mark {
    /// `leaf` is `None` for what every page repeats.
    Text {
        leaf: Option<Leaf>,
        at: (f32, f32),
        style: Style,
        shaped: Shaped,
    },
    /// Left, top, width, height.
    Area { place: [f32; 4], ink: Ink },
}

pub(super) type Leaf = usize;

pub(super) enum Meaning {
    Heading(Heading),
    Text(Vec<Leaf>),
    Table(Vec<Vec<Cell>>),
}

pub(super) struct Heading {
    /// 1 or 2.
    pub level: u16,
    pub text: String,
    pub page: usize,
    pub at: (f32, f32),
    pub leaf: Leaf,
}

pub(super) struct Cell {
    pub heads: Heads,
    pub leaves: Vec<Leaf>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Heads {
    Nothing,
    Row,
    Column,
}

impl Sheet {
    pub(super) fn new(faces: Faces) -> Self {
        Self {
            faces,
            pages: vec![Vec::new()],
            y: TOP,
            leaves: 0,
            meaning: Vec::new(),
        }
    }

    pub(super) fn into_parts(self) -> (Faces, Vec<Vec<Mark>>, Vec<Meaning>) {
        (self.faces, self.pages, self.meaning)
    }

    pub(super) fn width(&self, text: &str, style: Style) -> f32 {
        self.face(style).shaped(text).width * style.size
    }

    /// One line, its top at `y`, from `x` on or up to it.
    pub(super) fn put(&mut self, (x, y): (f32, f32), style: Style, text: &str) -> Leaf {
        let leaf = self.leaves;
        self.leaves += 1;
        let mark = self.mark((x, y), style, text, Some(leaf));
        self.page().push(mark);
        leaf
    }

    pub(super) fn heading(&mut self, level: u16, at: (f32, f32), (style, text): (Style, &str)) {
        let leaf = self.put(at, style, text);
        self.meaning.push(Meaning::Heading(Heading {
            level,
            text: text.to_owned(),
            page: self.pages.len() - 1,
            at,
            leaf,
        }));
    }

    /// What every page repeats; to whoever listens it is said once or not at all.
    pub(super) fn repeat(&mut self, page: usize, at: (f32, f32), (style, text): (Style, &str)) {
        let mark = self.mark(at, style, text, None);
        self.pages[page].push(mark);
    }

    /// As many lines as it takes, from `self.y` down, which ends below them.
    pub(super) fn paragraph(&mut self, x: f32, width: f32, style: Style, text: &str) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        for line in self.wrapped(text, width, style) {
            leaves.push(self.put((x, self.y), style, &line));
            self.y += style.leading();
        }
        leaves
    }

    /// The lines that a text takes: broken at blanks, and in a word only where it is too long for any line.
    pub(super) fn wrapped(&self, text: &str, width: f32, style: Style) -> Vec<String> {
        let blank = self.width(" ", style);
        let mut lines = Vec::new();
        let (mut line, mut taken) = (String::new(), 0.0);
        for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
            let long = self.width(word, style);
            if !line.is_empty() && taken + blank + long > width {
                lines.push(std::mem::take(&mut line));
                taken = 0.0;
            }
            if line.is_empty() && long > width {
                line = self.broken(word, (width, style), &mut lines);
                taken = self.width(&line, style);
                continue;
            }
            if !line.is_empty() {
                line.push(' ');
                taken += blank;
            }
            line.push_str(word);
            taken += long;
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// All of a word but its end, in lines as long as they may be.
    fn broken(&self, word: &str, (width, style): (f32, Style), lines: &mut Vec<String>) -> String {
        let mut line = String::new();
        for letter in word.chars() {
            line.push(letter);
            if self.width(&line, style) > width && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
        line
    }

    pub(super) fn area(&mut self, place: [f32; 4], ink: Ink) {
        self.page().push(Mark::Area { place, ink });
    }

    pub(super) fn rule(&mut self, y: f32, ink: Ink) {
        self.area([LEFT, y, RIGHT - LEFT, 0.6], ink);
    }

    /// Whether so much fits below; if not, the next page is begun.
    pub(super) fn fits(&mut self, height: f32) -> bool {
        let fits = self.y + height <= BOTTOM;
        if !fits {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
        fits
    }

    fn mark(&self, at: (f32, f32), style: Style, text: &str, leaf: Option<Leaf>) -> Mark {
        let shaped = self.face(style).shaped(text);
        let x = match style.align {
            Align::Left => at.0,
            Align::Right => at.0 - shaped.width * style.size,
        };
        // Down to the line that the letters stand on.
        let at = (x, at.1 + style.size);
        Mark::Text {
            leaf,
            at,
            style,
            shaped,
        }
    }

    fn face(&self, style: Style) -> &Face {
        if style.bold {
            &self.faces.bold
        } else {
            &self.faces.regular
        }
    }

    /// There is always one.
    fn page(&mut self) -> &mut Vec<Mark> {
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }
}
