//! What the settings are worth: every wrong one has its sentence, and the page lists every one.
use std::{ffi::OsString, os::unix::fs::PermissionsExt};

use secrecy::ExposeSecret;

use super::*;

const PAGE: &str = include_str!("../../../../docs/settings.md");

fn read(pairs: &[(&str, &str)]) -> anyhow::Result<Settings> {
    let vars = pairs
        .iter()
        .map(|(name, text)| (OsString::from(name), OsString::from(text)));
    Settings::from(&Source::new(vars, &all())?)
}

fn complaint(name: &str, text: &str) -> String {
    match read(&[(name, text)]) {
        Ok(_) => panic!("{name}={text} was taken"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn an_empty_environment_is_enough() {
    let settings = read(&[]).unwrap();
    assert_eq!(
        settings.database.url.expose_secret(),
        "sqlite:data/varebro.db"
    );
    assert_eq!(settings.http.listen.to_string(), "127.0.0.1:8080");
    assert!(settings.http.public_url.is_none());
    assert_eq!(
        settings.outside.rackbeat_url.as_str(),
        "https://app.rackbeat.com/"
    );
    assert!(!settings.outside.allow_private_shops);
}

#[tokio::test]
async fn every_example_would_do() {
    for Name(name, example) in OWN {
        if name != EXTRA_CA_FILE.0 {
            read(&[(name, example)]).unwrap();
        }
    }
    let sales = read(&seller()).unwrap().sales.unwrap();
    assert_eq!(sales.seller.address.lines, ["Storgata 1", "2. etasje"]);
    assert_eq!(sales.due_days, 14);
    // Off is the default, whatever else is set.
    let off: Vec<_> = seller().into_iter().skip(1).collect();
    assert!(read(&off).unwrap().sales.is_none());
}

/// All that stands on an invoice, and that there are to be any.
fn seller() -> Vec<(&'static str, &'static str)> {
    seller::ALL.map(|name| (name.0, name.1)).to_vec()
}

#[test]
fn billing_without_a_seller_is_refused_with_one_sentence_that_names_what_is_missing() {
    let said = complaint("VAREBRO_BILLING", "on");
    for name in [
        "VAREBRO_SELLER_NAME",
        "VAREBRO_SELLER_ORGANISATION",
        "VAREBRO_SELLER_VAT_REGISTERED",
        "VAREBRO_SELLER_ADDRESS",
        "VAREBRO_SELLER_POSTAL_CODE",
        "VAREBRO_SELLER_CITY",
        "VAREBRO_SELLER_EMAIL",
        "VAREBRO_SELLER_ACCOUNT",
    ] {
        assert!(said.contains(name), "{said}");
        let left: Vec<_> = seller().into_iter().filter(|one| one.0 != name).collect();
        let said = match read(&left) {
            Ok(_) => panic!("it started without {name}"),
            Err(error) => error.to_string(),
        };
        assert!(said.starts_with("VAREBRO_BILLING is on") && said.contains(name));
        assert_eq!(said.matches("VAREBRO_").count(), 2, "{said}");
    }
    for name in [
        "VAREBRO_SELLER_PHONE",
        "VAREBRO_SELLER_IBAN",
        "VAREBRO_SELLER_BUSINESS_REGISTER",
    ] {
        let left: Vec<_> = seller().into_iter().filter(|one| one.0 != name).collect();
        assert!(read(&left).unwrap().sales.is_some(), "{name}");
    }
}

#[tokio::test]
async fn a_wrong_value_names_the_setting_the_fault_and_an_example() {
    for (name, text) in [
        ("VAREBRO_DATABASE_URL", "mysql://localhost/varebro"),
        ("VAREBRO_DATABASE_URL", "sqlite::memory:"),
        ("VAREBRO_DATABASE_CONNECTIONS", "many"),
        ("VAREBRO_LISTEN", "8080"),
        ("VAREBRO_PUBLIC_URL", "varebro.example.com"),
        ("VAREBRO_PUBLIC_URL", "https://example.com/varebro"),
        ("VAREBRO_RACKBEAT_URL", "ftp://app.rackbeat.com"),
        ("VAREBRO_TRUSTED_PROXIES", "10.0.0.0/8,proxy"),
        ("VAREBRO_SECRET_KEY", "short"),
        ("VAREBRO_EXTRA_CA_FILE", "/nowhere/ca.pem"),
        ("VAREBRO_EXTRA_CA_FILE", "Cargo.toml"),
        ("VAREBRO_ALLOW_PRIVATE_SHOPS", "perhaps"),
        ("VAREBRO_SMTP_URL", "mail.example.com"),
        ("VAREBRO_SMTP_URL", "smtps://mail.example.com?from=Varebro"),
        ("VAREBRO_BILLING", "soon"),
        ("VAREBRO_SELLER_ORGANISATION", "974760674"),
        ("VAREBRO_SELLER_VAT_REGISTERED", "MVA"),
        ("VAREBRO_SELLER_EMAIL", "faktura"),
        ("VAREBRO_SELLER_ACCOUNT", "1234.56.78904"),
        ("VAREBRO_SELLER_IBAN", "NO9386011117948"),
        ("VAREBRO_SELLER_BIC", "DNB"),
        ("VAREBRO_INVOICE_DUE_DAYS", "0"),
        ("VAREBRO_VAT_ABROAD", "none"),
        ("VAREBRO_LOG", "app=loud"),
        ("VAREBRO_LOG_FORMAT", "xml"),
    ] {
        let said = complaint(name, text);
        assert!(said.starts_with(name), "{said}");
        assert!(said.contains(&format!("{name}=")), "{said}");
        assert!(!said.contains('\n'), "{said}");
    }
}

#[tokio::test]
async fn a_complaint_never_repeats_a_secret() {
    for (name, text) in [
        ("VAREBRO_DATABASE_URL", "mysql://varebro:hemmelig@localhost"),
        ("VAREBRO_SECRET_KEY", "hemmelig"),
        ("VAREBRO_SMTP_URL", "http://varebro:hemmelig@localhost"),
        ("VAREBRO_PUBLIC_URL", "https://varebro:hemmelig@localhost"),
    ] {
        let said = complaint(name, text);
        assert!(!said.contains("hemmelig"), "{said}");
    }
}

#[test]
fn a_misspelt_name_is_told_with_the_nearest_one() {
    let said = complaint("VAREBRO_LISTNE", "0.0.0.0:80");
    assert!(said.contains("VAREBRO_LISTNE is not a setting"), "{said}");
    assert!(said.contains("VAREBRO_LISTEN"), "{said}");
}

#[test]
fn an_empty_value_is_as_good_as_none() {
    assert!(
        read(&[("VAREBRO_SMTP_URL", " ")])
            .unwrap()
            .mail
            .smtp_url
            .is_none()
    );
}

#[test]
fn the_key_is_made_once_and_only_its_owner_may_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let settings = read(&[("VAREBRO_DATA", data.to_str().unwrap())]).unwrap();
    settings.keyring().unwrap();
    let file = data.join("secret.key");
    let first = std::fs::read_to_string(&file).unwrap();
    settings.keyring().unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), first);
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(&data).unwrap().count(), 1);
}

#[test]
fn a_spoilt_key_file_stops_the_start_and_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret.key");
    std::fs::write(&file, "half a k").unwrap();
    let settings = read(&[("VAREBRO_DATA", folder.path().to_str().unwrap())]).unwrap();
    assert!(settings.keyring().is_err());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "half a k");
}

#[test]
fn the_page_lists_every_setting_with_an_example_and_no_other() {
    let rows = PAGE.lines().filter(|line| line.starts_with("| `VAREBRO_"));
    let listed: Vec<_> = rows
        .map(|row| row.split('`').nth(1).unwrap_or_default())
        .collect();
    let known: Vec<_> = all().iter().map(|name| name.0).collect();
    assert_eq!(listed, known);
    for Name(name, example) in all() {
        assert!(PAGE.contains(&format!("`{example}`")), "{name}");
    }
}
