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

/// More than this in one file is another's work.
const MOST: usize = 100_000;

/// What became of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Tied {
        sku: String,
        number: String,
    },
    /// Not two columns, or an empty one.
    Unreadable {
        line: u64,
    },
    /// The shop has no product with this SKU, or several.
    UnknownSku {
        sku: String,
    },
    /// Rackbeat has no such number.
    UnknownNumber {
        sku: String,
        number: String,
    },
}

/// What became of a file; `None`: it cannot be read as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tied {
    pub lines: Vec<Line>,
}

/// Two columns, the shop's SKU and Rackbeat's number, parted by `;`, a comma or a tab.
pub async fn tie_lines(
    ctx: &Ctx,
    tenant: &Tenant,
    (shop, who): (ShopId, &str),
    file: &[u8],
) -> Result<Option<Tied>> {
    let Some(pairs) = read(file) else {
        return Ok(None);
    };
    let skus = pairs.iter().filter_map(|pair| pair.as_ref().ok());
    let (skus, numbers): (BTreeSet<_>, BTreeSet<_>) = skus.cloned().unzip();
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
    for pair in pairs {
        let line = match pair {
            Err(line) => Line::Unreadable { line },
            Ok((sku, number)) => match by_sku.get(sku.as_str()).map(Vec::as_slice) {
                Some([link]) if known.contains(number.as_str()) || makes && fits(&number) => {
                    ties.push((*link, number.clone()));
                    Line::Tied { sku, number }
                }
                Some([_]) => Line::UnknownNumber { sku, number },
                _ => Line::UnknownSku { sku },
            },
        };
        tied.lines.push(line);
    }
    keep(ctx, tenant, (shop, who), &ties).await?;
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

/// Pairs in the order of the file, or the number of a line that is none.
fn read(file: &[u8]) -> Option<Vec<Result<(String, String), u64>>> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let text = std::str::from_utf8(file).ok()?;
    if text.trim().is_empty() || text.contains('\0') {
        return None;
    }
    let first = text.lines().next().unwrap_or_default();
    let by = [b';', b'\t', b','];
    let by = by.into_iter().find(|by| first.contains(char::from(*by)))?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(by)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut pairs = Vec::new();
    for (at, row) in reader.records().enumerate().take(MOST) {
        let number = at as u64 + 1;
        let row = row.ok();
        let column = |which: usize| {
            let row = row.as_ref()?;
            Some(row.get(which)?.to_owned()).filter(|text| !text.is_empty())
        };
        match column(0).zip(column(1)) {
            Some((sku, _)) if at == 0 && is_heading(&sku) => {}
            Some(pair) => pairs.push(Ok(pair)),
            None => pairs.push(Err(number)),
        }
    }
    Some(pairs)
}

/// A first line that names its columns.
fn is_heading(text: &str) -> bool {
    let words = ["sku", "varenummer", "varenr", "varenummer (sku)"];
    words.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_two_columns_however_they_are_parted() {
        let pair = |sku: &str, number: &str| Ok((sku.to_owned(), number.to_owned()));
        for text in [
            "SKU;Nummer\nlang;KORT\n",
            "\u{feff}lang\tKORT",
            "lang,KORT\r\n",
        ] {
            assert_eq!(
                read(text.as_bytes()),
                Some(vec![pair("lang", "KORT")]),
                "{text}"
            );
        }
        let mixed = "lang;KORT\nbare-en\n;tom\n\"med;tegn\";A";
        let read = read(mixed.as_bytes()).unwrap();
        assert_eq!(
            read,
            [pair("lang", "KORT"), Err(2), Err(3), pair("med;tegn", "A")]
        );
    }

    #[test]
    fn what_is_no_such_file_is_said_to_be_none() {
        for file in [
            &b""[..],
            b"\xff\xfe\x00",
            b"one column\nof text",
            b"PK\x03\x04\0;",
        ] {
            assert_eq!(read(file), None, "{file:?}");
        }
    }
}
