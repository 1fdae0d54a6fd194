//! An item of Rackbeat as it is offered to a shop. Bills of material are items like any other.
use rust_decimal::Decimal;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    pub number: String,
    pub name: String,
    /// Without VAT; `None` when Rackbeat did not say.
    pub sales_price: Option<Decimal>,
    /// `None` when it was not asked for. An empty one is never carried: it would erase the shop's.
    pub description: Option<String>,
    pub is_barred: bool,
}

impl Item {
    pub fn of(item: &rackbeat::Product) -> Self {
        Self {
            number: item.number.clone(),
            name: item.name.clone().unwrap_or_default(),
            sales_price: item.sales_price,
            description: item.description.clone(),
            is_barred: item.is_barred == Some(true),
        }
    }
}
