//! A month is closed by a process that gets SIGKILL again and again.
use std::collections::BTreeSet;

use domain::plan::{self, Period};
use store::{
    Clock, System, SystemClock, Tenant, account, billing_detail, billing_period, invoice,
    secret::{self, Keyring},
    shop,
    user::{NewUser, Role},
};
use testkit::{build, by_hand, postgres::Database, until};

use crate::process::{Running, varebro};

const FIRMS: usize = 600;
/// One at the claim of the lane, and one for each page of the close: a hundred accounts.
const KILLS: usize = 7;
const SELLER: [(&str, &str); 9] = [
    ("VAREBRO_BILLING", "on"),
    ("VAREBRO_SELLER_NAME", "Varebro Drift AS"),
    ("VAREBRO_SELLER_ORGANISATION", "974760673"),
    ("VAREBRO_SELLER_VAT_REGISTERED", "1"),
    ("VAREBRO_SELLER_ADDRESS", "Storgata 1"),
    ("VAREBRO_SELLER_POSTAL_CODE", "0155"),
    ("VAREBRO_SELLER_CITY", "Oslo"),
    ("VAREBRO_SELLER_EMAIL", "faktura@varebro.example"),
    ("VAREBRO_SELLER_ACCOUNT", "1234.56.78903"),
];

/// Two shops each, connected long before the month and until its end: no other month has an invoice.
async fn firms(store: &System, period: Period) -> Vec<Tenant> {
    let begun = plan::begins(period.before().first());
    let left = plan::begins(period.next().first());
    let mut firms = Vec::with_capacity(FIRMS);
    for at in 0..FIRMS {
        let (name, email) = (format!("Firma {at}"), format!("firma-{at}@example.test"));
        let owner = NewUser {
            email: &email,
            role: Role::Owner,
            password: None,
            language: "nb",
        };
        let opened = account::open(store, (&name, "NO"), owner, None, begun).await;
        let tenant = store.tenant(opened.unwrap().0);
        // Without them an invoice is held back.
        let details = build::details(&name, "NO", &email);
        let saved = billing_detail::save(&tenant, &details, "", begun).await;
        saved.unwrap();
        let change = tenant.begin().await.unwrap();
        for shop in ["a", "b"] {
            let new = build::counted_shop(&format!("firma-{at}-{shop}"), begun);
            let id = shop::add(&change, &new, "", begun).await.unwrap();
            shop::disconnect(&change, id, "", left).await.unwrap();
        }
        change.commit().await.unwrap();
        firms.push(tenant);
    }
    firms
}

async fn final_ones(store: &System) -> Vec<u64> {
    let mut numbers = Vec::new();
    let mut before = None;
    loop {
        let page = invoice::list(store, invoice::Which::All, before, 200).await;
        let page: Vec<_> = page
            .unwrap()
            .iter()
            .map(|one| one.standing.number)
            .collect();
        let Some(last) = page.last() else {
            return numbers;
        };
        before = Some(*last);
        numbers.extend(page);
    }
}

const LAPSED: &str = "UPDATE lanes SET wake_at = 0 WHERE state = 'working'";

/// Whether a lane is claimed: what is done by hand says how many rows it concerned.
async fn is_at_work(url: &str) -> bool {
    let working = "UPDATE lanes SET turn = turn WHERE state = 'working'";
    by_hand(url, working).await.unwrap() > 0
}

async fn is_closed(store: &System, period: Period) -> bool {
    let found = billing_period::find(store, period).await.unwrap().unwrap();
    found.closed_at.is_some()
}

#[tokio::test]
async fn killed_again_and_again_it_comes_to_one_invoice_each_and_numbers_without_gaps() {
    let folder = tempfile::tempdir().unwrap();
    let postgres = Database::from_env().await;
    let url = match &postgres {
        Some(database) => database.url.clone(),
        None => format!("sqlite:{}", folder.path().join("varebro.db").display()),
    };
    let key = secret::new_key().unwrap();
    let store = store::connect(&url, 4).await.unwrap();
    let store = store.with_keyring(Keyring::parse(&key).unwrap());
    let now = SystemClock.now();
    // Whatever day it is, the one on which that month is closed has passed.
    let period = Period::at(now).before().before();
    let firms = firms(&store, period).await;
    billing_period::open(&store, period, now).await.unwrap();
    let start = || {
        let mut command = varebro(folder.path());
        command.env("VAREBRO_DATABASE_URL", &url);
        command.env(
            "VAREBRO_SECRET_KEY",
            secrecy::ExposeSecret::expose_secret(&key),
        );
        command.envs(SELLER).arg("worker");
        Running::start(&mut command)
    };
    let mut seen = BTreeSet::new();
    for kill in 0..KILLS {
        let before = final_ones(&store).await.len();
        let running = start();
        // It has begun; later on, some more are in the books, and the next page is under way.
        until(async || match kill {
            0 => is_at_work(&url).await,
            _ => final_ones(&store).await.len() > before || is_closed(&store, period).await,
        })
        .await;
        // SIGKILL.
        drop(running);
        seen.insert(final_ones(&store).await.len());
        // The minute passes that its lease would have lasted.
        by_hand(&url, LAPSED).await.unwrap();
    }
    let is_half = |count: &usize| (1..FIRMS).contains(count);
    assert!(seen.iter().any(is_half), "it was killed at {seen:?} only");
    let running = start();
    until(async || is_closed(&store, period).await).await;
    drop(running);
    let mut numbers = final_ones(&store).await;
    numbers.reverse();
    let should: Vec<u64> = (10_001..=10_000 + FIRMS as u64).collect();
    assert_eq!(numbers, should, "it was at {seen:?}");
    for firm in &firms {
        let standing = invoice::of_account(firm).await.unwrap();
        assert_eq!(standing.len(), 1);
        assert_eq!((standing[0].total, standing[0].period), (18_625, period));
    }
}
