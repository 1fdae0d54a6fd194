//! An invoice is drawn up from a month's charge.
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Buyer, CountedShop, Delivery, Document, Item, Kind, Line, Seller, Vat, VatInNok, kid};
use crate::{
    money,
    plan::{Charge, Currency, Period},
};

/// Whom a document is between, and in what manner.
#[derive(Clone, Debug)]
pub struct About {
    pub seller: Seller,
    pub buyer: Buyer,
    pub language: String,
    pub currency: Currency,
    pub vat_by: Vat,
    /// Norwegian kroner for one of the currency, and the day of it; needed only where VAT is charged in another.
    pub rate: Option<(Decimal, NaiveDate)>,
}

/// What a document is given in the moment that it is made final.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    pub number: u64,
    pub issued: NaiveDate,
    pub due: NaiveDate,
}

/// The invoice of a month. The charge was reckoned with the rate of `about.vat_by`.
#[must_use]
pub fn drawn(
    period: Period,
    charge: &Charge,
    shops: Vec<CountedShop>,
    about: About,
    made: Made,
) -> Document {
    let lines = charge.lines.iter().map(|line| Line {
        item: Item::ExtraShops {
            monthly: line.monthly,
            first: line.first,
            last: line.last,
            shop_days: line.shop_days,
            days_in_month: line.days_in_month,
        },
        net: line.amount,
    });
    let delivery = Delivery {
        first: period.first(),
        last: period.last(),
        place: place(&about.buyer),
    };
    Document {
        kind: Kind::Invoice,
        number: made.number,
        issued: made.issued,
        due: Some(made.due),
        delivery,
        lines: lines.collect(),
        shops,
        vat_by: about.vat_by,
        net: charge.net,
        vat: charge.vat,
        total: charge.total,
        vat_in_nok: in_nok(charge.vat, about.currency, about.rate),
        kid: Some(kid(made.number)),
        seller: about.seller,
        buyer: about.buyer,
        language: about.language,
        currency: about.currency,
    }
}

/// Where VAT is charged in another currency and no rate is given, the VAT in kroner is missing, which `check` tells.
pub(super) fn in_nok(
    vat: i64,
    currency: Currency,
    rate: Option<(Decimal, NaiveDate)>,
) -> Option<VatInNok> {
    if currency == Currency::Nok {
        return None;
    }
    if vat == 0 {
        return Some(VatInNok { vat: 0, rate: None });
    }
    let (by, day) = rate?;
    let vat = money::round(Decimal::from(vat) * by, 0);
    Some(VatInNok {
        vat: i64::try_from(vat).ok()?,
        rate: Some((by, day)),
    })
}

fn place(buyer: &Buyer) -> String {
    let address = &buyer.address;
    [address.city.as_str(), address.country.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
