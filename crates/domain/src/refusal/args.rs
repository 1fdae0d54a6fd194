//! What a refusal's sentence is filled with.
use super::Refusal;
use crate::money;

type Args = Vec<(&'static str, String)>;

impl Refusal {
    pub fn args(&self) -> Args {
        use Refusal::*;
        match self {
            LineWithoutSku { name }
            | OtherIntegration { name }
            | LineWithoutQuantity { name }
            | NegativePriceRefused { name }
            | ProductWithoutSku { name }
            | VariableProduct { name } => one("name", name),
            SkuTooLong { sku, name }
            | UnknownSku { sku, name }
            | AmbiguousSku { sku, name }
            | BarredItem { sku, name }
            | ProductSkuTooLong { sku, name } => two(("sku", sku), ("name", name)),
            SkuDiffersInCase { sku, number } | ProductSkuDiffersInCase { sku, number } => {
                two(("sku", sku), ("number", number))
            }
            ProductSkuTwice { sku }
            | ProductBarred { sku }
            | TurnedVariable { sku }
            | SkuInTrash { sku }
            | SkuTaken { sku }
            | ProductTooLarge { sku }
            | PriceMissing { sku }
            | PriceZero { sku } => one("sku", sku),
            OtherKind { name, kind } => two(("name", name), ("kind", kind)),
            ClaimedByOtherShop { sku, shop } => two(("sku", sku), ("shop", shop)),
            NoVatRate { sku, class } => two(("sku", sku), ("class", class)),
            OtherCurrency { shop, rackbeat } => two(("shop", shop), ("rackbeat", rackbeat)),
            UnknownCurrency { currency } => one("currency", currency),
            RackbeatRefused { text } | ShopRefused { text } | CustomerRefused { text } => {
                one("text", text)
            }
            SomebodyElsesOrder { number } | CustomerGone { number } => one("number", number),
            SumsDiffer { .. }
            | TotalBelowLines { .. }
            | PriceBelowSale { .. }
            | PriceUnusable { .. } => self.amounts(),
            NothingToSend | MissingSetting { .. } | NotConnected { .. } | CurrencyNotConfirmed => {
                Vec::new()
            }
        }
    }

    fn amounts(&self) -> Args {
        match self {
            Self::SumsDiffer {
                shop,
                rackbeat,
                difference,
            } => vec![
                ("shop", money::shown(*shop)),
                ("rackbeat", money::shown(*rackbeat)),
                ("difference", money::shown(*difference)),
            ],
            Self::TotalBelowLines { difference } => vec![("difference", money::shown(*difference))],
            Self::PriceBelowSale { sku, regular, sale } => vec![
                ("sku", sku.clone()),
                ("regular", money::shown(*regular)),
                ("sale", money::shown(*sale)),
            ],
            Self::PriceUnusable { sku, price } => {
                vec![("sku", sku.clone()), ("price", money::shown(*price))]
            }
            _ => Vec::new(),
        }
    }
}

fn one(name: &'static str, value: &impl ToString) -> Args {
    vec![(name, value.to_string())]
}

fn two(one: (&'static str, &impl ToString), other: (&'static str, &impl ToString)) -> Args {
    vec![(one.0, one.1.to_string()), (other.0, other.1.to_string())]
}
