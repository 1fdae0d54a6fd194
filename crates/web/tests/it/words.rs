//! Every sentence has words in every language, and every word is used.
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use app::{Language, Words};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, ends: &[&str], found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ends, found);
        } else if ends
            .iter()
            .any(|end| path.extension().is_some_and(|it| it == *end))
        {
            found.push(path);
        }
    }
}

fn read(folder: &str, ends: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    files(&root().join(folder), ends, &mut found);
    found
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

/// Every key of a language, and the `$names` its sentence wants.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for file in read(&format!("templates/lang/{}", language.code()), &["ftl"]) {
        let mut key = String::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let starts = line.starts_with(|c: char| c.is_ascii_lowercase());
            if let Some((name, _)) = line.split_once('=').filter(|_| starts) {
                name.trim().clone_into(&mut key);
                let twice = keys.insert(key.clone(), BTreeSet::new());
                assert!(twice.is_none(), "{key} stands twice in {}", language.code());
            }
            if let Some(names) = keys.get_mut(&key) {
                names.extend(wanted(line));
            }
        }
    }
    keys
}

fn wanted(line: &str) -> Vec<String> {
    let name = |part: &str| -> String {
        let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '_' || *c == '-';
        part.chars().take_while(is_name).collect()
    };
    line.split('$').skip(1).map(name).collect()
}

#[test]
fn every_sentence_has_words_in_every_language() {
    let (nb, en) = (keys(Language::Nb), keys(Language::En));
    assert!(nb.len() > 100);
    let differing: Vec<_> = nb
        .iter()
        .filter(|(key, wants)| en.get(*key) != Some(wants))
        .collect();
    assert!(differing.is_empty(), "nb and en differ: {differing:?}");
    let missing: Vec<_> = en.keys().filter(|key| !nb.contains_key(*key)).collect();
    assert!(missing.is_empty(), "only in en: {missing:?}");
}

#[test]
fn every_sentence_can_be_said() {
    for language in Language::ALL {
        let words = Words::new(language);
        for (key, wants) in keys(language) {
            let args: Vec<_> = wants.into_iter().map(|name| (&*name.leak(), 1)).collect();
            assert_ne!(words.with(&key, &args), key, "in {}", language.code());
        }
    }
}

#[test]
fn every_line_of_the_log_has_words() {
    for language in Language::ALL {
        let keys = keys(language);
        for key in domain::Outcome::all_keys() {
            assert!(keys.contains_key(key), "{key} in {}", language.code());
        }
    }
}

#[test]
fn no_line_of_the_log_has_an_empty_place() {
    for language in Language::ALL {
        let words = Words::new(language);
        let outcomes = domain::Outcome::samples();
        for sentence in outcomes.iter().flat_map(domain::Outcome::sentences) {
            let said = words.sentence(&sentence);
            assert_ne!(
                said,
                sentence.key,
                "it lacks something in {}: {:?}",
                language.code(),
                sentence.args
            );
        }
    }
}

/// Keys that code puts together: `mail-{name}-subject` in app/src/mail/content.rs.
const PUT_TOGETHER: [&str; 1] = ["mail-"];

#[test]
fn every_word_is_used() {
    let mut code = read("crates", &["rs"]);
    code.extend(read("templates", &["html", "txt"]));
    let code = code.join("\n");
    let log: BTreeSet<_> = domain::Outcome::all_keys().into_iter().collect();
    let is_used = |key: &String| {
        log.contains(key.as_str())
            || code.contains(&format!("\"{key}\""))
            || PUT_TOGETHER.iter().any(|start| key.starts_with(start))
    };
    let unused: Vec<_> = keys(Language::Nb)
        .into_keys()
        .filter(|key| !is_used(key))
        .collect();
    assert!(unused.is_empty(), "nobody says: {unused:?}");
}

#[test]
fn every_sentence_that_a_page_says_has_words() {
    let keys = keys(Language::Nb);
    for html in read("templates", &["html"]) {
        for call in ["say(\"", "about(\"", "with(\""] {
            for part in html.split(call).skip(1) {
                let key = part.split('"').next().unwrap();
                assert!(keys.contains_key(key), "{key} has no words");
            }
        }
    }
}
