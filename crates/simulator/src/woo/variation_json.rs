//! A variation as the variations endpoints show it.

use serde_json::{Value, json};

use super::fields::Fields;
use super::product::Product;
use super::product_groups::{PRICES, dimensions};
use super::product_json::{Context, choices, plain};
use super::state::{Meta, State};
use super::time::gmt;

impl State {
    pub fn variation_json(&self, variation: &Product, context: Context) -> Value {
        self.variation_under(variation, variation.parent, context)
    }

    /// The fields that are asked for, all when none are.
    pub fn variation_part(&self, variation: &Product, context: Context, asked: &[String]) -> Value {
        self.variation_of(variation, (variation.parent, context), asked)
    }

    /// As it shows under the parent that was asked for, which older shops do not check.
    pub fn variation_under(&self, variation: &Product, asked: u64, context: Context) -> Value {
        self.variation_of(variation, (asked, context), &[])
    }

    fn variation_of(
        &self,
        variation: &Product,
        (under, context): (u64, Context),
        asked: &[String],
    ) -> Value {
        let new = self.is_new();
        let parent = self.products.get(variation.parent);
        let sku = if variation.sku.is_empty() {
            parent.map_or("", |p| p.sku.as_str())
        } else {
            &variation.sku
        };
        let heir = parent.filter(|_| variation.weight.is_empty());
        let weight = heir
            .map_or(&variation.weight, |parent| &parent.weight)
            .clone();
        Fields::asked(asked)
            .put("id", variation.id)
            .when(new, "type", variation.kind.clone())
            .lazy("date_created", || self.local(variation.created))
            .lazy("date_created_gmt", || gmt(variation.created))
            .lazy("date_modified", || self.local(variation.modified))
            .lazy("date_modified_gmt", || gmt(variation.modified))
            .lazy("description", || variation.description.clone())
            .lazy("permalink", || self.permalink(variation))
            .put("sku", sku)
            .when(
                new,
                "global_unique_id",
                plain(variation, "global_unique_id", json!("")),
            )
            .group(PRICES, || self.prices(variation))
            .put("status", variation.status.clone())
            .all(self.goods(variation, context))
            .put("stock_status", self.shown_stock_status(variation))
            .all(self.backorder_fields(variation))
            .put("weight", weight)
            .put("dimensions", dimensions(variation))
            .put("shipping_class", "")
            .put("shipping_class_id", 0)
            .put("image", Value::Null)
            .when(new, "gallery_image_ids", json!([]))
            .lazy("attributes", || {
                let choices = variation.attributes.iter();
                choices.map(|a| self.choice(a)).collect::<Vec<_>>()
            })
            .put("menu_order", plain(variation, "menu_order", json!(0)))
            .put(
                "meta_data",
                variation.meta.iter().map(Meta::json).collect::<Vec<_>>(),
            )
            .when(new, "name", choices(variation))
            .when(new, "parent_id", variation.parent)
            .lazy("_links", || self.variation_links(variation, under))
            .done()
    }

    fn goods(&self, variation: &Product, context: Context) -> Value {
        let own_class = variation.tax_class.is_empty() || variation.tax_class == "parent";
        let tax_class = match context {
            Context::Edit if own_class && variation.is_variation() && self.is_new() => {
                "parent".to_owned()
            }
            _ => self.shown_tax_class(variation),
        };
        json!({
            "purchasable": !variation.own_price().is_empty(),
            "virtual": variation.is_virtual,
            "downloadable": plain(variation, "downloadable", json!(false)),
            "downloads": [],
            "download_limit": -1,
            "download_expiry": -1,
            "tax_status": variation.tax_status,
            "tax_class": tax_class,
            "manage_stock": self.shown_manage_stock(variation),
            "stock_quantity": self.shown_stock(variation),
        })
    }

    fn variation_links(&self, variation: &Product, asked: u64) -> Value {
        let parent = format!("products/{asked}");
        let mut links = self.links(
            &format!("{parent}/variations/{}", variation.id),
            &format!("{parent}/variations"),
        );
        links["up"] = json!([{ "href": self.rest(&parent) }]);
        links
    }

    /// In the list across parents, where the shop gets the links wrong.
    pub fn variation_across(
        &self,
        variation: &Product,
        context: Context,
        asked: &[String],
    ) -> Value {
        let mut shown = self.variation_part(variation, context, asked);
        if shown.get("_links").is_some() {
            shown["_links"] = json!({
                "self": [{ "href": self.rest(&format!("variations/{}", variation.id)) }],
                "collection": [{ "href": self.rest("variations") }],
                "up": [{ "href": self.rest("products/0") }],
            });
        }
        shown
    }
}
