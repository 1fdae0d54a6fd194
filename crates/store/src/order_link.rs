//! Which WooCommerce order became which Rackbeat order, and how far it is.
use chrono::{DateTime, Utc};
use domain::{
    Outcome, State,
    order::{Edit, EditStep, Sums, WrittenOrder},
};

use crate::{AccountId, Error, OrderLinkId, Result, Rows, ShopId, Tenant, outcome, sql};

mod change;
mod count;
mod customer;
mod end;
mod forget;
mod hand;
mod list;
mod row;
mod search;
mod see;
mod standing;
mod step;
mod typed;

use row::{COLUMNS, Row};

pub use change::{
    answered, asking, booked_by_hand, changing, reopened_by_hand, saw, unchanged, write,
};
pub use count::{COUNTED, Cause, causes, count_some};
pub use customer::{customer, set_customer};
pub use end::{Idle, Left, close, close_idle, due_again, idle, leave, left, open, set_next_read};
pub use forget::forget_people;
pub use hand::{Tie, choose, ignore, include, tie, untie};
pub use list::{Trouble, count_by_state, in_state, refused_with, troubles, waiting_for};
pub use search::{Asked, Found, Sought, search};
pub use see::{Seen, Sight, see};
pub use standing::{Standing, standing};
pub use step::{
    GONE, absent, booked, claim, created, deleted, doubtful, dropped, found, gone, let_go_of,
    put_on_discount, released, reopening, shipped,
};
pub use typed::could_be;

impl OrderLink {
    /// Whether it is we who delete it in Rackbeat.
    #[must_use]
    pub fn is_being_deleted(&self) -> bool {
        let step = self.edit.as_ref().map(|edit| &edit.step);
        step == Some(&EditStep::Deleting)
    }
}

/// How far an order is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Read in the shop; Rackbeat has not been asked.
    Seen,
    /// About to be posted, or in doubt.
    Claimed,
    /// A draft in Rackbeat.
    Created,
    Booked,
    Shipped,
    Invoiced,
    /// Called off in the shop and let go of in Rackbeat.
    Released,
}

impl Stage {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Seen, "seen"),
        (Self::Claimed, "claimed"),
        (Self::Created, "created"),
        (Self::Booked, "booked"),
        (Self::Shipped, "shipped"),
        (Self::Invoiced, "invoiced"),
        (Self::Released, "released"),
    ];

    fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(stage, _)| *stage == self);
        found.map_or("seen", |(_, word)| word)
    }

    fn parse(word: &str) -> Self {
        let found = Self::ALL.iter().find(|(_, known)| *known == word);
        found.map_or(Self::Seen, |(stage, _)| *stage)
    }
}

#[derive(Clone, Debug)]
pub struct OrderLink {
    pub id: OrderLinkId,
    pub account: AccountId,
    pub shop: ShopId,
    pub woo_id: i64,
    pub order_key: String,
    /// What the shop's people call the order.
    pub number: String,
    /// What it carries in Rackbeat: `kx7f-5567`.
    pub reference: String,
    /// The shop's status, without `wc-`.
    pub status: String,
    pub stage: Stage,
    pub state: State,
    /// The newest line of its log.
    pub result: Option<Outcome>,
    pub next_try_at: Option<DateTime<Utc>>,
    pub claimed_at: Option<DateTime<Utc>>,
    /// Known since then not to be in Rackbeat; `None`: never looked, or claimed since.
    pub absent_at: Option<DateTime<Utc>>,
    pub claims: i64,
    pub rackbeat_number: Option<i64>,
    /// Of its invoice in Rackbeat, where it is known.
    pub invoice_number: Option<i64>,
    /// Of what we last sent.
    pub mapped_hash: Option<String>,
    /// The agreement's tally after the answer that confirmed the booking; `None`: not booked.
    pub booked_tally: Option<i64>,
    pub shipped_tally: Option<i64>,
    /// From before the shop was connected.
    pub is_old: bool,
    /// The owner said: what the total lacks goes on the discount product.
    pub put_on_discount: bool,
    /// "Not to be sent", by hand.
    pub ignored_at: Option<DateTime<Utc>>,
    /// Cancelled or deleted by hand in Rackbeat: it holds nothing any more.
    pub dropped_at: Option<DateTime<Utc>>,
    /// In the smallest unit of `currency`, VAT included.
    pub total: i64,
    pub currency: String,
    /// Empty once erased.
    pub customer: Option<String>,
    pub placed_at: DateTime<Utc>,
    /// The shop's `date_modified_gmt` when we last read it.
    pub modified_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
    /// What we last wrote of it in Rackbeat; `None`: nothing, or before this was kept.
    pub written: Option<WrittenOrder>,
    /// A change of it in Rackbeat that is under way.
    pub edit: Option<Edit>,
    /// Both sides' sums, as we last read Rackbeat's.
    pub sums: Option<Sums>,
    /// Which refunds the shop's order named when we last read it.
    pub refunds: String,
}

/// The order as it stands in the shop now; of several with one id, the one last seen.
pub async fn find<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    woo_id: i64,
) -> Result<Option<OrderLink>> {
    let text = format!(
        "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND shop_id = $2 AND woo_id = $3
         ORDER BY seen_at DESC, id DESC LIMIT 1"
    );
    let values = vec![tenant.account().into(), shop.into(), woo_id.into()];
    one(tenant, &text, values).await
}

/// The rows of these orders, as far as there are any; an id may have several.
pub async fn find_all(tenant: &Tenant, shop: ShopId, ids: &[i64]) -> Result<Vec<OrderLink>> {
    let mut links = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let list = sql::list(3, chunk.len());
        let text = format!(
            "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND shop_id = $2
             AND woo_id IN {list}"
        );
        let mut values = vec![tenant.account().into(), shop.into()];
        values.extend(chunk.iter().map(|id| (*id).into()));
        let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
        for row in rows {
            links.push(OrderLink::try_from(row)?);
        }
    }
    Ok(links)
}

pub async fn by_id<R: Rows>(tenant: &Tenant<R>, id: OrderLinkId) -> Result<OrderLink> {
    let text = format!("SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND id = $2");
    let values = vec![tenant.account().into(), id.into()];
    one(tenant, &text, values).await?.ok_or(Error::NotFound)
}

/// The order that became this Rackbeat order.
pub async fn by_rackbeat_number<R: Rows>(
    tenant: &Tenant<R>,
    number: i64,
) -> Result<Option<OrderLink>> {
    let text = format!(
        "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND rackbeat_number = $2 LIMIT 1"
    );
    let values = vec![tenant.account().into(), number.into()];
    one(tenant, &text, values).await
}

/// The order that carries this reference in Rackbeat.
pub async fn by_reference<R: Rows>(
    tenant: &Tenant<R>,
    reference: &str,
) -> Result<Option<OrderLink>> {
    let text = format!(
        "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND reference = $2 LIMIT 1"
    );
    let values = vec![tenant.account().into(), reference.into()];
    one(tenant, &text, values).await
}

/// The newest line of an order's log, on its own row, for the list of orders.
pub async fn tell<R: Rows>(
    tenant: &Tenant<R>,
    (shop, woo_id): (ShopId, i64),
    outcome: &Outcome,
    next_try_at: Option<DateTime<Utc>>,
) -> Result<()> {
    let text = "UPDATE order_links SET state = $4, result = $5, cause = $6, next_try_at = $7
        WHERE account_id = $1 AND id = (SELECT id FROM order_links WHERE account_id = $1
            AND shop_id = $2 AND woo_id = $3 ORDER BY seen_at DESC, id DESC LIMIT 1)";
    let values = vec![
        tenant.account().into(),
        shop.into(),
        woo_id.into(),
        outcome::word(outcome.state()).into(),
        serde_json::to_string(outcome)?.into(),
        outcome.cause().into(),
        next_try_at.map(sql::ms).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

async fn one<R: Rows>(
    tenant: &Tenant<R>,
    text: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Option<OrderLink>> {
    // From the writer: a verb decides by what it has just written.
    let row: Option<Row> = sql::one(tenant.writer(), text, values).await?;
    row.map(OrderLink::try_from).transpose()
}
