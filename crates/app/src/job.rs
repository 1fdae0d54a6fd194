//! What a lane's turn can be asked to do. Each arm calls one verb.
use store::{
    ShopId,
    inbox::{Kind, Message},
};

use crate::{
    Error, Work, billing, bulk, error::Result, import, inbox, index, item, old_order, order, park,
    poll, product, shop, stock,
};

/// A retired case keeps its variant and an arm that only logs, so that old rows still have a place.
#[derive(Clone, Debug)]
pub enum Job {
    Message(Message),
    /// A shop's poll, its open orders or its probe is due.
    Shop(ShopId),
    /// A parked Rackbeat is due to be tried.
    Rackbeat,
    /// What the bulk track does by the clock: sweep and nightly compare.
    Sweep,
}

/// What may never run beside itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    pub shop: ShopId,
    pub kind: String,
    pub subject: String,
}

impl Job {
    pub(crate) fn subject(&self) -> Subject {
        let (shop, kind, subject) = match self {
            // One of these takes the others along, so none runs beside it.
            Self::Message(message)
                if matches!(message.kind(), Some(Kind::Item | Kind::Product)) =>
            {
                let kind = message.kind_word().to_owned();
                (message.shop_id, kind, String::new())
            }
            Self::Message(message) => (
                message.shop_id,
                message.kind_word().to_owned(),
                message.subject.clone(),
            ),
            Self::Shop(shop) => (*shop, "poll".to_owned(), String::new()),
            Self::Rackbeat => (ShopId::nil(), "probe".to_owned(), String::new()),
            Self::Sweep => (ShopId::nil(), "sweep".to_owned(), String::new()),
        };
        Subject {
            shop,
            kind,
            subject,
        }
    }
}

/// Does it. Only a failing database makes it an error; all else is written down where it belongs.
pub(crate) async fn run(work: &Work, job: Job) -> Result<(), store::Error> {
    match job {
        Job::Message(message) => inbox::process(work, message).await,
        Job::Shop(shop) => by_clock(poll::due(work, shop).await),
        Job::Rackbeat => by_clock(park::probe_rackbeat(work).await),
        Job::Sweep => by_clock(bulk::due(work).await),
    }
}

/// Its own verb has written its lines, and the clock brings it again.
fn by_clock(done: Result<()>) -> Result<(), store::Error> {
    match done {
        Err(Error::Store(error)) => Err(error),
        Err(error) => {
            tracing::debug!(%error, "A job by the clock ended early; it comes again");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// The verb for a message's kind; the lines of the log it came to.
pub(crate) async fn verb(work: &Work, message: &Message) -> Result<Vec<domain::Outcome>> {
    match message.kind() {
        Some(Kind::Order) => order::send(work, message).await,
        Some(Kind::Stock) => stock::push(work, message).await,
        Some(Kind::Item) => item::read_item(work, message).await,
        Some(Kind::Shipment) => order::look_at_rackbeat(work, message).await,
        Some(Kind::Parcel) => quietly(order::look_again(work, message).await),
        Some(Kind::Index | Kind::Compare) => index::read(work, message).await,
        Some(Kind::Product) => index::read_product(work, message).await,
        Some(Kind::Hooks) => shop::check_hooks(work, message).await,
        Some(Kind::Register) => product::register(work, message).await,
        Some(Kind::Pull) => product::pull(work, message).await,
        Some(Kind::Import) => import::go_on(work, message).await,
        Some(Kind::OldOrders) => old_order::go_on(work, message).await,
        Some(Kind::Count) => quietly(billing::count(&work.ctx).await.map_err(Error::from)),
        Some(Kind::Draft) => quietly(billing::draft(work, message).await),
        Some(Kind::Close) => quietly(billing::close(work, message).await),
        Some(Kind::Invoice) => quietly(billing::make_paper(work, message).await),
        None => {
            tracing::warn!(message.id = %message.id, kind = message.kind_word(), "A kind of another version; settled");
            Ok(Vec::new())
        }
    }
}

/// Of what is not an account's sync its log says nothing, unless it fails.
fn quietly(done: Result<()>) -> Result<Vec<domain::Outcome>> {
    done.map(|()| Vec::new())
}
