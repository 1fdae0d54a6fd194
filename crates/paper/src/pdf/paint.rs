//! Turns filled pages into the bytes of a PDF, tagged and fit for archives (PDF/A-2a, PDF/UA-1).
use std::num::NonZeroU16;

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup,
        TagTree,
    },
};

use super::{
    Unprintable,
    face::Faces,
    sheet::{Cell, HEIGHT, Heads, Leaf, Mark, Meaning, Sheet, WIDTH},
    style::Ink,
};

pub(super) fn painted(sheet: Sheet, about: Metadata) -> Result<Vec<u8>, Unprintable> {
    let settings = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Unprintable(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration: settings,
        ..SerializeSettings::default()
    });
    let (faces, pages, meaning) = sheet.into_parts();
    let mut leaves = Vec::new();
    for marks in pages {
        let size = PageSettings::from_wh(WIDTH, HEIGHT);
        let mut page = document.start_page_with(size.unwrap_or_default());
        let mut surface = page.surface();
        for mark in marks {
            match mark {
                Mark::Area { place, ink } => area(&mut surface, place, ink),
                text => leaves.extend(written(&mut surface, &faces, text)),
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_metadata(about);
    document.set_outline(outline(&meaning));
    document.set_tag_tree(tree(meaning, &mut Leaves::new(leaves)));
    document
        .finish()
        .map_err(|error| Unprintable(format!("{error:?}")))
}

fn area(surface: &mut Surface<'_>, [left, top, width, height]: [f32; 4], ink: Ink) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(left, top, width, height) {
        path.push_rect(rect);
    }
    let Some(path) = path.finish() else { return };
    let artifact = Artifact::with_kind(ArtifactType::Layout);
    surface.start_tagged(ContentTag::Artifact(artifact));
    surface.set_fill(Some(fill(ink)));
    surface.draw_path(&path);
    surface.end_tagged();
}

fn written(surface: &mut Surface<'_>, faces: &Faces, mark: Mark) -> Option<(Leaf, Identifier)> {
    let Mark::Text {
        leaf,
        at,
        style,
        shaped,
    } = mark
    else {
        return None;
    };
    let tag = match leaf {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
    };
    let identifier = surface.start_tagged(tag);
    surface.set_fill(Some(fill(style.ink)));
    let face = if style.bold {
        &faces.bold
    } else {
        &faces.regular
    };
    surface.draw_glyphs(
        Point::from_xy(at.0, at.1),
        &shaped.glyphs,
        face.font.clone(),
        &shaped.text,
        style.size,
        false,
    );
    surface.end_tagged();
    leaf.map(|leaf| (leaf, identifier))
}

fn fill([red, green, blue]: Ink) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}

/// What was drawn, by its leaf; each is hung into the tree once.
struct Leaves(Vec<Option<Identifier>>);

impl Leaves {
    fn new(drawn: Vec<(Leaf, Identifier)>) -> Self {
        let mut leaves: Vec<Option<Identifier>> = Vec::new();
        for (leaf, identifier) in drawn {
            if leaves.len() <= leaf {
                leaves.resize_with(leaf + 1, || None);
            }
            leaves[leaf] = Some(identifier);
        }
        Self(leaves)
    }

    fn hang(&mut self, group: &mut TagGroup, leaves: Vec<Leaf>) {
        for leaf in leaves {
            if let Some(identifier) = self.0.get_mut(leaf).and_then(Option::take) {
                group.push(identifier);
            }
        }
    }
}

/// The headings, to jump to.
fn outline(meaning: &[Meaning]) -> Outline {
    let mut outline = Outline::new();
    for one in meaning {
        if let Meaning::Heading(heading) = one {
            let top = Point::from_xy(0.0, heading.at.1);
            let there = XyzDestination::new(heading.page, top);
            outline.push_child(OutlineNode::new(heading.text.clone(), there));
        }
    }
    outline
}

fn tree(meaning: Vec<Meaning>, leaves: &mut Leaves) -> TagTree {
    let mut tree = TagTree::new();
    for one in meaning {
        let group = match one {
            Meaning::Heading(heading) => {
                let level = NonZeroU16::new(heading.level).unwrap_or(NonZeroU16::MIN);
                let mut group = TagGroup::new(Tag::Hn(level, Some(heading.text)));
                leaves.hang(&mut group, vec![heading.leaf]);
                group
            }
            Meaning::Text(of) => {
                let mut group = TagGroup::new(Tag::P);
                leaves.hang(&mut group, of);
                group
            }
            Meaning::Table(rows) => table(rows, leaves),
        };
        tree.push(group);
    }
    tree
}

fn table(rows: Vec<Vec<Cell>>, leaves: &mut Leaves) -> TagGroup {
    let mut table = TagGroup::new(Tag::Table);
    for cells in rows {
        let mut row = TagGroup::new(Tag::TR);
        for cell in cells {
            let mut group = match cell.heads {
                Heads::Nothing => TagGroup::new(Tag::TD),
                Heads::Row => TagGroup::new(Tag::TH(TableHeaderScope::Row)),
                Heads::Column => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
            };
            leaves.hang(&mut group, cell.leaves);
            row.push(group);
        }
        table.push(row);
    }
    table
}
