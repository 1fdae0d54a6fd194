//! Prices between a shop, which may enter them with VAT, and Rackbeat, which never does.
use rust_decimal::Decimal;

use crate::{Refusal, Rules, money};

mod rates;

pub use rates::{Base, Rates};

/// Decimals that Rackbeat keeps of a price (`rackbeat-api.md` 2.9).
pub const RACKBEAT_DECIMALS: u32 = 6;

/// What one shop's prices mean, beside Rackbeat's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceTerms {
    /// Prices in the shop hold VAT.
    pub with_vat: bool,
    /// Decimals that the shop shows of a price.
    pub decimals: u32,
    pub rates: Rates,
    /// The shop's, ISO 4217.
    pub shop_currency: String,
    /// Of Rackbeat's sales prices; empty until the owner has said so.
    pub rackbeat_currency: String,
}

/// What a price is taxed by; `sku` is for the refusal.
#[derive(Clone, Copy, Debug)]
pub struct Taxed<'a> {
    pub sku: &'a str,
    /// Empty is the standard class.
    pub class: &'a str,
    /// WooCommerce's: `taxable`, `shipping` (the freight alone) or `none`.
    pub status: &'a str,
}

impl PriceTerms {
    /// Whether a shop's prices hold VAT: as the owner says, else as the shop does.
    pub fn with_vat(rules: &Rules, calc_taxes: bool, prices_include_tax: bool) -> bool {
        rules
            .prices_with_vat
            .unwrap_or(calc_taxes && prices_include_tax)
    }

    pub fn same_currency(&self) -> bool {
        !self.rackbeat_currency.is_empty() && self.shop_currency == self.rackbeat_currency
    }

    /// Why no price of this shop is carried; told once for the shop, not for each product.
    pub fn off(&self) -> Option<Refusal> {
        if self.same_currency() {
            None
        } else if self.rackbeat_currency.is_empty() {
            Some(Refusal::CurrencyNotConfirmed)
        } else {
            Some(Refusal::OtherCurrency {
                shop: self.shop_currency.clone(),
                rackbeat: self.rackbeat_currency.clone(),
            })
        }
    }

    /// A shop's price as Rackbeat's: without VAT, six decimals.
    pub fn ex_vat(&self, price: Decimal, taxed: Taxed<'_>) -> Result<Decimal, Refusal> {
        let unusable = || unusable(taxed.sku, price);
        if price.is_sign_negative() && !price.is_zero() {
            return Err(unusable());
        }
        let factor = self.factor(taxed)?;
        let net = price.checked_div(factor).ok_or_else(unusable)?;
        kept(money::round(net, RACKBEAT_DECIMALS)).ok_or_else(unusable)
    }

    /// Rackbeat's price as the shop's: with VAT where it enters prices so, in its decimals.
    pub fn in_shop(&self, sales_price: Decimal, taxed: Taxed<'_>) -> Result<Decimal, Refusal> {
        let unusable = || unusable(taxed.sku, sales_price);
        if sales_price.is_sign_negative() && !sales_price.is_zero() {
            return Err(unusable());
        }
        let gross = sales_price
            .checked_mul(self.factor(taxed)?)
            .ok_or_else(unusable)?;
        kept(money::round(gross, self.decimals)).ok_or_else(unusable)
    }

    /// 1.25 where 25 % is in the price, 1 where nothing is.
    fn factor(&self, taxed: Taxed<'_>) -> Result<Decimal, Refusal> {
        if !self.with_vat || matches!(taxed.status, "none" | "shipping") {
            return Ok(Decimal::ONE);
        }
        let class = rates::bare(taxed.class);
        let percent = self
            .rates
            .percent(class)
            .ok_or_else(|| Refusal::NoVatRate {
                sku: taxed.sku.to_owned(),
                class: class.to_owned(),
            })?;
        Ok(Decimal::ONE + percent / Decimal::ONE_HUNDRED)
    }
}

/// Whether two prices are different ones once both are rounded to what the receiver keeps.
pub fn differs(one: Decimal, other: Decimal, decimals: u32) -> bool {
    money::round(one, decimals) != money::round(other, decimals)
}

/// Millionths of the currency's unit, as rows keep prices; `None` when too large for a row.
pub fn to_millionths(price: Decimal) -> Option<i64> {
    let scaled = money::round(price, RACKBEAT_DECIMALS).checked_mul(Decimal::from(1_000_000))?;
    i64::try_from(scaled).ok()
}

pub fn from_millionths(millionths: i64) -> Decimal {
    Decimal::new(millionths, RACKBEAT_DECIMALS).normalize()
}

/// A price that a row can hold; others are nobody's.
fn kept(price: Decimal) -> Option<Decimal> {
    to_millionths(price).map(|_| price.normalize())
}

fn unusable(sku: &str, price: Decimal) -> Refusal {
    Refusal::PriceUnusable {
        sku: sku.to_owned(),
        price,
    }
}
