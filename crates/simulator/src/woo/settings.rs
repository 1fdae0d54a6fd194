//! Settings, currency, taxes, freight and the rest of what a shop's owner has set.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fields::{Fields, text};
use super::links::{Page, only};
use super::place::Place;
use super::request::Request;
use super::setting_rows::{Row, rows};
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
            Place::OrderTotals => Ok(Answer::ok(&self.order_totals())),
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

    /// Each status and how many orders have it.
    fn order_totals(&self) -> Value {
        let mut rows = statuses();
        for row in rows.as_array_mut().into_iter().flatten() {
            let with = self
                .orders
                .iter()
                .filter(|order| row["slug"] == order.status.as_str());
            row["total"] = with.count().into();
        }
        rows
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
        let rows = rows(group)?;
        let known = rows
            .iter()
            .filter(|row| self.is_new() || !row.0.contains("autocomplete"));
        Some(
            known
                .map(|row| (row.0, self.value(row), row.2, row.3))
                .collect(),
        )
    }

    /// What is set now, where it can be set.
    fn value(&self, row: &Row) -> String {
        let yes = |bit: bool| if bit { "yes" } else { "no" }.to_owned();
        match row.0 {
            "woocommerce_currency" => self.setup.currency.clone(),
            "woocommerce_default_country" => self.setup.base.clone(),
            "woocommerce_price_num_decimals" => self.setup.price_decimals.to_string(),
            "woocommerce_tax_round_at_subtotal" => yes(self.setup.round_at_subtotal),
            "woocommerce_calc_taxes" => yes(self.setup.taxes),
            "woocommerce_prices_include_tax" => yes(self.setup.prices_include_tax),
            "woocommerce_manage_stock" => yes(self.setup.manage_stock),
            "woocommerce_hold_stock_minutes" => {
                let minutes = self.setup.hold_minutes.map(|minutes| minutes.to_string());
                minutes.unwrap_or_default()
            }
            _ => row.1.to_owned(),
        }
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
            "woocommerce_default_country" => self.setup.base = value,
            "woocommerce_price_num_decimals" => {
                self.setup.price_decimals = value.parse().unwrap_or(2);
            }
            "woocommerce_tax_round_at_subtotal" => self.setup.round_at_subtotal = value == "yes",
            "woocommerce_calc_taxes" => self.setup.taxes = value == "yes",
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
