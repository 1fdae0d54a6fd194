//! What two real shops answered, read from `tests/payloads`.
use std::{fs, path::PathBuf};

use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use woo::{
    BatchAnswer, ManageStock, NamedStatus, Product, Status, Variation,
    customer::Customer,
    product::Kind,
    settings::{
        Currency, PaymentGateway, Setting, ShippingMethod, ShippingZone, SystemStatus, TaxClass,
        TaxRate,
    },
    webhook::Webhook,
};

pub const VERSIONS: [&str; 2] = ["11.0.1", "7.1.1"];

pub fn folder(version: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/payloads")
        .join(version)
}

pub fn text(version: &str, name: &str) -> String {
    let path = folder(version).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn read<T: DeserializeOwned>(version: &str, name: &str) -> T {
    serde_json::from_str(&text(version, &format!("{name}.json")))
        .unwrap_or_else(|error| panic!("{version} {name}: {error}"))
}

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn every_recorded_product_is_read() {
    let single = [
        "12-product-variable",
        "13c-variation-id-on-products-endpoint",
        "14-product-variable-parent-stock",
        "50-product-create",
        "54-stock-on-unmanaged-product",
        "54b-negative-stock",
        "54d-stock-set",
        "54e-stock-unchanged-put",
        "55a-sku-30-umlaut",
        "55b-sku-100",
        "55c-sku-leading-space",
        "55g-sku-plus-percent",
        "55h-sku-zero",
        "55i-sku-emoji",
        "98m-stock-null",
        "98o-sku-null",
    ];
    let lists = [
        "10-products-list",
        "11-products-list-page2",
        "15-sku-simple",
        "15b-sku-of-variation",
        "15c-sku-special",
    ];
    for version in VERSIONS {
        for name in single {
            assert!(read::<Product>(version, name).id > 0, "{version} {name}");
        }
        for name in lists {
            assert!(!read::<Vec<Product>>(version, name).is_empty(), "{name}");
        }
    }
}

#[test]
fn every_recorded_variation_is_read() {
    for version in VERSIONS {
        let variations: Vec<Variation> = read(version, "13-product-variations");
        assert_eq!(variations.len(), 3, "{version}");
        let mut labels: Vec<String> = variations.iter().map(Variation::label).collect();
        labels.sort();
        assert_eq!(labels, ["Blå", "Grønn", "Rød"], "{version}");
        for name in [
            "13b-variation-single",
            "56b-variation-put-stock",
            "56c-parent-managed-variation-put-stock",
            "56d-variation-on-simple-product",
        ] {
            assert!(read::<Variation>(version, name).id > 0, "{version} {name}");
        }
    }
    assert!(!read::<Vec<Variation>>("11.0.1", "57-global-variations-list").is_empty());
}

#[test]
fn a_variation_that_its_parent_counts_says_so() {
    for version in VERSIONS {
        let variations: Vec<Variation> = read(version, "14b-variations-parent-managed-stock");
        for variation in variations {
            assert_eq!(variation.manage_stock, ManageStock::Parent, "{version}");
        }
        let parent: Product = read(version, "14-product-variable-parent-stock");
        assert_eq!(parent.manage_stock, ManageStock::Yes, "{version}");
        assert_eq!(parent.kind, Kind::Variable, "{version}");
    }
}

#[test]
fn a_product_that_nobody_counts_has_no_figure() {
    for version in VERSIONS {
        let product: Product = read(version, "54-stock-on-unmanaged-product");
        assert_eq!(product.manage_stock, ManageStock::No, "{version}");
        assert_eq!(product.stock_quantity, None, "{version}");
    }
}

#[test]
fn a_cleared_sku_is_none() {
    for version in VERSIONS {
        assert_eq!(read::<Product>(version, "98o-sku-null").sku, None);
    }
}

#[test]
fn a_batch_is_read_row_by_row() {
    for version in VERSIONS {
        let answer: BatchAnswer<Product> = read(version, "53c-products-batch-variation-id");
        let refused = answer.update[0].as_ref().unwrap_err();
        let said = refused.said.as_ref().unwrap();
        assert_eq!(
            said.code, "woocommerce_rest_invalid_product_id",
            "{version}"
        );
        assert_eq!((said.status, refused.id > 0), (404, true), "{version}");

        let mixed: BatchAnswer<Product> = read(version, "52-products-batch-mixed");
        let taken = mixed.create.iter().flatten().count();
        assert!(taken > 0, "{version}");
        let twice: BatchAnswer<Product> = read(version, "53b-products-batch-same-id-twice");
        assert_eq!(twice.update.iter().flatten().count(), 2, "{version}");
        let variations: BatchAnswer<Variation> = read(version, "56-variations-batch-stock");
        assert!(variations.update.iter().any(Result::is_ok), "{version}");
    }
}

#[test]
fn every_recorded_setting_is_read() {
    for version in VERSIONS {
        let general: Vec<Setting> = read(version, "05-settings-general");
        let country = general
            .iter()
            .find(|setting| setting.id == "woocommerce_default_country");
        assert_eq!(country.unwrap().text(), "NO", "{version}");
        let tax: Vec<Setting> = read(version, "06-settings-tax");
        let included = tax
            .iter()
            .find(|setting| setting.id == "woocommerce_prices_include_tax");
        assert!(included.unwrap().is_yes(), "{version}");
        let one: Setting = read(version, "07-settings-general-currency");
        assert_eq!(one.text(), "NOK", "{version}");
        let currency: Currency = read(version, "07b-data-currency-current");
        assert_eq!(currency.code, "NOK", "{version}");
    }
}

#[test]
fn taxes_ways_to_ship_and_ways_to_pay_are_read() {
    for version in VERSIONS {
        let rates: Vec<TaxRate> = read(version, "08-taxes");
        let mut rates: Vec<Decimal> = rates.iter().map(|rate| rate.rate).collect();
        rates.sort();
        assert_eq!(rates, [amount("15"), amount("25")], "{version}");
        let classes: Vec<TaxClass> = read(version, "08b-tax-classes");
        assert!(classes.iter().any(|class| class.slug == "reduced-rate"));
        let zones: Vec<ShippingZone> = read(version, "40-shipping-zones");
        assert!(zones.iter().any(|zone| zone.name == "Norge"), "{version}");
        let methods: Vec<ShippingMethod> = read(version, "41-shipping-zone-methods");
        assert!(
            methods
                .iter()
                .any(|method| method.method_id == "flat_rate" && method.enabled)
        );
        let gateways: Vec<PaymentGateway> = read(version, "42-payment-gateways");
        assert!(gateways.iter().any(|gateway| gateway.id == "bacs"));
        let _: Vec<Customer> = read(version, "47-customers");
        let _: Customer = read(version, "100-customer-create");
    }
}

#[test]
fn the_system_status_tells_version_currency_and_where_orders_are() {
    let new: SystemStatus = read("11.0.1", "03c-system-status-fields");
    assert_eq!(new.environment.version, "11.0.1");
    assert_eq!(new.settings.currency, "NOK");
    assert_eq!(new.settings.number_of_decimals, Some(2));
    assert!(new.settings.hpos_enabled && new.environment.wp_cron);
    let old: SystemStatus = read("7.1.1", "03c-system-status-fields");
    assert_eq!(old.environment.version, "7.1.1");
    assert!(!old.settings.hpos_enabled && old.settings.order_datastore.is_empty());
}

#[test]
fn the_shops_statuses_come_with_its_own_labels() {
    let statuses: Vec<NamedStatus> = read("11.0.1", "45-orders-statuses");
    let on_hold = statuses.iter().find(|named| named.status == Status::OnHold);
    assert_eq!(on_hold.unwrap().name, "On hold");
}

#[test]
fn every_recorded_webhook_row_is_read() {
    for version in VERSIONS {
        let rows: Vec<Webhook> = read(version, "81-webhooks-list");
        assert!(!rows.is_empty(), "{version}");
        let made: Webhook = read(version, "80-webhook-create");
        assert_eq!(made.topic.as_str(), "order.created", "{version}");
        let disabled: Webhook = read(version, "91-webhook-disabled");
        assert_eq!(disabled.status.as_str(), "disabled", "{version}");
    }
}
