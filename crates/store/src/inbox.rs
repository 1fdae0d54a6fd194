//! Everything that asks us to look at something: webhooks, polls and buttons alike.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{
    AccountId, Error, MessageId, Result, Rows, ShopId, System, Tenant,
    lane::{self, Track},
    sql, wake,
};

mod take;

pub use take::{settle_taken, take_waiting};

/// What sort of thing a message is about. The subject says which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A WooCommerce order, by its id.
    Order,
    /// The figures that are due in one shop; no subject.
    Stock,
    /// A Rackbeat item, by its number.
    Item,
    /// A Rackbeat order that moved there, by its number.
    Shipment,
    /// The lists of products and items, read whole; no subject.
    Index,
    /// A shop's own figures against the true ones; no subject.
    Compare,
    /// One product or variation of a shop, by its id.
    Product,
    /// The webhooks of a shop or of Rackbeat; no subject.
    Hooks,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Order,
        Self::Stock,
        Self::Item,
        Self::Shipment,
        Self::Index,
        Self::Compare,
        Self::Product,
        Self::Hooks,
    ];

    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Stock => "stock",
            Self::Item => "item",
            Self::Shipment => "shipment",
            Self::Index => "index",
            Self::Compare => "compare",
            Self::Product => "product",
            Self::Hooks => "hooks",
        }
    }

    /// `None`: a kind of a later version, which this one leaves alone.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    #[must_use]
    pub fn track(self) -> Track {
        match self {
            Self::Index | Self::Compare => Track::Bulk,
            _ => Track::Realtime,
        }
    }
}

/// What somebody wants looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewMessage {
    pub account: AccountId,
    /// Nil for what concerns the agreement.
    pub shop: ShopId,
    pub kind: Kind,
    pub subject: String,
}

/// A message picked or claimed to work on.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Message {
    pub id: MessageId,
    pub account_id: AccountId,
    pub shop_id: ShopId,
    kind: String,
    pub subject: String,
    state: String,
    /// Tries begun, this one too once it is claimed.
    pub attempts: i64,
    created_at: i64,
}

impl Message {
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    #[must_use]
    pub fn kind_word(&self) -> &str {
        &self.kind
    }

    /// True when whoever had it went away in the middle.
    #[must_use]
    pub fn was_abandoned(&self) -> bool {
        self.state == "working"
    }

    #[must_use]
    pub fn created_at(&self) -> DateTime<Utc> {
        sql::time(self.created_at)
    }
}

const COLUMNS: &str = "id, account_id, shop_id, kind, subject, state, attempts, created_at";

/// Stores the messages and marks their lanes, in one transaction. One that already waits is enough.
pub async fn add(system: &System, messages: &[NewMessage], now: DateTime<Utc>) -> Result<()> {
    let db = system.begin().await?;
    insert(&db, messages, now).await?;
    wake::tell(&db).await?;
    Ok(db.commit().await?)
}

/// The same inside a transaction of an account's own; wake the dispatcher after the commit.
pub async fn add_within(
    tenant: &Tenant<sea_orm::DatabaseTransaction>,
    messages: &[NewMessage],
    now: DateTime<Utc>,
) -> Result<()> {
    if messages.is_empty() {
        return Ok(());
    }
    insert(tenant.writer(), messages, now).await?;
    wake::tell(tenant.writer()).await
}

async fn insert(
    db: &sea_orm::DatabaseTransaction,
    messages: &[NewMessage],
    now: DateTime<Utc>,
) -> Result<()> {
    // Sorted, so that two batches meet the unique index in the same order and never wait in a ring.
    let mut messages: Vec<_> = messages.iter().collect();
    messages.sort_unstable();
    messages.dedup();
    for chunk in messages.chunks(200) {
        let rows = sql::places(2, chunk.len(), 6).replace(')', ", 'waiting', 0, $1, 0, $1)");
        let text = format!(
            "INSERT INTO inbox_messages (id, account_id, shop_id, kind, subject, track, state,
             attempts, due_at, turn, created_at) VALUES {rows} ON CONFLICT DO NOTHING"
        );
        let mut values = vec![sql::ms(now).into()];
        for message in chunk {
            values.extend([
                MessageId::new().into(),
                message.account.into(),
                message.shop.into(),
                message.kind.word().into(),
                message.subject.as_str().into(),
                message.kind.track().word().into(),
            ]);
        }
        sql::run(db, &text, values).await?;
    }
    let lanes = messages
        .iter()
        .map(|message| (message.account, message.kind.track()));
    lane::mark(db, lanes, now).await
}

/// Somebody pressed a button: what waits about this is due now.
pub async fn hurry<R: Rows>(
    tenant: &Tenant<R>,
    message: &NewMessage,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE inbox_messages SET due_at = $5, waits_for = NULL
        WHERE account_id = $1 AND shop_id = $2 AND kind = $3 AND subject = $4 AND state = 'waiting'";
    let values = vec![
        tenant.account().into(),
        message.shop.into(),
        message.kind.word().into(),
        message.subject.as_str().into(),
        sql::ms(now).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// A message that may not be worked now: its shop is parked or paused, or Rackbeat is and it needs it.
const BLOCKED: &str = "(shop_id IN (SELECT id FROM shops WHERE account_id = $1
        AND (parked_at IS NOT NULL OR paused_at IS NOT NULL) AND disconnected_at IS NULL)
    OR (waits_for = 'rackbeat' AND EXISTS (SELECT 1 FROM agreements
        WHERE account_id = $1 AND parked_at IS NOT NULL)))";

/// What may be worked now, the longest due first; also what an earlier turn left behind.
pub async fn pick(
    tenant: &Tenant,
    track: Track,
    turn: i64,
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Vec<Message>> {
    let text = format!(
        "SELECT {COLUMNS} FROM inbox_messages
         WHERE account_id = $1 AND track = $2 AND settled_at IS NULL AND due_at <= $3
         AND (state = 'waiting' OR (state = 'working' AND turn < $4)) AND NOT {BLOCKED}
         ORDER BY due_at, id LIMIT $5"
    );
    let values = vec![
        tenant.account().into(),
        track.word().into(),
        sql::ms(now).into(),
        turn.into(),
        i64::try_from(limit).unwrap_or(i64::MAX).into(),
    ];
    sql::all(tenant.reader(), &text, values).await
}

/// When the next message that may be worked is due; `None` when none waits.
pub async fn next_due(tenant: &Tenant, track: Track) -> Result<Option<DateTime<Utc>>> {
    let text = format!(
        "SELECT due_at FROM inbox_messages
         WHERE account_id = $1 AND track = $2 AND settled_at IS NULL AND NOT {BLOCKED}
         ORDER BY due_at LIMIT 1"
    );
    let values = vec![tenant.account().into(), track.word().into()];
    let due: Option<i64> = sql::value(tenant.reader(), &text, values).await?;
    Ok(due.map(sql::time))
}

/// Takes the message for this turn; `None` when somebody else has it or has settled it.
pub async fn claim(tenant: &Tenant, id: MessageId, turn: i64) -> Result<Option<Message>> {
    let text = format!(
        "UPDATE inbox_messages SET state = 'working', attempts = attempts + 1, turn = $3
         WHERE id = $2 AND account_id = $1
         AND (state = 'waiting' OR (state = 'working' AND turn < $3)) RETURNING {COLUMNS}"
    );
    let values = vec![tenant.account().into(), id.into(), turn.into()];
    sql::one(tenant.writer(), &text, values).await
}

/// Done with it. False: a later turn has it, so nothing of this one may be written.
pub async fn settle<R: Rows>(
    tenant: &Tenant<R>,
    id: MessageId,
    turn: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE inbox_messages SET state = 'settled', settled_at = $4
        WHERE id = $2 AND account_id = $1 AND turn = $3 AND state = 'working'";
    let values = vec![
        tenant.account().into(),
        id.into(),
        turn.into(),
        sql::ms(now).into(),
    ];
    Ok(sql::run(tenant.writer(), text, values).await? == 1)
}

/// How a message goes back to wait.
#[derive(Clone, Copy, Debug)]
pub struct PutBack {
    pub due_at: DateTime<Utc>,
    /// It goes on when Rackbeat is no longer parked.
    pub waits_for_rackbeat: bool,
    /// False when this try is not to count as one (`product.md` 9).
    pub counts: bool,
}

/// Puts a message back; `Conflict` when a newer one about the same thing waits already.
pub async fn put_back<R: Rows>(
    tenant: &Tenant<R>,
    id: MessageId,
    turn: i64,
    back: PutBack,
) -> Result<()> {
    let text = "UPDATE inbox_messages SET state = 'waiting', due_at = $4, waits_for = $5,
        attempts = attempts - $6
        WHERE id = $2 AND account_id = $1 AND turn = $3 AND state = 'working'
        AND NOT EXISTS (SELECT 1 FROM inbox_messages AS newer WHERE newer.account_id = $1
            AND newer.shop_id = inbox_messages.shop_id AND newer.kind = inbox_messages.kind
            AND newer.subject = inbox_messages.subject AND newer.state = 'waiting')";
    let waits_for = back.waits_for_rackbeat.then_some("rackbeat");
    let values = vec![
        tenant.account().into(),
        id.into(),
        turn.into(),
        sql::ms(back.due_at).into(),
        waits_for.into(),
        i64::from(!back.counts).into(),
    ];
    match sql::run(tenant.writer(), text, values).await? {
        0 => Err(Error::Conflict),
        _ => Ok(()),
    }
}

/// A side answers again: what waited for it is due now, in the order it came. `None` is Rackbeat.
pub async fn go_on<R: Rows>(
    tenant: &Tenant<R>,
    shop: Option<ShopId>,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE inbox_messages SET due_at = CASE WHEN created_at < $2 THEN created_at
        ELSE $2 END, waits_for = NULL
        WHERE account_id = $1 AND state = 'waiting' AND settled_at IS NULL
        AND (($3 = 'rackbeat' AND waits_for = 'rackbeat') OR ($3 = 'shop' AND shop_id = $4))";
    let side = if shop.is_some() { "shop" } else { "rackbeat" };
    let values = vec![
        tenant.account().into(),
        sql::ms(now).into(),
        side.into(),
        shop.unwrap_or(ShopId::nil()).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// Messages that nobody has settled, for the pages and the tests.
pub async fn unsettled(tenant: &Tenant) -> Result<Vec<Message>> {
    let text = format!(
        "SELECT {COLUMNS} FROM inbox_messages
         WHERE account_id = $1 AND settled_at IS NULL ORDER BY due_at, id LIMIT 1000"
    );
    sql::all(tenant.reader(), &text, vec![tenant.account().into()]).await
}

/// Forgets what was settled before then (`product.md` 9: after seven days).
pub async fn forget(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "DELETE FROM inbox_messages WHERE settled_at < $1";
    sql::run(system.writer(), text, vec![sql::ms(before).into()]).await
}
