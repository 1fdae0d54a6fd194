//! The words of the screen and the mails, in the language of whoever reads them.
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Oslo;
use domain::Sentence;
use fluent_templates::{LanguageIdentifier, fluent_bundle::FluentValue};
use rust_decimal::Decimal;

// Its own module, since the macro writes code that our lints do not like.
mod loaded {
    fluent_templates::static_loader! {
        pub(super) static LOCALES = {
            locales: "../../templates/lang",
            fallback_language: "nb",
            customise: |bundle| bundle.set_use_isolating(false),
        };
    }
}

static NB: LazyLock<LanguageIdentifier> = LazyLock::new(|| "nb".parse().unwrap_or_default());
static EN: LazyLock<LanguageIdentifier> = LazyLock::new(|| "en".parse().unwrap_or_default());

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    Nb,
    En,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Nb, Self::En];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::En => "en",
        }
    }

    /// In its own words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nb => "Norsk",
            Self::En => "English",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// From a browser's `Accept-Language`. Who reads Danish or Swedish gets Norwegian; who asks for
    /// nothing, too.
    #[must_use]
    pub fn negotiate(accepted: &str) -> Self {
        let first = accepted.split([',', ';', '-']).next().unwrap_or_default();
        match first.trim().to_ascii_lowercase().as_str() {
            "" | "*" | "nb" | "nn" | "no" | "da" | "sv" => Self::Nb,
            _ => Self::En,
        }
    }
}

/// Says things in one language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words {
    pub language: Language,
}

impl Words {
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &HashMap::new())
    }

    /// Fills the sentence in. Text is shown as it stands, but for the conventions of
    /// [`Sentence`]: `at` is a moment, and amounts have a point.
    #[must_use]
    pub fn with<T: ToString>(&self, key: &str, args: &[(&'static str, T)]) -> String {
        let args = args
            .iter()
            .map(|(name, text)| (Cow::Borrowed(*name), self.value(name, &text.to_string())));
        self.fill(key, &args.collect())
    }

    #[must_use]
    pub fn sentence(&self, sentence: &Sentence) -> String {
        self.with(sentence.key, &sentence.args)
    }

    /// Several sentences in a row, as one text.
    #[must_use]
    pub fn sentences(&self, sentences: &[Sentence]) -> String {
        let said: Vec<_> = sentences.iter().map(|one| self.sentence(one)).collect();
        said.join(" ")
    }

    /// Day and time in Norway.
    #[must_use]
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        let format = match self.language {
            Language::Nb => "%d.%m.%Y kl. %H.%M",
            Language::En => "%d.%m.%Y %H:%M",
        };
        at.with_timezone(&Oslo).format(format).to_string()
    }

    #[must_use]
    pub fn day(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&Oslo).format("%d.%m.%Y").to_string()
    }

    #[must_use]
    pub fn date(&self, day: NaiveDate) -> String {
        day.format("%d.%m.%Y").to_string()
    }

    /// With two decimals, and the language's comma.
    #[must_use]
    pub fn amount(&self, amount: Decimal) -> String {
        self.decimal(&format!("{amount:.2}"))
    }

    fn value(&self, name: &str, text: &str) -> FluentValue<'static> {
        if name == "at" {
            let at = DateTime::parse_from_rfc3339(text).map(|at| self.moment(at.to_utc()));
            return at.unwrap_or_else(|_| text.to_owned()).into();
        }
        match text.parse::<i32>() {
            Ok(number) if number.to_string() == text => number.into(),
            _ if AMOUNTS.contains(&name) => self.decimal(text).into(),
            _ => plain(text).into(),
        }
    }

    fn decimal(&self, text: &str) -> String {
        match self.language {
            Language::Nb => text.replace('.', ","),
            Language::En => text.to_owned(),
        }
    }

    fn fill(&self, key: &str, args: &HashMap<Cow<'static, str>, FluentValue<'_>>) -> String {
        self.lookup(key, args).unwrap_or_else(|| {
            tracing::error!(
                key,
                language = self.language.code(),
                "a sentence has no words"
            );
            key.to_owned()
        })
    }

    fn lookup(
        &self,
        key: &str,
        args: &HashMap<Cow<'static, str>, FluentValue<'_>>,
    ) -> Option<String> {
        let language: &LanguageIdentifier = match self.language {
            Language::Nb => &NB,
            Language::En => &EN,
        };
        loaded::LOCALES
            .lookup_single_language(language, key, Some(args))
            .ok()
    }
}

/// Arguments that are amounts, and so get the language's comma.
const AMOUNTS: [&str; 7] = [
    "amount",
    "difference",
    "lines",
    "percent",
    "rackbeat",
    "shop",
    "total",
];

/// Without line breaks and without the marks that turn the direction of text around.
fn plain(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|c| !turns(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_its_language_or_norwegian() {
        for (accepted, language) in [
            ("", Language::Nb),
            ("nb-NO,nb;q=0.9,en;q=0.8", Language::Nb),
            ("sv-SE", Language::Nb),
            ("en-GB,en", Language::En),
            ("de", Language::En),
        ] {
            assert_eq!(Language::negotiate(accepted), language, "{accepted}");
        }
    }

    #[test]
    fn a_name_cannot_break_a_line_or_turn_the_text_around() {
        assert_eq!(plain("a\r\nBcc: b\u{202e}c"), "a  Bcc: bc");
    }

    #[test]
    fn time_is_shown_as_in_norway() {
        let at = DateTime::from_timestamp(1_780_000_000, 0).unwrap();
        let words = Words::new(Language::Nb);
        assert_eq!(words.moment(at), "28.05.2026 kl. 22.26");
    }
}
