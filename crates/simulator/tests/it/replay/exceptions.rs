//! Where our shop may answer differently, and why.

use simulator::woo::Version;

pub struct Exception {
    /// The exchange, or what its name begins with.
    pub name: &'static str,
    /// The version; `None` = both.
    pub version: Option<Version>,
    /// What the difference holds.
    pub difference: &'static str,
    #[expect(dead_code, reason = "it is for the reader")]
    pub reason: &'static str,
}

impl Exception {
    pub fn of(&self, version: Version) -> bool {
        self.version.is_none_or(|mine| mine == version)
    }

    pub fn covers(&self, version: Version, name: &str, difference: &str) -> bool {
        name.starts_with(self.name) && self.of(version) && difference.contains(self.difference)
    }
}

const fn both(name: &'static str, difference: &'static str, reason: &'static str) -> Exception {
    Exception {
        name,
        version: None,
        difference,
        reason,
    }
}

const fn new(name: &'static str, difference: &'static str, reason: &'static str) -> Exception {
    Exception {
        name,
        version: Some(Version::V11_0),
        difference,
        reason,
    }
}

const fn old(name: &'static str, difference: &'static str, reason: &'static str) -> Exception {
    Exception {
        name,
        version: Some(Version::V7_1),
        difference,
        reason,
    }
}

pub const EXCEPTIONS: &[Exception] = &[
    both(
        "03",
        "extra [\"active_plugins\"]",
        "the recording left the plugins of its machine out",
    ),
    both(
        "03",
        "remote_post_response",
        "the recorded shop remembers its own test for an hour: first false, then text",
    ),
    both("03", "remote_get_response", "as above"),
    new(
        "03",
        "enabled_features",
        "ours names only the feature that somebody asks for",
    ),
    both(
        "05",
        "extra [\"label\"",
        "the recording kept four fields of each setting",
    ),
    both("06", "extra [\"label\"", "as above"),
    both("07-", "extra [\"label\"", "as above"),
    old(
        "11-products-list-page2",
        "not in ours",
        "ties of date have no order in the recorded shop",
    ),
    both(
        "38",
        "header Link",
        "the signature stands in it, and ours is another",
    ),
    old(
        "90",
        "meta_data[2].value",
        "the ids of the order's own notes",
    ),
    both(
        "98b",
        "header X-WP-Total",
        "orders of the recorded load tests are not made again",
    ),
    both("98d", "header X-WP-Total", "as above"),
    new(
        "100",
        "meta_data",
        "a plugin of the recorded shop adds a row",
    ),
];

/// What a difference between deliveries may hold, and why.
pub const HOOK_EXCEPTIONS: &[(&str, &str)] = &[
    (
        "18-order-restore-by-status-0-order.updated: .meta_data[2].value",
        "the ids of the order's own notes",
    ),
    (
        ".meta_data: 6 rows recorded, 5 ours",
        "a mark of the recorded browser's session",
    ),
];
