//! The endpoints of customers.

use chrono::SecondsFormat;
use serde_json::{Value, json};

use super::{
    books::Books,
    call::{Call, key, text},
    list::{self, Part},
    order_form,
    reply::{Answer, No, Reply},
};

/// What a search looks at.
const SEARCHED: [&str; 4] = ["name", "number", "contact_email", "company_vat"];
const NUMBER_MAX: i64 = 999_999_999;

pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    Some(match (method, path.as_slice()) {
        ("GET", ["customers"]) => page(books, call),
        ("GET", ["customers", number]) => key(number).and_then(|number: i64| {
            let found = books.customers.get(&number).ok_or_else(No::not_found)?;
            Ok(Reply::one(200, "customer", found.clone()))
        }),
        ("POST", ["customers"]) => create(books, call),
        _ => return None,
    })
}

fn page(books: &Books, call: &Call) -> Answer {
    let part = Part::of(call, &["company_name", "simple_filter[ean]"])?;
    let is_wanted = |customer: &&Value| {
        let has = |field: &str, wanted: &str| {
            let own = text(&customer[field]).unwrap_or_default().to_lowercase();
            own.contains(&wanted.to_lowercase())
        };
        let search = call.param("search");
        let name = call.param("company_name");
        let ean = call.param("simple_filter[ean]");
        search.is_none_or(|wanted| SEARCHED.iter().any(|field| has(field, wanted)))
            && name.is_none_or(|wanted| has("name", wanted))
            && ean.is_none_or(|wanted| text(&customer["ean"]).as_deref() == Some(wanted))
    };
    let mut found: Vec<&Value> = books.customers.values().filter(is_wanted).collect();
    if list::newest_first(call) && !call.switches.customers_are_unsorted {
        // By number where two were made at the same instant.
        found.sort_by_key(|customer| {
            let made = customer["created_at"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            std::cmp::Reverse((made, customer["number"].as_i64()))
        });
    }
    let shown = found.iter().skip(part.first()).take(part.limit);
    list::page(
        call,
        "customers",
        &part,
        shown.copied().cloned().collect(),
        found.len(),
    )
}

fn create(books: &mut Books, call: &Call) -> Answer {
    let name = call.text("company_name").filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| No::invalid("company_name", "The company name is required."))?;
    let next = books.next_customer_number();
    let number = call.int("number").unwrap_or(next);
    if number > NUMBER_MAX || books.customers.contains_key(&number) {
        return Err(No::invalid("number", "The number is taken or too long."));
    }
    let terms = pointed(call, "payment_terms_id", &books.masters.payment_terms)?;
    let group = pointed(call, "customer_group_id", &books.masters.customer_groups)?;
    contacts(call)?;
    let at = call.now.to_rfc3339_opts(SecondsFormat::Secs, true);
    let customer = json!({
        "number": number, "name": name,
        "company_vat": call.body["company_vat"], "ean": call.body["ean"],
        "vat_zone": call.text("vat_zone").unwrap_or_else(|| "domestic".to_owned()),
        "currency": call.text("currency").unwrap_or_else(|| books.currency.clone()),
        "locale": call.body["locale"],
        "payment_terms_id": terms["number"], "payment_terms": terms,
        "customer_group_id": group["number"], "customer_group": group,
        "layout_id": call.body["layout_id"],
        "contact_email": call.body["contact_email"], "contact_phone": call.body["contact_phone"],
        "address_street": call.body["address_street"], "address_street2": call.body["address_street2"],
        "address_zipcode": call.body["address_zipcode"], "address_city": call.body["address_city"],
        "address_country": call.body["address_country"],
        "is_barred": false, "is_deleted": false, "created_at": at, "updated_at": at,
    });
    books.customers.insert(number, customer.clone());
    Ok(Reply::one(201, "customer", customer))
}

/// As on orders, a wrong one is refused.
fn contacts(call: &Call) -> Result<(), No> {
    let given = |field| call.text(field).filter(|text| !text.is_empty());
    if given("contact_email").is_some_and(|email| !order_form::is_email(&email)) {
        return Err(No::invalid(
            "contact_email",
            "It must be a valid email address.",
        ));
    }
    if given("contact_phone").is_some_and(|phone| !order_form::is_phone(&phone)) {
        return Err(No::invalid(
            "contact_phone",
            "It must be a valid phone number.",
        ));
    }
    Ok(())
}

fn pointed(call: &Call, field: &str, list: &[Value]) -> Result<Value, No> {
    let number = call.int(field);
    let found = list.iter().find(|thing| thing["number"].as_i64() == number);
    let found = found.filter(|_| number.is_some()).cloned();
    found.ok_or_else(|| No::invalid(field, format!("The selected {field} is invalid.")))
}
