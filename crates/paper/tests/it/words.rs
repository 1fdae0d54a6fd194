//! The product's own words, read from where it keeps them.
use std::{collections::HashMap, sync::LazyLock};

use fluent_templates::{
    ArcLoader, Loader,
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

pub fn say(language: &str) -> impl Fn(&str, &[(&'static str, String)]) -> String + use<> {
    let language: LanguageIdentifier = language.parse().unwrap();
    move |key, args| {
        let args: HashMap<String, FluentValue<'_>> = args
            .iter()
            .map(|(name, text)| ((*name).to_owned(), FluentValue::from(text.clone())))
            .collect();
        LOADED
            .lookup_single_language(&language, key, Some(&args))
            .unwrap_or_else(|error| panic!("{key} has no words: {error}"))
    }
}
