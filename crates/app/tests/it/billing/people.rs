//! Accounts that have shops at times of one's own choosing, and months that are closed by the clock.
use std::{net::Ipv4Addr, sync::Arc};

use app::{billing::Sales, chore};
use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Oslo;
use domain::{invoice::Document, plan::Period};
use store::{
    InvoiceId, ShopId, Tenant, UserId, account, billing_detail,
    invoice::{self, Payment},
    operator_act::NewAct,
    shop,
    user::{NewUser, Role},
};
use testkit::{House, build};

pub const WHO: &str = "kari@nordlys.no";

pub const OPERATOR: &str = "drift@varebro.no";

/// An operator's line in the log.
pub fn act(what: &'static str) -> NewAct<'static> {
    NewAct {
        user: UserId::nil(),
        email: OPERATOR,
        what,
        about: "",
        address: Ipv4Addr::LOCALHOST.into(),
    }
}

pub async fn pay(
    tenant: &Tenant,
    id: InvoiceId,
    payment: Payment<'_>,
    when: DateTime<Utc>,
) -> store::Result<()> {
    let change = tenant.begin().await?;
    invoice::pay(&change, id, payment, when).await?;
    change.commit().await
}

pub async fn unpay(
    tenant: &Tenant,
    id: InvoiceId,
    payment: Payment<'_>,
    when: DateTime<Utc>,
) -> store::Result<()> {
    let change = tenant.begin().await?;
    invoice::unpay(&change, id, payment, when).await?;
    change.commit().await
}

/// By Oslo's clock: `2026-11-03 10:00`.
pub fn at(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Oslo.from_local_datetime(&local)
        .earliest()
        .unwrap()
        .to_utc()
}

pub fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

/// A firm whose owner's address is `regnskap@NAME.example`, and that has written whom to bill.
pub async fn firm(house: &House, name: &str, country: &str) -> Tenant {
    let firm = unwritten(house, name, country).await;
    let details = build::details(name, country, &format!("regnskap@{name}.example"));
    let saved = billing_detail::save(&firm, &details, WHO, house.ctx.now()).await;
    saved.unwrap();
    firm
}

/// A firm that has written nothing.
pub async fn unwritten(house: &House, name: &str, country: &str) -> Tenant {
    let email = format!("regnskap@{name}.example");
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

pub async fn connect(tenant: &Tenant, name: &str, when: DateTime<Utc>) -> ShopId {
    let change = tenant.begin().await.unwrap();
    let new = build::counted_shop(name, when);
    let id = shop::add(&change, &new, WHO, when).await.unwrap();
    change.commit().await.unwrap();
    id
}

pub async fn disconnect(tenant: &Tenant, id: ShopId, when: DateTime<Utc>) {
    let change = tenant.begin().await.unwrap();
    shop::disconnect(&change, id, WHO, when).await.unwrap();
    change.commit().await.unwrap();
}

pub async fn reconnect(tenant: &Tenant, name: &str, when: DateTime<Utc>) {
    let change = tenant.begin().await.unwrap();
    let new = build::counted_shop(name, when);
    let back = shop::reconnect(&change, &new, WHO, when, when).await;
    assert!(back.unwrap().is_some(), "{name} was not there before");
    change.commit().await.unwrap();
}

/// So many shops that have been there since the spring.
pub async fn long_connected(tenant: &Tenant, name: &str, shops: usize) {
    for one in 0..shops {
        connect(tenant, &format!("{name}-{one}"), at("2026-04-05 12:00")).await;
    }
}

/// The clock shows this, the chores are done, and what they ask for.
pub async fn clock_shows(house: &House, text: &str) {
    house.clock.set(at(text));
    chore::tick(&house.ctx).await;
    house.run_jobs().await;
}

/// From a day in November to the morning on which its invoices are final.
pub async fn close_november(house: &House) {
    clock_shows(house, "2026-11-20 12:00").await;
    clock_shows(house, "2026-12-01 06:00").await;
    clock_shows(house, "2026-12-02 06:00").await;
}

/// So that a close has many pages.
pub fn a_few_at_a_time(house: &mut House, at_once: u32) {
    house.ctx.billing = Some(Arc::new(Sales {
        at_once,
        ..build::sales()
    }));
}

/// All final documents of the account, the oldest first.
pub async fn documents(tenant: &Tenant) -> Vec<Document> {
    let mut documents = Vec::new();
    for one in invoice::of_account(tenant).await.unwrap() {
        documents.push(invoice::find(tenant, one.id).await.unwrap().document);
    }
    documents.reverse();
    documents
}

pub async fn sums(tenant: &Tenant) -> Vec<(i64, i64, i64)> {
    let documents = documents(tenant).await;
    documents.iter().map(Document::in_books).collect()
}
