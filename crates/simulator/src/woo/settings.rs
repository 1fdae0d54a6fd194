//! Settings, currency, taxes, freight and the rest of what a shop's owner has set.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fields::{Fields, text};
use super::links::{Page, only};
use super::money::fixed;
use super::place::Place;
use super::request::Request;
use super::state::State;

/// `(id, value, default, type)`
type Setting = (&'static str, String, &'static str, &'static str);

impl State {
    pub fn read_shop(&self, request: &Request, place: Place<'_>) -> Reply {
        match place {
            Place::Settings(group) => self.list_settings(group),
            Place::Setting(group, name) => self.read_setting(group, name),
            Place::SystemStatus => Ok(Answer::ok(&only(request, self.system_status(), false))),
            Place::Currency => Ok(Answer::ok(&self.currency_json())),
            Place::Taxes => Ok(self.whole_list(request, "taxes", true, self.taxes_list())),
            Place::TaxClasses => {
                Ok(self.whole_list(request, "taxes/classes", self.is_new(), self.tax_classes()))
            }
            Place::Zones => {
                Ok(self.whole_list(request, "shipping/zones", self.is_new(), self.zones()))
            }
            Place::ZoneMethods(zone) => Ok(self.whole_list(
                request,
                "shipping/zones",
                self.is_new(),
                self.zone_methods(zone),
            )),
            Place::Gateways => {
                Ok(self.whole_list(request, "payment_gateways", self.is_new(), self.gateways()))
            }
            Place::OrderStatuses => Ok(Answer::ok(&statuses())),
            Place::Categories => {
                Ok(self.whole_list(request, "products/categories", true, self.category_rows()))
            }
            Place::Attributes => {
                let none = Answer::ok(&json!([]));
                Ok(none.with("X-WP-Total", "0").with("X-WP-TotalPages", "1"))
            }
            _ => Err(Failure::no_route()),
        }
    }

    /// A list on one page; older shops count some of them not at all.
    fn whole_list(&self, request: &Request, path: &str, counted: bool, rows: Vec<Value>) -> Answer {
        let total = rows.len();
        let mut answer = self.paged(
            request,
            path,
            Page {
                rows,
                total,
                page: 1,
                per_page: 100,
            },
        );
        if !counted {
            answer
                .headers
                .retain(|(name, _)| !name.starts_with("X-WP-Total"));
        }
        answer
    }

    fn group(&self, group: &str) -> Option<Vec<Setting>> {
        let yes = |bit: bool| if bit { "yes" } else { "no" }.to_owned();
        let plain = |text: &str| text.to_owned();
        Some(match group {
            "general" => self.general(),
            "tax" => vec![
                (
                    "woocommerce_prices_include_tax",
                    yes(self.setup.prices_include_tax),
                    "no",
                    "radio",
                ),
                (
                    "woocommerce_tax_based_on",
                    plain("shipping"),
                    "shipping",
                    "select",
                ),
                (
                    "woocommerce_shipping_tax_class",
                    plain("inherit"),
                    "inherit",
                    "select",
                ),
                (
                    "woocommerce_tax_round_at_subtotal",
                    plain("no"),
                    "no",
                    "checkbox",
                ),
                ("woocommerce_tax_classes", plain(""), "", "textarea"),
                (
                    "woocommerce_tax_display_shop",
                    plain("incl"),
                    "excl",
                    "select",
                ),
                (
                    "woocommerce_tax_display_cart",
                    plain("incl"),
                    "excl",
                    "select",
                ),
                ("woocommerce_price_display_suffix", plain(""), "", "text"),
                (
                    "woocommerce_tax_total_display",
                    plain("itemized"),
                    "itemized",
                    "select",
                ),
            ],
            "products" => {
                let hold = self
                    .setup
                    .hold_minutes
                    .map(|minutes| minutes.to_string())
                    .unwrap_or_default();
                vec![
                    ("woocommerce_weight_unit", plain("kg"), "kg", "select"),
                    ("woocommerce_dimension_unit", plain("cm"), "cm", "select"),
                    (
                        "woocommerce_manage_stock",
                        yes(self.setup.manage_stock),
                        "yes",
                        "checkbox",
                    ),
                    ("woocommerce_hold_stock_minutes", hold, "60", "number"),
                    (
                        "woocommerce_notify_low_stock_amount",
                        plain("2"),
                        "2",
                        "number",
                    ),
                    (
                        "woocommerce_notify_no_stock_amount",
                        plain("0"),
                        "0",
                        "number",
                    ),
                    (
                        "woocommerce_hide_out_of_stock_items",
                        plain("no"),
                        "no",
                        "checkbox",
                    ),
                ]
            }
            _ => return None,
        })
    }

    fn general(&self) -> Vec<Setting> {
        let plain = |text: &str| text.to_owned();
        let mut rows = vec![
            ("woocommerce_store_address", plain("Storgata 1"), "", "text"),
            ("woocommerce_store_address_2", plain(""), "", "text"),
            ("woocommerce_store_city", plain("Oslo"), "", "text"),
            (
                "woocommerce_default_country",
                plain("NO"),
                "US:CA",
                "select",
            ),
            ("woocommerce_store_postcode", plain("0155"), "", "text"),
            (
                "woocommerce_allowed_countries",
                plain("all"),
                "all",
                "select",
            ),
            (
                "woocommerce_all_except_countries",
                plain(""),
                "",
                "multiselect",
            ),
            (
                "woocommerce_specific_allowed_countries",
                plain(""),
                "",
                "multiselect",
            ),
            ("woocommerce_ship_to_countries", plain(""), "", "select"),
            (
                "woocommerce_specific_ship_to_countries",
                plain(""),
                "",
                "multiselect",
            ),
            (
                "woocommerce_default_customer_address",
                plain("base"),
                "base",
                "select",
            ),
        ];
        if self.is_new() {
            rows.push((
                "woocommerce_address_autocomplete_enabled",
                plain("no"),
                "no",
                "checkbox",
            ));
        }
        let taxed = if self.setup.taxes { "yes" } else { "no" };
        rows.extend([
            ("woocommerce_calc_taxes", plain(taxed), "no", "checkbox"),
            (
                "woocommerce_enable_coupons",
                plain("yes"),
                "yes",
                "checkbox",
            ),
            (
                "woocommerce_calc_discounts_sequentially",
                plain("no"),
                "no",
                "checkbox",
            ),
            (
                "woocommerce_currency",
                self.setup.currency.clone(),
                "USD",
                "select",
            ),
            (
                "woocommerce_currency_pos",
                plain("right_space"),
                "left",
                "select",
            ),
            ("woocommerce_price_thousand_sep", plain(" "), ",", "text"),
            ("woocommerce_price_decimal_sep", plain(","), ".", "text"),
            ("woocommerce_price_num_decimals", plain("2"), "2", "number"),
        ]);
        rows
    }

    fn list_settings(&self, group: &str) -> Reply {
        let rows = self.group(group).ok_or_else(no_group)?;
        let rows = rows
            .iter()
            .map(|setting| self.setting_json(group, setting))
            .collect();
        Ok(Answer::ok(&Value::Array(rows)))
    }

    fn read_setting(&self, group: &str, name: &str) -> Reply {
        let rows = self.group(group).ok_or_else(no_group)?;
        let found = rows
            .iter()
            .find(|setting| setting.0 == name)
            .ok_or_else(|| Failure::new(404, "rest_setting_setting_invalid", "Invalid setting."))?;
        Ok(Answer::ok(&self.setting_json(group, found)))
    }

    pub fn write_setting(&mut self, group: &str, name: &str, fields: &Map<String, Value>) -> Reply {
        let value = text(fields, "value");
        match name {
            "woocommerce_currency" => self.setup.currency = value,
            "woocommerce_prices_include_tax" => self.setup.prices_include_tax = value == "yes",
            "woocommerce_manage_stock" => self.setup.manage_stock = value == "yes",
            "woocommerce_hold_stock_minutes" => self.setup.hold_minutes = value.parse().ok(),
            _ => {}
        }
        self.read_setting(group, name)
    }

    fn setting_json(&self, group: &str, (id, value, otherwise, kind): &Setting) -> Value {
        let collection = format!("settings/{group}");
        let own = format!("{collection}/{id}");
        Fields::new()
            .put("id", *id)
            .put("label", "")
            .put("description", "")
            .put("type", *kind)
            .put("default", *otherwise)
            .put("tip", "")
            .put("value", value.clone())
            .put("group_id", group)
            .put(
                "_links",
                self.links_allowing(&own, &collection, &["GET", "POST", "PUT", "PATCH"]),
            )
            .done()
    }

    fn currency_json(&self) -> Value {
        let code = self.setup.currency.as_str();
        let name = if code == "NOK" {
            "Norwegian krone"
        } else {
            code
        };
        let own = format!("data/currencies/{code}");
        json!({
            "code": code,
            "name": name,
            "symbol": entities(symbol(code)),
            "_links": self.links_allowing(&own, "data/currencies", &["GET"]),
        })
    }

    fn taxes_list(&self) -> Vec<Value> {
        let row = |(order, rate): (usize, &super::state::TaxRate)| {
            let class = if rate.class.is_empty() {
                "standard"
            } else {
                &rate.class
            };
            json!({
                "id": rate.id, "country": "NO", "state": "", "postcode": "", "city": "",
                "rate": fixed(rate.rate, 4), "name": rate.label, "priority": 1, "compound": false, "shipping": true,
                "order": order, "class": class, "postcodes": [], "cities": [],
                "_links": self.links(&format!("taxes/{}", rate.id), "taxes"),
            })
        };
        self.rates.iter().enumerate().map(row).collect()
    }

    fn tax_classes(&self) -> Vec<Value> {
        let classes = [
            ("standard", "Standard rate"),
            ("reduced-rate", "Reduced rate"),
            ("zero-rate", "Zero rate"),
        ];
        let links = json!({ "collection": [{ "href": self.rest("taxes/classes") }] });
        classes
            .map(|(slug, name)| json!({ "slug": slug, "name": name, "_links": links }))
            .to_vec()
    }

    fn category_rows(&self) -> Vec<Value> {
        let row = |category: &super::state::Category| {
            let own = format!("products/categories/{}", category.id);
            let mut links = self.links(&own, "products/categories");
            if category.parent != 0 {
                links["up"] = json!([{ "href": self.rest(&format!("products/categories/{}", category.parent)) }]);
            }
            let count = self
                .products
                .iter()
                .filter(|p| p.categories.contains(&category.id))
                .count();
            json!({
                "id": category.id, "name": category.name, "slug": category.slug, "parent": category.parent,
                "description": "", "display": "default", "image": null, "menu_order": 0, "count": count,
                "_links": links,
            })
        };
        let mut sorted: Vec<_> = self.categories.iter().collect();
        sorted.sort_by(|a, b| a.name.cmp(&b.name));
        sorted.into_iter().map(row).collect()
    }
}

/// How amounts in a currency are marked.
pub fn symbol(code: &str) -> &str {
    match code {
        "NOK" | "SEK" => "kr",
        "DKK" => "kr.",
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        other => other,
    }
}

/// As HTML entities, which is how the currency endpoint has it.
pub fn entities(text: &str) -> String {
    text.chars()
        .map(|c| format!("&#{};", u32::from(c)))
        .collect()
}

fn statuses() -> Value {
    let rows = [
        ("pending", "Pending payment"),
        ("processing", "Processing"),
        ("on-hold", "On hold"),
        ("completed", "Completed"),
        ("cancelled", "Cancelled"),
        ("refunded", "Refunded"),
        ("failed", "Failed"),
        ("checkout-draft", "Draft"),
    ];
    rows.map(|(slug, name)| json!({ "slug": slug, "name": name }))
        .to_vec()
        .into()
}

fn no_group() -> Failure {
    Failure::new(
        404,
        "rest_setting_setting_group_invalid",
        "Invalid setting group.",
    )
}
