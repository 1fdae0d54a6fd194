//! The whole product in a test: a database of its own, a held queue, a settable clock and both outside worlds.
use std::sync::Arc;

use app::{Ctx, Intake, Outside, OutsideSettings, account, mail::Mailer};
use secrecy::{ExposeSecret, SecretString};
use simulator::{
    Clock as OutsideClock,
    rackbeat::{self, Agreement, Rackbeat},
};
use store::{AccountId, Clock, Tenant, Wake, secret};
use tempfile::TempDir;

use crate::{
    TestClock, build,
    postgres::Database,
    secrets::{Secrets, log},
};

mod connect;
mod end;
mod jobs;
mod kill;
mod look;
mod people;
mod server;
mod sql;

pub use connect::Shop;
pub use look::until;
use server::Server;
pub use sql::by_hand;

/// How many times shorter the outside worlds' delays are than they say.
const OUTSIDE_SPEED: u32 = 40;

/// The account's owner.
pub const EMAIL: &str = "kari@nordlys.no";
pub const PASSWORD: &str = "ti-rare-reinsdyr-i-regn";

pub struct House {
    pub ctx: Ctx,
    pub clock: Arc<TestClock>,
    pub account: AccountId,
    /// The server; `agreement` is our customer's part of it.
    pub rackbeat: Rackbeat,
    pub agreement: Agreement,
    /// Answers people and webhooks, as the product does.
    pub server: Server,
    pub(crate) secrets: Arc<Secrets>,
    /// Seals what is in the rows.
    key: SecretString,
    log: log::Reader,
    database: Rooms,
}

/// Where the rows are; gone when dropped.
struct Rooms {
    url: String,
    folder: TempDir,
    _postgres: Option<Database>,
}

impl House {
    /// With Rackbeat connected and everything in it that orders need.
    pub async fn open() -> Self {
        let house = Self::bare().await;
        house.connect_rackbeat().await;
        house.run_jobs().await;
        house
    }

    /// Nothing is connected; Rackbeat has goods, and groups for more.
    pub async fn bare() -> Self {
        Self::with(rackbeat::Switches::default()).await
    }

    /// As `bare`, in a world where Rackbeat is as the switches say.
    pub async fn with(switches: rackbeat::Switches) -> Self {
        // Every test of a binary may be the first.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let (log, secrets) = (log::Reader::open(), Arc::<Secrets>::default());
        let clock = Arc::new(TestClock::default());
        let rackbeat = Rackbeat::start(rackbeat::Setup {
            clock: outside_clock(&clock),
            per_minute: None,
            switches,
            ..Default::default()
        });
        let rackbeat = rackbeat.unwrap();
        rackbeat.hold_webhooks();
        let agreement = rackbeat.add_agreement("Nordlys AS", "NO");
        secrets.plant("Rackbeat's key", agreement.token());
        let database = rooms().await;
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let key = new_key(&secrets);
        let ctx = ctx(&database, &clock, &rackbeat, &listener, &key).await;
        let email = EMAIL.parse().unwrap();
        let founded = account::found(&ctx, "Nordlys AS", &email, PASSWORD.into()).await;
        let house = Self {
            account: founded.unwrap(),
            server: Server::start(ctx.clone(), listener),
            ctx,
            clock,
            rackbeat,
            agreement,
            secrets,
            key,
            log,
            database,
        };
        house.stock_up();
        house
    }

    /// The account's rows.
    pub fn tenant(&self) -> Tenant {
        self.ctx.store.tenant(self.account)
    }

    /// Where mails and the like are written.
    pub fn folder(&self) -> &std::path::Path {
        self.database.folder.path()
    }

    /// For the outside worlds: our time, their own delays.
    fn outside_clock(&self) -> OutsideClock {
        outside_clock(&self.clock)
    }
}

fn outside_clock(clock: &Arc<TestClock>) -> OutsideClock {
    let clock = clock.clone();
    OutsideClock::following(move || clock.now(), OUTSIDE_SPEED)
}

async fn rooms() -> Rooms {
    let folder = TempDir::new().unwrap();
    let postgres = Database::from_env().await;
    let url = match &postgres {
        Some(database) => database.url.clone(),
        None => format!("sqlite:{}", folder.path().join("house.db").display()),
    };
    Rooms {
        url,
        folder,
        _postgres: postgres,
    }
}

fn new_key(secrets: &Secrets) -> SecretString {
    let key = secret::new_key().unwrap();
    secrets.plant("The key that seals", key.expose_secret());
    secrets.plant("A password", PASSWORD);
    key
}

async fn ctx(
    rooms: &Rooms,
    clock: &Arc<TestClock>,
    rackbeat: &Rackbeat,
    listener: &std::net::TcpListener,
    key: &SecretString,
) -> Ctx {
    let store = store::connect(&rooms.url, 4).await.unwrap();
    let store = store.with_keyring(secret::Keyring::parse(key).unwrap());
    let clock: Arc<dyn Clock> = clock.clone();
    let wake = Wake::default();
    let settings = OutsideSettings {
        rackbeat_url: rackbeat.url().parse().unwrap(),
        extra_ca: None,
        allow_private_shops: true,
        pinned: Vec::new(),
    };
    let public = format!("http://{}/", listener.local_addr().unwrap());
    Ctx {
        outside: Outside::new(settings, clock.clone()).unwrap(),
        intake: Intake::start(store.clone(), clock.clone(), wake.clone()),
        mailer: Mailer::folder(rooms.folder.path().join("mail")),
        // A test delivers what belongs together, and waits for nothing.
        polls: app::poll::Polls {
            gather: chrono::TimeDelta::zero(),
            ..app::poll::Polls::default()
        },
        billing: Some(Arc::new(build::sales())),
        public_url: public.parse().unwrap(),
        store,
        clock,
        wake,
    }
}
