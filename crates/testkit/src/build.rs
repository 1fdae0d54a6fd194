//! Test data: goods that both sides know, and purchases of them.
use app::billing::{self, Sales};
use chrono::{DateTime, Utc};
use domain::{
    BillingDetails, TypedDetails,
    invoice::{Abroad, Address, BankAccount, Seller},
    organisation::OrganisationNumber,
};
use rust_decimal::Decimal;
use simulator::woo::OrderDraft;
use store::shop::{NewShop, ShopKeys};

/// One piece of goods, sold in shops and known in Rackbeat by its SKU.
#[derive(Clone, Debug)]
pub struct Goods {
    pub sku: String,
    pub name: String,
    /// As the shop asks for it, VAT included.
    pub price: Decimal,
    /// On hand in Rackbeat when the test begins, and what the shop shows.
    pub stock: i64,
}

impl Goods {
    pub fn new(sku: &str, name: &str, price: i64, stock: i64) -> Self {
        Self {
            sku: sku.to_owned(),
            name: name.to_owned(),
            price: price.into(),
            stock,
        }
    }
}

/// Mugs, of which there are ten.
pub fn mugs() -> Goods {
    Goods::new("KOPP", "Kaffekopp", 199, 10)
}

/// Thermos flasks, of which there are forty.
pub fn flasks() -> Goods {
    Goods::new("TERMOS-1", "Termos 1 l", 399, 40)
}

/// What every house begins with.
pub fn goods() -> Vec<Goods> {
    vec![
        mugs(),
        flasks(),
        Goods::new("Å/Ø 12", "Spesialtegn Æ/Ø", 90, 12),
    ]
}

/// A purchase of so many pieces of one product.
pub fn purchase(product: u64, pieces: i64) -> OrderDraft {
    OrderDraft::of(product, pieces)
}

/// An exact figure, as it is written.
pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A firm that sells, registered as it should be, and that bills few accounts at a time.
pub fn sales() -> Sales {
    Sales {
        seller: Seller {
            name: "Varebro Drift AS".to_owned(),
            organisation: OrganisationNumber::parse("NO", "974760673").unwrap(),
            vat_registered: true,
            in_business_register: true,
            address: Address {
                lines: vec!["Storgata 1".to_owned()],
                postal_code: "0155".to_owned(),
                city: "Oslo".to_owned(),
                country: "NO".to_owned(),
            },
            email: "faktura@varebro.example".to_owned(),
            phone: None,
            web: None,
            account: BankAccount::parse("1234.56.78903").unwrap(),
            iban: None,
            bic: None,
        },
        due_days: 14,
        abroad: Abroad::ReverseCharge,
        reverse_charge_text: None,
        at_once: billing::AT_ONCE,
    }
}

/// What an invoice must say of a firm in Norway or Denmark, as it would type it.
pub fn details(name: &str, country: &str, email: &str) -> BillingDetails {
    let organisation = if country == "NO" {
        "974760673"
    } else {
        "12345678"
    };
    let typed = TypedDetails {
        company: name.to_owned(),
        organisation: organisation.to_owned(),
        address: "Bryggen 1".to_owned(),
        postal_code: "5003".to_owned(),
        city: "Bergen".to_owned(),
        email: email.to_owned(),
        ..TypedDetails::default()
    };
    BillingDetails::parse(country, &typed).unwrap()
}

/// A shop that nobody calls, for what only counts it. Its name is its own among all.
pub fn counted_shop(name: &str, at: DateTime<Utc>) -> NewShop {
    let home = format!("https://{name}.example.test/");
    NewShop {
        name: format!("Butikk {name}"),
        rest_root: format!("{home}wp-json/"),
        identity: format!("{name}.example.test"),
        home,
        keys: ShopKeys {
            key: "ck_none".into(),
            secret: "cs_none".into(),
        },
        keys_in_query: false,
        currency: Some("NOK".to_owned()),
        facts: "{}".to_owned(),
        connected_at: at,
    }
}
