//! The stage: a folder that is thrown away, both outside worlds, and Varebro between them.
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix_web::dev::Server;
use app::{Ctx, poll::Polls};
use chrono::TimeDelta;
use simulator::{
    rackbeat::{self, Agreement, Rackbeat},
    woo::{Key, Setup, Shop, Version},
};
use store::SystemClock;
use tempfile::TempDir;
use url::Url;
use web::Proxies;

use super::{goods, seller};
use crate::{roles, serve, settings::Settings, wiring};

pub const COMPANY: &str = "Nordlys Handel AS";
/// From what happens to the webhook that tells of it, on both sides.
const WEBHOOK_DELAY: Duration = Duration::from_secs(1);
/// Nobody wants to wait a minute for a poll.
const POLLS: Polls = Polls {
    often: TimeDelta::seconds(2),
    seldom: TimeDelta::seconds(2),
    open: TimeDelta::seconds(15),
    gather: TimeDelta::milliseconds(150),
};
/// How many pieces too many of everything shop A and shop B show before they are connected.
const DRIFT: [i64; 2] = [0, 2];
/// The shops' ids begin apart, so that an order's id tells its shop.
const FIRST_IDS: [u64; 2] = [100, 5_000];

pub struct Stage {
    /// Varebro's pages.
    pub url: Url,
    /// Where mails become files.
    pub mails: PathBuf,
    pub agreement: Agreement,
    pub rackbeat: Rackbeat,
    /// A of today and B of the oldest version we work with.
    pub shops: [Shop; 2],
    is_down: [AtomicBool; 3],
    _folder: TempDir,
}

/// Varebro, wired and listening, not yet at work.
pub struct House {
    pub ctx: Ctx,
    pub server: Server,
}

/// One that can be down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Rackbeat,
    /// 0 is A.
    Shop(usize),
}

impl Stage {
    pub async fn open(settings: Settings, database: Option<&str>) -> anyhow::Result<(Self, House)> {
        let folder = TempDir::with_prefix("varebro-demo-")?;
        let rackbeat = Rackbeat::start(rackbeat::Setup {
            webhook_delay: WEBHOOK_DELAY,
            ..rackbeat::Setup::default()
        })?;
        let agreement = rackbeat.add_agreement(COMPANY, "NO");
        goods::stock_up(&agreement);
        let settings = thrown_away(settings, &folder, database, &rackbeat)?;
        let listener = roles::listen(settings.http.listen)?;
        let url = roles::public_url(&settings, listener.local_addr()?)?;
        let ctx = wiring::ctx(&settings, Arc::new(SystemClock), url.clone()).await?;
        let ctx = Ctx {
            polls: POLLS,
            ..ctx
        };
        let server = serve::start(ctx.clone(), listener, Some(Proxies(Vec::new())))?;
        let stage = Self {
            url,
            mails: settings.data.join("mail"),
            agreement,
            rackbeat,
            shops: [shop(0, Version::V11_0)?, shop(1, Version::V7_1)?],
            is_down: Default::default(),
            _folder: folder,
        };
        Ok((stage, House { ctx, server }))
    }

    pub fn is_down(&self, side: Side) -> bool {
        self.is_down[side.place()].load(Ordering::Relaxed)
    }

    pub fn go_down(&self, side: Side) {
        self.is_down[side.place()].store(true, Ordering::Relaxed);
        match side {
            Side::Rackbeat => self.rackbeat.go_down(),
            Side::Shop(at) => self.shops[at].go_down(),
        }
    }

    pub fn come_up(&self, side: Side) -> anyhow::Result<()> {
        self.is_down[side.place()].store(false, Ordering::Relaxed);
        match side {
            Side::Rackbeat => self.rackbeat.come_up()?,
            Side::Shop(at) => self.shops[at].come_up()?,
        }
        Ok(())
    }
}

impl Side {
    pub const ALL: [Self; 3] = [Self::Rackbeat, Self::Shop(0), Self::Shop(1)];

    /// As the play page's forms name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rackbeat => "rackbeat",
            Self::Shop(0) => "a",
            Self::Shop(_) => "b",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.name() == name)
    }

    fn place(self) -> usize {
        match self {
            Self::Rackbeat => 2,
            Self::Shop(at) => at,
        }
    }
}

/// The operator's settings, but for all that would outlive the demo or reach outside it.
fn thrown_away(
    mut settings: Settings,
    folder: &TempDir,
    database: Option<&str>,
    rackbeat: &Rackbeat,
) -> anyhow::Result<Settings> {
    settings.data = folder.path().to_owned();
    let own = format!("sqlite:{}", folder.path().join("varebro.db").display());
    settings.database.url = database.map_or(own, str::to_owned).into();
    settings.secret_key = None;
    settings.http.public_url = None;
    settings.mail.smtp_url = None;
    settings.sales = seller::sales();
    settings.outside.rackbeat_url = rackbeat.url().parse()?;
    settings.outside.allow_private_shops = true;
    Ok(settings)
}

fn shop(at: usize, version: Version) -> anyhow::Result<Shop> {
    let letter = if at == 0 { 'a' } else { 'b' };
    let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let shop = Shop::start(Setup {
        version,
        host: here.ip(),
        name: format!("Butikk {}", letter.to_ascii_uppercase()),
        keys: vec![Key::of(letter, "read_write")],
        webhook_delay: WEBHOOK_DELAY,
        allow_http_callback: true,
        seed: u64::from(letter),
        ..Setup::default()
    })?;
    shop.skip_to_id(FIRST_IDS[at]);
    goods::fill(&shop, DRIFT[at]);
    Ok(shop)
}
