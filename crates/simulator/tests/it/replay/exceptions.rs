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
    Exception { name, version: None, difference, reason }
}

const fn new(name: &'static str, difference: &'static str, reason: &'static str) -> Exception {
    Exception { name, version: Some(Version::V11_0), difference, reason }
}

const fn old(name: &'static str, difference: &'static str, reason: &'static str) -> Exception {
    Exception { name, version: Some(Version::V7_1), difference, reason }
}

pub const EXCEPTIONS: &[Exception] = &[
    both("03", "extra [\"active_plugins\"]", "the recording left the plugins of its machine out"),
    both("03", "remote_post_response", "the recorded shop remembers its own test for an hour: first false, then text"),
    both("03", "remote_get_response", "as above"),
    new("03", "enabled_features", "ours names only the feature that somebody asks for"),
    both("05", "extra [\"label\"", "the recording kept four fields of each setting"),
    both("06", "extra [\"label\"", "as above"),
    both("07-", "extra [\"label\"", "as above"),
    old("11-products-list-page2", "not in ours", "ties of date have no order in the recorded shop"),
    both("38", "header Link", "the signature stands in it, and ours is another"),
];
