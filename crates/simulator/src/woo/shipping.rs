//! Freight zones and ways to pay.

use serde_json::{Value, json};

use super::fields::Fields;
use super::state::State;

impl State {
    pub fn zones(&self) -> Vec<Value> {
        let zone = |id: u64, name: &str| {
            let own = format!("shipping/zones/{id}");
            let mut links = self.links(&own, "shipping/zones");
            links["describedby"] = json!([{ "href": self.rest(&format!("{own}/locations")) }]);
            json!({ "id": id, "name": name, "order": 0, "_links": links })
        };
        vec![
            zone(0, "Locations not covered by your other zones"),
            zone(1, "Norge"),
        ]
    }

    pub fn zone_methods(&self, zone: u64) -> Vec<Value> {
        if zone != 1 {
            return Vec::new();
        }
        let method = |id: u64, kind: &str, title: &str, cost: &str| {
            let collection = format!("shipping/zones/{zone}/methods");
            let mut links = self.links(&format!("{collection}/{id}"), &collection);
            links["describes"] = json!([{ "href": self.rest(&format!("shipping/zones/{zone}")) }]);
            let tax = Fields::new().all(field("tax_status", "select", "taxable"));
            json!({
                "id": id,
                "instance_id": id,
                "title": title,
                "order": id,
                "enabled": true,
                "method_id": kind,
                "method_title": title,
                "method_description": "",
                "settings": {
                    "title": field("title", "text", title),
                    "tax_status": tax.put("options", json!({ "taxable": "", "none": "" })).done(),
                    "cost": field("cost", "text", cost),
                },
                "_links": links,
            })
        };
        vec![
            method(1, "flat_rate", "Fast frakt", "79"),
            method(2, "local_pickup", "Henting", ""),
        ]
    }

    pub fn gateways(&self) -> Vec<Value> {
        vec![
            self.gateway("bacs", "Bank", true),
            self.gateway("cheque", "Sjekk", false),
            self.gateway("cod", "Betal ved levering", true),
        ]
    }

    fn gateway(&self, id: &str, title: &str, enabled: bool) -> Value {
        let own = format!("payment_gateways/{id}");
        let address = format!(
            "{}/wp-admin/admin.php?page=wc-settings&tab=checkout&section={id}",
            self.home
        );
        json!({
            "id": id,
            "title": title,
            "description": "",
            "order": "",
            "enabled": enabled,
            "method_title": title,
            "method_description": "",
            "method_supports": ["products"],
            "settings": self.gateway_settings(id, title),
            "needs_setup": false,
            "post_install_scripts": [],
            "settings_url": address,
            "connection_url": null,
            "setup_help_text": null,
            "required_settings_keys": [],
            "_links": self.links_allowing(&own, "payment_gateways", &["GET", "POST", "PUT", "PATCH"]),
        })
    }

    fn gateway_settings(&self, id: &str, title: &str) -> Value {
        let common = Fields::new()
            .put("title", field("title", "safe_text", title))
            .put("instructions", field("instructions", "textarea", ""));
        if id != "cod" {
            return common.done();
        }
        let pickup = if self.is_new() {
            json!({ "pickup_location": "" })
        } else {
            json!({ "local_pickup": "", "local_pickup:2": "" })
        };
        let options = json!({
            "Flat rate": { "flat_rate": "", "flat_rate:1": "" },
            "Free shipping": { "free_shipping": "" },
            "Local pickup": pickup,
        });
        let methods = Fields::new()
            .all(field("enable_for_methods", "multiselect", ""))
            .put("options", options);
        common
            .put("enable_for_methods", methods.done())
            .put(
                "enable_for_virtual",
                field("enable_for_virtual", "checkbox", "yes"),
            )
            .done()
    }
}

fn field(id: &str, kind: &str, value: &str) -> Value {
    json!({
        "id": id, "label": "", "description": "", "type": kind, "value": value, "default": "", "tip": "",
        "placeholder": "",
    })
}
