//! The money side: shops are counted, months are closed, invoices are made, sent and paid.
use std::sync::Arc;

use domain::{
    invoice::{Abroad, Seller, Vat},
    plan::{self, Agreed, Currency, Terms},
};
use rust_decimal::Decimal;
use store::agreed_price::AgreedPrice;

mod broken;
mod close;
mod count;
mod credit;
mod details;
mod draw;
mod export;
mod held;
mod month;
mod paper;
mod period;

pub use close::{ask, close_now, preview};
pub use count::{count, rebuild};
pub use credit::{Decided, NotCredited, credit};
pub use details::{details, save_details};
pub use export::{Export, export};
pub use held::{asked_for, lacking};
pub use month::{Day, Month, MonthShop, month};
pub use paper::downloaded;
pub use period::{close_due, draft_due, night, open};

use broken::tell_of_broken;
pub(crate) use close::{close, draft, house};
pub(crate) use paper::{attachments, make_paper};

/// What the operator has set for sales.
#[derive(Clone, Debug)]
pub struct Sales {
    pub seller: Seller,
    /// From the day an invoice is issued to the day it is due.
    pub due_days: u32,
    pub abroad: Abroad,
    /// Stands on invoices under reverse charge instead of our own words.
    pub reverse_charge_text: Option<String>,
    /// Accounts whose invoices are made and committed together.
    pub at_once: u32,
}

/// A transaction that others wait for a moment, and not a second.
pub const AT_ONCE: u32 = 100;

/// `None`: shops are counted, and nobody is billed.
pub type Billing = Option<Arc<Sales>>;

/// By which rule VAT is reckoned on a sale to this country. While nobody is billed, as a registered seller would.
pub(crate) fn vat(billing: &Billing, country: &str) -> Vat {
    match billing {
        Some(sales) => Vat::of(&sales.seller, country, sales.abroad),
        None if country == "NO" => Vat::Standard { rate: plan::VAT },
        None => Vat::ReverseCharge,
    }
}

pub(crate) fn agreed(prices: &[AgreedPrice]) -> Vec<Agreed> {
    prices.iter().map(|one| one.agreed).collect()
}

pub(crate) fn terms<'a>(country: &str, agreed: &'a [Agreed], rate: Decimal) -> Terms<'a> {
    Terms {
        prices: &plan::PRICES,
        currency: Currency::of(country),
        agreed,
        vat: rate,
    }
}
