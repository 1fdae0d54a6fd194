//! Master data: the short lists that orders, customers and products point into.

use serde_json::{Value, json};

use super::{
    books::Books,
    call::{Call, number},
    list,
    reply::{Answer, No, Reply},
};

/// Each a list of things with a number, kept as they are shown.
pub struct Masters {
    pub customer_groups: Vec<Value>,
    pub payment_terms: Vec<Value>,
    pub delivery_terms: Vec<Value>,
    pub layouts: Vec<Value>,
    pub employees: Vec<Value>,
    pub product_groups: Vec<Value>,
    pub units: Vec<Value>,
    pub locations: Vec<Value>,
    pub currencies: Vec<Value>,
    pub plugins: Vec<Value>,
}

impl Masters {
    /// What a new agreement has before anybody set anything up for web shops.
    pub fn bare() -> Self {
        let currency = |code: &str| json!({ "code": code, "rate": 100, "is_custom": false });
        Self {
            customer_groups: Vec::new(),
            payment_terms: Vec::new(),
            delivery_terms: vec![
                json!({ "number": 1, "name": "Levert kunden" }),
                json!({ "number": 2, "name": "Hentes på lageret" }),
            ],
            layouts: vec![json!({ "number": 1, "name": "Standard" })],
            employees: vec![json!({ "number": 1, "name": "Kari Nordmann", "initials": "KN" })],
            product_groups: Vec::new(),
            units: vec![json!({ "number": 1001, "name": "stk." })],
            locations: vec![location(1001, "Hovedlager", true)],
            currencies: ["DKK", "NOK", "SEK", "EUR", "USD", "GBP"]
                .map(currency)
                .into(),
            plugins: Vec::new(),
        }
    }

    /// Adds what the help pages ask for before a web shop is joined.
    pub fn make_ready(&mut self) {
        self.customer_groups
            .push(json!({ "number": 1, "name": "Innland", "is_draft": false }));
        self.payment_terms.push(
            json!({ "number": 1001, "name": "Nettbutikk", "type": "net", "maturity_days": 0 }),
        );
        self.product_groups.push(group(1, "Varer", true));
        self.product_groups.push(group(2, "Tjenester", false));
    }

    pub fn default_location(&self) -> i64 {
        let default = self
            .locations
            .iter()
            .find(|place| place["is_default"] == true);
        default
            .and_then(|place| place["number"].as_i64())
            .unwrap_or(1001)
    }

    /// The group whose number this is.
    pub fn product_group(&self, number: i64) -> Option<&Value> {
        self.product_groups
            .iter()
            .find(|group| group["number"] == number)
    }

    pub fn knows_currency(&self, code: &str) -> bool {
        self.currencies
            .iter()
            .any(|currency| currency["code"] == code)
    }
}

pub fn location(number: i64, name: &str, is_default: bool) -> Value {
    json!({
        "number": number, "name": name, "barcode": null, "is_default": is_default, "parent_id": null,
        "children_count": 0, "toplevel_parent_id": null, "nesting_level": 0, "nest_list": [],
    })
}

pub fn group(number: i64, name: &str, has_inventory: bool) -> Value {
    json!({
        "number": number, "name": name, "has_inventory": has_inventory, "should_spread_cost": false,
        "is_sellable": true, "vat_domestic": 25, "vat_eu": 0, "vat_abroad": 0, "vat_domestic_exempt": 0,
        "is_draft": false,
    })
}

/// Answers for any of the short lists; `None` when the path is not one of theirs.
pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    let (list, wrapper, wrapper_of_one) = match path.first().copied()? {
        "customer-groups" => (
            &mut books.masters.customer_groups,
            "customer_groups",
            "customer_group",
        ),
        "payment-terms" => (
            &mut books.masters.payment_terms,
            "payment_terms",
            "payment_term",
        ),
        "delivery-terms" => (
            &mut books.masters.delivery_terms,
            "delivery_terms",
            "delivery_term",
        ),
        "layouts" => (&mut books.masters.layouts, "layouts", "layout"),
        "employees" => (&mut books.masters.employees, "employees", "employee"),
        "product-groups" => (
            &mut books.masters.product_groups,
            "product_groups",
            "product_group",
        ),
        "units" => (&mut books.masters.units, "units", "unit"),
        "locations" => (&mut books.masters.locations, "locations", "location"),
        "currencies" => (&mut books.masters.currencies, "currencies", "currency"),
        "user-account-plugins" => (&mut books.masters.plugins, "user_account_plugins", "plugin"),
        _ => return None,
    };
    Some(match (method, &path[1..]) {
        ("GET", []) => list::whole(call, wrapper, list.clone()),
        ("GET", [key]) => {
            let found = list
                .iter()
                .find(|thing| thing["number"].as_i64() == key.parse().ok());
            let found = found.ok_or_else(No::not_found);
            found.map(|thing| Reply::one(200, wrapper_of_one, thing.clone()))
        }
        ("POST", []) => create(list, call).map(|thing| Reply::one(201, wrapper_of_one, thing)),
        _ => Err(No::with(405, "Method not allowed.")),
    })
}

fn create(list: &mut Vec<Value>, call: &Call) -> Result<Value, No> {
    let Some(name) = call.text("name").filter(|name| !name.is_empty()) else {
        return Err(No::invalid("name", "The name is required."));
    };
    let highest = list
        .iter()
        .filter_map(|thing| thing["number"].as_i64())
        .max();
    let mut thing = json!({ "number": call.int("number").unwrap_or(highest.unwrap_or(1000) + 1), "name": name });
    let fields = call.body.as_object().into_iter().flatten();
    for (field, value) in fields.filter(|(field, _)| *field != "number" && *field != "name") {
        thing[field] = value.clone();
    }
    for rate in [
        "vat_domestic",
        "vat_eu",
        "vat_abroad",
        "vat_domestic_exempt",
    ] {
        if let Some(percent) = call.decimal(rate)? {
            thing[rate] = number(percent);
        }
    }
    list.push(thing.clone());
    Ok(thing)
}
