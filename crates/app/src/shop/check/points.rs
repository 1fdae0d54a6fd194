//! From what was seen to the points of the check.
use chrono::{DateTime, TimeDelta, Utc};
use woo::Site;

use super::{
    Point, Seen,
    modified::{Answer, Proof},
    value,
};

/// The oldest WooCommerce that is spoken to, and the oldest whose order tables tell what changed.
const OLDEST: (u32, u32) = (7, 1);
const OLDEST_TABLES: (u32, u32) = (7, 6);
/// A clock further off than this is told; nothing else depends on it, since the shop's own is used.
const CLOCK_OFF: TimeDelta = TimeDelta::minutes(2);
/// Words in a plugin's name or a webhook's address that mean "joins this shop to Rackbeat".
const JOINS: [&str; 2] = ["rackbeat", "iex-integration"];

/// How we got there.
pub(super) fn way(site: &Site, keys_in_query: bool) -> Vec<Point> {
    let mut points = vec![
        Point::good("check-reachable").with("address", site),
        if site.is_https() {
            Point::good("check-tls")
        } else {
            Point::warn("check-tls-missing", "check-tls-missing-remedy")
        },
        Point::good("check-permalinks"),
        Point::good("check-keys"),
    ];
    if keys_in_query {
        points.push(Point::warn(
            "check-keys-in-query",
            "check-keys-in-query-remedy",
        ));
    }
    points
}

/// What the shop is like.
pub(super) fn shop(seen: &Seen, proof: &Proof) -> Vec<Point> {
    let currency = value(&seen.general, "woocommerce_currency");
    vec![
        version(&seen.status.environment.version),
        Point::good("check-currency").with("currency", currency),
        prices(seen),
        storage(seen),
        modified(proof, &seen.status.environment.version),
        stock(seen),
        hold(seen),
        cron(seen),
    ]
}

pub(super) fn clock(shop: DateTime<Utc>, ours: DateTime<Utc>) -> Point {
    let off = shop - ours;
    if off.abs() < CLOCK_OFF {
        return Point::good("check-clock");
    }
    Point::warn("check-clock-off", "check-clock-off-remedy")
        .with("minutes", off.num_minutes().abs())
}

/// Who else looks like they join this shop to Rackbeat.
pub(super) fn others(seen: &Seen) -> Vec<String> {
    let joins = |text: &str| JOINS.iter().any(|word| text.to_lowercase().contains(word));
    let plugins = seen.status.active_plugins.iter();
    let plugins = plugins
        .filter(|plugin| joins(&plugin.plugin) || joins(&plugin.name))
        .map(|plugin| {
            if plugin.name.is_empty() {
                &plugin.plugin
            } else {
                &plugin.name
            }
        })
        .cloned();
    let hooks = seen
        .hooks
        .iter()
        .filter_map(|hook| url::Url::parse(hook).ok());
    let hosts = hooks.filter_map(|hook| hook.host_str().map(str::to_owned));
    let mut others: Vec<String> = plugins.chain(hosts.filter(|host| joins(host))).collect();
    others.sort_unstable();
    others.dedup();
    others
}

pub(super) fn other(others: &[String]) -> Point {
    match others {
        [] => Point::good("check-other-none"),
        seen => Point::stop("check-other-at-work", "check-other-at-work-remedy")
            .with("name", seen.join(", ")),
    }
}

fn version(text: &str) -> Point {
    if numbers(text) >= OLDEST {
        return Point::good("check-version").with("version", text);
    }
    Point::stop("check-version-old", "check-version-old-remedy").with("version", text)
}

fn prices(seen: &Seen) -> Point {
    match value(&seen.tax, "woocommerce_prices_include_tax").as_str() {
        "yes" => Point::good("check-prices-with-vat"),
        _ => Point::good("check-prices-without-vat"),
    }
}

fn storage(seen: &Seen) -> Point {
    let settings = &seen.status.settings;
    match (settings.hpos_enabled, settings.order_datastore.is_empty()) {
        (true, _) => Point::good("check-storage-tables"),
        (false, false) => Point::good("check-storage-posts"),
        // Not told before 7.7; the proof on the newest order says whether it matters.
        (false, true) => Point::good("check-storage-untold"),
    }
}

fn modified(proof: &Proof, version: &str) -> Point {
    match proof.answer {
        Answer::Proven => Point::good("check-modified"),
        Answer::Broken => Point::stop("check-modified-broken", "check-modified-broken-remedy"),
        Answer::NoOrders if numbers(version) >= OLDEST_TABLES => {
            Point::good("check-modified-later")
        }
        Answer::NoOrders => {
            Point::warn("check-modified-unproven", "check-modified-unproven-remedy")
        }
    }
}

fn stock(seen: &Seen) -> Point {
    match value(&seen.products, "woocommerce_manage_stock").as_str() {
        "no" => Point::warn("check-stock-off", "check-stock-off-remedy"),
        _ => Point::good("check-stock-on"),
    }
}

fn hold(seen: &Seen) -> Point {
    match value(&seen.products, "woocommerce_hold_stock_minutes").trim() {
        "" | "0" => Point::warn("check-hold-none", "check-hold-none-remedy"),
        minutes => Point::good("check-hold").with("minutes", minutes),
    }
}

fn cron(seen: &Seen) -> Point {
    if seen.status.environment.wp_cron {
        return Point::good("check-cron");
    }
    Point::warn("check-cron-off", "check-cron-off-remedy")
}

/// The first two numbers of a version; what cannot be read counts as none.
fn numbers(version: &str) -> (u32, u32) {
    let mut parts = version
        .split('.')
        .map(|part| part.parse().unwrap_or_default());
    (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::Mark;

    #[test]
    fn versions_are_compared_as_numbers() {
        for (text, mark) in [
            ("11.0.1", Mark::Good),
            ("7.1.0", Mark::Good),
            ("7.10.0-rc.1", Mark::Good),
            ("7.0.9", Mark::Stop),
            ("6.9", Mark::Stop),
            ("", Mark::Stop),
        ] {
            assert_eq!(version(text).mark, mark, "{text}");
        }
    }

    #[test]
    fn a_clock_three_minutes_off_is_told_either_way() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(clock(now + TimeDelta::seconds(90), now).mark, Mark::Good);
        for off in [3, -3] {
            let point = clock(now + TimeDelta::minutes(off), now);
            assert_eq!((point.mark, point.args[0].1.as_str()), (Mark::Warn, "3"));
        }
    }
}
