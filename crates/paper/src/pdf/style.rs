//! How letters look: size, weight, colour, and to which side they keep.

#[derive(Clone, Copy)]
pub(super) struct Style {
    pub size: f32,
    pub bold: bool,
    pub ink: Ink,
    pub align: Align,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

pub(super) type Ink = [u8; 3];
pub(super) const BLACK: Ink = [28, 30, 33];
pub(super) const GREY: Ink = [92, 97, 104];
pub(super) const BLUE: Ink = [3, 81, 155];
pub(super) const HAIR: Ink = [208, 212, 217];
pub(super) const SHADE: Ink = [243, 246, 249];

pub(super) const BODY: Style = Style {
    size: 9.5,
    bold: false,
    ink: BLACK,
    align: Align::Left,
};

impl Style {
    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    pub(super) fn size(self, size: f32) -> Self {
        Self { size, ..self }
    }

    pub(super) fn right(self) -> Self {
        let align = Align::Right;
        Self { align, ..self }
    }

    pub(super) fn leading(self) -> f32 {
        self.size * 1.35
    }
}
