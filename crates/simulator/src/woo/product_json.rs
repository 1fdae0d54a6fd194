//! A product as the products endpoints show it.

use serde_json::{Value, json};

use super::fields::Fields;
use super::money;
use super::product::{Product, slug};
use super::product_groups::{BODY, PRICES, SHOP_WINDOW, TAX_AND_STOCK, body, shop_window};
use super::request::Request;
use super::state::{Meta, State};
use super::time::{gmt, gmt_or_null};

/// Which of the two views of a resource is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    View,
    /// What every write answers: raw texts, and two fields more from 7.4 on.
    Edit,
}

impl Context {
    pub fn of(request: &Request) -> Self {
        match request.q("context") {
            Some("edit") => Self::Edit,
            _ => Self::View,
        }
    }
}

impl State {
    pub fn product_json(&self, product: &Product, context: Context) -> Value {
        self.product_part(product, context, &[])
    }

    /// The fields that are asked for, all when none are.
    pub fn product_part(&self, product: &Product, context: Context, asked: &[String]) -> Value {
        let new = self.is_new();
        let parent = self.products.get(product.parent);
        let sku = if product.sku.is_empty() {
            parent.map_or("", |p| p.sku.as_str())
        } else {
            &product.sku
        };
        self.head(product, context, asked)
            .put("sku", sku)
            .group(PRICES, || self.prices(product))
            .group(SHOP_WINDOW, || shop_window(product))
            .group(TAX_AND_STOCK, || self.tax_and_stock(product))
            .group(BODY, || body(product, context))
            .lazy("categories", || self.category_list(product))
            .when(new, "brands", json!([]))
            .put("tags", json!([]))
            .put("images", json!([]))
            .lazy("attributes", || self.attribute_list(product))
            .put("default_attributes", json!([]))
            .lazy("variations", || children(product))
            .put("grouped_products", json!([]))
            .put("menu_order", plain(product, "menu_order", json!(0)))
            .lazy("price_html", || self.price_html(product))
            .lazy("related_ids", || self.related(product))
            .lazy("meta_data", || metas(&product.meta))
            .lazy("stock_status", || self.shown_stock_status(product))
            .put("has_options", product.kind == "variable")
            .when(
                new,
                "post_password",
                plain(product, "post_password", json!("")),
            )
            .when(
                new,
                "global_unique_id",
                plain(product, "global_unique_id", json!("")),
            )
            .when(
                new && context == Context::Edit,
                "permalink_template",
                format!("{}/product/%pagename%/", self.home),
            )
            .when(
                new && context == Context::Edit,
                "generated_slug",
                slug(&product.name),
            )
            .lazy("_links", || self.product_links(product))
            .done()
    }

    fn head<'a>(&self, product: &Product, context: Context, asked: &'a [String]) -> Fields<'a> {
        Fields::asked(asked)
            .put("id", product.id)
            .lazy("name", || self.full_name(product))
            .lazy("slug", || product.slug.clone())
            .lazy("permalink", || self.permalink(product))
            .lazy("date_created", || self.local(product.created))
            .lazy("date_created_gmt", || gmt(product.created))
            .lazy("date_modified", || self.local(product.modified))
            .lazy("date_modified_gmt", || gmt(product.modified))
            .lazy("type", || product.kind.clone())
            .lazy("status", || product.status.clone())
            .put("featured", plain(product, "featured", json!(false)))
            .put(
                "catalog_visibility",
                plain(product, "catalog_visibility", json!("visible")),
            )
            .lazy("description", || shown(&product.description, context))
            .lazy("short_description", || {
                shown(&product.short_description, context)
            })
    }

    /// The four price fields with the sale dates, which every product and variation has alike.
    pub fn prices(&self, product: &Product) -> Value {
        let (from, to) = product.sale.unzip();
        json!({
            "price": self.price_of(product),
            "regular_price": product.regular_price,
            "sale_price": product.sale_price,
            "date_on_sale_from": self.local_or_null(from),
            "date_on_sale_from_gmt": gmt_or_null(from),
            "date_on_sale_to": self.local_or_null(to),
            "date_on_sale_to_gmt": gmt_or_null(to),
            "on_sale": product.on_sale(),
        })
    }

    fn tax_and_stock(&self, product: &Product) -> Value {
        Fields::new()
            .put("tax_status", product.tax_status.clone())
            .put("tax_class", self.shown_tax_class(product))
            .put("manage_stock", self.shown_manage_stock(product))
            .put("stock_quantity", self.shown_stock(product))
            .all(self.backorder_fields(product))
            .done()
    }

    pub fn backorder_fields(&self, product: &Product) -> Value {
        let stock = self
            .shown_stock(product)
            .and_then(|n| n.as_i64())
            .unwrap_or(0);
        json!({
            "backorders": product.backorders,
            "backorders_allowed": product.backorders_allowed(),
            "backordered": product.manage_stock && product.backorders_allowed() && stock < 0,
            "low_stock_amount": product.low_stock,
        })
    }

    fn price_html(&self, product: &Product) -> String {
        let price = self.price_of(product);
        price
            .parse()
            .map(|amount| format!("<span class=\"amount\">{}</span>", money::fixed(amount, 2)))
            .unwrap_or_default()
    }

    fn product_links(&self, product: &Product) -> Value {
        let mut links = self.links(&format!("products/{}", product.id), "products");
        if product.is_variation() {
            links["up"] = json!([{ "href": self.rest(&format!("products/{}", product.parent)) }]);
        }
        links
    }
}

/// Only a variable product shows its variations.
fn children(product: &Product) -> Vec<u64> {
    let variable = product.kind == "variable";
    product
        .variations
        .iter()
        .copied()
        .filter(|_| variable)
        .collect()
}

fn metas(rows: &[Meta]) -> Vec<Value> {
    rows.iter().map(Meta::json).collect()
}

/// The options of a variation, as they stand in its name.
pub fn choices(product: &Product) -> String {
    let options: Vec<&str> = product
        .attributes
        .iter()
        .filter_map(|a| a.options.first().map(String::as_str))
        .collect();
    options.join(", ")
}

pub fn plain(product: &Product, name: &str, otherwise: Value) -> Value {
    product.plain.get(name).cloned().unwrap_or(otherwise)
}

fn shown(text: &str, context: Context) -> String {
    if context == Context::Edit || text.is_empty() {
        return text.to_owned();
    }
    if text.starts_with('<') {
        format!("{text}\n")
    } else {
        format!("<p>{text}</p>\n")
    }
}
