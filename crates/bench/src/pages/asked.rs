//! What is asked for: every kind of page that has to be quick, each with its own addresses.
use rand::{Rng, SeedableRng, rngs::StdRng};

use super::fill::Filled;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One shop's, and all shops'.
    Plain,
    AllShops,
    /// Narrowed to a state, both common and seldom.
    State,
    /// Somewhere among hundreds of thousands.
    Deep,
    DeepNumber,
    DeepState,
    Email,
    /// An address that stands on every hundredth order.
    CommonEmail,
    Sku,
    /// On every tenth line.
    CommonSku,
    Number,
    /// One digit.
    ShortNumber,
    /// What few of many have: a common SKU among the failed.
    SkuInState,
    NumberInState,
    Order,
    Log,
    LogOfShop,
    LogState,
    LogDeep,
}

impl Kind {
    pub const ALL: [Self; 19] = [
        Self::Plain,
        Self::AllShops,
        Self::State,
        Self::Deep,
        Self::DeepNumber,
        Self::DeepState,
        Self::Email,
        Self::CommonEmail,
        Self::Sku,
        Self::CommonSku,
        Self::Number,
        Self::ShortNumber,
        Self::SkuInState,
        Self::NumberInState,
        Self::Order,
        Self::Log,
        Self::LogOfShop,
        Self::LogState,
        Self::LogDeep,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "orders_plain",
            Self::AllShops => "orders_all_shops",
            Self::State => "orders_state",
            Self::Deep => "orders_deep",
            Self::DeepNumber => "orders_deep_number",
            Self::DeepState => "orders_deep_state",
            Self::Email => "orders_email",
            Self::CommonEmail => "orders_common_email",
            Self::Sku => "orders_sku",
            Self::CommonSku => "orders_common_sku",
            Self::Number => "orders_number",
            Self::ShortNumber => "orders_short_number",
            Self::SkuInState => "orders_sku_in_state",
            Self::NumberInState => "orders_number_in_state",
            Self::Order => "order_one",
            Self::Log => "log_all",
            Self::LogOfShop => "log_shop",
            Self::LogState => "log_state",
            Self::LogDeep => "log_deep",
        }
    }

    /// Whose limit it is held against.
    pub fn page(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Log | Self::LogOfShop | Self::LogState | Self::LogDeep => "log",
            _ => "orders",
        }
    }

    /// Stands on the page that was asked for. At the end of a list, and in a seldom state, nothing may be left.
    pub fn shows(self) -> &'static str {
        match self {
            Self::Deep | Self::DeepNumber | Self::DeepState => "<nav class=\"tally\"",
            Self::State | Self::SkuInState | Self::NumberInState => "<nav class=\"tally\"",
            Self::LogState | Self::LogDeep => "<div class=\"card\" id=\"lines\"",
            _ => match self.page() {
                "orders" => "<tbody>",
                "order" => "id=\"tries-title\"",
                _ => "<ol class=\"lines\">",
            },
        }
    }

    pub fn addresses(self, filled: &Filled, count: usize) -> Vec<String> {
        let mut dice = StdRng::seed_from_u64(self as u64 + 1);
        (0..count)
            .map(|turn| self.address(filled, &mut dice, turn))
            .collect()
    }

    fn address(self, filled: &Filled, dice: &mut StdRng, turn: usize) -> String {
        let shop = &filled.shops[turn % filled.shops.len()];
        let list = format!("/shops/{}/orders", shop.id);
        let order = &shop.some[dice.random_range(0..shop.some.len())];
        let state = ["not_sent", "failed", "waiting", "sent", "info"][turn % 5];
        let line = &filled.lines[dice.random_range(0..filled.lines.len())];
        let digit = shop.first.to_string().chars().next().unwrap_or('1');
        match self {
            Self::Plain => list,
            Self::AllShops => "/orders".to_owned(),
            Self::State => format!("{list}?state={state}"),
            Self::Deep => format!("{list}?after={}", order.id),
            Self::DeepNumber => {
                let own = order.number.to_string().chars().next().unwrap_or('1');
                format!("{list}?search={own}&after={}", order.id)
            }
            Self::DeepState => format!("{list}?state=sent&after={}", order.id),
            Self::Email => format!("/orders?search={}", order.email),
            Self::CommonEmail => format!("{list}?search=kasse@butikk.example"),
            Self::Sku => format!("/orders?search={}", order.sku),
            Self::CommonSku => format!("{list}?search=BESTSELGER"),
            Self::Number => format!("/orders?search={}", order.number),
            Self::ShortNumber => format!("{list}?search={digit}"),
            Self::SkuInState => format!("{list}?search=BESTSELGER&state={state}"),
            Self::NumberInState => format!("{list}?search={digit}&state={state}"),
            Self::Order => format!("{list}/{}", order.number),
            Self::Log => "/log".to_owned(),
            Self::LogOfShop => format!("/shops/{}/log", shop.id),
            Self::LogState => format!("/shops/{}/log?state={state}", shop.id),
            Self::LogDeep => format!("/log?before={line}"),
        }
    }
}
