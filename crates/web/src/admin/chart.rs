//! Bars over months, drawn as SVG on the server. Each bar carries its figure, so that no colour need be told apart.
use plotters::{
    chart::ChartBuilder,
    coord::ranged1d::{IntoSegmentedCoord, SegmentValue},
    drawing::{DrawingAreaErrorKind, IntoDrawingArea},
    element::{Rectangle, Text},
    prelude::SVGBackend,
    style::{
        Color, IntoFont, RGBColor, TRANSPARENT,
        text_anchor::{HPos, Pos, VPos},
    },
};

use crate::error::{Error, Result};

/// In units of the picture, which is shown as wide as there is room.
const SIZE: (u32, u32) = (560, 240);
const INK: RGBColor = RGBColor(0x26, 0x30, 0x3f);
const BAR: RGBColor = RGBColor(0x0b, 0x55, 0xa5);
const LINE: RGBColor = RGBColor(0xe3, 0xe7, 0xee);

/// One month.
pub(super) struct Bar {
    /// Under the bar.
    pub month: String,
    /// In the smallest unit there is.
    pub height: i64,
    /// Over the bar.
    pub figure: String,
}

/// `title`: the id of the heading that says what it shows.
pub(super) fn bars(bars: &[Bar], title: &str) -> Result<String> {
    if bars.is_empty() {
        return Ok(String::new());
    }
    let mut svg = String::new();
    draw(bars, &mut svg)?;
    let open = format!("<svg class=\"chart\" role=\"img\" aria-labelledby=\"{title}\" ");
    Ok(svg.replacen("<svg ", &open, 1))
}

fn draw(bars: &[Bar], svg: &mut String) -> Result<()> {
    let tallest = bars.iter().map(|bar| bar.height).max().unwrap_or(0);
    // Room for the figure over the tallest.
    let top = tallest.saturating_add(tallest / 6).max(1);
    let area = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    let mut chart = ChartBuilder::on(&area)
        .margin(6)
        .x_label_area_size(26)
        .build_cartesian_2d((0..bars.len() - 1).into_segmented(), 0..top)?;
    let font = ("sans-serif", 12).into_font().color(&INK);
    let month = |at: &SegmentValue<usize>| match at {
        SegmentValue::CenterOf(index) | SegmentValue::Exact(index) => bars
            .get(*index)
            .map_or_else(String::new, |bar| bar.month.clone()),
        SegmentValue::Last => String::new(),
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .disable_y_axis()
        .y_labels(4)
        .bold_line_style(LINE)
        .light_line_style(TRANSPARENT)
        .x_labels(bars.len())
        .x_label_formatter(&month)
        .label_style(font.clone())
        .axis_style(INK)
        .draw()?;
    let rectangle = |(index, bar): (usize, &Bar)| {
        let right = match index + 1 == bars.len() {
            true => SegmentValue::Last,
            false => SegmentValue::Exact(index + 1),
        };
        let corners = [(SegmentValue::Exact(index), bar.height), (right, 0)];
        let mut rectangle = Rectangle::new(corners, BAR.filled());
        rectangle.set_margin(0, 0, 5, 5);
        rectangle
    };
    chart.draw_series(bars.iter().enumerate().map(rectangle))?;
    let over = font.pos(Pos::new(HPos::Center, VPos::Bottom));
    let figure = |(index, bar): (usize, &Bar)| {
        let at = (SegmentValue::CenterOf(index), bar.height);
        Text::new(bar.figure.clone(), at, over.clone())
    };
    chart.draw_series(bars.iter().enumerate().map(figure))?;
    drop(chart);
    area.present()?;
    Ok(())
}

impl<E: std::error::Error + Send + Sync + 'static> From<DrawingAreaErrorKind<E>> for Error {
    fn from(error: DrawingAreaErrorKind<E>) -> Self {
        Self::Broken(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(month: &str, height: i64) -> Bar {
        Bar {
            month: month.to_owned(),
            height,
            figure: format!("{height} kr"),
        }
    }

    #[test]
    fn each_bar_has_its_month_and_its_figure_and_the_picture_a_name() {
        let svg = bars(&[bar("okt.", 149), bar("nov. <b>", 29_800)], "revenue").unwrap();
        assert!(svg.starts_with("<svg class=\"chart\" role=\"img\" aria-labelledby=\"revenue\" "));
        for text in ["okt.", "149 kr", "29800 kr", "nov. &lt;b&gt;"] {
            assert!(svg.contains(text), "{text}\n{svg}");
        }
        assert!(svg.contains("viewBox"), "{svg}");
    }

    #[test]
    fn nothing_in_it_is_what_the_policy_forbids() {
        let svg = bars(&[bar("nov.", 0)], "revenue").unwrap();
        for forbidden in [" style=", "<style", "<script", "href"] {
            assert!(!svg.contains(forbidden), "{forbidden}\n{svg}");
        }
    }

    #[test]
    fn without_months_there_is_no_picture() {
        assert_eq!(bars(&[], "revenue").unwrap(), "");
    }
}
