//! What will happen, in words, by the settings that are in force.
use domain::{
    Cancelled, CustomerBy, Discounts, NewInShop, PaymentState, ProductMaster, Quantity,
    RackbeatState, Refunded, Rules, UnknownSku, VatZone,
};

use super::{Known, fields::named, goods, methods, orders};
use crate::frame::Frame;

/// A heading and its sentences, one after the other.
pub(super) struct Summary(pub Vec<(String, Vec<String>)>);

pub(super) fn of(frame: &Frame, known: &Known) -> Summary {
    let telling = Telling {
        frame,
        known,
        rules: &known.saved,
    };
    let parts = [
        ("settings-summary-orders", telling.orders()),
        ("settings-summary-customers", telling.buyers()),
        ("settings-summary-after", telling.endings()),
        ("settings-summary-stock", telling.stock()),
        ("settings-summary-goods", telling.goods()),
    ];
    let told = parts.into_iter().filter(|(_, said)| !said.is_empty());
    Summary(told.map(|(key, said)| (frame.say(key), said)).collect())
}

struct Telling<'a> {
    frame: &'a Frame,
    known: &'a Known,
    rules: &'a Rules,
}

impl Telling<'_> {
    fn orders(&self) -> Vec<String> {
        let rules = self.rules;
        if !rules.orders_on {
            return vec![self.say("settings-summary-off")];
        }
        let key = match rules.rackbeat_state {
            RackbeatState::Draft => "settings-summary-draft",
            RackbeatState::Booked => "settings-summary-booked",
            RackbeatState::Shipped => "settings-summary-shipped",
            RackbeatState::Invoiced => "settings-summary-invoiced",
        };
        let labels = orders::offered_statuses(self.known, rules).into_iter();
        let starting = labels.filter(|(slug, _)| rules.is_start_status(slug));
        let statuses = self.either(starting.map(|(_, label)| label).collect());
        let mut said = vec![self.frame.about(key, "statuses", statuses)];
        said.extend(self.ways());
        said.push(match rules.unknown_sku {
            UnknownSku::Refuse => self.say("settings-summary-unknown-refuse"),
            UnknownSku::StandIn => self.about_product(
                "settings-summary-unknown-stand-in",
                rules.stand_in_product.as_ref(),
            ),
        });
        said.push(match rules.discounts {
            Discounts::InLine => self.say("settings-summary-discounts-in-line"),
            Discounts::OwnLine => self.about_product(
                "settings-summary-discounts-own-line",
                rules.discount_product.as_ref(),
            ),
        });
        said
    }

    /// What depends on how it is paid and sent.
    fn ways(&self) -> Vec<String> {
        let mut said = Vec::new();
        let terms = self.known.offered.as_ref();
        let payment_terms = terms.map(|offered| &offered.payment_terms[..]);
        if let Some(term) = &self.rules.payment_term {
            let term = named(payment_terms, term);
            said.push(self.frame.about("settings-summary-term", "term", term));
        }
        for (key, rule) in &self.rules.payment_methods {
            let method = methods::payment_title(self.known, key);
            let state = rule.state.map(paid_key);
            said.extend(state.map(|key| self.frame.about(key, "method", &method)));
            if let Some(term) = &rule.term {
                let args = [("method", method), ("term", named(payment_terms, term))];
                said.push(self.frame.with("settings-summary-pay-term", &args));
            }
        }
        let delivery_terms = terms.map(|offered| &offered.delivery_terms[..]);
        for (key, term) in &self.rules.shipping_methods {
            let method = methods::shipping_title(self.known, key);
            let args = [("method", method), ("term", named(delivery_terms, term))];
            said.push(self.frame.with("settings-summary-delivery", &args));
        }
        said
    }

    fn buyers(&self) -> Vec<String> {
        if !self.rules.orders_on {
            return Vec::new();
        }
        let offered = self.known.offered.as_ref();
        let customers = offered.map(|offered| &offered.customers[..]);
        let shared = self.rules.customer.as_ref();
        let shared = shared.map(|number| named(customers, number));
        let about = |key: &str| match &shared {
            Some(customer) => self.frame.about(key, "customer", customer),
            None => self.say("settings-summary-no-customer"),
        };
        let mut said = match self.rules.customer_by {
            CustomerBy::Shared => vec![about("settings-summary-shared")],
            CustomerBy::Email => vec![
                self.say("settings-summary-by-email"),
                self.say("settings-summary-kept"),
                about("settings-summary-guests"),
            ],
            CustomerBy::OrganisationNumber => vec![
                self.say("settings-summary-by-organisation"),
                self.say("settings-summary-kept"),
                about("settings-summary-guests"),
            ],
        };
        said.push(self.say(match self.rules.vat_zone {
            None => "settings-summary-zone",
            Some(VatZone::Eu) => "settings-summary-zone-eu",
            Some(VatZone::Abroad) => "settings-summary-zone-abroad",
            Some(_) => "settings-summary-zone-domestic",
        }));
        said
    }

    fn endings(&self) -> Vec<String> {
        if !self.rules.orders_on {
            return Vec::new();
        }
        let shipped = match &self.rules.shipped_status {
            None => self.say("settings-summary-status-left"),
            Some(status) => {
                let labels = orders::offered_endings(self.known, self.rules);
                let label = named(Some(&labels[..]), status);
                self.frame
                    .about("settings-summary-status-set", "status", label)
            }
        };
        vec![
            shipped,
            self.say(match self.rules.cancelled {
                Cancelled::Release => "settings-summary-cancelled-release",
                Cancelled::Delete => "settings-summary-cancelled-delete",
                Cancelled::OnlyTell => "settings-summary-cancelled-tell",
            }),
            self.say("settings-summary-refunded-before"),
            self.say(match self.rules.refunded {
                Refunded::CreditNote => "settings-summary-refunded-note",
                Refunded::OnlyTell => "settings-summary-refunded-tell",
            }),
        ]
    }

    fn stock(&self) -> Vec<String> {
        let rules = self.rules;
        if !rules.stock_on {
            return vec![self.say("settings-summary-stock-off")];
        }
        let key = match (rules.quantity, rules.locations.is_empty()) {
            (Quantity::Available, true) => "settings-summary-available",
            (Quantity::OnHand, true) => "settings-summary-on-hand",
            (Quantity::Available, false) => "settings-summary-available-at",
            (Quantity::OnHand, false) => "settings-summary-on-hand-at",
        };
        let offered = self.known.offered.as_ref();
        let places = offered.map(|offered| &offered.locations[..]);
        let places = rules.locations.iter().map(|one| named(places, one));
        let places: Vec<_> = places.collect();
        let mut said = vec![self.frame.about(key, "places", places.join(", "))];
        if rules.buffer > 0 {
            let buffer = rules.buffer;
            said.push(self.frame.about("settings-summary-buffer", "count", buffer));
        }
        if let Some(cap) = rules.cap {
            said.push(self.frame.about("settings-summary-cap", "count", cap));
        }
        said
    }

    fn goods(&self) -> Vec<String> {
        let master = match self.rules.product_master {
            ProductMaster::None => return vec![self.say("settings-summary-master-none")],
            ProductMaster::WooCommerce => "settings-summary-master-woocommerce",
            ProductMaster::Rackbeat => "settings-summary-master-rackbeat",
        };
        let mut said = vec![self.say(master)];
        let fields = goods::carried_names(self.frame, self.rules);
        if !fields.is_empty() {
            let fields = fields.join(", ").to_lowercase();
            said.push(
                self.frame
                    .about("settings-summary-fields", "fields", fields),
            );
        }
        if self.rules.product_master == ProductMaster::Rackbeat {
            said.push(self.say(match self.rules.new_in_shop {
                NewInShop::Draft => "settings-summary-new-draft",
                NewInShop::Published => "settings-summary-new-published",
            }));
        }
        said
    }

    fn about_product(&self, key: &str, number: Option<&String>) -> String {
        let offered = self.known.offered.as_ref();
        let services = offered.map(|offered| &offered.services[..]);
        let product = number.map(|number| named(services, number));
        self.frame
            .about(key, "product", product.unwrap_or_default())
    }

    /// "Behandler eller Fullført".
    fn either(&self, labels: Vec<String>) -> String {
        let quoted: Vec<_> = labels.iter().map(|one| format!("«{one}»")).collect();
        match quoted.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                format!("{} {} {last}", rest.join(", "), self.say("settings-or"))
            }
            _ => quoted.join(""),
        }
    }

    fn say(&self, key: &str) -> String {
        self.frame.say(key)
    }
}

fn paid_key(state: PaymentState) -> &'static str {
    match state {
        PaymentState::DraftUntilPaid => "settings-summary-pay-draft-until-paid",
        PaymentState::Draft => "settings-summary-pay-draft",
        PaymentState::Booked => "settings-summary-pay-booked",
        PaymentState::Shipped => "settings-summary-pay-shipped",
        PaymentState::Invoiced => "settings-summary-pay-invoiced",
    }
}
