//! Notes about an order's parcels that are to stand in its shop, each once.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{Change, OrderLinkId, Result, Rows, ShopId, Tenant, sql};

/// A note that is not in the shop yet, as far as we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// `shipment 55`, or `tracking 370123456789`.
    pub mark: String,
    pub note: String,
    /// In a few words, for the log: the goods, or the tracking number.
    pub what: String,
    /// The shop mails it to the customer.
    pub for_customer: bool,
    /// About to be posted, or in doubt.
    pub claimed_at: Option<DateTime<Utc>>,
}

/// A parcel that was noticed. An empty note: there is nothing to tell of it. True when it is news.
pub async fn add(
    change: &Change,
    (link, shop): (OrderLinkId, ShopId),
    parcel: &Parcel,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "INSERT INTO order_parcels (link_id, mark, account_id, shop_id, note, what,
        for_customer, noted_at, told_at) VALUES ($2, $4, $1, $3, $5, $6, $7, $8, $9)
        ON CONFLICT (link_id, mark) DO NOTHING";
    let told_at = parcel.note.is_empty().then(|| sql::ms(now));
    let values = vec![
        change.account().into(),
        link.into(),
        shop.into(),
        parcel.mark.as_str().into(),
        parcel.note.as_str().into(),
        parcel.what.as_str().into(),
        parcel.for_customer.into(),
        sql::ms(now).into(),
        told_at.into(),
    ];
    Ok(sql::run(change.writer(), text, values).await? == 1)
}

/// The marks of all that were noticed of an order, each with when it was.
pub async fn marks<R: Rows>(
    tenant: &Tenant<R>,
    link: OrderLinkId,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    #[derive(FromQueryResult)]
    struct Mark {
        mark: String,
        noted_at: i64,
    }
    let text = "SELECT mark, noted_at FROM order_parcels WHERE account_id = $1 AND link_id = $2";
    let values = vec![tenant.account().into(), link.into()];
    let marks: Vec<Mark> = sql::all(tenant.writer(), text, values).await?;
    let mark = |row: Mark| (row.mark, sql::time(row.noted_at));
    Ok(marks.into_iter().map(mark).collect())
}

/// What of an order is still to be told, in the order in which it was noticed.
pub async fn untold<R: Rows>(tenant: &Tenant<R>, link: OrderLinkId) -> Result<Vec<Parcel>> {
    #[derive(FromQueryResult)]
    struct Row {
        mark: String,
        note: String,
        what: String,
        for_customer: bool,
        claimed_at: Option<i64>,
    }
    let text = "SELECT mark, note, what, for_customer, claimed_at FROM order_parcels
        WHERE account_id = $1 AND link_id = $2 AND told_at IS NULL ORDER BY noted_at, mark";
    let values = vec![tenant.account().into(), link.into()];
    let rows: Vec<Row> = sql::all(tenant.writer(), text, values).await?;
    let parcel = |row: Row| Parcel {
        mark: row.mark,
        note: row.note,
        what: row.what,
        for_customer: row.for_customer,
        claimed_at: row.claimed_at.map(sql::time),
    };
    Ok(rows.into_iter().map(parcel).collect())
}

/// Before the note is posted: from here on it may stand in the shop. `None`: it certainly does not.
pub async fn claim<R: Rows>(
    tenant: &Tenant<R>,
    (link, mark): (OrderLinkId, &str),
    at: Option<DateTime<Utc>>,
) -> Result<()> {
    set(tenant, (link, mark), "claimed_at", at).await
}

/// It stands in the shop, or is not to.
pub async fn told<R: Rows>(
    tenant: &Tenant<R>,
    (link, mark): (OrderLinkId, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    set(tenant, (link, mark), "told_at", Some(now)).await
}

async fn set<R: Rows>(
    tenant: &Tenant<R>,
    (link, mark): (OrderLinkId, &str),
    column: &'static str,
    at: Option<DateTime<Utc>>,
) -> Result<()> {
    let text = format!(
        "UPDATE order_parcels SET {column} = $4 WHERE account_id = $1 AND link_id = $2 AND mark = $3"
    );
    let values = vec![
        tenant.account().into(),
        link.into(),
        mark.into(),
        at.map(sql::ms).into(),
    ];
    sql::run(tenant.writer(), &text, values).await?;
    Ok(())
}

/// A parcel as it was noticed, whether or not the shop knows by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noticed {
    pub mark: String,
    pub what: String,
    pub for_customer: bool,
    pub noted_at: DateTime<Utc>,
    pub told_at: Option<DateTime<Utc>>,
}

/// All parcels of an order, in the order in which they were noticed.
pub async fn noticed(tenant: &Tenant, link: OrderLinkId) -> Result<Vec<Noticed>> {
    #[derive(FromQueryResult)]
    struct Row {
        mark: String,
        what: String,
        for_customer: bool,
        noted_at: i64,
        told_at: Option<i64>,
    }
    let text = "SELECT mark, what, for_customer, noted_at, told_at FROM order_parcels
        WHERE account_id = $1 AND link_id = $2 ORDER BY noted_at, mark";
    let values = vec![tenant.account().into(), link.into()];
    let rows: Vec<Row> = sql::all(tenant.reader(), text, values).await?;
    let noticed = |row: Row| Noticed {
        mark: row.mark,
        what: row.what,
        for_customer: row.for_customer,
        noted_at: sql::time(row.noted_at),
        told_at: row.told_at.map(sql::time),
    };
    Ok(rows.into_iter().map(noticed).collect())
}
