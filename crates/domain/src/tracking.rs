//! Which words are a tracking number: told to a shop's customer, so only what surely is one.
//!
//! A shipment's own field is believed as it stands. A custom field is believed when its whole name is one of
//! [`LABELS`]. In a note a line must begin with one of them, and what follows must look like a number (at least six
//! letters, digits or hyphens, five of them digits) or be a web address.

/// What a tracking number is called, in small letters and digits alone.
const LABELS: [&str; 32] = [
    "sporing",
    "sporingsnummer",
    "sporingsnr",
    "sporingsid",
    "sporingskode",
    "sporingslenke",
    "spårning",
    "spårningsnummer",
    "spårningsid",
    "spårningslänk",
    "tracking",
    "trackingnumber",
    "trackingnummer",
    "trackingno",
    "trackingnr",
    "trackingid",
    "trackingcode",
    "trackingkode",
    "trackinglink",
    "trackingurl",
    "tracktrace",
    "trackandtrace",
    "tracktracenumber",
    "tracktracenummer",
    "trackandtracenumber",
    "trackandtracenummer",
    "kollinummer",
    "kollinr",
    "kolliid",
    "pakkenummer",
    "forsendelsesnummer",
    "sendingsnummer",
];
/// Words that the longest of them is written with.
const LABEL_WORDS: usize = 4;
const NUMBER_MIN: usize = 6;
const NUMBER_MAX: usize = 60;
const DIGITS_MIN: usize = 5;
const LINK_MAX: usize = 300;

/// By what a parcel is followed. One of the two is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracking {
    pub number: Option<String>,
    pub link: Option<String>,
}

impl Tracking {
    /// What tells it from others: the number, else the address.
    pub fn mark(&self) -> &str {
        let either = self.number.as_deref().or(self.link.as_deref());
        either.unwrap_or_default()
    }
}

/// Where in Rackbeat tracking numbers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// A shipment's own field.
    pub shipment: bool,
    /// A custom field of the order.
    pub field: bool,
    /// A note beside the order.
    pub note: bool,
}

impl Places {
    pub const ALL: Self = Self {
        shipment: true,
        field: true,
        note: true,
    };
    pub const NONE: Self = Self {
        shipment: false,
        field: false,
        note: false,
    };
}

/// As a shipment's own fields give it.
pub fn of_shipment(number: Option<&str>, link: Option<&str>) -> Option<Tracking> {
    let number = number.map(str::trim).filter(|text| is_short_text(text));
    made(number.map(str::to_owned), link.and_then(address))
}

/// Of a custom field with these names.
pub fn in_field<'a>(mut names: impl Iterator<Item = &'a str>, value: &str) -> Option<Tracking> {
    if !names.any(is_label) {
        return None;
    }
    let value = value.trim();
    match address(value) {
        Some(link) => made(number_within(&link), Some(link)),
        None => made(
            Some(value)
                .filter(|text| {
                    is_short_text(text) && text.contains(|one: char| one.is_ascii_digit())
                })
                .map(str::to_owned),
            None,
        ),
    }
}

/// All that a note tells of, line by line.
pub fn in_note(note: &str) -> Vec<Tracking> {
    note.lines().filter_map(in_line).collect()
}

fn in_line(line: &str) -> Option<Tracking> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (by_colon, rest) = match line.split_once(": ").or_else(|| line.split_once(':')) {
        Some((label, rest)) if is_label(label) => (true, rest.split_whitespace().collect()),
        _ => (false, Vec::new()),
    };
    let rest = match by_colon {
        true => rest,
        false => after_label(&words)?.to_vec(),
    };
    let link = rest.iter().find_map(|word| address(word));
    let number = rest.first().and_then(|word| number(word));
    match (number, link) {
        (None, Some(link)) => made(number_within(&link), Some(link)),
        (number, link) => made(number, link),
    }
}

/// What follows the label that the words begin with.
fn after_label<'a, 'b>(words: &'a [&'b str]) -> Option<&'a [&'b str]> {
    let longest = LABEL_WORDS.min(words.len());
    let begins = (1..=longest)
        .rev()
        .find(|count| is_label(&words[..*count].concat()))?;
    Some(&words[begins..])
}

fn made(number: Option<String>, link: Option<String>) -> Option<Tracking> {
    (number.is_some() || link.is_some()).then_some(Tracking { number, link })
}

fn is_label(text: &str) -> bool {
    let plain: String = text.chars().filter(|one| one.is_alphanumeric()).collect();
    LABELS.contains(&plain.to_lowercase().as_str())
}

fn number(word: &str) -> Option<String> {
    let word = word.trim_matches(|one: char| !one.is_ascii_alphanumeric());
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_number = (NUMBER_MIN..=NUMBER_MAX).contains(&word.len())
        && digits >= DIGITS_MIN
        && word
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || one == '-');
    is_number.then(|| word.to_owned())
}

/// A web address, and nothing that could be read as markup.
fn address(word: &str) -> Option<String> {
    let word = word.trim().trim_end_matches(['.', ',', ')', ';']);
    let is_web = word.starts_with("https://") || word.starts_with("http://");
    let is_plain = !word
        .contains(|one: char| one.is_whitespace() || one.is_control() || "<>\"'`\\".contains(one));
    (is_web && is_plain && word.len() <= LINK_MAX).then(|| word.to_owned())
}

/// The last part of an address that looks like a number.
fn number_within(link: &str) -> Option<String> {
    let parts = link.split(|one: char| !one.is_ascii_alphanumeric() && one != '-');
    parts.filter_map(number).next_back()
}

fn is_short_text(text: &str) -> bool {
    let plain = !text.contains(|one: char| one.is_control() || "<>".contains(one));
    !text.is_empty() && text.chars().count() <= NUMBER_MAX && plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(note: &str) -> Vec<String> {
        in_note(note)
            .iter()
            .map(|one| one.mark().to_owned())
            .collect()
    }

    #[test]
    fn a_line_that_begins_with_a_name_for_it_tells_a_number() {
        for note in [
            "Sporingsnummer: 370123456789",
            "sporingsnummer 370123456789",
            "Track & Trace: 370123456789",
            "Hentes onsdag\nTracking number: 370123456789.",
            "Kollinr. 370123456789",
            "Sporing: https://spor.no/370123456789",
        ] {
            assert_eq!(marks(note), ["370123456789"], "{note}");
        }
        let both = in_note("Tracking: AB12345678NO (https://spor.no/x)");
        assert_eq!(both[0].number.as_deref(), Some("AB12345678NO"));
        let linked = &in_note("Sporing: https://spor.no/p?id=AB12345678NO&l=nb")[0];
        assert_eq!(linked.number.as_deref(), Some("AB12345678NO"));
        assert_eq!(marks("Sporing: 370111111\nSporing: 370222222").len(), 2);
    }

    #[test]
    fn other_words_about_parcels_tell_nothing() {
        for note in [
            "Kunden spør etter sporingsnummer 370123456789",
            "Tracking is not available",
            "Sporingsnummer: kommer i morgen",
            "Ordre 370123456789",
            "Sporing: 12",
            "Kansellert i nettbutikken",
            "",
        ] {
            assert!(marks(note).is_empty(), "{note}");
        }
    }

    #[test]
    fn a_field_counts_by_its_whole_name() {
        let told = |name: &str, value: &str| {
            in_field([name].into_iter(), value).map(|one| one.mark().to_owned())
        };
        assert_eq!(told("Sporingsnummer", " 3701 "), Some("3701".to_owned()));
        assert_eq!(
            told("track-and-trace", "https://spor.no/1"),
            Some("https://spor.no/1".to_owned())
        );
        assert_eq!(told("Sporingsnummer", "ukjent"), None);
        assert_eq!(told("Sporing ønskes", "3701"), None);
    }

    #[test]
    fn no_markup_gets_through() {
        assert_eq!(
            of_shipment(Some("<b>1</b>"), Some("https://a.no/\"><script>")),
            None
        );
        assert_eq!(of_shipment(Some(""), None), None);
        let both = of_shipment(Some("X1"), Some("https://a.no/1")).unwrap();
        assert_eq!(
            (both.mark(), both.link.as_deref()),
            ("X1", Some("https://a.no/1"))
        );
    }
}
