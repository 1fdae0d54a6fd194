//! Tying SKUs that are too long for Rackbeat to its numbers, many at once, from a file of lines.
use std::collections::{BTreeMap, BTreeSet};

use domain::sku;
use store::{ShopId, Tenant, item, product_copy::Way, product_link, product_link::ProductLink};

use crate::{
    Ctx,
    error::Result,
    index,
    product::{mark::way_of, products_changed},
};

/// Why a line tied nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Not two columns, or an empty one.
    Unreadable,
    /// The shop has no product with this SKU, or several.
    UnknownSku { sku: String },
    /// Rackbeat has no such number.
    UnknownNumber { number: String },
}

/// A line that tied nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which line of the file, from 1.
    pub line: u64,
    /// As it stood there.
    pub text: String,
    pub why: Why,
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tied {
    /// How many lines tied a product.
    pub count: usize,
    pub faults: Vec<Fault>,
}

/// Two columns, the shop's SKU and Rackbeat's number, parted by `;`, a comma or a tab.
/// `None`: it cannot be read as such a file.
pub async fn tie_lines(
    ctx: &Ctx,
    tenant: &Tenant,
    (shop, who): (ShopId, &str),
    file: &[u8],
) -> Result<Option<Tied>> {
    let Some(lines) = read(file) else {
        return Ok(None);
    };
    let pairs = lines.iter().filter_map(|line| line.pair.clone());
    let (skus, numbers): (BTreeSet<_>, BTreeSet<_>) = pairs.unzip();
    let links = product_link::of_numbers(tenant, shop, &skus).await?;
    let by_sku = by_sku(&links);
    let known = item::find(tenant, &numbers).await?;
    let known: BTreeSet<_> = known
        .iter()
        .filter(|item| !item.is_missing)
        .map(|item| item.number.as_str())
        .collect();
    // Of a shop that is the master, the number may be one that is yet to be made.
    let makes = way_of(tenant, shop).await? == Some(Way::ToRackbeat);
    let mut tied = Tied::default();
    let mut ties = Vec::new();
    for line in lines {
        let why = match line.pair {
            None => Why::Unreadable,
            Some((sku, number)) => match by_sku.get(sku.as_str()).map(Vec::as_slice) {
                Some([link]) if known.contains(number.as_str()) || makes && fits(&number) => {
                    ties.push((*link, number));
                    continue;
                }
                Some([_]) => Why::UnknownNumber { number },
                _ => Why::UnknownSku { sku },
            },
        };
        let (line, text) = (line.at, line.text.to_owned());
        tied.faults.push(Fault { line, text, why });
    }
    tied.count = ties.len();
    if !ties.is_empty() {
        keep(ctx, tenant, (shop, who), &ties).await?;
    }
    Ok(Some(tied))
}

async fn keep(
    ctx: &Ctx,
    tenant: &Tenant,
    (shop, who): (ShopId, &str),
    ties: &[(&ProductLink, String)],
) -> Result<()> {
    let now = ctx.now();
    let change = tenant.begin().await?;
    for (link, number) in ties {
        product_link::tie_by_hand(&change, link.id, Some(number), who).await?;
    }
    let products: BTreeSet<_> = ties.iter().map(|(link, _)| link.product_id).collect();
    let way = way_of(&change, shop).await?;
    let all: Vec<_> = products.iter().copied().collect();
    index::tied_by_hand(&change, shop, &all, now).await?;
    products_changed(&change, (shop, way), &products, now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}

fn by_sku(links: &[ProductLink]) -> BTreeMap<&str, Vec<&ProductLink>> {
    let mut by_sku: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for link in links.iter().filter(|link| link.status != "gone") {
        by_sku.entry(link.sku.as_str()).or_default().push(link);
    }
    by_sku
}

fn fits(number: &str) -> bool {
    sku::number(number) == Some(number)
}

struct Line<'a> {
    /// From 1.
    at: u64,
    text: &'a str,
    /// SKU and number; `None`: it has not both.
    pair: Option<(String, String)>,
}

fn read(file: &[u8]) -> Option<Vec<Line<'_>>> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let text = std::str::from_utf8(file).ok()?;
    if text.trim().is_empty() || text.contains('\0') {
        return None;
    }
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let by = [b';', b'\t', b','];
    let by = by.into_iter().find(|by| first.contains(char::from(*by)))?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(by)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut row = csv::StringRecord::new();
    let mut from = reader.position().clone();
    while reader.read_record(&mut row).ok()? {
        let to = reader.position().clone();
        let text = text.get(place(&from)?..place(&to)?)?;
        let empty = text.len() - text.trim_start_matches(['\r', '\n']).len();
        let line = Line {
            at: from.line() + text[..empty].matches('\n').count() as u64,
            text: text.trim_matches(['\r', '\n']),
            pair: pair(&row),
        };
        from = to;
        let names_columns = lines.is_empty() && line.pair.as_ref().is_some_and(is_heading);
        if !names_columns {
            lines.push(line);
        }
    }
    Some(lines)
}

fn place(position: &csv::Position) -> Option<usize> {
    usize::try_from(position.byte()).ok()
}

fn pair(row: &csv::StringRecord) -> Option<(String, String)> {
    let column = |which| row.get(which).filter(|text| !text.is_empty());
    let (sku, number) = column(0).zip(column(1))?;
    Some((sku.to_owned(), number.to_owned()))
}

/// A first line that names its columns.
fn is_heading((sku, _): &(String, String)) -> bool {
    let words = ["sku", "varenummer", "varenr", "varenummer (sku)"];
    words.contains(&sku.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_two_columns_however_they_are_parted() {
        for text in [
            "SKU;Nummer\nlang;KORT\n",
            "\u{feff}lang\tKORT",
            "\r\nlang,KORT\r\n",
        ] {
            let lines = read(text.as_bytes()).unwrap();
            assert_eq!(lines.len(), 1, "{text}");
            let pair = lines[0].pair.as_ref().unwrap();
            assert_eq!((&*pair.0, &*pair.1), ("lang", "KORT"), "{text}");
        }
    }

    #[test]
    fn each_line_is_known_by_where_and_how_it_stood() {
        let file = "SKU;Nr\r\nlang;KORT\r\n\r\nbare-en\r\n ;tom\n\n\"med;tegn\"; A\næ;ø";
        let lines = read(file.as_bytes()).unwrap();
        let seen: Vec<_> = lines
            .iter()
            .map(|line| (line.at, line.text, line.pair.is_some()))
            .collect();
        let expected = [
            (2, "lang;KORT", true),
            (4, "bare-en", false),
            (5, " ;tom", false),
            (7, "\"med;tegn\"; A", true),
            (8, "æ;ø", true),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn what_is_no_such_file_is_said_to_be_none() {
        for file in [
            &b""[..],
            b"\xff\xfe\x00",
            b"one column\nof text",
            b"PK\x03\x04\0;",
        ] {
            assert!(read(file).is_none(), "{file:?}");
        }
    }
}
