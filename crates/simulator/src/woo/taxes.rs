//! Tax rates, tax classes and product categories as lists.

use serde_json::{Value, json};

use super::money::fixed;
use super::product::slug;
use super::state::{Category, State};
use rust_decimal::Decimal;

/// The classes that a shop comes with, beside the standard one.
const CLASSES: [(&str, &str); 2] = [("reduced-rate", "Reduced rate"), ("zero-rate", "Zero rate")];

/// One row of the shop's tax table.
#[derive(Clone, Debug, Default)]
pub struct TaxRate {
    /// Given when the shop takes it.
    pub id: u64,
    /// Two letters; empty is everywhere.
    pub country: String,
    pub state: String,
    /// Empty is everywhere in the country.
    pub postcodes: Vec<String>,
    pub cities: Vec<String>,
    /// Percent.
    pub rate: Decimal,
    pub label: String,
    /// `""` = the standard class.
    pub class: String,
    /// From 1; of each the shop takes one rate.
    pub priority: u32,
    pub compound: bool,
}

impl TaxRate {
    /// One for a whole country.
    pub fn of(country: &str, class: &str, percent: impl Into<Decimal>) -> Self {
        Self {
            country: country.to_owned(),
            rate: percent.into(),
            label: "MVA".to_owned(),
            class: class.to_owned(),
            priority: 1,
            ..Self::default()
        }
    }

    pub(super) fn recorded() -> Vec<Self> {
        let mut rates = vec![Self::of("NO", "", 25), Self::of("NO", "reduced-rate", 15)];
        "MVA mat".clone_into(&mut rates[1].label);
        number(&mut rates);
        rates
    }

    /// Of the whole country, as every sale there is taxed here.
    fn is_of(&self, country: &str) -> bool {
        (self.country.is_empty() || self.country == country)
            && self.postcodes.is_empty()
            && self.cities.is_empty()
    }
}

fn number(rates: &mut [TaxRate]) {
    for (id, rate) in (1..).zip(rates) {
        rate.id = id;
    }
}

impl State {
    pub fn taxes_list(&self) -> Vec<Value> {
        let row = |(order, rate): (usize, &TaxRate)| {
            let class = if rate.class.is_empty() {
                "standard"
            } else {
                &rate.class
            };
            json!({
                "id": rate.id, "country": rate.country, "state": rate.state,
                "postcode": rate.postcodes.first().cloned().unwrap_or_default(),
                "city": rate.cities.first().cloned().unwrap_or_default(),
                "rate": fixed(rate.rate, 4), "name": rate.label, "priority": rate.priority,
                "compound": rate.compound, "shipping": true, "order": order, "class": class,
                "postcodes": rate.postcodes, "cities": rate.cities,
                "_links": self.links(&format!("taxes/{}", rate.id), "taxes"),
            })
        };
        self.rates.iter().enumerate().map(row).collect()
    }

    pub fn tax_classes(&self) -> Vec<Value> {
        let links = json!({ "collection": [{ "href": self.rest("taxes/classes") }] });
        let row = |slug: &str, name: &str| json!({ "slug": slug, "name": name, "_links": links });
        let mut rows = vec![row("standard", "Standard rate")];
        rows.extend(CLASSES.map(|(slug, name)| row(slug, name)));
        rows.extend(self.own_classes().map(|class| row(class, class)));
        rows
    }

    /// Whether a product may have this class; another becomes the standard one.
    pub fn knows_class(&self, class: &str) -> bool {
        CLASSES.iter().any(|(known, _)| *known == class)
            || self.own_classes().any(|known| known == class)
    }

    /// Classes that the shop's owner made, each known by its rate.
    fn own_classes(&self) -> impl Iterator<Item = &str> {
        let is_own = |class: &str| !class.is_empty() && !CLASSES.iter().any(|one| one.0 == class);
        let classes: std::collections::BTreeSet<&str> = self
            .rates
            .iter()
            .map(|rate| rate.class.as_str())
            .filter(|class| is_own(class))
            .collect();
        classes.into_iter()
    }

    /// The table anew; classes are known by their slug.
    pub fn set_rates(&mut self, mut rates: Vec<TaxRate>) {
        for rate in &mut rates {
            rate.class = slug(&rate.class);
        }
        number(&mut rates);
        self.rates = rates;
    }

    /// What a sale in the shop's own country is taxed with.
    pub fn home_rate(&self, class: &str) -> Option<&TaxRate> {
        let country = self.base_country();
        let mut fitting = self
            .rates
            .iter()
            .filter(|rate| rate.class == class && rate.is_of(country));
        let first = fitting.next()?;
        Some(
            fitting
                .find(|rate| first.country.is_empty() && !rate.country.is_empty())
                .unwrap_or(first),
        )
    }

    pub fn base_country(&self) -> &str {
        self.setup.base.split(':').next().unwrap_or_default()
    }

    pub fn category_rows(&self) -> Vec<Value> {
        let row = |category: &Category| {
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
