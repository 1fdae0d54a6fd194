//! Rackbeat, simulated: any number of agreements behind one address, after `rackbeat-api.md` 9.

mod adjustments;
mod agreement;
mod books;
mod by_hand;
mod call;
mod customers;
mod customers_by_hand;
mod delivery;
mod fields;
mod goods_by_hand;
mod hooks;
mod invoice;
mod invoices;
mod item;
mod item_form;
mod items;
mod kind;
mod limiter;
mod lines;
mod list;
mod masters;
mod notes;
mod order;
mod order_form;
mod order_may;
mod orders;
mod papers_by_hand;
mod reply;
mod setup;
mod shipment;
mod shipments;
mod world;

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use actix_web::web::{self, Data};
use percent_encoding::percent_decode_str;

pub use agreement::Agreement;
pub use books::Adjustment;
pub use hooks::Hook;
pub use invoice::Invoice;
pub use item::{Figures, Item, ItemTrouble};
pub use order::{Line, Order};
pub use setup::{Setup, Switches, Tracking};
pub use shipment::{Packed, Shipment};

use books::Books;
use world::World;

use crate::{Calls, Front, Manner, Server, Trouble};

/// Largest request taken, in bytes.
const BODY_MAX: usize = 16 << 20;
const FIRST_AGREEMENT: i64 = 40_217;

/// A simulated Rackbeat on a real port. Stops when dropped.
pub struct Rackbeat {
    server: Server,
    world: Arc<World>,
    next_agreement: AtomicI64,
}

impl Rackbeat {
    pub fn start(setup: Setup) -> io::Result<Self> {
        let (post, mailbag) = delivery::post();
        let world = Arc::new(World::new(setup, post));
        mailbag.carry(Arc::downgrade(&world))?;
        let front = Front {
            trouble: world.trouble.clone(),
            calls: world.calls.clone(),
            clock: world.setup.clock.clone(),
            manner: Manner {
                kind: kind::kind,
                keys_revoked: reply::keys_revoked,
                rate_limited: reply::rate_limited,
                broken: reply::broken,
            },
        };
        let served = Arc::clone(&world);
        let routes = move |config: &mut web::ServiceConfig| {
            config
                .app_data(Data::new(Arc::clone(&served)))
                .app_data(web::PayloadConfig::new(BODY_MAX))
                .default_service(web::to(world::serve));
        };
        Ok(Self {
            server: Server::start_at(world.setup.listen, routes, front)?,
            world,
            next_agreement: AtomicI64::new(FIRST_AGREEMENT),
        })
    }

    /// The API's root.
    pub fn url(&self) -> String {
        format!("http://{}/api/", self.server.address())
    }

    /// An agreement that has what a web shop needs (groups, a payment term) but no products.
    pub fn add_agreement(&self, company: &str, country: &str) -> Agreement {
        let mut books = self.books(company, country);
        books.masters.make_ready();
        Agreement::new(&self.world, books)
    }

    /// An agreement that nobody prepared: a location, a layout, a unit, an employee, currencies.
    pub fn add_bare_agreement(&self, company: &str, country: &str) -> Agreement {
        Agreement::new(&self.world, self.books(company, country))
    }

    /// The keys of all its agreements.
    pub fn tokens(&self) -> Vec<String> {
        self.world.tokens()
    }

    /// Connections are refused until `come_up`.
    pub fn go_down(&self) {
        self.server.go_down();
    }

    pub fn come_up(&self) -> io::Result<()> {
        self.server.come_up()
    }

    pub fn trouble(&self) -> &Trouble {
        &self.world.trouble
    }

    /// Calls that came in, by kind.
    pub fn calls(&self) -> &Calls {
        &self.world.calls
    }

    /// Webhooks that arrived, by event.
    pub fn webhooks_arrived(&self) -> &Calls {
        &self.world.arrived
    }

    /// Webhooks sent that have neither arrived nor been given up.
    pub fn webhooks_under_way(&self) -> usize {
        self.world.post.under_way()
    }

    /// From now on webhooks wait for `let_go_webhooks`: for a test that says when they come.
    pub fn hold_webhooks(&self) {
        self.world.post.hold();
    }

    /// The webhooks that were held set out.
    pub fn let_go_webhooks(&self) {
        self.world.post.let_go();
    }

    /// The webhooks that were held never come.
    pub fn lose_webhooks(&self) {
        self.world.post.lose();
    }

    fn books(&self, company: &str, country: &str) -> Books {
        let number = self.next_agreement.fetch_add(1, Ordering::Relaxed);
        Books::new(number, company, country)
    }
}

/// A path's part without its percent signs.
fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}
