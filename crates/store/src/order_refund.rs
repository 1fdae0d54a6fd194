//! What became of the refunds of orders that are shipped, each once.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{OrderLinkId, Result, Rows, ShopId, Tenant, sql};

/// What became of a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What was shipped was written after it, so nothing is to be taken back.
    Held,
    /// A credit note is about to be drafted, or in doubt.
    Claimed,
    Drafted,
    /// A person is told what to do.
    Told,
}

impl Step {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Held, "held"),
        (Self::Claimed, "claimed"),
        (Self::Drafted, "drafted"),
        (Self::Told, "told"),
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Claimed => "claimed",
            Self::Drafted => "drafted",
            Self::Told => "told",
        }
    }

    /// A word of a later version is of something that is done.
    fn parse(word: &str) -> Self {
        let found = Self::ALL.iter().find(|(_, known)| *known == word);
        found.map_or(Self::Told, |(step, _)| *step)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderRefund {
    pub refund_id: i64,
    /// Without VAT, in the smallest unit of the order's currency.
    pub net: i64,
    pub step: Step,
    /// The credit note's number in Rackbeat.
    pub credit_number: Option<i64>,
    pub claimed_at: Option<DateTime<Utc>>,
}

pub async fn of<R: Rows>(tenant: &Tenant<R>, link: OrderLinkId) -> Result<Vec<OrderRefund>> {
    #[derive(FromQueryResult)]
    struct Row {
        refund_id: i64,
        net: i64,
        step: String,
        credit_number: Option<i64>,
        claimed_at: Option<i64>,
    }
    let text = "SELECT refund_id, net, step, credit_number, claimed_at FROM order_refunds
        WHERE account_id = $1 AND link_id = $2 ORDER BY refund_id";
    let values = vec![tenant.account().into(), link.into()];
    let rows: Vec<Row> = sql::all(tenant.writer(), text, values).await?;
    let refund = |row: Row| OrderRefund {
        refund_id: row.refund_id,
        net: row.net,
        step: Step::parse(&row.step),
        credit_number: row.credit_number,
        claimed_at: row.claimed_at.map(sql::time),
    };
    Ok(rows.into_iter().map(refund).collect())
}

/// Writes down what becomes of it, in place of what stood there. A claim has its time, the end has none.
pub async fn set<R: Rows>(
    tenant: &Tenant<R>,
    (link, shop): (OrderLinkId, ShopId),
    refund: &OrderRefund,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "INSERT INTO order_refunds (link_id, refund_id, account_id, shop_id, net, step,
        credit_number, claimed_at, done_at) VALUES ($2, $4, $1, $3, $5, $6, $7, $8, $9)
        ON CONFLICT (link_id, refund_id) DO UPDATE SET net = excluded.net, step = excluded.step,
        credit_number = excluded.credit_number, claimed_at = excluded.claimed_at,
        done_at = excluded.done_at";
    let done_at = (refund.step != Step::Claimed).then(|| sql::ms(now));
    let values = vec![
        tenant.account().into(),
        link.into(),
        shop.into(),
        refund.refund_id.into(),
        refund.net.into(),
        refund.step.word().into(),
        refund.credit_number.into(),
        refund.claimed_at.map(sql::ms).into(),
        done_at.into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// The claim led to nothing for certain: it is looked at as a new one.
pub async fn free<R: Rows>(tenant: &Tenant<R>, link: OrderLinkId, refund: i64) -> Result<()> {
    let text = "DELETE FROM order_refunds WHERE account_id = $1 AND link_id = $2 AND refund_id = $3
        AND step = 'claimed'";
    let values = vec![tenant.account().into(), link.into(), refund.into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}
