//! The product's own words, read from where it keeps them.
use std::{collections::HashMap, sync::LazyLock};

use fluent_templates::{
    ArcLoader,
    fluent_bundle::FluentValue,
    loader::{LanguageIdentifier, langid},
};

static LOADED: LazyLock<ArcLoader> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates/lang");
    ArcLoader::builder(folder, langid!("nb"))
        .customize(|bundle| bundle.set_use_isolating(false))
        .build()
        .unwrap()
});

/// Whole numbers are counted, so that the plural is right; all else stands as it is.
fn value(text: &str) -> FluentValue<'static> {
    match text.parse::<i32>() {
        Ok(number) if number.to_string() == text => number.into(),
        _ => text.to_owned().into(),
    }
}

pub fn say(language: &str) -> impl Fn(&str, &[(&'static str, String)]) -> String + use<> {
    let language: LanguageIdentifier = language.parse().unwrap();
    move |key, args| {
        let args: HashMap<String, FluentValue<'_>> = args
            .iter()
            .map(|(name, text)| ((*name).to_owned(), value(text)))
            .collect();
        LOADED
            .lookup_single_language(&language, key, Some(&args))
            .unwrap_or_else(|error| panic!("{key} has no words: {error}"))
    }
}
