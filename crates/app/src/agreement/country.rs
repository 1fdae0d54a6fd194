//! From an agreement's country to its currency and its words.
use store::agreement::Agreement;

use crate::Language;

/// The currency that sales prices are likely to be in there; the owner confirms it.
#[must_use]
pub fn proposed_currency(country: &str) -> Option<&'static str> {
    match country {
        "DK" | "GL" | "FO" => Some("DKK"),
        "NO" => Some("NOK"),
        "SE" => Some("SEK"),
        "IS" => Some("ISK"),
        "FI" | "DE" => Some("EUR"),
        _ => None,
    }
}

/// What the agreement's people read, of the languages that we have.
pub(crate) fn language(agreement: &Agreement) -> Language {
    match agreement.country.as_str() {
        "NO" | "DK" | "SE" | "GL" | "FO" | "" => Language::Nb,
        _ => Language::En,
    }
}

/// What we call things that we make in Rackbeat, so that the agreement's people know them.
pub(super) struct Names {
    pub web: &'static str,
    pub term: &'static str,
    pub goods: &'static str,
    pub services: &'static str,
    pub freight: (&'static str, &'static str),
    pub fee: (&'static str, &'static str),
    pub discount: (&'static str, &'static str),
    pub rounding: (&'static str, &'static str),
    pub stand_in: (&'static str, &'static str),
}

/// Numbers are at most 25 characters, and plain.
pub(super) fn names(country: &str) -> Names {
    match country {
        "DK" | "GL" | "FO" => Names {
            web: "Webshop",
            term: "Webshop, netto 0 dage",
            goods: "Varer med lager",
            services: "Varer uden lager",
            freight: ("FRAGT", "Fragt"),
            fee: ("GEBYR", "Gebyr"),
            discount: ("RABAT", "Rabat"),
            rounding: ("AFRUNDING", "Øreafrunding"),
            stand_in: ("UKENDT-VARE", "Ukendt vare"),
        },
        "SE" => Names {
            web: "Webbutik",
            term: "Webbutik, netto 0 dagar",
            goods: "Varor med lager",
            services: "Varor utan lager",
            freight: ("FRAKT", "Frakt"),
            fee: ("AVGIFT", "Avgift"),
            discount: ("RABATT", "Rabatt"),
            rounding: ("AVRUNDNING", "Öresavrundning"),
            stand_in: ("OKAND-VARA", "Okänd vara"),
        },
        _ => Names {
            web: "Nettbutikk",
            term: "Nettbutikk, netto 0 dager",
            goods: "Varer med lager",
            services: "Varer uten lager",
            freight: ("FRAKT", "Frakt"),
            fee: ("GEBYR", "Gebyr"),
            discount: ("RABATT", "Rabatt"),
            rounding: ("AVRUNDING", "Øreavrunding"),
            stand_in: ("UKJENT-VARE", "Ukjent vare"),
        },
    }
}

#[cfg(test)]
mod tests {
    use domain::order::country_code;

    use super::*;

    #[test]
    fn a_country_is_known_by_its_code_and_in_several_languages() {
        for (said, code_of) in [
            ("Denmark", "DK"),
            ("Danmark", "DK"),
            ("no", "NO"),
            ("Norge", "NO"),
            ("fr", "FR"),
        ] {
            assert_eq!(country_code(said), code_of);
        }
        assert_eq!(proposed_currency("DK"), Some("DKK"));
        assert_eq!(proposed_currency("FR"), None, "asked, never guessed");
    }
}
