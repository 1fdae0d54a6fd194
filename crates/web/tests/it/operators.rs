//! The pages of those who run Varebro: that they are there for nobody else, what each shows, and what its buttons do.
mod acts;
mod held;
mod looks;
mod money;
mod pages;
mod walls;

use app::chore;
use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Oslo;
use store::{
    InvoiceId, ShopId, Tenant, account, billing_detail, invoice, payer, shop,
    user::{NewUser, Role},
};
use testkit::{House, Page, build, html};

/// By Oslo's clock: `2026-11-03 10:00`.
pub fn at(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Oslo.from_local_datetime(&local).unwrap().to_utc()
}

/// The clock shows this, and what it asks for is done.
pub async fn clock_shows(house: &House, text: &str) {
    house.clock.set(at(text));
    chore::tick(&house.ctx).await;
    house.run_jobs().await;
}

/// A firm whose owner's address is `regnskap@NAME.example`.
pub async fn firm(house: &House, name: &str, country: &str) -> Tenant {
    let email = format!("regnskap@{}.example", name.to_lowercase().replace(' ', "-"));
    let owner = NewUser {
        email: &email,
        role: Role::Owner,
        password: None,
        language: "nb",
    };
    let store = &house.ctx.store;
    let opened = account::open(store, (name, country), owner, None, house.ctx.now()).await;
    store.tenant(opened.unwrap().0)
}

/// Whom to bill, as the account would write it.
pub async fn details(tenant: &Tenant) {
    let payer = payer::find(tenant).await.unwrap();
    let details = build::details(&payer.name, &payer.country, &payer.owner);
    let when = at("2026-08-05 12:00");
    let saved = billing_detail::save(tenant, &details, "kari@nordlys.no", when).await;
    saved.unwrap();
}

/// So many shops, connected in August 2026, that nobody calls; and whom to bill for them.
pub async fn counted_shops(tenant: &Tenant, name: &str, count: usize) -> Vec<ShopId> {
    details(tenant).await;
    shops_alone(tenant, name, count).await
}

/// The same of an account that has written nothing.
pub async fn shops_alone(tenant: &Tenant, name: &str, count: usize) -> Vec<ShopId> {
    let when = at("2026-08-05 12:00");
    let mut ids = Vec::new();
    for one in 0..count {
        let change = tenant.begin().await.unwrap();
        let new = build::counted_shop(&format!("{name}-{one}"), when);
        ids.push(
            shop::add(&change, &new, "kari@nordlys.no", when)
                .await
                .unwrap(),
        );
        change.commit().await.unwrap();
    }
    ids
}

/// September 2026 is closed, by the clock.
pub async fn close_september(house: &House) {
    clock_shows(house, "2026-09-20 12:00").await;
    clock_shows(house, "2026-10-01 06:00").await;
    clock_shows(house, "2026-10-02 06:00").await;
}

pub async fn only_bill(tenant: &Tenant) -> InvoiceId {
    let bills = invoice::of_account(tenant).await.unwrap();
    assert_eq!(bills.len(), 1, "{bills:?}");
    bills[0].id
}

/// A page's `<main>` with what differs from run to run named instead.
pub fn main_of(page: &Page, named: &[(String, &str)]) -> String {
    let mut text = html::main(&page.html).to_owned();
    for (what, name) in named {
        text = text.replace(what, name);
    }
    let mut from = 0;
    const TOKEN: &str = "name=\"csrf\" value=\"";
    while let Some(found) = text[from..].find(TOKEN) {
        let start = from + found + TOKEN.len();
        let end = start + text[start..].find('"').unwrap();
        text.replace_range(start..end, "TOKEN");
        from = start;
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
